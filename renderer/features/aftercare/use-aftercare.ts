/** The book of what happens after acceptance, read again after each change, and the one way to add to it from a dialog. */
import { useEffect, useState } from 'react';
import type { AftercareBook } from '#shared/aftercare/book.ts';
import type { AftercareEvent } from '#shared/aftercare/event.ts';
import type { Failure } from '#shared/contract/failure.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { failureText } from '#shared/wording/failures.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { readAgain } from '../../store/read-again.ts';

export interface Aftercare {
  /** `null` until it was read. */
  readonly book: AftercareBook | null;
  readonly failure: Failure | null;
}

/** Reads anew what the open page shows: a dialog closes once the page behind it tells the new state, not a moment before. */
const refreshing = new WeakMap<CounterStore, () => Promise<void>>();

export function useAftercare(store: CounterStore): Aftercare {
  const [found, setFound] = useState<Aftercare>({ book: null, failure: null });
  useEffect(() => {
    refreshing.set(store, async () => {
      const read = await store.aftercare.read();
      if (read.ok) setFound({ book: read.value, failure: null });
    });
    return () => void refreshing.delete(store);
  }, [store]);
  useEffect(
    () =>
      readAgain(
        store.cases,
        () => store.aftercare.read(),
        (read) =>
          setFound((before) => (read.ok ? { book: read.value, failure: null } : { ...before, failure: read.failure })),
      ),
    [store],
  );
  return found;
}

/** Has the open page tell what stands now. */
export const refreshAftercare = async (store: CounterStore): Promise<void> => {
  await refreshing.get(store)?.();
};

export interface Recording {
  readonly busy: boolean;
  readonly problem: string | null;
  readonly setProblem: (problem: string | null) => void;
  /** True when it is on the disk. The same dialog records one entry however often it is pressed. */
  readonly record: (event: AftercareEvent, subjectId?: string) => Promise<boolean>;
}

export function useRecording(store: CounterStore, on: PlainDate): Recording {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [entryId] = useState(() => crypto.randomUUID());
  const record = async (event: AftercareEvent, subjectId: string = entryId): Promise<boolean> => {
    setBusy(true);
    setProblem(null);
    const recorded = await store.aftercare.record({ entryId, subjectId, on, event });
    if (recorded.ok) await refreshAftercare(store);
    setBusy(false);
    if (!recorded.ok) setProblem(failureText(recorded.failure));
    return recorded.ok;
  };
  return { busy, problem, setProblem, record };
}
