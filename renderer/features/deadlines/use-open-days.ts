import { useEffect, useMemo, useState } from 'react';
import type { AftercareBook } from '#shared/aftercare/book.ts';
import { foldAftercare } from '#shared/aftercare/fold.ts';
import { openDays, type DayRules, type OpenDay } from '#shared/aftercare/open-days.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { readAgain } from '../../store/read-again.ts';

/** The entries alone tell what runs: no case is opened for it. */
const NO_SOURCES = { items: [], origins: new Set<string>() };
const WITH_DAYS: ReadonlySet<unknown> = new Set(['recovery', 'inquiry']);
const stepOf = (content: unknown): unknown => (content as { readonly step?: unknown } | null)?.step;

/** What 追回 and 核查 wait for, read again after each change. */
export function useOpenDays(store: CounterStore, { parameters, calendar }: DayRules): readonly OpenDay[] {
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
  return useMemo(() => (book === null ? [] : openDays(book, { parameters, calendar })), [book, parameters, calendar]);
}
