import { useEffect, useState } from 'react';
import type { RetentionRule } from '#shared/casework/office-events.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { foldBatches } from '#shared/batches/batch-events.ts';
import { dueCases, type DueCases } from '#shared/batches/retention.ts';
import type { CaseSummary, StoredEvent } from '../../store/cases/case-store.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { readAgain } from '../../store/read-again.ts';

export interface Due extends DueCases<CaseSummary> {
  /** What was purged before, newest first. */
  readonly purged: readonly StoredEvent[];
}

/** The cases past their term, read again after every entry; `null` until first read. */
export function useDue(store: CounterStore, rule: RetentionRule | null, on: PlainDate): Due | null {
  const [due, setDue] = useState<Due | null>(null);
  useEffect(
    () =>
      readAgain(
        store.cases,
        () => Promise.all([store.cases.events('export'), store.cases.events('purge')]),
        ([batches, purged]) => {
          if (!batches.ok || !purged.ok) return;
          const found = dueCases(store.cases.list(), foldBatches(batches.value), rule, on);
          setDue({ ...found, purged: purged.value.toReversed() });
        },
      ),
    [store, rule, on],
  );
  return due;
}
