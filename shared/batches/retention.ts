/**
 * 到期清理: what has been kept long enough. No document that we know fixes a term for this subsidy, so nothing is ever due
 * before an administrator has set one with the number of the document that it stands in.
 */
import { z } from 'zod';
import type { CaseSummary } from '../casework/case-state.ts';
import type { RetentionRule } from '../casework/office-events.ts';
import type { CaseStatus } from '../casework/status.ts';
import { addDays, type PlainDate } from '../domain/plain-date.ts';
import type { RegistryKind } from '../domain/registries.ts';
import type { BatchState } from './batch-events.ts';

/**
 * What stands under the kind `purge`. Subject: the entry's own id. `entries`: subjects of entries with keys of their own that went with
 * the cases.
 */
export const PurgeEvent = z.object({
  caseIds: z.array(z.string()),
  reason: z.string(),
  entries: z.array(z.string()).optional(),
});

/** What must have happened before a case may go: its batch handed over, or nothing more can come of it. */
const fate = {
  exported: 'handed-over',
  partlyExported: 'open',
  declined: 'ended',
  voided: 'ended',
  withdrawn: 'ended',
  received: 'open',
  accepted: 'open',
  deficient: 'open',
  pending: 'open',
} as const satisfies Record<CaseStatus, 'handed-over' | 'ended' | 'open'>;

type Kept = Pick<CaseSummary, 'caseId' | 'status' | 'receivedOn' | 'decidedOn' | 'batchWindow'>;

/** The first day after the term: full calendar years from the year after the last decision, as files are kept. */
export function keptUntil({ decidedOn, receivedOn }: Pick<Kept, 'decidedOn' | 'receivedOn'>, years: number): PlainDate {
  const year = Number((decidedOn ?? receivedOn).slice(0, 4)) + years + 1;
  return `${String(year).padStart(4, '0')}-01-01` as PlainDate;
}

/** Cases whose batch folder the ledger knows as handed over. */
function handedOver(batches: readonly BatchState[]): ReadonlySet<string> {
  return new Set(
    batches
      .filter(({ committed, voided }) => committed !== null && voided === null)
      .flatMap(({ begun }) => begun.cases.map(({ caseId }) => caseId)),
  );
}

export interface DueCases<C extends Kept> {
  /** To be purged, in the order given. */
  readonly due: readonly C[];
  /** Past the term, and kept because they are open or no hand-over is recorded. */
  readonly held: readonly C[];
}

/** The cases past their term on a day; none without a rule. */
export function dueCases<C extends Kept>(
  cases: readonly C[],
  batches: readonly BatchState[],
  rule: RetentionRule | null,
  on: PlainDate,
): DueCases<C> {
  if (rule === null) return { due: [], held: [] };
  const past = cases.filter((one) => keptUntil(one, rule.caseYears) <= on);
  const gone = handedOver(batches);
  // In another window's batch: that window's signed word is in the ledger.
  const mayGo = ({ caseId, status, batchWindow }: C): boolean =>
    fate[status] === 'ended' || (fate[status] === 'handed-over' && (gone.has(caseId) || batchWindow !== null));
  return { due: past.filter(mayGo), held: past.filter((one) => !mayGo(one)) };
}

/** The registry copies past their kind's term on a day, counted from their as-of date; a kind without a term is kept. */
export function dueCopies<P extends { readonly kind: RegistryKind; readonly asOf: PlainDate }>(
  copies: readonly P[],
  rule: RetentionRule | null,
  on: PlainDate,
): readonly P[] {
  return copies.filter(({ kind, asOf }) => {
    const days = rule?.packDays[kind];
    return days !== undefined && addDays(asOf, days) < on;
  });
}
