/**
 * Figures of a case for the head of the office: how it stands, how many, how much, until when. No name, no ID, no number of a paper;
 * shared/post/figures.ts says how they travel, office-overview.ts what is added up from them.
 */
import { z } from 'zod';
import { PlainDateSchema } from '../domain/plain-date.ts';
import { ClaimSubject } from './claims.ts';
import { CaseStatus } from './status.ts';

const MOST_PERSONS = 1_000_000;
const Count = z.number().int().nonnegative().max(MOST_PERSONS);
/** Fen. */
const Amount = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER);

/** The clocks that run for a case: 办结, 补正, 答复. */
export const CaseClock = z.enum(['decision', 'remedy', 'pending']);
export type CaseClock = z.infer<typeof CaseClock>;

export const CaseFigures = z.strictObject({
  subject: ClaimSubject,
  /** Day of receipt. */
  on: PlainDateSchema,
  status: CaseStatus,
  /** On the roster, and those of them who fit. */
  persons: Count,
  met: Count,
  /** What was accepted; of a case that is not accepted yet, what is meant to be. */
  amountFen: Amount,
  /** What runs and when it ends; `null`: it runs, and no calendar told the day. Each clock once. */
  due: z.array(z.tuple([CaseClock, PlainDateSchema.nullable()])).max(CaseClock.options.length),
});
export type CaseFigures = z.infer<typeof CaseFigures>;
