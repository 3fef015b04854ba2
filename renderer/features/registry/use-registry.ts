/** The packs on this machine, what cannot be read there, what was here and is not any more, and the check of the day. */
import { useEffect, useState } from 'react';
import type { CounterStore } from '../../store/counter-store.ts';
import type { PackHealth } from '../../store/registry/pack-watch.ts';
import type { PackInfo, RegistryStatus } from '../../store/registry/registry-store.ts';

export interface RegistryState {
  readonly packs: readonly PackInfo[];
  readonly status: RegistryStatus;
  readonly health: PackHealth;
}

async function readState(store: CounterStore): Promise<RegistryState> {
  const [packs, status] = await Promise.all([store.registry.packs(), store.registry.status()]);
  return { packs, status, health: store.packWatch.health() };
}

/** Null until first read; read again after each change of the packs. */
export function useRegistry(store: CounterStore): RegistryState | null {
  const [state, setState] = useState<RegistryState | null>(null);
  useEffect(() => {
    let current = true;
    const read = () =>
      void readState(store).then((found) => {
        if (current) setState(found);
      });
    read();
    const stops = [store.registry.subscribe(read), store.packWatch.subscribe(read)];
    return () => {
      current = false;
      for (const stop of stops) stop();
    };
  }, [store]);
  return state;
}
