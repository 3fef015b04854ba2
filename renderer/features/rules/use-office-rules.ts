import { useEffect, useState } from 'react';
import { usualRules, type OfficeRules } from '#shared/casework/office-events.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { readOfficeRules } from '../../store/office-rules.ts';
import { readAgain } from '../../store/read-again.ts';

/** The settings of the ledger, read again after every entry; the usual ones until they are read. */
export function useOfficeRules(store: CounterStore): OfficeRules {
  const [rules, setRules] = useState(usualRules);
  useEffect(
    () =>
      readAgain(
        store.cases,
        () => readOfficeRules(store),
        (found) => {
          if (!found.ok) return;
          setRules((before) => (JSON.stringify(before) === JSON.stringify(found.value) ? before : found.value));
        },
      ),
    [store],
  );
  return rules;
}
