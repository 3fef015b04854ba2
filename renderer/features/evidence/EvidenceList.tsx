/** Why: every check with its sentence, clause and level, the data it rests on with place, day and age, and who vouched for it. */
import type { Officer } from '#shared/domain/officer.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { checkNames } from '#shared/policy/check-names.ts';
import type { CheckResult } from '#shared/policy/verdict.ts';
import { ageWords, attestationWords, attestedWord, basisMarks, seenWords } from '#shared/wording/evidence.ts';
import { levelTags, sourceLevelLabels } from '#shared/wording/sources.ts';
import { groupShown } from '#shared/wording/reasons-group.ts';
import { clerkSentence } from '#shared/wording/reasons.ts';
import { VerdictMark } from '../../ui/VerdictMark.tsx';
import { rowFacts } from './row-facts.ts';
import './evidence.css';

export interface EvidenceListProps {
  readonly checks: readonly CheckResult[];
  /** Day of the decision: the age of the data is counted to it. */
  readonly date: PlainDate;
  /** The pack's `staleAfterDays`. */
  readonly staleAfterDays: number;
  /** Everybody whose word may stand in a check; one who left is shown by id. */
  readonly officers: readonly Officer[];
}

type Context = Omit<EvidenceListProps, 'checks'>;

function Source({ result, date, staleAfterDays }: Context & { readonly result: CheckResult }) {
  const age = ageWords(result, date, staleAfterDays);
  return (
    <div className="evidence__facts soft">
      {attestedWord(result) === null ? '证据' : '登记数据（以核验为准）'}：{seenWords(result)}
      {age === null ? null : <span className={age.stale ? 'evidence__stale' : undefined}>（{age.text}）</span>}
    </div>
  );
}

function Facts({ row }: { readonly row: unknown }) {
  const facts = rowFacts(row);
  if (facts.length === 0) return null;
  return (
    <dl className="facts evidence__facts">
      {facts.map(([label, value]) => (
        <div key={label} className="evidence__fact">
          <dt>{label}</dt>
          <dd className="number">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

interface CheckProps extends Context {
  readonly result: CheckResult;
  /** The same row stands under an earlier check. */
  readonly repeated: boolean;
}

function Check({ result, repeated, ...context }: CheckProps) {
  const { source, stricterThanMinistry } = result;
  const word = attestedWord(result);
  const nameOf = (id: string): string => context.officers.find((officer) => officer.id === id)?.name ?? id;
  return (
    <li className="evidence__check">
      <div className="evidence__head">
        <VerdictMark verdict={result.verdict} />
        <strong>{checkNames[result.check]}</strong>
        {stricterThanMinistry === true ? (
          <span className="tag" title="此项严于部级规定">
            {levelTags[source.level]}
          </span>
        ) : null}
        {word === null ? null : <span className="tag">{basisMarks[word.basis]}</span>}
      </div>
      {result.verdict === 'met' && groupShown(result) === null ? null : <p>{clerkSentence(result)}</p>}
      <div className="evidence__facts soft">
        依据（{sourceLevelLabels[source.level]}）：{source.document} {source.clause}
      </div>
      {word === null ? null : <div className="evidence__facts">核验：{attestationWords(word, nameOf)}</div>}
      <Source result={result} {...context} />
      {repeated ? null : <Facts row={result.evidence.row} />}
    </li>
  );
}

/** What is not met first; what is met stays in the list, so that the basis of a payment can be read too. */
const byUrgency = (checks: readonly CheckResult[]): CheckResult[] =>
  [...checks].sort((a, b) => Number(a.verdict === 'met') - Number(b.verdict === 'met'));

/** Whether the row of each check was shown before it: several checks rest on one insurance row. */
function repeats(checks: readonly CheckResult[]): readonly boolean[] {
  const rows = checks.map(({ evidence }) => JSON.stringify([evidence.registry, evidence.row]));
  return rows.map((row, index) => checks[index]?.evidence.row !== undefined && rows.indexOf(row) < index);
}

export function EvidenceList({ checks, ...context }: EvidenceListProps) {
  const ordered = byUrgency(checks);
  const repeated = repeats(ordered);
  return (
    <ul className="evidence__list">
      {ordered.map((result, index) => (
        <Check key={result.check} result={result} repeated={repeated[index] === true} {...context} />
      ))}
    </ul>
  );
}
