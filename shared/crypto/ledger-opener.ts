/** Opens what lies sealed in a ledger, for a check of all of it: only reads, nothing can be sealed with it. */
import type { AnyEntry } from '../casework/journal.ts';
import { isOldVault, type AnyVault } from '../contract/vault.ts';
import { fromBase64 } from './bytes.ts';
import { rawContentKey } from './content-key.ts';
import { keyringOf } from './data-key.ts';
import { EntryKeys, entryToOpen } from './entry-opening.ts';
import { dataKeyOf, takenOver, type Credential } from './vault-keys.ts';

export interface LedgerOpener {
  /** The content as text; `null` where it does not open. `contentKey`: its subject's, where it has one. */
  open(entry: AnyEntry, contentKey: string | null): Promise<string | null>;
  keyOpens(subjectId: string, wrapped: string): Promise<boolean>;
}

/** `wrong`: the credential opens nothing here. `foreign`: it does, but the ledger's keys in the vault do not open. */
export async function ledgerOpener(
  vault: AnyVault,
  credential: Credential,
): Promise<LedgerOpener | 'wrong' | 'foreign'> {
  const dataKey = await dataKeyOf(vault, credential);
  if (dataKey === null) return 'wrong';
  const today = isOldVault(vault) ? { ...(await takenOver(dataKey, vault)), revision: vault.revision + 1 } : vault;
  const ring = await keyringOf(dataKey, today);
  dataKey.fill(0);
  if (ring === null) return 'foreign';
  const keys = new EntryKeys();
  return {
    open: (entry, contentKey) =>
      keys.open(ring, entryToOpen(entry, fromBase64(entry.sealed) ?? new Uint8Array(0), contentKey)),
    keyOpens: async (subjectId, wrapped) => {
      const raw = await rawContentKey(ring, subjectId, wrapped);
      raw?.fill(0);
      return raw !== null;
    },
  };
}
