import { useEffect, useState } from 'react';
import type { Failure } from '#shared/contract/failure.ts';
import type { Layout } from '#shared/exchange/layouts/layout.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { allLayouts } from './layout-choice.ts';

export interface HeldLayouts {
  readonly layouts: readonly Layout[];
  /** The loaded ones could not be read; the built-in ones are there. */
  readonly failure: Failure | null;
}

/** All layouts as the journal tells them, read again after every change; `null` until they were read once. */
export function useLayouts(store: CounterStore): HeldLayouts | null {
  const [held, setHeld] = useState<HeldLayouts | null>(null);
  useEffect(() => {
    let current = true;
    const read = () =>
      void store.cases.events('export').then((events) => {
        if (!current) return;
        setHeld(
          events.ok
            ? { layouts: allLayouts(events.value), failure: null }
            : { layouts: allLayouts([]), failure: events.failure },
        );
      });
    read();
    const stop = store.cases.subscribe(read);
    return () => {
      current = false;
      stop();
    };
  }, [store]);
  return held;
}
