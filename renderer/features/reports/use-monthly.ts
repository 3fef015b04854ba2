/** 月报 as the ledger gives it now. */
import { useEffect, useState } from 'react';
import type { AftercareBook } from '#shared/aftercare/book.ts';
import { monthlyFigures, type MonthlyFigures } from '#shared/aftercare/reporting/monthly-figures.ts';
import { countsOfCase, type Counted } from '#shared/aftercare/reporting/window-counts.ts';
import { success, type Failure, type Result } from '#shared/contract/failure.ts';
import type { Month, PlainDate } from '#shared/domain/plain-date.ts';
import type { CaseStore } from '../../store/cases/case-store.ts';
import type { CounterStore } from '../../store/counter-store.ts';

interface Known {
  readonly last: number;
  readonly counted: readonly Counted[];
}

/** A case is opened again only when it has another last entry. */
const known = new WeakMap<CaseStore, Map<string, Known>>();

/** What the window counted in its cases. One that was destroyed at its term counts no more. */
export async function windowCounted({ cases }: Pick<CounterStore, 'cases'>): Promise<Result<readonly Counted[]>> {
  const kept = known.get(cases) ?? new Map<string, Known>();
  known.set(cases, kept);
  const all: Counted[] = [];
  for (const { caseId, lastSequence } of cases.list()) {
    let own = kept.get(caseId);
    if (own?.last !== lastSequence) {
      const opened = await cases.open(caseId);
      if (!opened.ok && opened.failure.code !== 'case-purged') return opened;
      own = { last: lastSequence, counted: opened.ok ? countsOfCase(opened.value) : [] };
      kept.set(caseId, own);
    }
    all.push(...own.counted);
  }
  return success(all);
}

export interface MonthlyState {
  /** `null` while the cases are being read. */
  readonly figures: MonthlyFigures | null;
  readonly failure: Failure | null;
}

export function useMonthly(store: CounterStore, book: AftercareBook, period: Month, termFrom: PlainDate): MonthlyState {
  const [window, setWindow] = useState<Result<readonly Counted[]> | null>(null);
  useEffect(() => {
    let current = true;
    void windowCounted(store).then((found) => {
      if (current) setWindow(found);
    });
    return () => {
      current = false;
    };
    // The book is another after every entry, and so may the cases be.
  }, [store, book]);
  if (window === null) return { figures: null, failure: null };
  if (!window.ok) return { figures: null, failure: window.failure };
  return { figures: monthlyFigures({ book, window: window.value, period, termFrom }), failure: null };
}
