/** The firm and every person as they stand: verdict and reasons in a line, and for the chosen line every check with what it rests on. */
import { useEffect, useRef, useState } from 'react';
import { lastProvinceRows } from '#shared/casework/province-answer.ts';
import { standingEntries, standingRecords, type StandingRecord } from '#shared/casework/standing-records.ts';
import { groupCitizenId } from '#shared/domain/citizen-id.ts';
import { formatYuan } from '#shared/domain/money.ts';
import { normaliseCode } from '#shared/domain/normalise.ts';
import { documentKinds } from '#shared/domain/supporting-document.ts';
import { checkNames } from '#shared/policy/check-names.ts';
import { worstOf } from '#shared/policy/outcome.ts';
import type { PolicyPack } from '#shared/policy/pack.ts';
import { paperModeOn } from '#shared/policy/paper-mode.ts';
import { packOfDecision } from '#shared/policy/policy-events.ts';
import type { CheckResult, Verdict } from '#shared/policy/verdict.ts';
import { documentLabels, SEEN_ONLY } from '#shared/wording/labels.ts';
import { rowWords, standingLabels } from '#shared/wording/returns.ts';
import { clerkSentence } from '#shared/wording/reasons.ts';
import type { CaseRecord } from '../../store/cases/case-store.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { ChoiceTable, type ChoiceColumn } from '../../ui/ChoiceTable.tsx';
import { Sentence } from '../../ui/Sentence.tsx';
import { VerdictMark } from '../../ui/VerdictMark.tsx';
import { EvidenceList, WarningList } from '../evidence/index.ts';
import { useHeldPacks } from '../policy/index.ts';
import { staleAfterDaysUnder } from '../verification/index.ts';

interface Line {
  readonly key: string;
  readonly name: string;
  /** Empty for the firm. */
  readonly citizenId: string;
  readonly verdict: Verdict;
  readonly amountFen: number | null;
  readonly checks: readonly CheckResult[];
  readonly of: StandingRecord;
  /** What the province said last; `null` for the firm. */
  readonly province: ProvinceSaid | null;
}

interface ProvinceSaid {
  readonly words: string;
  /** Stage and day, as far as anybody named them. */
  readonly when: readonly string[];
}

type Names = ReadonlyMap<string, string>;

const namesIn = ({ application }: CaseRecord): Names =>
  new Map(application.roster.map(({ citizenId, name }) => [normaliseCode(citizenId), name]));

/** The firm first: what is wrong with it concerns everybody. */
function linesOf(
  records: readonly StandingRecord[],
  employerName: string,
  names: Names,
  provinceOf: (citizenId: string) => ProvinceSaid,
): readonly Line[] {
  const last = records.at(-1);
  if (last === undefined) return [];
  const checks = last.record.decision.employerChecks;
  const verdict = worstOf(checks.map((check) => check.verdict));
  return [
    { key: 'employer', name: employerName, citizenId: '', verdict, amountFen: null, checks, of: last, province: null },
    ...standingEntries(records).map(({ entry, of }, index) => ({
      key: `${entry.citizenId}:${index}`,
      name: names.get(normaliseCode(entry.citizenId)) ?? '',
      ...entry,
      of,
      province: provinceOf(normaliseCode(entry.citizenId)),
    })),
  ];
}

/** What is not met, each reason once with all the checks that it stands for. */
function whyOf(checks: readonly CheckResult[]): readonly (readonly [string, readonly string[]])[] {
  const said = new Map<string, string[]>();
  for (const check of checks.filter(({ verdict }) => verdict !== 'met')) {
    const sentence = clerkSentence(check);
    said.set(sentence, [...(said.get(sentence) ?? []), checkNames[check.check]]);
  }
  return [...said];
}

const columns: readonly ChoiceColumn<Line>[] = [
  { id: 'name', heading: '姓名 / 单位', width: '11rem', cell: ({ name }) => name },
  {
    id: 'id',
    heading: '证件号',
    width: '13rem',
    cell: ({ citizenId }) => <span className="number">{citizenId === '' ? '—' : groupCitizenId(citizenId)}</span>,
  },
  { id: 'verdict', heading: '结论', width: '6rem', cell: ({ verdict }) => <VerdictMark verdict={verdict} /> },
  {
    id: 'why',
    heading: '原因',
    cell: ({ checks }) =>
      whyOf(checks).map(([sentence, names]) => (
        <div key={sentence}>
          {names.join('、')}：
          <Sentence text={sentence} />
        </div>
      )),
  },
  {
    id: 'amount',
    heading: '金额（元）',
    width: '7rem',
    align: 'right',
    cell: ({ amountFen }) => (amountFen === null ? '' : amountFen === 0 ? '—' : formatYuan(amountFen)),
  },
];

const provinceColumn: ChoiceColumn<Line> = {
  id: 'province',
  heading: '省系统返回',
  width: '12rem',
  cell: ({ province }) =>
    province === null ? null : (
      <>
        {province.words}
        {province.when.map((part) => (
          <div key={part} className="soft small number">
            {part}
          </div>
        ))}
      </>
    ),
};

/** The last word on each person of a case that was answered; a person who was corrected since is on the way again. */
function provinceWords({ actions, summary }: CaseRecord): (citizenId: string) => ProvinceSaid {
  const rows = lastProvinceRows(actions);
  const standings = new Map(summary.persons.map(({ citizenId, province }) => [citizenId, province]));
  return (citizenId) => {
    const told = rows.get(citizenId);
    if (told === undefined) return { words: standingLabels.unknown, when: [] };
    const { row, file } = told;
    const words = rowWords(row);
    const again = standings.get(citizenId) === 'again';
    const when = [`${row.stage} ${row.on ?? file.day}`.trim()];
    return { words: again ? `${standingLabels.again}（上次${words}）` : words, when };
  };
}

interface PapersProps {
  readonly record: CaseRecord;
  readonly decided: StandingRecord;
  readonly pack: PolicyPack | null;
}

function Papers({ record, decided, pack }: PapersProps) {
  const { papers, receivedOn } = record.application;
  const seenOnly = paperModeOn(pack, receivedOn) === 'verified-in-system';
  const missing = decided.record.decision.missingPapers;
  const shown = documentKinds.filter((kind) => papers[kind] === true || missing.includes(kind));
  return (
    <p>
      材料：
      {shown.length === 0
        ? '没有收到材料'
        : shown.map((kind) => `${documentLabels[kind]} ${papers[kind] === true ? '✓ 已收到' : '✕ 缺'}`).join('　')}
      {seenOnly ? <span className="soft">（证明材料{SEEN_ONLY}）</span> : null}
    </p>
  );
}

export interface CasePersonsProps {
  readonly store: CounterStore;
  readonly record: CaseRecord;
}

export function CasePersons({ store, record }: CasePersonsProps) {
  const [chosen, setChosen] = useState<string | null>(null);
  // Long rosters: what was asked for must not open below the edge of the window.
  const evidence = useRef<HTMLElement>(null);
  useEffect(() => {
    if (chosen !== null) evidence.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  const open = ({ key, name, citizenId }: Line) => {
    const { caseId, number } = record.summary;
    if (key !== chosen && citizenId !== '')
      store.accessLog.note({ type: 'personOpened', caseId, number, name, citizenId });
    setChosen(key === chosen ? null : key);
  };
  const { state } = useHeldPacks(store);
  const records = standingRecords(record.actions);
  const [whole] = records;
  if (whole === undefined) return <p className="soft">收件时没有适用的政策包，尚未判定。</p>;
  const names = namesIn(record);
  const answered = record.summary.answeredOn !== null;
  const lines = linesOf(records, record.application.employer.name, names, provinceWords(record));
  const line = lines.find(({ key }) => key === chosen);
  const heldOf = ({ record: made }: StandingRecord) => (state === null ? null : packOfDecision(state, made));
  const held = line === undefined ? null : heldOf(line.of);
  const warnings = records.flatMap(({ record: { decision } }) => decision.warnings);
  return (
    <div className="stack">
      <Papers record={record} decided={whole} pack={heldOf(whole)?.pack ?? null} />
      <ChoiceTable
        label="人员与结论"
        columns={answered ? [...columns, provinceColumn] : columns}
        rows={lines}
        keyOf={({ key }) => key}
        onOpen={open}
        empty=""
      />
      {line === undefined ? (
        <p className="soft small">在一行上按 Enter 或点击，显示逐项的依据、数据日期和核验记录。</p>
      ) : (
        <section ref={evidence} className="case-page__evidence" aria-label={`依据与证据：${line.name}`}>
          <h3>
            {line.name}{' '}
            <span className="soft small number">
              {line.of.supplement ? '补充决定' : '判定'}日期 {line.of.record.decision.date} · 台账 {line.of.sequence}
              {held === null ? '' : ` · ${held.pack.title}`}
            </span>
          </h3>
          <EvidenceList
            checks={line.checks}
            date={line.of.record.decision.date}
            staleAfterDays={staleAfterDaysUnder(held)}
            officers={store.officers}
          />
        </section>
      )}
      <WarningList
        warnings={warnings}
        nameOf={(subject) =>
          subject === 'employer' ? record.application.employer.name : (names.get(normaliseCode(subject)) ?? null)
        }
      />
    </div>
  );
}
