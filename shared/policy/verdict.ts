/** Verdicts, reasons and the shape of a decision (policy/README.md). */
import type { RegistryKind } from '../domain/registries.ts';
import type { DocumentKind } from '../domain/supporting-document.ts';
import type { PlainDate } from '../domain/plain-date.ts';

export const verdicts = ['met', 'unmet', 'remediable', 'unknown'] as const;
export type Verdict = (typeof verdicts)[number];

/** Order of "worst": unmet > remediable > unknown > met. */
export const verdictRank: Readonly<Record<Verdict, number>> = { met: 0, unknown: 1, remediable: 2, unmet: 3 };

export const checkIds = [
  'unit-type',
  'enrolment-place',
  'insured-here',
  'name-match',
  'insuring-employer',
  'last-month-contribution',
  'this-month-enrolment',
  'hired-in-period',
  'months-contributed',
  'programme-graduate',
  'entitled-group',
  'full-time',
  'labour-contract',
  'hiring-subsidy',
  'already-paid',
  'single-application',
] as const;
export type CheckId = (typeof checkIds)[number];
export const employerCheckIds = ['unit-type', 'enrolment-place'] as const satisfies readonly CheckId[];

/** Whom a pack pays for: the graduates of its window, and the further groups. */
export const personGroups = ['programme-graduate', 'left-school-unemployed', 'registered-unemployed'] as const;
export type PersonGroup = (typeof personGroups)[number];

/** The columns of the grid, and what attestations are ruled by. */
export type CheckGroup =
  'licence' | 'identity' | 'insurance' | 'diploma' | 'contract' | 'hiringSubsidy' | 'alreadyPaid';

export const reasonCodes = [
  'not-found',
  'sources-disagree',
  'not-entitled-unit',
  'apply-at-enrolment-place',
  'name-differs',
  'enrolled-this-month',
  'insured-elsewhere',
  'left-before-last-month',
  'month-not-covered',
  'deferred',
  'contribution-stopped',
  'arrears',
  'removed-this-month',
  'suspended-this-month',
  'date-missing',
  'hired-outside-period',
  'months-short',
  'months-short-and-stopped',
  'months-not-in-a-row',
  'not-yet-graduated',
  'other-group-not-verified',
  'group-open',
  'no-group-fits',
  'group-not-for-unit-type',
  'age-outside-group',
  'age-on-one-day-only',
  'registration-not-at-hire',
  'service-says-no',
  'answer-stale',
  'not-regular-higher-education',
  'graduated-outside-window',
  'not-full-time',
  'contract-not-started',
  'contract-ended',
  'contract-with-another-employer',
  'contract-missing',
  'hiring-subsidy-received',
  'list-missing',
  'list-stale',
  'already-paid',
  'duplicate-in-roster',
  'claimed-by-another-application',
  'attested-unmet',
  'unit-type-missing',
  'enrolled-on-missing',
  'paid-through-missing',
  'status-missing',
  'months-contributed-missing',
  'graduated-on-missing',
  'category-missing',
  'full-time-missing',
  'from-missing',
  'to-missing',
  'name-missing',
] as const;
export type ReasonCode = (typeof reasonCodes)[number];

/** Who set a condition. `extraction`: a rule for picking data only; `own`: this program's care. */
export const sourceLevels = ['ministry', 'province', 'city', 'extraction', 'own'] as const;
export type SourceLevel = (typeof sourceLevels)[number];

/** Where a condition stands: document number, clause, who set it. */
export interface CheckSource {
  readonly document: string;
  readonly clause: string;
  readonly level: SourceLevel;
}

/** What a verdict rests on. `grade` A: a register, B: an original or live system an officer saw (国办函〔2016〕108号). */
export interface Evidence {
  readonly registry: RegistryKind | null;
  readonly asOf: string | null;
  /** Division that the copy covers, where the copy says so: "not seen" means not seen there. */
  readonly scope?: string;
  readonly row?: unknown;
  readonly grade?: 'A' | 'B';
  readonly conflict?: unknown;
}

export interface CheckResult {
  readonly check: CheckId;
  readonly verdict: Verdict;
  readonly reason: ReasonCode | null;
  readonly source: CheckSource;
  readonly stricterThanMinistry?: boolean;
  readonly evidence: Evidence;
  /** Facts that explain the reason, e.g. `{where}`, `{earliestApplyMonth}`, `{paidOn}`. */
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** What one group came to, in the detail of `entitled-group`: one that is met is enough. */
export interface GroupTold {
  readonly group: PersonGroup;
  readonly verdict: Verdict;
  readonly reason: ReasonCode | null;
  readonly registry: RegistryKind | null;
  readonly asOf: string | null;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** The groups that a check asked for, in the order of the pack; none for any other check. */
export function groupsTold({ detail }: Pick<CheckResult, 'detail'>): readonly GroupTold[] {
  const told = detail?.['byGroup'];
  return Array.isArray(told) ? (told as readonly GroupTold[]) : [];
}

export interface EntryDecision {
  readonly citizenId: string;
  readonly verdict: Verdict;
  readonly amountFen: number;
  readonly checks: readonly CheckResult[];
}

export type Outcome = 'accept' | 'deficient' | 'pending' | 'decline';

export type WarningCode =
  | 'licence-not-active'
  | 'employer-name-differs'
  | 'name-differs-in-register'
  | 'account-name-differs'
  | 'contract-starts-after-enrolment'
  | 'roster-differs-from-register'
  | 're-enrolled'
  | 'policy-not-confirmed'
  | 'date-outside-policy'
  | 'calendar-not-updated'
  | 'attestation-without-effect';

export interface PolicyWarning {
  readonly code: WarningCode;
  readonly message: string;
  readonly subject?: string;
}

/** The answer to one case file. `entries` stand in the order of the roster. */
export interface Decision {
  readonly policy: string;
  readonly date: PlainDate;
  readonly outcome: Outcome;
  readonly totalAmountFen: number;
  readonly decisionDue: PlainDate | null;
  readonly employerChecks: readonly CheckResult[];
  readonly entries: readonly EntryDecision[];
  readonly missingPapers: readonly DocumentKind[];
  readonly warnings: readonly PolicyWarning[];
}

/** A case file that cannot be decided at all: paths dotted with indices, relative to the input. */
export interface InputIssue {
  readonly path: string;
  readonly message: string;
}
export type EvaluationResult =
  | { readonly ok: true; readonly decision: Decision }
  | { readonly ok: false; readonly error: { readonly code: string; readonly issues: readonly InputIssue[] } };
