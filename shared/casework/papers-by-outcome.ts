/** The paper that the applicant of a case in each status waits for (policy.md "What the clerk does"). */
import type { PaperKind } from '../domain/letter.ts';
import type { CaseStatus } from './status.ts';

/** `null`: nothing is printed any more. */
export const mainPaperOfStatus = {
  received: 'receipt',
  accepted: 'acceptance',
  deficient: 'deficiencyNotice',
  declined: 'declineNotice',
  pending: 'receipt',
  partlyExported: 'acceptance',
  exported: 'acceptance',
  voided: null,
  withdrawn: null,
} as const satisfies Record<CaseStatus, PaperKind | null>;
