/** Updates of the program, for the one signed in. */
import { failed, type Result } from '#shared/contract/failure.ts';
import type { BackupPlace } from '#shared/contract/backup.ts';
import type { UpdateOffer, UpdateState } from '#shared/contract/update.ts';
import type { CounterStore } from './counter-store.ts';
import { mountedPlaces } from './mounted-places.ts';
import { recordDone } from './record-done.ts';

export interface UpdateDesk {
  /** Whether this officer may change the program: an administrator, of the office where there is one. */
  readonly may: boolean;
  readonly state: () => Promise<Result<UpdateState>>;
  readonly places: () => Promise<Result<readonly BackupPlace[]>>;
  readonly check: (folder: string) => Promise<Result<UpdateOffer>>;
  readonly prepare: (folder: string) => Promise<Result<UpdateState>>;
  readonly back: () => Promise<Result<UpdateState>>;
  readonly discard: () => Promise<Result<UpdateState>>;
}

export function updateDesk(
  store: Pick<CounterStore, 'host' | 'area' | 'capacity' | 'description' | 'recordOffice'>,
): UpdateDesk {
  const { host, area, capacity, description } = store;
  // Whoever plays the administrator in a training area is none of the office beside it.
  const may = capacity === 'administrator' && (area === 'office' || !description.areas.includes('office'));
  const asAdministrator = async <T>(work: () => Promise<Result<T>>): Promise<Result<T>> =>
    may ? await work() : failed('administrator-only');
  /** Changes the program, and says in the ledger which one runs next. */
  const changed = async (work: () => Promise<Result<UpdateState>>): Promise<Result<UpdateState>> =>
    await asAdministrator(async () => {
      const state = await work();
      if (!state.ok) return state;
      const recorded = await recordDone(store, { type: 'updateSet', version: state.value.prepared?.version ?? null });
      return recorded.ok ? state : recorded;
    });
  return {
    may,
    state: () => host.call('update.state', {}),
    places: () => mountedPlaces(host),
    check: (folder) => asAdministrator(() => host.call('update.check', { folder })),
    prepare: (folder) => changed(() => host.call('update.prepare', { folder })),
    back: () => changed(() => host.call('update.back', {})),
    discard: () => changed(() => host.call('update.discard', {})),
  };
}
