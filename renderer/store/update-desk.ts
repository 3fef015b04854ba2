/** Updates of the program, for the one signed in. */
import { failed, type Result } from '#shared/contract/failure.ts';
import type { BackupPlace } from '#shared/contract/backup.ts';
import type { UpdateOffer, UpdateState } from '#shared/contract/update.ts';
import type { CounterStore } from './counter-store.ts';

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

export function updateDesk({
  host,
  area,
  capacity,
  description,
}: Pick<CounterStore, 'host' | 'area' | 'capacity' | 'description'>): UpdateDesk {
  // Whoever plays the administrator in a training area is none of the office beside it.
  const may = capacity === 'administrator' && (area === 'office' || !description.areas.includes('office'));
  const asAdministrator = async <T>(work: () => Promise<Result<T>>): Promise<Result<T>> =>
    may ? await work() : failed('administrator-only');
  return {
    may,
    state: () => host.call('update.state', {}),
    places: async () => {
      const answer = await host.call('backup.places', {});
      return answer.ok ? { ok: true, value: answer.value.places } : answer;
    },
    check: (folder) => asAdministrator(() => host.call('update.check', { folder })),
    prepare: (folder) => asAdministrator(() => host.call('update.prepare', { folder })),
    back: () => asAdministrator(() => host.call('update.back', {})),
    discard: () => asAdministrator(() => host.call('update.discard', {})),
  };
}
