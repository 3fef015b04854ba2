/** The packs on this machine, what cannot be read there, and what was here last time and is not any more. */
import { useEffect, useState } from 'react';
import type { RegistryKind } from '#shared/domain/registries.ts';
import { registryKinds } from '#shared/domain/registries.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import type { PackInfo, RegistryStatus } from '../../store/registry/registry-store.ts';

export interface RegistryState {
  readonly packs: readonly PackInfo[];
  readonly status: RegistryStatus;
  /** Registries that had a pack when this page was last open, and have none: the browser or the disk lost it. */
  readonly lost: readonly RegistryKind[];
}

const KNOWN = 'registry.known';

const asKinds = (value: unknown): RegistryKind[] =>
  Array.isArray(value) ? registryKinds.filter((kind) => value.includes(kind)) : [];

async function readState(store: CounterStore): Promise<RegistryState> {
  const [packs, status, known] = await Promise.all([
    store.registry.packs(),
    store.registry.status(),
    store.readPreference(KNOWN),
  ]);
  const here = new Set([...packs.map(({ kind }) => kind), ...status.unreadable]);
  const before = asKinds(known);
  const all = registryKinds.filter((kind) => here.has(kind) || before.includes(kind));
  if (all.length !== before.length) await store.writePreference(KNOWN, all);
  return { packs, status, lost: before.filter((kind) => !here.has(kind)) };
}

/** Forgets that a registry was here: its pack was removed on purpose. */
export async function forgetKnown(store: CounterStore, kind: RegistryKind): Promise<void> {
  const known = asKinds(await store.readPreference(KNOWN));
  await store.writePreference(
    KNOWN,
    known.filter((one) => one !== kind),
  );
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
    const stop = store.registry.subscribe(read);
    return () => {
      current = false;
      stop();
    };
  }, [store]);
  return state;
}
