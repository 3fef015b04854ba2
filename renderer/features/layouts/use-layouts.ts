import { useEffect, useState } from 'react';
import type { Failure } from '#shared/contract/failure.ts';
import type { Layout } from '#shared/layouts/layout.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { readAgain } from '../../store/read-again.ts';
import { allLayouts } from './layout-choice.ts';

export interface HeldLayouts {
  readonly layouts: readonly Layout[];
  /** The loaded ones could not be read; the built-in ones are there. */
  readonly failure: Failure | null;
}

async function readLayouts(store: CounterStore): Promise<HeldLayouts> {
  const events = await store.cases.events('export');
  return events.ok
    ? { layouts: allLayouts(events.value), failure: null }
    : { layouts: allLayouts([]), failure: events.failure };
}

/** All layouts as the journal tells them, read again after every change; `null` until they were read once. */
export function useLayouts(store: CounterStore): HeldLayouts | null {
  const [held, setHeld] = useState<HeldLayouts | null>(null);
  useEffect(() => readAgain(store.cases, () => readLayouts(store), setHeld), [store]);
  return held;
}
