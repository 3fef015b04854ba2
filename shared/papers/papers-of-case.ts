/** Which papers fit a case, the right one first, and how each is made. */
import { acceptance } from './acceptance.ts';
import { applicationForm } from './application-form.ts';
import { declineNotice } from './decline-notice.ts';
import { deficiencyNotice } from './deficiency-notice.ts';
import { deliveryReceipt, mainPaperOf } from './delivery-receipt.ts';
import { narrowReceipt, receipt } from './receipt.ts';
import { rosterSheet } from './roster-sheet.ts';
import { paperTitles } from '../wording/letters.ts';
import type { CasePaper, PaperActionKind } from './case-paper.ts';
import type { Letter } from './letter.ts';

/** A paper that can be chosen. `id` tells the two receipts apart. */
export type PaperChoiceId =
  | 'receipt'
  | 'narrowReceipt'
  | 'acceptance'
  | 'deficiencyNotice'
  | 'declineNotice'
  | 'applicationForm'
  | 'roster'
  | 'deliveryReceipt';

const builders: Readonly<Record<PaperChoiceId, (paper: CasePaper) => Letter>> = {
  receipt,
  narrowReceipt,
  acceptance,
  deficiencyNotice,
  declineNotice,
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
  applicationForm: '申请表（供签字盖章）',
  roster: '花名册（供签字盖章）',
  deliveryReceipt: paperTitles.deliveryReceipt,
};

const FOR_SIGNATURE = ['applicationForm', 'roster'] as const;
const RECEIPTS = ['receipt', 'narrowReceipt'] as const;

/** The papers that fit what was last decided; the first is the one the applicant waits for. */
export function papersFor(kind: PaperActionKind): readonly PaperChoiceId[] {
  const main = mainPaperOf[kind];
  if (main === 'receipt') return [...RECEIPTS, ...FOR_SIGNATURE];
  return [main, ...FOR_SIGNATURE, ...RECEIPTS, 'deliveryReceipt'];
}

/** Builds the chosen paper. Pure: the same case gives the same letter and digest. */
export function buildPaper(choice: PaperChoiceId, paper: CasePaper): Letter {
  return builders[choice](paper);
}
