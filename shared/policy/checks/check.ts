/** What a check sees and says. A check is a pure function; the table in index.ts runs all of them for every person. */
import type { PlainDate } from '../../domain/plain-date.ts';
import type { RegistryKind } from '../../domain/registries.ts';
import type { CaseFileEmployer, CaseFileEntry, OtherApplication } from '../case-file.ts';
import type { InsuranceFacts } from '../insurance-rows.ts';
import type { PackValues } from '../pack.ts';
import type { EmployerKeys, RegistryIndex } from '../registry-index.ts';
import type { Terms } from '../terms.ts';
import type { CheckResult, ReasonCode, Verdict } from '../verdict.ts';

export type Detail = Readonly<Record<string, unknown>>;

/** A check's answer before source and level are put to it. */
export interface Finding {
  readonly verdict: Verdict;
  readonly reason: ReasonCode | null;
  readonly registry: RegistryKind | null;
  readonly row?: unknown;
  readonly conflict?: unknown;
  readonly detail?: Detail;
}

/** The case as every check sees it. */
export interface CaseContext {
  readonly parameters: PackValues;
  readonly terms: Terms;
  readonly officeDivision: string;
  readonly employer: CaseFileEmployer;
  readonly employerKeys: EmployerKeys;
  readonly index: RegistryIndex;
  readonly otherApplications: ReadonlyMap<string, readonly OtherApplication[]>;
}

export interface PersonContext extends CaseContext {
  readonly entry: CaseFileEntry;
  readonly citizenId: string;
  /** The same person stands in an earlier row of this roster. */
  readonly isDuplicate: boolean;
  readonly insurance: InsuranceFacts;
}

export interface EmployerContext extends CaseContext {
  /** Each person's finished `insured-here` check. */
  readonly insuredHere: readonly CheckResult[];
}

export type PersonCheck = (person: PersonContext) => Finding;
export type EmployerCheck = (employer: EmployerContext) => Finding;

interface Rest {
  readonly row?: unknown;
  readonly conflict?: unknown;
  readonly detail?: Detail;
}

const finding =
  (verdict: Verdict) =>
  (reason: ReasonCode | null, registry: RegistryKind | null, rest: Rest = {}): Finding => ({
    verdict,
    reason,
    registry,
    ...rest,
  });

export const met = (registry: RegistryKind | null, rest: Rest = {}): Finding => finding('met')(null, registry, rest);
export const unmet = finding('unmet');
export const remediable = finding('remediable');
export const unknown = finding('unknown');

/** Whether a copy shows last month's contributions: it is of a day after that month. */
export function coversLastMonth(context: CaseContext): boolean {
  return (context.index.asOf('insurance') ?? '') > context.terms.lastDayOfLastMonth;
}

/** First and last day as the detail of a refusal, so that the paper can name them. */
export const windowDetail = (window: { readonly from: PlainDate; readonly to: PlainDate }): Detail => ({
  windowFrom: window.from,
  windowTo: window.to,
});
