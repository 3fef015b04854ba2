/** Which papers fit a case, the right one first, and how each is made. */
import { acceptance } from './acceptance.ts';
import { applicationForm } from './application-form.ts';
import { declineNotice } from './decline-notice.ts';
import { deficiencyNotice } from './deficiency-notice.ts';
import { mainPaperOf } from '../casework/papers-by-outcome.ts';
import { deliveryReceipt } from './delivery-receipt.ts';
import { narrowReceipt, receipt } from './receipt.ts';
import { rosterSheet } from './roster-sheet.ts';
import { supplementNotice } from './supplement-notice.ts';
import { paperTitles } from '../wording/letters.ts';
import type { CasePaper } from './case-paper.ts';
import type { Letter } from '../domain/letter.ts';

/** A paper that can be chosen. `id` tells the two receipts apart. */
export type PaperChoiceId =
  | 'receipt'
  | 'narrowReceipt'
  | 'acceptance'
  | 'deficiencyNotice'
  | 'declineNotice'
  | 'supplementNotice'
  | 'applicationForm'
  | 'roster'
  | 'deliveryReceipt';

const builders: Readonly<Record<PaperChoiceId, (paper: CasePaper) => Letter>> = {
  receipt,
  narrowReceipt,
  acceptance,
  deficiencyNotice,
  declineNotice,
  supplementNotice,
  applicationForm,
  roster: rosterSheet,
  deliveryReceipt,
};

export const paperChoiceLabels: Readonly<Record<PaperChoiceId, string>> = {
  receipt: paperTitles.receipt,
  narrowReceipt: `${paperTitles.receipt}（80毫米）`,
  acceptance: paperTitles.acceptance,
  deficiencyNotice: paperTitles.deficiencyNotice,
  declineNotice: paperTitles.declineNotice,
  supplementNotice: paperTitles.supplementNotice,
  applicationForm: '申请表（供签字盖章）',
  roster: '花名册（供签字盖章）',
  deliveryReceipt: paperTitles.deliveryReceipt,
};

const FOR_SIGNATURE = ['applicationForm', 'roster'] as const;
const RECEIPTS = ['receipt', 'narrowReceipt'] as const;

/** The papers that fit a decision; the first is the one the applicant waits for. The firm signs nothing anew for a supplementary one. */
export function papersFor(paper: Pick<CasePaper, 'kind' | 'record'>): readonly PaperChoiceId[] {
  const main = mainPaperOf(paper);
  if (paper.kind === 'supplemented') return [main, 'deliveryReceipt'];
  if (main === 'receipt') return [...RECEIPTS, ...FOR_SIGNATURE];
  return [main, ...FOR_SIGNATURE, ...RECEIPTS, 'deliveryReceipt'];
}

/** Builds the chosen paper. Pure: the same case gives the same letter and digest. */
export function buildPaper(choice: PaperChoiceId, paper: CasePaper): Letter {
  return builders[choice](paper);
}
