/** How far the working copy has come, stored beside it in the same transactions. */
import { FOLD_VERSION } from '#shared/casework/case-state.ts';
import { GENESIS } from '#shared/casework/journal.ts';
import type { CasesDatabase } from '../database.ts';

export interface LedgerMeta {
  readonly count: number;
  readonly head: string;
  /** Entries that the window never confirmed to anybody. */
  readonly unsettled: readonly number[];
  /** Cases whose line does not follow their newest entries yet; all of them after a rebuild or when the fold changed. */
  readonly stale: readonly string[] | 'all';
  readonly foldVersion: number;
  /** A fold of all cases that is under way: the pages from `from` on are stored, as of an entry count of `count`. */
  readonly folded?: { readonly from: number; readonly count: number } | null;
}

const emptyLedger: LedgerMeta = {
  count: 0,
  head: GENESIS,
  unsettled: [],
  stale: [],
  foldVersion: FOLD_VERSION,
};

const NAME = 'ledger';

/** The stored state; that of an empty copy when there is none. */
export async function readLedger(db: CasesDatabase): Promise<LedgerMeta> {
  const row = await db.meta.get(NAME);
  if (row === undefined) return emptyLedger;
  const ledger = row.value as LedgerMeta;
  return ledger.foldVersion === FOLD_VERSION
    ? ledger
    : { ...ledger, stale: 'all', folded: null, foldVersion: FOLD_VERSION };
}

/** Whether anything was ever written into this copy. */
export async function isUntouched(db: CasesDatabase): Promise<boolean> {
  return (await db.meta.get(NAME)) === undefined;
}

/** Writes the state; inside the transaction that writes what it speaks of. */
export async function writeLedger(db: CasesDatabase, ledger: LedgerMeta): Promise<void> {
  await db.meta.put({ name: NAME, value: ledger });
}
