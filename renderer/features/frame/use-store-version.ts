import { useCallback, useSyncExternalStore } from 'react';
import type { CounterStore } from '../../store/counter-store.ts';

const versions = new WeakMap<object, number>();

/** Re-renders after every change of the cases. Returns a number that grows with each. */
export function useStoreVersion(store: CounterStore): number {
  const subscribe = useCallback(
    (notify: () => void) =>
      store.cases.subscribe(() => {
        versions.set(store.cases, (versions.get(store.cases) ?? 0) + 1);
        notify();
      }),
    [store],
  );
  return useSyncExternalStore(subscribe, () => versions.get(store.cases) ?? 0);
}
