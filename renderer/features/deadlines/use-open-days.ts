import { useEffect, useMemo, useState } from 'react';
import type { AftercareBook } from '#shared/aftercare/book.ts';
import { openDays, type DayRules } from '#shared/aftercare/open-days.ts';
import type { OfficeDuty } from '#shared/casework/office-duty.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { openDayDuties } from '#shared/wording/office-duties.ts';
import { entriesBook } from '../../store/aftercare/entries-book.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { readAgain } from '../../store/read-again.ts';

/** What 追回, 核查 and 公示 wait for, read again after each change. */
export function useOpenDays(
  store: CounterStore,
  today: PlainDate,
  { parameters, calendar }: DayRules,
): readonly OfficeDuty[] {
  const [book, setBook] = useState<AftercareBook | null>(null);
  useEffect(
    () =>
      readAgain(
        store.cases,
        () => entriesBook(store.cases),
        (read) => {
          // What cannot be read is said on the page itself.
          if (read.ok) setBook(read.value);
        },
      ),
    [store],
  );
  return useMemo(() => {
    const days = book === null ? [] : openDays(book, { parameters, calendar });
    return openDayDuties(days, today);
  }, [book, today, parameters, calendar]);
}
