import { useEffect, useMemo, useState } from 'react';
import type { AftercareBook } from '#shared/aftercare/book.ts';
import { foldAftercare } from '#shared/aftercare/fold.ts';
import { openDays, type DayRules } from '#shared/aftercare/open-days.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { whenFrom } from '#shared/policy/deadline-board.ts';
import { recoveryDayLabels } from '#shared/wording/recovery.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { readAgain } from '../../store/read-again.ts';
import type { OfficeDuty } from './use-duties.ts';

/** The entries alone tell what runs: no case is opened for it. */
const NO_SOURCES = { items: [], origins: new Set<string>() };
const WITH_DAYS: ReadonlySet<unknown> = new Set(['recovery', 'inquiry']);
const stepOf = (content: unknown): unknown => (content as { readonly step?: unknown } | null)?.step;

const dayLabels = { ...recoveryDayLabels, list: '名单答复' } as const;
const areaLabels = { recoveries: '追回', findings: '核查' } as const;

/** What 追回 and 核查 wait for, read again after each change. */
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
    const when = whenFrom(today);
    const days = book === null ? [] : openDays(book, { parameters, calendar });
    return days.map(({ id, kind, area, subjectId, name, rule, due }): OfficeDuty => ({
      id,
      what: dayLabels[kind],
      place: areaLabels[area],
      name,
      status: '',
      rule,
      due,
      when: when(due),
      path: `/${area}/${subjectId}`,
    }));
  }, [book, today, parameters, calendar]);
}
