import { useCallback, useEffect, useState } from 'react';
import type { Failure } from '#shared/contract/failure.ts';
import { foldBatches, type BatchState } from '#shared/batches/batch-events.ts';
import type { Layout } from '#shared/layouts/layout.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { allLayouts } from '../layouts/index.ts';

export interface BatchBook {
  readonly batches: readonly BatchState[];
  readonly layouts: readonly Layout[];
  readonly failure: Failure | null;
  /** False until the journal's events were read once. */
  readonly read: boolean;
}

const EMPTY: BatchBook = { batches: [], layouts: allLayouts([]), failure: null, read: false };

/** Batches and layouts as the journal tells them at this moment. */
export async function readBook(store: CounterStore): Promise<BatchBook> {
  const events = await store.cases.events('export');
  if (!events.ok) return { ...EMPTY, failure: events.failure, read: true };
  return { batches: foldBatches(events.value), layouts: allLayouts(events.value), failure: null, read: true };
}

/** Batches and layouts as the journal tells them, read again after every change. */
export function useBatches(store: CounterStore): { readonly book: BatchBook; readonly reread: () => void } {
  const [book, setBook] = useState(EMPTY);
  const [turn, setTurn] = useState(0);
  const reread = useCallback(() => setTurn((now) => now + 1), []);
  useEffect(() => store.cases.subscribe(reread), [store, reread]);
  useEffect(() => {
    let current = true;
    void readBook(store).then((found) => {
      if (current) setBook(found);
    });
    return () => {
      current = false;
    };
  }, [store, turn]);
  return { book, reread };
}
