/**
 * What is remembered of the ledger outside of the journal: how far it was, and with which head. The mark lies beside it, a
 * witness in the user's own configuration on this machine, another in the place of the backups. The journal is never believed
 * to end before what any of them says.
 */
import { z } from 'zod';
import { FileMark, LastNumber } from '#shared/casework/journal.ts';

export const LedgerMemory = z.object({
  /** Who wrote it: the window's id in the ledger. Empty for a mark of format 1. */
  window: z.string(),
  sequence: z.number().int().nonnegative(),
  /** Hash of the entry at that sequence; empty where it is not known. */
  head: z.string(),
  tally: z.array(LastNumber),
  /** Highest sequence that the window confirmed as stored in both places. */
  acknowledged: z.number().int().nonnegative(),
  /** Instant of the last entry, as the entry has it. */
  at: z.string(),
  /** Vault that the ledger recorded last: an older one opens nothing, also when the whole folder is an older one. */
  vault: FileMark.nullable().default(null),
  /** The data folder, by name; tells a copy of it on the same machine. */
  folder: z.string(),
});
export type LedgerMemory = z.infer<typeof LedgerMemory>;
