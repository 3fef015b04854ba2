import { useEffect, useState } from 'react';
import type { CounterStore } from '../../store/counter-store.ts';
import type { PackInfo } from '../../store/registry/registry-store.ts';

/** The packs on this machine, read again after each import. */
export function usePacks(store: CounterStore): readonly PackInfo[] {
  const [packs, setPacks] = useState<readonly PackInfo[]>([]);
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
