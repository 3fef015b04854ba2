/** Who exports for the office, and what other windows released to this one; read again after every entry and every word of theirs. */
import { useEffect, useState } from 'react';
import type { Failure } from '#shared/contract/failure.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import type { HallRole, ReceivedReleases } from '../../store/dispatches/hall-desk.ts';
import { readAgain } from '../../store/read-again.ts';

export interface HallView {
  readonly role: HallRole;
  readonly received: ReceivedReleases;
  readonly failure: Failure | null;
  /** Rises with every change of what was received. */
  readonly version: number;
}

const NOTHING: HallView = {
  role: { role: 'each' },
  received: { waiting: [], refused: [], onTheWay: 0, unreadable: 0, asOf: null },
  failure: null,
  version: 0,
};

export function useHall(store: CounterStore): HallView {
  const [view, setView] = useState(NOTHING);
  useEffect(
    () =>
      readAgain(
        store.hall,
        async () => ({ role: await store.hall.role(), received: await store.hall.received() }),
        ({ role, received }) =>
          setView((before) => {
            const next = received.ok ? received.value : before.received;
            const failure = received.ok ? null : received.failure;
            const same = JSON.stringify(next) === JSON.stringify(before.received);
            return { role, failure, received: same ? before.received : next, version: before.version + (same ? 0 : 1) };
          }),
      ),
    [store],
  );
  return view;
}
