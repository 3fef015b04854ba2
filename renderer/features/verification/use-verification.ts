import { useEffect, useState } from 'react';
import type { Failure } from '#shared/contract/failure.ts';
import type { VerificationBook } from '#shared/verification/verification-events.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { packsOn } from '#shared/policy/pack-library.ts';
import type { HeldPack } from '#shared/policy/pack.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { readBook } from './verification-work.ts';

/** Used where no policy pack is in force on the day: what is older than a month is asked again. */
const USUAL_LIMIT_DAYS = 31;

/** How long a 否 is fresh under the pack of the day. */
export const staleAfterDaysUnder = (held: HeldPack | null): number =>
  held?.pack.parameters.staleAfterDays.value ?? USUAL_LIMIT_DAYS;

/** The same on a day, of several packs the shortest: nothing counts as fresh that one of them calls old. */
export function staleAfterDaysOn(date: PlainDate, packs: readonly HeldPack[]): number {
  const limits = packsOn(date, packs).map(staleAfterDaysUnder);
  return limits.length === 0 ? USUAL_LIMIT_DAYS : Math.min(...limits);
}

export interface VerificationReading {
  /** `null` until the journal was read once. */
  readonly book: VerificationBook | null;
  readonly failure: Failure | null;
}

/** The queue as the journal tells it, read again after every entry. */
export function useVerification(store: CounterStore, staleAfterDays: number): VerificationReading {
  const [reading, setReading] = useState<VerificationReading & { readonly limit: number }>({
    book: null,
    failure: null,
    limit: 0,
  });
  useEffect(() => {
    let current = true;
    let readAt = '';
    const read = (): void => {
      const { head, count } = store.cases.ledger();
      if (readAt === `${count} ${head}`) return;
      const mine = `${count} ${head}`;
      readAt = mine;
      void readBook(store, staleAfterDays).then((book) => {
        if (!current || readAt !== mine) return;
        if (!book.ok) readAt = '';
        setReading((before) =>
          book.ok
            ? before.book?.head === book.value.head && before.limit === staleAfterDays
              ? before
              : { book: book.value, failure: null, limit: staleAfterDays }
            : { ...before, failure: book.failure },
        );
      });
    };
    read();
    const stop = store.cases.subscribe(read);
    return () => {
      current = false;
      stop();
    };
  }, [store, staleAfterDays]);
  return reading;
}
