/** A backup on an empty machine: found, tried with a passphrase or the recovery key, and only then put in place. */
import type { BackupPlace, FoundBackup } from '#shared/contract/backup.ts';
import type { ChannelResponse } from '#shared/contract/channels.ts';
import { failed, success, type Result } from '#shared/contract/failure.ts';
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
