/**
 * Why: every check with its sentence, clause and level, by the data they rest on, each source said once with its place, day and
 * age, and who vouched for it. What is met is folded as long as anything is not: the eye goes to what is open.
 */
import type { Officer } from '#shared/domain/officer.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { checkNames } from '#shared/policy/check-names.ts';
import type { CheckResult } from '#shared/policy/verdict.ts';
import { attestationWords, attestedWord, basisMarks } from '#shared/wording/evidence.ts';
import { groupShown } from '#shared/wording/reasons-group.ts';
import { clerkSentence } from '#shared/wording/reasons.ts';
import { levelTags, sourceLevelLabels } from '#shared/wording/sources.ts';
import { VerdictMark } from '../../ui/VerdictMark.tsx';
import { evidenceGroups, type EvidenceGroup, type GroupedCheck } from './evidence-groups.ts';
import type { RowFact } from './row-facts.ts';
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

type NameOf = (officerId: string) => string;

function Facts({ facts, deciding = false }: { readonly facts: readonly RowFact[]; readonly deciding?: boolean }) {
  if (facts.length === 0) return null;
  return (
    <dl className={`facts evidence__facts${deciding ? ' evidence__deciding' : ''}`}>
      {facts.map(({ label, value }) => (
        <div key={label} className="evidence__fact">
          <dt>{label}</dt>
          <dd className="number">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Check({ result, deciding, nameOf }: GroupedCheck & { readonly nameOf: NameOf }) {
  const { source, stricterThanMinistry } = result;
  const word = attestedWord(result);
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
      <Facts facts={deciding} deciding />
      {result.verdict === 'met' && groupShown(result) === null ? null : <p>{clerkSentence(result)}</p>}
      <div className="evidence__facts soft">
        依据（{sourceLevelLabels[source.level]}）：{source.document} {source.clause}
      </div>
      {word === null ? null : <div className="evidence__facts">核验：{attestationWords(word, nameOf)}</div>}
    </li>
  );
}

function Group({ group, nameOf }: { readonly group: EvidenceGroup; readonly nameOf: NameOf }) {
  const { label, seen, age, checks, facts } = group;
  return (
    <section className="evidence__group">
      <ul className="evidence__list">
        {checks.map((check) => (
          <Check key={check.result.check} {...check} nameOf={nameOf} />
        ))}
      </ul>
      <div className="evidence__source">
        {label}：{seen}
        {age === null ? null : <span className={age.stale ? 'evidence__stale' : undefined}>（{age.text}）</span>}
      </div>
      <Facts facts={facts} />
    </section>
  );
}

export function EvidenceList({ checks, date, staleAfterDays, officers }: EvidenceListProps) {
  const nameOf: NameOf = (id) => officers.find((officer) => officer.id === id)?.name ?? id;
  const { open, settled } = evidenceGroups(checks, date, staleAfterDays);
  const shown = (group: EvidenceGroup) => <Group key={group.key} group={group} nameOf={nameOf} />;
  if (open.length === 0) return <div className="evidence__groups">{settled.map(shown)}</div>;
  return (
    <div className="evidence__groups">
      {open.map(shown)}
      {settled.length === 0 ? null : (
        <details className="evidence__settled">
          <summary>
            另有 {settled.reduce((sum, group) => sum + group.checks.length, 0)} 项符合：
            {settled.flatMap((group) => group.checks.map(({ result }) => checkNames[result.check])).join('、')}
          </summary>
          {settled.map(shown)}
        </details>
      )}
    </div>
  );
}
