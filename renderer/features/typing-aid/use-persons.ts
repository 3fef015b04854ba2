import { useEffect, useState } from 'react';
import type { Failure } from '#shared/contract/failure.ts';
import type { ProvincialRecord } from '#shared/layouts/provincial-record.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { personsToType } from './typing-person.ts';

export interface CasePersons {
  readonly caseId: string;
  readonly persons: readonly ProvincialRecord[];
  readonly failure: Failure | null;
}

/** The accepted persons of the chosen case; `null` while it is being opened. */
export function usePersons(store: CounterStore, caseId: string | null): CasePersons | null {
  const [found, setFound] = useState<CasePersons | null>(null);
  useEffect(() => {
    let current = true;
    if (caseId !== null) {
      void store.cases.open(caseId).then((opened) => {
        if (!current) return;
        setFound(
          opened.ok
            ? { caseId, persons: personsToType(opened.value), failure: null }
            : { caseId, persons: [], failure: opened.failure },
        );
      });
    }
    return () => {
      current = false;
    };
  }, [store, caseId]);
  return found !== null && found.caseId === caseId ? found : null;
}
