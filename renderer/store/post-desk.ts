/** The post of the area that is open: how far it is, joining a hub and leaving it, for the one signed in. */
import type { BackupPlace } from '#shared/contract/backup.ts';
import { failed, success, type Result } from '#shared/contract/failure.ts';
import type { Host } from '#shared/contract/host.ts';
import type { PostState, StickDone } from '#shared/contract/post.ts';
import type { CounterStore } from './counter-store.ts';
import type { Changing } from './read-again.ts';

export interface PostDesk extends Changing {
  readonly state: () => Promise<Result<PostState>>;
  /** Only by an administrator, and into the ledger; where the ledger does not take it, nothing was joined. */
  readonly join: (address: string, code: string) => Promise<Result<PostState>>;
  readonly leave: () => Promise<Result<PostState>>;
  readonly send: () => Promise<Result<PostState>>;
  readonly places: () => Promise<Result<readonly BackupPlace[]>>;
  /** Both ways by a stick in `place`. */
  readonly stick: (place: string) => Promise<Result<StickDone>>;
}

/** Who shows the post of a host, so that the top line knows what the panel did. */
const watching = new WeakMap<Host, Set<() => void>>();

/** `subscribe` tells of new entries and of what was done here. */
export function postDesk(store: Pick<CounterStore, 'host' | 'area' | 'capacity' | 'cases' | 'recordOffice'>): PostDesk {
  const { host, area, capacity, cases } = store;
  const listeners = watching.get(host) ?? new Set();
  watching.set(host, listeners);
  const told = <T>(result: Result<T>): Result<T> => {
    for (const listener of listeners) listener();
    return result;
  };
  const administrator = capacity === 'administrator';
  const state = (): Promise<Result<PostState>> => host.call('post.state', { area });

  const join: PostDesk['join'] = async (address, code) => {
    if (!administrator) return failed('administrator-only');
    const joined = await host.call('post.join', { area, address, code });
    if (!joined.ok || joined.value.hub === null) return told(joined);
    const { hub, office, address: at } = joined.value.hub;
    const recorded = await store.recordOffice({ type: 'hubJoined', address: at, hub, office });
    if (recorded.ok) return told(await state());
    await host.call('post.leave', { area });
    return told(recorded);
  };

  const leave: PostDesk['leave'] = async () => {
    if (!administrator) return failed('administrator-only');
    const before = await state();
    if (!before.ok || before.value.hub === null) return before;
    const recorded = await store.recordOffice({ type: 'hubLeft', hub: before.value.hub.hub });
    return told(recorded.ok ? await host.call('post.leave', { area }) : recorded);
  };

  return {
    state,
    join,
    leave,
    send: async () => told(await host.call('post.send', { area })),
    places: async () => {
      const answer = await host.call('backup.places', {});
      return answer.ok ? success(answer.value.places) : answer;
    },
    stick: async (place) => {
      const answer = told(await host.call('post.stick', { area, place }));
      return answer.ok ? success(answer.value.done) : answer;
    },
    subscribe: (listener) => {
      listeners.add(listener);
      const stop = cases.subscribe(listener);
      return () => {
        listeners.delete(listener);
        stop();
      };
    },
  };
}
