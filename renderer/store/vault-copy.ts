/**
 * A third copy of the vault, beside the working copy of the cases: where both files in the folder are gone, damaged or older than
 * the ledger says, the host takes it back, if it is the one that the ledger names. It is needed before anybody has signed in, and
 * holds officers' names: so it is sealed by what this machine and this folder are called, which the profile does not hold.
 */
import { fromUtf8, utf8 } from '#shared/crypto/bytes.ts';
import { open, place, seal } from '#shared/crypto/sealing.ts';
import type { Area, HostDescription } from '#shared/contract/channels.ts';
import { success, type FailureCode, type Result } from '#shared/contract/failure.ts';
import type { Host } from '#shared/contract/host.ts';
import { isOldVault, Vault, type AnyVault } from '#shared/contract/vault.ts';
import { CasesDatabase, databaseName } from './database.ts';
import type { StoreEnvironment } from './open-counter-store.ts';
import { onStore } from './store-failure.ts';
import { readVault } from './vault-access.ts';

const NAME = 'vault';
const PLACE = place('counter', 'meta', NAME);
const MENDABLE: ReadonlySet<FailureCode> = new Set(['vault-behind', 'vault-damaged']);

/** What the copy is sealed by. */
export type CopyOf = Pick<HostDescription, 'installationId' | 'machine'>;

async function keyOf({ installationId, machine }: CopyOf): Promise<CryptoKey> {
  const digest = await crypto.subtle.digest('SHA-256', utf8(`counter vault copy\n${installationId}\n${machine}`));
  return crypto.subtle.importKey('raw', digest, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

/** Keeps the vault that is in force. A copy that cannot be written now is written at the next sign-in. */
export async function keepVault(db: CasesDatabase, of: CopyOf, vault: AnyVault | null): Promise<void> {
  if (vault === null || isOldVault(vault)) return;
  const sealed = await seal(await keyOf(of), PLACE, utf8(JSON.stringify(vault)));
  await onStore(async () => {
    await db.meta.put({ name: NAME, value: sealed });
    return success(null);
  });
}

async function opened(of: CopyOf, value: unknown): Promise<Vault | null> {
  if (!(value instanceof Uint8Array)) return null;
  const plain = await open(await keyOf(of), PLACE, new Uint8Array(value));
  if (plain === null) return null;
  const vault = Vault.safeParse(JSON.parse(fromUtf8(plain)));
  return vault.success ? vault.data : null;
}

async function keptVault(
  description: HostDescription,
  area: Area,
  environment: StoreEnvironment,
): Promise<Vault | null> {
  const where = await environment.openStoragePlace('cases');
  const db = new CasesDatabase(databaseName(area, description.installationId), {
    indexedDB: where.indexedDB,
    IDBKeyRange: environment.keyRange,
  });
  const read = await onStore(async () => success(await db.meta.get(NAME)));
  db.close();
  return read.ok ? opened(description, read.value?.value) : null;
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
