import { useEffect, useState } from 'react';
import type { CounterStore } from '../../store/counter-store.ts';
import type { PackInfo } from '../../store/registry/registry-store.ts';

/** The packs on this machine, read again after each import; `null` until they were read once. */
export function usePacks(store: CounterStore): readonly PackInfo[] | null {
  const [packs, setPacks] = useState<readonly PackInfo[] | null>(null);
  useEffect(() => {
    let current = true;
    const read = () =>
      void store.registry.packs().then((found) => {
        if (current) setPacks(found);
      });
    read();
    const stop = store.registry.subscribe(read);
    return () => {
      current = false;
      stop();
    };
  }, [store]);
  return packs;
}
