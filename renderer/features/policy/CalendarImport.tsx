import { useMemo, useState } from 'react';
import { checkCalendar, type CalendarProblem } from '#shared/domain/calendar-check.ts';
import { calendarProblemSentences } from '#shared/domain/input-sentences.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import type { CalendarYear } from '#shared/domain/working-days.ts';
import { yearChange, type HeldCalendar } from '#shared/policy/held-calendar.ts';
import type { PolicyEvent } from '#shared/policy/policy-events.ts';
import { calendarPlaceWords, calendarYearWords } from '#shared/wording/calendar.ts';
import { failureText } from '#shared/wording/failures.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { Notice } from '../../ui/Notice.tsx';
import { RefusedFile } from '../../ui/RefusedFile.tsx';
import { SendOffer, useBroughtIn, type OpenedDocument } from '../documents/index.ts';
import { ImportPreview, JsonFileRow, PlaceInFile } from './ImportSteps.tsx';
import { recordPolicy } from './record-policy.ts';
import { useChosenJson, type ChosenJson } from './use-chosen-json.ts';

export interface CalendarImportProps {
  readonly store: CounterStore;
  readonly calendar: HeldCalendar;
  readonly on: PlainDate;
  /** A file of another window that is looked at here, and what is told once it was taken in. */
  readonly opened: OpenedDocument | null;
  readonly onTaken: (opened: OpenedDocument) => void;
}

const sentenceOf = ({ path, code, day }: CalendarProblem) => ({
  key: `${path} ${code} ${day ?? ''}`,
  text: (
    <>
      {calendarPlaceWords(path)}
      {day === undefined ? '' : ` ${day}`}
      {calendarPlaceWords(path) === '' ? '' : '：'}
      {calendarProblemSentences[code]}
      <PlaceInFile path={path} />
    </>
  ),
});

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
    <ImportPreview confirm="导入日历" idle={idle} onImport={onImport} onLeave={onLeave}>
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
    </ImportPreview>
  );
}

/** Takes in a calendar file: read, checked, shown in words, and only then recorded. */
export function CalendarImport({ store, calendar, on, opened, onTaken }: CalendarImportProps) {
  const { chosen, choose, leave } = useChosenJson(opened?.file ?? null);
  const [imported, setImported] = useState<{ readonly file: File; readonly title: string } | null>(null);
  const [said, setSaid] = useState<{ readonly tone: 'good' | 'bad'; readonly text: string } | null>(null);
  const reading = useMemo(() => (chosen === null ? null : checkCalendar(chosen.value)), [chosen]);
  const panel = useBroughtIn(opened, chosen !== null && chosen.file === opened?.file);
  const take = async (years: readonly CalendarYear[], { entryId, file }: ChosenJson) => {
    const content: PolicyEvent = { type: 'calendarImported', years: [...years] };
    const failure = await recordPolicy(store, { entryId, subjectId: 'calendar', on }, content);
    if (failure !== null) return setSaid({ tone: 'bad', text: failureText(failure) });
    leave();
    const title = `${years.map(({ year }) => year).join('、')} 年`;
    setSaid({ tone: 'good', text: `已启用 ${title}的工作日历，并记入台账。` });
    if (opened?.file === file) onTaken(opened);
    else setImported({ file, title });
  };
  return (
    <section className="stack policy__panel" aria-label="导入工作日历" ref={panel} tabIndex={-1}>
      <JsonFileRow
        shortcut="importCalendar"
        fileLabel="日历文件"
        hint="先核对、后导入；按样例文件填写年度、放假、调休上班、通知文号和印发日期。"
        chosen={chosen}
        onFile={(file) => {
          setSaid(null);
          setImported(null);
          void choose(file);
        }}
      />
      {said === null ? null : (
        <Notice tone={said.tone} live={said.tone === 'good' ? 'status' : 'alert'}>
          {said.text}
        </Notice>
      )}
      {imported === null ? null : (
        <SendOffer
          key={imported.title}
          store={store}
          file={imported.file}
          contents={{ kind: 'calendar', title: imported.title }}
        />
      )}
      {chosen === null || reading === null ? null : reading.ok ? (
        <Preview
          calendar={calendar}
          years={reading.years}
          onImport={() => void take(reading.years, chosen)}
          onLeave={leave}
        />
      ) : (
        <RefusedFile lead="工作日历没有导入，现用的日历不变" problems={reading.problems.map(sentenceOf)} />
      )}
    </section>
  );
}
