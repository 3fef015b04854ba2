import { useEffect, useMemo, useState } from 'react';
import type { AftercareBook } from '#shared/aftercare/book.ts';
import { foldAftercare } from '#shared/aftercare/fold.ts';
import { openDays, type DayRules } from '#shared/aftercare/open-days.ts';
import type { OfficeDuty } from '#shared/casework/office-duty.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { openDayDuties } from '#shared/wording/office-duties.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { readAgain } from '../../store/read-again.ts';

/** The entries alone tell what runs: no case is opened for it. */
const NO_SOURCES = { items: [], origins: new Set<string>() };
const WITH_DAYS: ReadonlySet<unknown> = new Set(['recovery', 'inquiry', 'noticeBegun']);
const stepOf = (content: unknown): unknown => (content as { readonly step?: unknown } | null)?.step;

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
        () => store.cases.events('aftercare'),
        (events) => {
          // What cannot be read is said on the page itself.
          if (!events.ok || !events.value.some(({ content }) => WITH_DAYS.has(stepOf(content)))) return;
          setBook(foldAftercare(NO_SOURCES, events.value));
        },
      ),
    [store],
  );
  return useMemo(() => {
    const days = book === null ? [] : openDays(book, { parameters, calendar });
    return openDayDuties(days, today);
  }, [book, today, parameters, calendar]);
}
