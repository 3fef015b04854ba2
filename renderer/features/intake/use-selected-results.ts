/** What the evidence panel and F7 speak of: the firm, or the persons and the group under the selection. */
import { useMemo } from 'react';
import type { Application, Attestation } from '#shared/domain/application.ts';
import { normaliseCode } from '#shared/domain/normalise.ts';
import { rosterColumnLabels } from '#shared/rosters/roster-columns.ts';
import type { CheckResult, PolicyWarning } from '#shared/policy/verdict.ts';
import { checksOfGroup, entryIssues, groupLabels, type RosterGroup, type RosterSelection } from './roster/index.ts';
import type { Verdicts } from './use-verdicts.ts';

/** The subject of a warning or an attestation that concerns the firm. */
export const FIRM = 'employer';

/** One person, or the firm, with the checks that are looked at and what officers vouched for so far. */
export interface SelectedSubject {
  /** Entry id, or {@link FIRM}. */
  readonly id: string;
  readonly name: string;
  /** The person's number, or the firm's credit code: what a second officer's word is bound to. */
  readonly number: string;
  readonly checks: readonly CheckResult[];
  readonly attestations: readonly Attestation[];
}

export interface Selected {
  readonly who: string;
  /** `陈海晴 · 毕业` */
  readonly label: string;
  /** The column that is looked at; `null`: all of them. */
  readonly group: RosterGroup | null;
  readonly subjects: readonly SelectedSubject[];
  /** What is wrong in the rows that are selected, as sentences: nothing is decided about them before it is put right. */
  readonly corrections: readonly string[];
  /** Which pack one person falls under by the day of hire; `null` where the day of acceptance alone chose it. */
  readonly policy: string | null;
  /** Of the case, and of whom is selected. */
  readonly warnings: readonly PolicyWarning[];
  /** Whom a warning concerns. */
  readonly nameOf: (subject: string) => string | null;
}

interface Whom {
  readonly onFirm: boolean;
  readonly entries: Application['roster'];
}

function whomOf({ roster }: Application, { group, entryIds }: RosterSelection): Whom {
  const onFirm = group === 'licence' || entryIds.length === 0;
  return { onFirm, entries: onFirm ? [] : roster.filter(({ entryId }) => entryIds.includes(entryId)) };
}

const firmName = ({ employer }: Application): string => employer.name || '单位';
const personName = (name: string): string => name.trim() || '（未填姓名）';

function whoOf(application: Application, { onFirm, entries }: Whom): string {
  if (onFirm) return firmName(application);
  const [only] = entries;
  return entries.length === 1 && only !== undefined ? personName(only.name) : `${entries.length} 人`;
}

function subjectsOf(
  application: Application,
  { decision, byEntry }: Verdicts,
  { onFirm, entries }: Whom,
  wanted: ReturnType<typeof checksOfGroup>,
): readonly SelectedSubject[] {
  if (decision === null) return [];
  if (onFirm) {
    const { attestations, unifiedSocialCreditCode: number } = application.employer;
    return [{ id: FIRM, name: firmName(application), number, checks: decision.employerChecks, attestations }];
  }
  return entries.flatMap(({ entryId, name, citizenId: number, attestations }) => {
    const entry = byEntry.get(entryId);
    if (entry === undefined) return [];
    const checks = entry.checks.filter(({ check }) => wanted === null || wanted.includes(check));
    return [{ id: entryId, name: personName(name), number, checks, attestations }];
  });
}

function policyOf({ held, shares, hired }: Verdicts, { entries }: Whom): string | null {
  const [only, another] = entries;
  const day = only === undefined || another !== undefined ? undefined : hired.get(only.entryId);
  if (only === undefined || day === undefined) return null;
  const share = shares.find(({ entryIds }) => entryIds.includes(only.entryId));
  const title = (share?.held ?? held)?.pack.title ?? '';
  return day === null ? `参保数据里看不出招用日，随本件按“${title}”判定` : `${day} 招用，适用“${title}”`;
}

function warningsOf(verdicts: Verdicts, { onFirm, entries }: Whom): readonly PolicyWarning[] {
  const ids = new Set(entries.map(({ citizenId }) => normaliseCode(citizenId)));
  return (verdicts.decision?.warnings ?? []).filter(
    ({ subject }) => subject === undefined || (subject === FIRM ? onFirm : ids.has(subject)),
  );
}

function namesOf(application: Application): (subject: string) => string | null {
  const names = new Map(application.roster.map(({ citizenId, name }) => [normaliseCode(citizenId), personName(name)]));
  return (subject) => (subject === FIRM ? firmName(application) : (names.get(subject) ?? null));
}

/** Of one person only: of several the rows themselves say it. */
function correctionsOf({ roster }: Application, { entries }: Whom): readonly string[] {
  const [only, another] = entries;
  if (only === undefined || another !== undefined) return [];
  const issues = entryIssues(roster).get(only.entryId) ?? [];
  return issues.map(({ column, message }) => `${rosterColumnLabels[column]}：${message}`);
}

export function useSelectedResults(application: Application, verdicts: Verdicts, selection: RosterSelection): Selected {
  return useMemo(() => {
    const whom = whomOf(application, selection);
    const who = whoOf(application, whom);
    const group: RosterGroup | null = whom.onFirm ? 'licence' : selection.group;
    const subjects = subjectsOf(application, verdicts, whom, checksOfGroup(group));
    const whose = subjects.length > 1 ? `${subjects.length} 人` : (subjects[0]?.name ?? who);
    return {
      who,
      label: `${whose} · ${group === null ? '全部项目' : groupLabels[group]}`,
      group,
      subjects,
      corrections: correctionsOf(application, whom),
      policy: policyOf(verdicts, whom),
      warnings: warningsOf(verdicts, whom),
      nameOf: namesOf(application),
    };
  }, [application, verdicts, selection]);
}

/** Warnings by entry, as sentences: the rows that the clerk should look at although it decides nothing. */
export function remarksByEntry(
  application: Application,
  { decision }: Verdicts,
): ReadonlyMap<string, readonly string[]> {
  const bySubject = new Map<string, readonly string[]>();
  for (const { subject, message } of decision?.warnings ?? [])
    if (subject !== undefined) bySubject.set(subject, [...(bySubject.get(subject) ?? []), message]);
  return new Map(
    application.roster.flatMap(({ entryId, citizenId }): [string, readonly string[]][] => {
      const remarks = bySubject.get(normaliseCode(citizenId));
      return remarks === undefined ? [] : [[entryId, remarks]];
    }),
  );
}
