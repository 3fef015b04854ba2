import { useEffect, useState } from 'react';
import type { Failure } from '#shared/contract/failure.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { foldClocks, type ClockEvent, type RegisteredClock } from '#shared/policy/office-clocks.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { readAgain } from '../../store/read-again.ts';

export interface Clocks {
  readonly clocks: readonly RegisteredClock[];
  readonly failure: Failure | null;
}

/** 公示 and lists as the journal has them, read again after each change. */
export function useClocks(store: CounterStore): Clocks {
  const [found, setFound] = useState<Clocks>({ clocks: [], failure: null });
  useEffect(
    () =>
      readAgain(
        store.cases,
        () => store.cases.events('clock'),
        (events) => {
          if (events.ok) setFound({ clocks: foldClocks(events.value), failure: null });
          else setFound((before) => ({ ...before, failure: events.failure }));
        },
      ),
    [store],
  );
  return found;
}

/** Records one event of a clock; `null` when it is on the disk. The same `entryId` twice is one entry. */
export async function recordClock(
  store: CounterStore,
  on: PlainDate,
  entryId: string,
  subjectId: string,
  content: ClockEvent,
): Promise<Failure | null> {
  const recorded = await store.cases.recordEvent({
    entryId,
    kind: 'clock',
    subjectId,
    on,
    content,
    takeBatchNumber: false,
  });
  return recorded.ok ? null : recorded.failure;
}
