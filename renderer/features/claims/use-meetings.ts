import { useEffect, useState } from 'react';
import type { Result } from '#shared/contract/failure.ts';
import type { Meetings } from '../../store/claims/claim-desk.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { readAgain } from '../../store/read-again.ts';

/** Persons claimed here and at another window, read again after every change on either side; `null` until first read. */
export function useMeetings(store: CounterStore): Result<Meetings> | null {
  const [meetings, setMeetings] = useState<Result<Meetings> | null>(null);
  useEffect(() => readAgain(store.claims, () => store.claims.meetings(), setMeetings), [store]);
  return meetings;
}
