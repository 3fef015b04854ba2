/** The copies on this machine, what cannot be read there, what was here and is not any more, and the check of the day. */
import { useEffect, useState } from 'react';
import type { CounterStore } from '../../store/counter-store.ts';
import type { CopyHealth } from '../../store/registry/copy-watch.ts';
import type { RegistryCopy, RegistryStatus } from '../../store/registry/registry-store.ts';

export interface RegistryState {
  readonly copies: readonly RegistryCopy[];
  readonly status: RegistryStatus;
  readonly health: CopyHealth;
}

async function readState(store: CounterStore): Promise<RegistryState> {
  const [copies, status] = await Promise.all([store.registry.copies(), store.registry.status()]);
  return { copies, status, health: store.copyWatch.health() };
}

/** Null until first read; read again after each change of the copies. */
export function useRegistry(store: CounterStore): RegistryState | null {
  const [state, setState] = useState<RegistryState | null>(null);
  useEffect(() => {
    let current = true;
    const read = () =>
      void readState(store).then((found) => {
        if (current) setState(found);
      });
    read();
    const stops = [store.registry.subscribe(read), store.copyWatch.subscribe(read)];
    return () => {
      current = false;
      for (const stop of stops) stop();
    };
  }, [store]);
  return state;
}
