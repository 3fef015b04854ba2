import { useEffect, useState } from 'react';
import type { RetentionRule } from '#shared/casework/office-events.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { foldBatches } from '#shared/exchange/batch-events.ts';
import { dueCases, type DueCases } from '#shared/exchange/retention.ts';
import type { CaseSummary, StoredEvent } from '../../store/cases/case-store.ts';
import type { CounterStore } from '../../store/counter-store.ts';

export interface Due extends DueCases<CaseSummary> {
  /** What was purged before, newest first. */
  readonly purged: readonly StoredEvent[];
}

/** The cases past their term, read again after every entry; `null` until first read. */
export function useDue(store: CounterStore, rule: RetentionRule | null, on: PlainDate): Due | null {
  const [due, setDue] = useState<Due | null>(null);
  useEffect(() => {
    let current = true;
    const read = async (): Promise<void> => {
      const [batches, purged] = await Promise.all([store.cases.events('export'), store.cases.events('purge')]);
      if (!current || !batches.ok || !purged.ok) return;
      const found = dueCases(store.cases.list(), foldBatches(batches.value), rule, on);
      setDue({ ...found, purged: purged.value.toReversed() });
    };
    void read();
    const stop = store.cases.subscribe(() => void read());
    return () => {
      current = false;
      stop();
    };
  }, [store, rule, on]);
  return due;
}
