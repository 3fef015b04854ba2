import { useCallback, useEffect, useState } from 'react';
import type { Failure } from '#shared/contract/failure.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { readPlainFiles, type PlainEntry } from './plain-work.ts';

export interface PlainReading {
  /** `null` until read once. */
  readonly entries: readonly PlainEntry[] | null;
  readonly failure: Failure | null;
  readonly reread: () => void;
}

/** Read again after each entry of the ledger, and when the clerk comes back to the window: folders are removed outside too. */
export function usePlainFiles(store: CounterStore): PlainReading {
  const [reading, setReading] = useState<Omit<PlainReading, 'reread'>>({ entries: null, failure: null });
  const [turn, setTurn] = useState(0);
  const reread = useCallback(() => setTurn((now) => now + 1), []);
  useEffect(() => {
    window.addEventListener('focus', reread);
    const stop = store.cases.subscribe(reread);
    return () => {
      window.removeEventListener('focus', reread);
      stop();
    };
  }, [store, reread]);
  useEffect(() => {
    let current = true;
    void readPlainFiles(store).then((read) => {
      if (!current) return;
      setReading((before) =>
        read.ok ? { entries: read.value, failure: null } : { entries: before.entries, failure: read.failure },
      );
    });
    return () => {
      current = false;
    };
  }, [store, turn]);
  return { ...reading, reread };
}
