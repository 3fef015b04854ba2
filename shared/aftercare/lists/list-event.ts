/** What is recorded of lists, as further steps of 后续 (aftercare/event.ts). A list goes into the ledger in parts, so that one entry stays small. */
import { z } from 'zod';
import { MonthSchema, PlainDateSchema } from '../../domain/plain-date.ts';
import { CheckedRow, CopyDays, ListPayee, ListProblem } from './list-row.ts';

const Text = z.string().trim().min(1).max(500);

/** Rows in one entry, those that were not taken among them. Ours: about 150 KB. */
export const PART_ROWS = 200;

/** Registers other than the list that an account or a contact may come from. */
export const OfferOrigin = z.enum(['insuranceAgency', 'taxOffice', 'marketRegulator']);
export type OfferOrigin = z.infer<typeof OfferOrigin>;

export const FirmOffer = ListPayee.extend({ firmKey: z.string().min(1), employerName: z.string().min(1).max(200) });
export type FirmOffer = z.infer<typeof FirmOffer>;

export const ListBegun = z.object({
  step: z.literal('listBegun'),
  listId: z.string().min(1),
  /** SHA-256 over what the cells say, hex. */
  digest: z.string().length(64),
  fileName: Text,
  /** 期别, `YYYYMM`. */
  period: MonthSchema,
  downloadedOn: PlainDateSchema,
  rows: z.number().int().nonnegative(),
  problems: z.number().int().nonnegative(),
  parts: z.number().int().positive(),
  /** Pack whose amount holds, and the amount, fen. */
  policy: Text,
  amountFen: z.number().int().positive(),
});

export const ListRowsTaken = z.object({
  step: z.literal('listRowsTaken'),
  listId: z.string().min(1),
  /** From 0. */
  part: z.number().int().nonnegative(),
  copies: CopyDays,
  rows: z.array(CheckedRow).max(PART_ROWS),
  /** A row may have several errors of form. */
  problems: z.array(ListProblem).max(PART_ROWS * 8),
});

/** Accounts and contacts out of a file of another office: offered, never taken over without a second pair of eyes. */
export const OffersTaken = z.object({
  step: z.literal('offersTaken'),
  digest: z.string().length(64),
  fileName: Text,
  origin: OfferOrigin,
  obtainedOn: PlainDateSchema,
  offers: z.array(FirmOffer).min(1).max(PART_ROWS),
});

/** 缓缴: the firm was told to pay and to apply at the window afterwards (185号 附件 一（二）3). */
export const DeferralTold = z.object({
  step: z.literal('deferralTold'),
  firmKey: z.string().min(1),
  itemIds: z.array(z.string().min(1)).min(1).max(2000),
  toldOn: PlainDateSchema,
  manner: z.enum(['telephone', 'message', 'letter', 'visit']),
  /** Whom, or what was said beside the usual text. */
  note: z.string().trim().max(500),
});

/** What 初审 of a list row rested on; absent for persons of a case, whose decision stands in the case. */
export const ReviewBasis = z.object({
  policy: z.string(),
  checkedOn: PlainDateSchema,
  copies: CopyDays,
  findings: CheckedRow.shape.findings,
});
export type ReviewBasis = z.infer<typeof ReviewBasis>;
