import { useMemo, useRef, useState } from 'react';
import { checkCalendar, type CalendarProblem } from '#shared/domain/calendar-check.ts';
import { calendarProblemSentences } from '#shared/domain/input-sentences.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import type { CalendarYear } from '#shared/domain/working-days.ts';
import { yearChange, type HeldCalendar } from '#shared/policy/held-calendar.ts';
import type { PolicyEvent } from '#shared/policy/policy-events.ts';
import { calendarPlaceWords, calendarYearWords } from '#shared/wording/calendar.ts';
import { failureText } from '#shared/wording/failures.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { readJson } from './read-json.ts';

export interface CalendarImportProps {
  readonly store: CounterStore;
  readonly calendar: HeldCalendar;
  readonly on: PlainDate;
}

interface Chosen {
  readonly fileName: string;
  readonly entryId: string;
  readonly value: unknown;
}

const SHOWN_PROBLEMS = 20;

function Refusal({ problems }: { readonly problems: readonly CalendarProblem[] }) {
  return (
    <Notice tone="bad" live="alert">
      工作日历没有导入，现用的日历不变：
      <ul>
        {problems.slice(0, SHOWN_PROBLEMS).map(({ path, code, day }) => (
          <li key={`${path} ${code} ${day ?? ''}`}>
            {calendarPlaceWords(path)}
            {day === undefined ? '' : ` ${day}`}
            {calendarPlaceWords(path) === '' ? '' : '：'}
            {calendarProblemSentences[code]}
            {path === '' ? null : (
              <>
                {' '}
                （位置 <code>{path}</code>）
              </>
            )}
          </li>
        ))}
      </ul>
      {problems.length > SHOWN_PROBLEMS ? `另有 ${problems.length - SHOWN_PROBLEMS} 处。` : null}
    </Notice>
  );
}

const CHANGE_WORDS = { new: '新增', replaces: '替换现用的这一年', same: '与现用的相同' } as const;

interface PreviewProps {
  readonly calendar: HeldCalendar;
  readonly years: readonly CalendarYear[];
  readonly onImport: () => void;
  readonly onLeave: () => void;
}

/** What the file says, in plain words: an administrator compares it with the notice on paper. */
function Preview({ calendar, years, onImport, onLeave }: PreviewProps) {
  const idle = years.every((entry) => yearChange(calendar, entry) === 'same');
  return (
    <div className="stack" role="group" aria-label="导入前核对">
      <p>请与放假通知原文逐项核对：</p>
      <ul>
        {years.map((entry) => {
          const { notice, off, on } = calendarYearWords(entry);
          return (
            <li key={entry.year}>
              <strong>{entry.year} 年</strong>（{CHANGE_WORDS[yearChange(calendar, entry)]}）依据 {notice}。放假：{off}
              。调休上班：{on}。
            </li>
          );
        })}
      </ul>
      <p className="soft">导入后新的判定、期限和文书按它计算；已作出的决定不变，仍可按原日历重算。</p>
      {idle ? <Notice tone="info">与现用的日历完全相同，不需导入。</Notice> : null}
      <p className="row">
        <Button look="primary" shortcut="Ctrl+Enter" unavailable={idle} onClick={idle ? undefined : onImport}>
          导入日历
        </Button>
        <Button shortcut="Escape" onClick={onLeave}>
          不导入
        </Button>
      </p>
    </div>
  );
}

/** Takes in a calendar file: read, checked, shown in words, and only then recorded. */
export function CalendarImport({ store, calendar, on }: CalendarImportProps) {
  const input = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [said, setSaid] = useState<{ readonly tone: 'good' | 'bad'; readonly text: string } | null>(null);
  const reading = useMemo(() => (chosen === null ? null : checkCalendar(chosen.value)), [chosen]);
  const choose = async (file: File | undefined) => {
    if (file === undefined) return;
    setSaid(null);
    setChosen({ fileName: file.name, entryId: crypto.randomUUID(), value: await readJson(file) });
  };
  const take = async (years: readonly CalendarYear[], entryId: string) => {
    const content: PolicyEvent = { type: 'calendarImported', years: [...years] };
    const recorded = await store.cases.recordEvent({
      entryId,
      kind: 'policy',
      subjectId: 'calendar',
      on,
      content,
      takeBatchNumber: false,
    });
    if (!recorded.ok) return setSaid({ tone: 'bad', text: failureText(recorded.failure) });
    setChosen(null);
    setSaid({ tone: 'good', text: `已启用 ${years.map(({ year }) => year).join('、')} 年的工作日历，并记入台账。` });
  };
  return (
    <div className="stack">
      <div className="row">
        <Button shortcut="Alt+K" onClick={() => input.current?.click()}>
          选择日历文件
        </Button>
        <input
          ref={input}
          type="file"
          accept=".json,application/json"
          hidden
          aria-label="日历文件"
          onChange={(event) => {
            void choose(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
        <span className="soft">先核对、后导入；按样例文件填写年度、放假、调休上班、通知文号和印发日期。</span>
        {chosen === null ? null : <span data-machine="">{chosen.fileName}</span>}
      </div>
      {said === null ? null : (
        <Notice tone={said.tone} live={said.tone === 'good' ? 'status' : 'alert'}>
          {said.text}
        </Notice>
      )}
      {chosen === null || reading === null ? null : reading.ok ? (
        <Preview
          calendar={calendar}
          years={reading.years}
          onImport={() => void take(reading.years, chosen.entryId)}
          onLeave={() => setChosen(null)}
        />
      ) : (
        <Refusal problems={reading.problems} />
      )}
    </div>
  );
}
