/** Sealed small settings of one area: mapping of headings, column orders, what was told once. */
import { success } from '#shared/contract/failure.ts';
import { fromUtf8 } from '#shared/crypto/bytes.ts';
import type { CounterStore } from './counter-store.ts';
import type { CryptoClient } from './crypto/crypto-client.ts';
import type { CasesDatabase } from './database.ts';
import { onStore } from './store-failure.ts';

export function preferences(
  db: CasesDatabase,
  crypto: Pick<CryptoClient, 'openBytes' | 'sealTexts'>,
): Pick<CounterStore, 'readPreference' | 'writePreference'> {
  return {
    readPreference: async (name) => {
      const row = await db.preferences.get(name);
      if (row === undefined) return undefined;
      const [plain = null] = await crypto.openBytes('preferences', [{ key: name, sealed: row.sealed }]);
      return plain === null ? undefined : (JSON.parse(fromUtf8(plain)) as unknown);
    },
    writePreference: async (name, value) => {
      const [sealed] = await crypto.sealTexts('preferences', [{ key: name, text: JSON.stringify(value) }]);
      // A column order that cannot be kept (full disk) is no reason to stop anybody's work.
      await onStore(async () => {
        if (sealed !== undefined) await db.preferences.put({ name, sealed });
        return success(null);
      });
    },
  };
}
