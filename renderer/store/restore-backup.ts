/** A backup on an empty machine: found, tried with a passphrase or the recovery key, and only then put in place. */
import type { BackupPlace, FoundBackup } from '#shared/contract/backup.ts';
import type { ChannelResponse } from '#shared/contract/channels.ts';
import { failed, success, type Result } from '#shared/contract/failure.ts';
import type { FetchedFromHub } from '#shared/contract/post.ts';
import type { Host } from '#shared/contract/host.ts';
import type { CryptoClient } from './crypto/crypto-client.ts';
import type { Credential } from './crypto/crypto-service.ts';
import { mountedPlaces } from './mounted-places.ts';
import type { StoreEnvironment } from './open-counter-store.ts';

export type BackupDoor = ChannelResponse<'backup.read'>;

export interface RestoreDesk {
  readonly places: () => Promise<Result<readonly BackupPlace[]>>;
  /** Backups of an office, newest first. */
  readonly list: (place: string) => Promise<Result<readonly FoundBackup[]>>;
  readonly door: (folder: string) => Promise<Result<BackupDoor>>;
  /** `wrong-passphrase` when the credential opens nothing there: nothing is put in place then. */
  /** Begins to fetch what the hub has, told of until it is done or has failed; then it is a backup like any other. */
  readonly fetch: (
    address: string,
    code: string,
    onProgress: (fetched: FetchedFromHub) => void,
  ) => Promise<Result<FoundBackup>>;
  /** Gives the fetching up, and removes what was fetched. */
  readonly fetchEnd: () => Promise<void>;
  readonly restore: (folder: string, door: BackupDoor, credential: Credential) => Promise<Result<null>>;
}

export function restoreDesk(host: Host, environment: Pick<StoreEnvironment, 'startCrypto'>): RestoreDesk {
  return {
    places: () => mountedPlaces(host),
    list: async (place) => {
      const answer = await host.call('backup.list', { place });
      return answer.ok ? success(answer.value.backups.filter(({ area }) => area !== 'training')) : answer;
    },
    door: (folder) => host.call('backup.read', { folder }),
    fetch: (address, code, onProgress) => fetchFrom(host, { address, code }, onProgress),
    fetchEnd: async () => {
      await host.call('post.fetchEnd', {});
    },
    restore: async (folder, door, credential) => {
      const crypto = environment.startCrypto();
      try {
        if (!('vault' in door)) return await restoreSealed(host, crypto.client, { folder, door, credential });
        const opened = await crypto.client.unlock(door.vault, credential);
        await crypto.client.lock();
        if (opened === 'wrong') return failed('wrong-passphrase');
        if (opened === 'foreign') return failed('vault-foreign');
      } finally {
        crypto.end();
      }
      const restored = await host.call('backup.restore', { area: 'office', folder });
      return restored.ok ? success(null) : restored;
    },
  };
}

/** What a hub gave back: the recovery key opens vault and settings, which are put in place with the ledger that names them. */
async function restoreSealed(
  host: Host,
  crypto: Pick<CryptoClient, 'openOffice'>,
  {
    folder,
    door,
    credential,
  }: { folder: string; door: Extract<BackupDoor, { sealed: unknown }>; credential: Credential },
): Promise<Result<null>> {
  if (credential.kind !== 'recovery') return failed('wrong-passphrase');
  const opened = await crypto.openOffice(door.sealed, credential.typed);
  if (opened === 'wrong') return failed('wrong-passphrase');
  if (opened === 'damaged') return failed('vault-foreign');
  const restored = await host.call('backup.restore', { area: 'office', folder, opened });
  return restored.ok ? success(null) : restored;
}

const ASK_MS = 250;

async function fetchFrom(
  host: Host,
  wish: { readonly address: string; readonly code: string },
  onProgress: (fetched: FetchedFromHub) => void,
): Promise<Result<FoundBackup>> {
  let answer = await host.call('post.fetch', wish);
  while (answer.ok && answer.value.state === 'running') {
    onProgress(answer.value);
    await new Promise((settle) => {
      setTimeout(settle, ASK_MS);
    });
    answer = await host.call('post.fetched', {});
  }
  if (!answer.ok) return answer;
  const { state, folder, failure } = answer.value;
  if (failure !== null) return { ok: false, failure };
  if (state !== 'done' || folder === null) return failed('post-not-fetched', { reason: 'stopped' });
  const listed = await host.call('backup.list', { place: folder });
  if (!listed.ok) return listed;
  const whole = listed.value.backups.find((backup) => backup.state === 'whole');
  return whole === undefined ? failed('post-not-fetched', { reason: 'not-whole' }) : success(whole);
}
