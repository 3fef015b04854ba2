/** Which papers a status offers for printing, the usual one first (design.md 8, policy.md "What the clerk does"). */
import type { PaperKind } from '../papers/letter.ts';
import type { CaseStatus } from './status.ts';

const papersByStatus = {
  received: ['receipt', 'applicationForm', 'roster'],
  accepted: ['acceptance', 'receipt', 'applicationForm', 'roster', 'deliveryReceipt'],
  deficient: ['deficiencyNotice', 'receipt', 'applicationForm', 'roster', 'deliveryReceipt'],
  declined: ['declineNotice', 'receipt', 'applicationForm', 'roster', 'deliveryReceipt'],
  pending: ['receipt', 'applicationForm', 'roster'],
  exported: ['acceptance', 'receipt', 'applicationForm', 'roster', 'deliveryReceipt'],
  voided: [],
  withdrawn: [],
} as const satisfies Record<CaseStatus, readonly PaperKind[]>;

/** The papers of a status, the usual one first; empty where nothing may be printed. */
export function papersOf(status: CaseStatus): readonly PaperKind[] {
  return papersByStatus[status];
}
