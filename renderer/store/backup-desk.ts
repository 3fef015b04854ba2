/** Backups of the area that is open, for the one signed in. */
import type { BackupPlace, BackupState, FoundBackup } from '#shared/contract/backup.ts';
import type { ChannelResponse } from '#shared/contract/channels.ts';
import { failed, success, type Result } from '#shared/contract/failure.ts';
import type { CounterStore } from './counter-store.ts';
import type { Changing } from './read-again.ts';
import { mountedPlaces } from './mounted-places.ts';
import { recordDone } from './record-done.ts';
import { sharedWatch } from './shared-watch.ts';

export interface BackupDesk extends Changing {
  readonly state: () => Promise<Result<BackupState>>;
  readonly places: () => Promise<Result<readonly BackupPlace[]>>;
  /** Only by an administrator; `null` ends the backups. */
  readonly choose: (place: string | null) => Promise<Result<BackupState>>;
  readonly run: () => Promise<Result<BackupState>>;
  readonly list: (place: string) => Promise<Result<readonly FoundBackup[]>>;
  /** Gives the ledger what it lacks and a backup has; only by an administrator. */
  readonly giveBack: (folder: string) => Promise<Result<ChannelResponse<'backup.restore'>>>;
}

/** The last name of a place is enough to tell it by; the way to it may lead through somebody's folders. */
const lastName = (place: string | null): string | null =>
  place === null ? null : (place.split(/[\\/]/u).findLast((part) => part !== '') ?? place).slice(0, 200);

/** The top line knows what the panel did. */
const watched = sharedWatch();

/** `subscribe` tells of new entries and of what was done here. */
export function backupDesk(
  store: Pick<CounterStore, 'host' | 'area' | 'capacity' | 'cases' | 'recordOffice'>,
): BackupDesk {
  const { host, area, capacity, cases } = store;
  const watch = watched(host, cases);
  const { told } = watch;
  const administrator = capacity === 'administrator';
  return {
    state: () => host.call('backup.state', { area }),
    places: () => mountedPlaces(host),
    choose: async (place) => {
      if (!administrator) return failed('administrator-only');
      const chosen = await host.call('backup.choose', { area, place });
      if (!chosen.ok) return told(chosen);
      const recorded = await recordDone(store, { type: 'backupPlaceSet', place: lastName(chosen.value.place) });
      return told(recorded.ok ? chosen : recorded);
    },
    run: async () => told(await host.call('backup.run', { area })),
    list: async (place) => {
      const answer = await host.call('backup.list', { place });
      return answer.ok ? success(answer.value.backups.filter((backup) => backup.area === area)) : answer;
    },
    giveBack: async (folder) =>
      administrator ? told(await host.call('backup.restore', { area, folder })) : failed('administrator-only'),
    subscribe: (listener) => watch.subscribe(listener),
  };
}
