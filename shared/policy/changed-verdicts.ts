/**
 * Which recorded decisions would come out otherwise with what is known today (有变化). A list to look at: nothing that
 * was decided changes by itself.
 */
import type { PlainDate } from '../domain/plain-date.ts';
import type { RegistrySet } from '../domain/registries.ts';
import type { WorkingCalendar } from '../domain/working-days.ts';
import type { CaseFile } from './case-file.ts';
import { decide } from './decide.ts';
import type { HeldPack } from './pack.ts';
import { codeKey } from './registry-index.ts';
import type { CheckId, Decision, Outcome, ReasonCode, Verdict } from './verdict.ts';

export interface RecordedDecision {
  readonly caseId: string;
  readonly caseFile: CaseFile;
  readonly decision: Decision;
}

export interface CurrentKnowledge {
  /** The copies as they are now, for these persons and this firm; `null` keeps those of the decision. */
  readonly registriesFor: (caseFile: CaseFile) => RegistrySet | null;
  /** The pack that would decide now; `null` when there is none for it any more. */
  readonly packFor: (caseFile: CaseFile) => HeldPack | null;
  /** Day on which it would be decided now; leave out to keep the day of the decision. */
  readonly date?: PlainDate;
  readonly calendar: WorkingCalendar;
}

/** One check (`citizenId` null: of the firm) whose verdict or reason differs. */
export interface ChangedCheck {
  readonly citizenId: string | null;
  readonly check: CheckId;
  readonly before: { readonly verdict: Verdict; readonly reason: ReasonCode | null } | null;
  readonly after: { readonly verdict: Verdict; readonly reason: ReasonCode | null } | null;
}

export interface ChangedCase {
  readonly caseId: string;
  readonly outcome: { readonly before: Outcome; readonly after: Outcome };
  readonly totalAmountFen: { readonly before: number; readonly after: number };
  readonly checks: readonly ChangedCheck[];
}

type Told = ChangedCheck['before'];

function verdictsOf(
  decision: Decision,
): ReadonlyMap<string, { readonly citizenId: string | null; readonly check: CheckId; readonly told: Told }> {
  const all = [
    ...decision.employerChecks.map((result) => ({ key: 'employer', citizenId: null, result })),
    ...decision.entries.flatMap(({ citizenId, checks }, row) =>
      checks.map((result) => ({ key: `${row}`, citizenId, result })),
    ),
  ];
  return new Map(
    all.map(({ key, citizenId, result: { check, verdict, reason } }) => [
      `${key}/${check}`,
      { citizenId, check, told: { verdict, reason } },
    ]),
  );
}

function changedChecks(before: Decision, after: Decision): ChangedCheck[] {
  const [old, next] = [verdictsOf(before), verdictsOf(after)];
  return [...new Set([...old.keys(), ...next.keys()])].flatMap((key) => {
    const [was, is] = [old.get(key), next.get(key)];
    const known = was ?? is;
    if (known === undefined || (was?.told?.verdict === is?.told?.verdict && was?.told?.reason === is?.told?.reason))
      return [];
    return [{ citizenId: known.citizenId, check: known.check, before: was?.told ?? null, after: is?.told ?? null }];
  });
}

/** The recorded decisions whose verdicts, outcome or sum would differ now, in the order given. */
export function changedVerdicts(recorded: readonly RecordedDecision[], now: CurrentKnowledge): readonly ChangedCase[] {
  return recorded.flatMap(({ caseId, caseFile, decision }) => {
    const held = now.packFor(caseFile);
    if (held === null) return [];
    const registries = now.registriesFor(caseFile) ?? caseFile.registries;
    const current = { ...caseFile, registries, ...(now.date === undefined ? {} : { date: now.date }) };
    const after = decide(current, held, now.calendar);
    const checks = changedChecks(decision, after);
    if (checks.length === 0 && decision.outcome === after.outcome && decision.totalAmountFen === after.totalAmountFen)
      return [];
    return [
      {
        caseId,
        outcome: { before: decision.outcome, after: after.outcome },
        totalAmountFen: { before: decision.totalAmountFen, after: after.totalAmountFen },
        checks,
      },
    ];
  });
}

/** What became of the decision: still at the window, its persons gone to the province, or refused. */
export type SettledAs = 'atWindow' | 'exported' | 'declined';

/**
 * Whether a difference is worth looking at. At the window every one is. What has left is looked at again only for evidence
 * against somebody who was accepted (重复领取), a refusal only when somebody would be accepted now (应发未发): a copy that
 * merely moved on to a later month proves neither.
 */
export function isWorthLooking(settledAs: SettledAs, { entries }: Decision, { outcome, checks }: ChangedCase): boolean {
  if (settledAs === 'atWindow') return true;
  if (settledAs === 'declined') return outcome.after === 'accept';
  const accepted = new Set(entries.filter(({ verdict }) => verdict === 'met').map(({ citizenId }) => citizenId));
  return checks.some(
    ({ citizenId, before, after }) =>
      after?.verdict === 'unmet' && before?.verdict !== 'unmet' && (citizenId === null || accepted.has(citizenId)),
  );
}

/** The copies without what was paid to this very firm since the decision: that is this application's own payment. */
export function withoutOwnPayment(registries: RegistrySet, { employer, date }: CaseFile): RegistrySet {
  const { paid } = registries;
  if (paid === undefined) return registries;
  const own = employer.unifiedSocialCreditCode === undefined ? null : codeKey(employer.unifiedSocialCreditCode);
  const rows = paid.rows.filter(
    ({ unifiedSocialCreditCode, paidOn }) =>
      own === null ||
      codeKey(unifiedSocialCreditCode ?? '') !== own ||
      paidOn === undefined ||
      paidOn === null ||
      paidOn < date,
  );
  return { ...registries, paid: { ...paid, rows } };
}
