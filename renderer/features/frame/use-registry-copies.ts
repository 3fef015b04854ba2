import { useEffect, useState } from 'react';
import type { CounterStore } from '../../store/counter-store.ts';
import { readAgain } from '../../store/read-again.ts';
import type { RegistryCopy } from '../../store/registry/registry-store.ts';

/** The copies on this machine, read again after each import; `null` until they were read once. */
export function useRegistryCopies(store: CounterStore): readonly RegistryCopy[] | null {
  const [copies, setCopies] = useState<readonly RegistryCopy[] | null>(null);
  useEffect(() => readAgain(store.registry, () => store.registry.copies(), setCopies), [store]);
  return copies;
}
