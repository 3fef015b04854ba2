import { useEffect, useState } from 'react';
import { foldPolicy, type PolicyState } from '#shared/policy/policy-events.ts';
import { failureText } from '#shared/wording/failures.ts';
import type { CaseStore } from '../../store/cases/case-store.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { readAgain } from '../../store/read-again.ts';

export interface HeldPacks {
  /** `null` until the journal's entries have been read, and when they cannot be. */
  readonly state: PolicyState | null;
  /** Why they cannot be read, in a sentence. */
  readonly problem: string | null;
  /** Ledger number of the last entry that was read; 0 for none. */
  readonly last: number;
}

const reading: HeldPacks = { state: null, problem: null, last: 0 };

/** Read once per store, so that a page that opens later has the packs at once. */
const known = new WeakMap<CaseStore, HeldPacks>();

/** The same value as before while no entry was added: whoever depends on it decides nothing anew. */
async function readPacks(cases: CaseStore): Promise<HeldPacks> {
  const events = await cases.events('policy');
  if (!events.ok) return { ...reading, problem: failureText(events.failure) };
  const last = events.value.at(-1)?.sequence ?? 0;
  const before = known.get(cases);
  if (before?.state && before.last >= last) return before;
  const packs = { state: foldPolicy(events.value), problem: null, last };
  known.set(cases, packs);
  return packs;
}

/** The packs of this window: shipped, imported, confirmed; read again after each change of the journal. */
export function useHeldPacks(store: CounterStore): HeldPacks {
  const { cases } = store;
  const [packs, setPacks] = useState<HeldPacks>(() => known.get(cases) ?? reading);
  useEffect(() => readAgain(cases, () => readPacks(cases), setPacks), [cases]);
  return packs;
}
