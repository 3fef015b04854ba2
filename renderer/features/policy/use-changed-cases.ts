/**
 * One comparison for each store, whoever shows it: it runs in the background after a pack or a registry copy arrived, and
 * what it found stays while the clerk moves between pages.
 */
import { useEffect, useState } from 'react';
import type { PolicyState } from '#shared/policy/policy-events.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { compareCases, type Comparison } from './changed-cases.ts';
import { useHeldPacks } from './use-held-packs.ts';

class Comparing {
  latest: Comparison | null = null;
  private readonly store: CounterStore;
  private state: PolicyState | null = null;
  /** What the last comparison was made with; `null` while none is complete. */
  private madeWith: string | null = null;
  private running = new AbortController();
  private readonly listeners = new Set<() => void>();
  private stop: () => void = () => undefined;

  constructor(store: CounterStore) {
    this.store = store;
  }

  /** Compares under this state, unless that was done with these very copies. */
  under(state: PolicyState): void {
    if (this.state !== state) this.madeWith = null;
    this.state = state;
    void this.compare();
  }

  /** While somebody listens, a registry copy that arrives is compared with at once. */
  listen(listener: () => void): () => void {
    if (this.listeners.size === 0) this.stop = this.store.registry.subscribe(() => this.arrived());
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size > 0) return;
      this.stop();
      this.running.abort();
    };
  }

  private arrived(): void {
    this.madeWith = null;
    void this.compare();
  }

  private async compare(): Promise<void> {
    const { store, state } = this;
    this.running.abort();
    const running = new AbortController();
    this.running = running;
    const copies = (await store.registry.copies()).map(({ packId, state: usable }) => `${packId} ${usable}`).join('\n');
    if (state === null || running.signal.aborted || this.madeWith === copies) return;
    this.madeWith = null;
    const tell = (comparison: Comparison): void => {
      this.latest = comparison;
      if (comparison.done === comparison.total) this.madeWith = copies;
      for (const listener of this.listeners) listener();
    };
    await compareCases(store, state, tell, running.signal);
  }
}

const known = new WeakMap<CounterStore, Comparing>();

function comparingOf(store: CounterStore): Comparing {
  const comparing = known.get(store) ?? new Comparing(store);
  known.set(store, comparing);
  return comparing;
}

/** Without decisions that were made anew since: those rest on what is known now. */
function current(store: CounterStore, comparison: Comparison | null): Comparison | null {
  if (comparison === null || comparison.lines.length === 0) return comparison;
  const decidedAt = new Map(store.cases.list().map((entry) => [entry.caseId, entry.decidedAt]));
  return {
    ...comparison,
    lines: comparison.lines.filter(({ summary }) => decidedAt.get(summary.caseId) === summary.decidedAt),
  };
}

/** What would be decided otherwise now; `null` until the first cases were compared. */
export function useChangedCases(store: CounterStore): Comparison | null {
  const { state } = useHeldPacks(store);
  const [comparison, setComparison] = useState<Comparison | null>(() => comparingOf(store).latest);
  useEffect(() => {
    const comparing = comparingOf(store);
    const stop = comparing.listen(() => setComparison(comparing.latest));
    if (state !== null) comparing.under(state);
    return stop;
  }, [store, state]);
  return current(store, comparison);
}
