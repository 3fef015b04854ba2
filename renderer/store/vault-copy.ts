/**
 * A third copy of the vault, beside the working copy of the cases: where both files in the folder are gone, damaged or older than
 * the ledger says, the host takes it back, if it is the one that the ledger names.
 */
import type { Area, HostDescription } from '#shared/contract/channels.ts';
import { success, type FailureCode, type Result } from '#shared/contract/failure.ts';
import type { Host } from '#shared/contract/host.ts';
import { isOldVault, Vault, type AnyVault } from '#shared/contract/vault.ts';
import { CasesDatabase, databaseName } from './database.ts';
import type { StoreEnvironment } from './open-counter-store.ts';
import { onStore } from './store-failure.ts';
import { readVault } from './vault-access.ts';

const NAME = 'vault';
const MENDABLE: ReadonlySet<FailureCode> = new Set(['vault-behind', 'vault-damaged']);

/** Keeps the vault that is in force. A copy that cannot be written now is written at the next sign-in. */
export async function keepVault(db: CasesDatabase, vault: AnyVault | null): Promise<void> {
  if (vault === null || isOldVault(vault)) return;
  await onStore(async () => {
    await db.meta.put({ name: NAME, value: vault });
    return success(null);
  });
}

async function keptVault(
  description: HostDescription,
  area: Area,
  environment: StoreEnvironment,
): Promise<Vault | null> {
  const place = await environment.openStoragePlace('cases');
  const db = new CasesDatabase(databaseName(area, description.installationId), {
    indexedDB: place.indexedDB,
    IDBKeyRange: environment.keyRange,
  });
  const read = await onStore(async () => success(await db.meta.get(NAME)));
  db.close();
  const vault = read.ok ? Vault.safeParse(read.value?.value) : null;
  return vault?.success === true ? vault.data : null;
}

/** The area's vault, put back from the copy where the files have it no more. `older`: see the channel. */
export async function readVaultMended(
  host: Host,
  area: Area,
  description: HostDescription,
  environment: StoreEnvironment,
  older = false,
): Promise<Result<AnyVault>> {
  const read = await readVault(host, area, older);
  if (read.ok || older || !MENDABLE.has(read.failure.code)) return read;
  const kept = await keptVault(description, area, environment);
  if (kept === null) return read;
  const mended = await host.call('vault.mend', { area, vault: kept });
  return mended.ok ? readVault(host, area) : read;
}
