import { useCallback, useEffect, useRef, useState } from 'react';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import type { BatchOutcome, BatchProgress, BatchWork } from './batch-work.ts';
import { localInstant } from '../../store/local-instant.ts';

export interface RunningBatch {
  readonly progress: BatchProgress | null;
  readonly outcome: BatchOutcome | null;
  readonly run: (job: (work: BatchWork) => Promise<BatchOutcome>) => void;
  readonly cancel: () => void;
}

/** One piece of batch work at a time, with its progress and its end. Leaving the page cancels what may be cancelled. */
export function useBatchWork(store: CounterStore, on: PlainDate, onEnd: () => void): RunningBatch {
  const [progress, setProgress] = useState<BatchProgress | null>(null);
  const [outcome, setOutcome] = useState<BatchOutcome | null>(null);
  const control = useRef<AbortController | null>(null);
  useEffect(() => () => control.current?.abort(), []);
  const run = useCallback(
    (job: (work: BatchWork) => Promise<BatchOutcome>) => {
      if (control.current !== null) return;
      const mine = new AbortController();
      control.current = mine;
      setOutcome(null);
      setProgress({ step: 'checking', done: 0, total: 1 });
      const work: BatchWork = {
        store,
        on,
        now: () => localInstant(),
        newId: () => crypto.randomUUID(),
        onProgress: setProgress,
        signal: mine.signal,
      };
      void job(work)
        .then(setOutcome)
        .finally(() => {
          control.current = null;
          setProgress(null);
          onEnd();
        });
    },
    [store, on, onEnd],
  );
  return { progress, outcome, run, cancel: () => control.current?.abort() };
}
