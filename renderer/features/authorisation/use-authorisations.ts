import { useEffect, useState } from 'react';
import { foldAuthorisations, type SystemAuthorisation } from '#shared/casework/system-authorisation.ts';
import type { Failure } from '#shared/contract/failure.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { readAgain } from '../../store/read-again.ts';

export interface Authorisations {
  /** By officer. */
  readonly all: ReadonlyMap<string, SystemAuthorisation>;
  readonly failure: Failure | null;
}

/** 信息中心's authorisations as an administrator recorded them, read again after every entry. */
export function useAuthorisations(store: CounterStore): Authorisations {
  const [found, setFound] = useState<Authorisations>({ all: new Map(), failure: null });
  useEffect(
    () =>
      readAgain(
        store.cases,
        () => store.cases.events('office'),
        (events) =>
          setFound((before) =>
            events.ok
              ? { all: foldAuthorisations(events.value), failure: null }
              : { ...before, failure: events.failure },
          ),
      ),
    [store],
  );
  return found;
}
