/**
 * A later pack that reaches back (39号 of June 2026 for hires from January on): who was refused before it began, and was
 * hired on a day that it pays for. A list to look at again (应发未发): nothing that was decided changes by itself.
 */
import type { RegistrySet } from '../domain/registries.ts';
import type { WorkingCalendar } from '../domain/working-days.ts';
import { decide } from './decide.ts';
import type { ChangedCase, ChangedCheck, RecordedDecision } from './changed-verdicts.ts';
import { isDuplicateEntry } from './outcome.ts';
import { hireDays } from './pack-of-hire.ts';
import { isConfirmed, within, type HeldPack } from './pack.ts';
import { codeKey } from './registry-index.ts';
import type { Decision, EntryDecision } from './verdict.ts';

/** Persons of one refusal whom a later pack would not refuse; the pack by its title. */
export interface ReachedBack extends ChangedCase {
  readonly under: { readonly id: string; readonly title: string; readonly hiresFrom: string };
}

export interface LookingBack {
  readonly held: readonly HeldPack[];
  /** The copies as they are now. */
  readonly registries: RegistrySet;
  readonly calendar: WorkingCalendar;
  /** Persons in another application that is open or accepted: they have been looked after. */
  readonly elsewhere: ReadonlySet<string>;
}

/** The confirmed packs that pay for hires of before their own days, and began only after this decision. */
function reachingBackTo({ decision }: RecordedDecision, held: readonly HeldPack[]): readonly HeldPack[] {
  return held.filter((one) => {
    const { acceptance, hireWindow, hireWindowIsCondition } = one.pack.parameters;
    const began = acceptance.value.from;
    return isConfirmed(one) && hireWindowIsCondition.value && hireWindow.value.from < began && decision.date < began;
  });
}

const isRefused = ({ employerChecks }: Decision, entry: EntryDecision): boolean =>
  !isDuplicateEntry(entry) && (entry.verdict === 'unmet' || employerChecks.some(({ verdict }) => verdict === 'unmet'));

/** What was refused of these persons and of the firm, with what the later pack says of it. */
function refusals(before: Decision, after: Decision, persons: ReadonlySet<string>): ChangedCheck[] {
  const told = (checks: readonly EntryDecision['checks'][number][], id: string) => {
    const found = checks.find(({ check }) => check === id);
    return found === undefined ? null : { verdict: found.verdict, reason: found.reason };
  };
  const of = (citizenId: string | null, was: EntryDecision['checks'], is: EntryDecision['checks']): ChangedCheck[] =>
    was.flatMap(({ check, verdict, reason }) =>
      verdict === 'unmet' ? [{ citizenId, check, before: { verdict, reason }, after: told(is, check) }] : [],
    );
  return [
    ...of(null, before.employerChecks, after.employerChecks),
    ...before.entries
      .filter(({ citizenId }) => persons.has(citizenId))
      .flatMap(({ citizenId, checks }) =>
        of(citizenId, checks, after.entries.find((entry) => entry.citizenId === citizenId)?.checks ?? []),
      ),
  ];
}

/**
 * Decides the refused persons once more, as if they were applied for on the first day of the later pack with the copies of
 * now, and tells those whom it does not refuse. What is only open or to be remedied counts: a refusal it is no more.
 */
export function reachedBack(recorded: RecordedDecision, looking: LookingBack): readonly ReachedBack[] {
  const { caseId, caseFile, decision } = recorded;
  const { registries, calendar, elsewhere, held } = looking;
  return reachingBackTo(recorded, held).flatMap((later): ReachedBack[] => {
    const { id, title, parameters } = later.pack;
    const days = hireDays({ ...caseFile, registries });
    const roster = caseFile.roster.filter(({ citizenId }, row) => {
      const entry = decision.entries[row];
      const day = days[row] ?? null;
      const isTheirs = day !== null && within(parameters.hireWindow.value, day);
      return entry !== undefined && isRefused(decision, entry) && isTheirs && !elsewhere.has(codeKey(citizenId));
    });
    if (roster.length === 0 || decision.policy === id) return [];
    const after = decide(
      { ...caseFile, policy: id, date: parameters.acceptance.value.from, roster, registries, otherApplications: [] },
      later,
      calendar,
    );
    const open = after.entries.filter((entry) => !isRefused(after, entry)).map(({ citizenId }) => citizenId);
    if (open.length === 0) return [];
    return [
      {
        caseId,
        outcome: { before: decision.outcome, after: after.outcome },
        totalAmountFen: { before: 0, after: after.totalAmountFen },
        checks: refusals(decision, after, new Set(open)),
        under: { id, title, hiresFrom: parameters.hireWindow.value.from },
      },
    ];
  });
}
