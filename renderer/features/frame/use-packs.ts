import { useEffect, useState } from 'react';
import type { CounterStore } from '../../store/counter-store.ts';
import { readAgain } from '../../store/read-again.ts';
import type { PackInfo } from '../../store/registry/registry-store.ts';

/** The packs on this machine, read again after each import; `null` until they were read once. */
export function usePacks(store: CounterStore): readonly PackInfo[] | null {
  const [packs, setPacks] = useState<readonly PackInfo[] | null>(null);
  useEffect(() => readAgain(store.registry, () => store.registry.packs(), setPacks), [store]);
  return packs;
}
