import { useEffect, useRef, useState } from 'react';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import type { BatchProgress } from '../../store/batch-folder.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { refreshAftercare } from '../aftercare/index.ts';
import type { ListOutcome, ListWork } from './list-work.ts';

export interface RunningList {
  readonly progress: BatchProgress | null;
  readonly outcome: ListOutcome | null;
  readonly run: (job: (work: ListWork) => Promise<ListOutcome>) => void;
  readonly cancel: () => void;
}

/** One list at a time, with its progress and its end. Leaving the page cancels what may be cancelled. */
export function useListWork(store: CounterStore, on: PlainDate): RunningList {
  const [progress, setProgress] = useState<BatchProgress | null>(null);
  const [outcome, setOutcome] = useState<ListOutcome | null>(null);
  const control = useRef<AbortController | null>(null);
  useEffect(() => () => control.current?.abort(), []);
  const run = (job: (work: ListWork) => Promise<ListOutcome>) => {
    if (control.current !== null) return;
    const mine = new AbortController();
    control.current = mine;
    setOutcome(null);
    setProgress({ step: 'checking', done: 0, total: 1 });
    void job({ store, on, onProgress: setProgress, signal: mine.signal })
      .then(async (ended) => {
        await refreshAftercare(store);
        setOutcome(ended);
      })
      .finally(() => {
        control.current = null;
        setProgress(null);
      });
  };
  return { progress, outcome, run, cancel: () => control.current?.abort() };
}
