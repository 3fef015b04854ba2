/** The post of the area that is open: how far it is, joining a hub and leaving it, for the one signed in. */
import { OfficeEvent } from '#shared/casework/office-events.ts';
import type { BackupPlace } from '#shared/contract/backup.ts';
import { failed, success, type Result } from '#shared/contract/failure.ts';
import type { PostState, StickDone } from '#shared/contract/post.ts';
import type { CounterStore } from './counter-store.ts';
import { mountedPlaces } from './mounted-places.ts';
import type { Changing } from './read-again.ts';
import { sharedWatch } from './shared-watch.ts';

export interface PostDesk extends Changing {
  readonly state: () => Promise<Result<PostState>>;
  /** The address of the hub that the ledger says it is sent to, where this machine has joined none: it was restored. `null` otherwise. */
  readonly former: () => Promise<string | null>;
  /** Only by an administrator, and into the ledger; where the ledger does not take it, nothing was joined. */
  readonly join: (address: string, code: string) => Promise<Result<PostState>>;
  readonly leave: () => Promise<Result<PostState>>;
  readonly send: () => Promise<Result<PostState>>;
  readonly places: () => Promise<Result<readonly BackupPlace[]>>;
  /** Both ways by a stick in `place`. */
  readonly stick: (place: string) => Promise<Result<StickDone>>;
}

/** The top line knows what the panel did. */
export const postWatch = sharedWatch();

/** `subscribe` tells of new entries and of what was done here. */
export function postDesk(store: Pick<CounterStore, 'host' | 'area' | 'capacity' | 'cases' | 'recordOffice'>): PostDesk {
  const { host, area, capacity, cases } = store;
  const watch = postWatch(host, cases);
  const { told } = watch;
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

  const former = async (): Promise<string | null> => {
    const events = await cases.events('office');
    if (!events.ok) return null;
    const told = events.value.flatMap(({ content }) => {
      const read = OfficeEvent.safeParse(content);
      return read.success && (read.data.type === 'hubJoined' || read.data.type === 'hubLeft') ? [read.data] : [];
    });
    const last = told.at(-1);
    return last?.type === 'hubJoined' ? last.address : null;
  };

  return {
    state,
    former,
    join,
    leave,
    send: async () => told(await host.call('post.send', { area })),
    places: () => mountedPlaces(host),
    stick: async (place) => {
      const answer = told(await host.call('post.stick', { area, place }));
      return answer.ok ? success(answer.value.done) : answer;
    },
    subscribe: (listener) => watch.subscribe(listener),
  };
}
