import { useEffect, useState } from 'react';
import { success, type Result } from '#shared/contract/failure.ts';
import { ledgerLines, toldKinds, type LedgerLine } from '#shared/wording/ledger-events.ts';
import type { StoredEvent } from '../../store/cases/case-store.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { readAgain } from '../../store/read-again.ts';

export type LedgerEvents = Result<readonly LedgerLine<StoredEvent>[]>;

async function read({ cases, officers }: CounterStore): Promise<LedgerEvents> {
  const entries: StoredEvent[] = [];
  for (const kind of toldKinds) {
    const found = await cases.events(kind);
    if (!found.ok) return found;
    entries.push(...found.value);
  }
  return success(ledgerLines(entries, officers));
}

/** The entries beside the cases, newest first, read again after every entry; `null` until first read. */
export function useLedgerEvents(store: CounterStore): LedgerEvents | null {
  const [events, setEvents] = useState<LedgerEvents | null>(null);
  useEffect(() => readAgain(store.cases, () => read(store), setEvents), [store]);
  return events;
}
