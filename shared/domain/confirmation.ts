/**
 * A second officer's word: given by entering the own passphrase at this window, for exactly one statement. The seal is
 * made where the passphrase is checked, by a key that no screen can read, so that the record itself shows that the other
 * officer was there.
 */
import { z } from 'zod';

export const Confirmation = z.object({
  officerId: z.string().min(1),
  /** Local wall-clock instant, ISO 8601 with offset. */
  at: z.string().min(1),
  /** Number of the ledger key that made the seal; absent in seals of format 1. */
  ledgerKey: z.number().int().positive().optional(),
  /** Base64 of HMAC-SHA-256 over {@link confirmedText}. */
  seal: z.string().min(1),
  /** By the officer's own card, over the same text; absent in what was given before officers had cards that sign. */
  signed: z.object({ card: z.string().min(1).max(200), value: z.string().min(1).max(200) }).optional(),
});
export type Confirmation = z.infer<typeof Confirmation>;

/** The text under a seal: who, when, and the statement. */
export function confirmedText({ officerId, at }: Pick<Confirmation, 'officerId' | 'at'>, statement: string): string {
  return JSON.stringify(['confirmed', officerId, at, statement]);
}
