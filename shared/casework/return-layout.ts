/** What an office says of the files that come back to it, beside what is known from the start (returns/return-layout.ts). */
import { z } from 'zod';
import { ProvinceOutcome } from './province-answer.ts';

export const returnFields = [
  'caseNumber',
  'citizenId',
  'name',
  'creditCode',
  'batchNumber',
  'result',
  'stage',
  'reason',
  'code',
  'day',
  'amount',
] as const;
export const ReturnField = z.enum(returnFields);
export type ReturnField = z.infer<typeof ReturnField>;

/** Heading as it stands in its files → field, word → meaning. */
export const ReturnLayout = z.object({
  headings: z.record(z.string().min(1).max(100), ReturnField),
  words: z.record(z.string().min(1).max(100), ProvinceOutcome),
});
export type ReturnLayout = z.infer<typeof ReturnLayout>;

export const NO_RETURN_LAYOUT: ReturnLayout = { headings: {}, words: {} };
