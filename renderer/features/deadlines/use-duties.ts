/** What the office itself has to do by a day, beside cases, 公示 and lists: 上报 of those paid, authorisations that end. */
import { useEffect, useMemo, useState } from 'react';
import { uploadWatch, type UploadWatch } from '#shared/aftercare/reporting/upload-watch.ts';
import type { OfficeDuty } from '#shared/casework/office-duty.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import type { WorkingCalendar } from '#shared/domain/working-days.ts';
import type { PolicyPack } from '#shared/policy/pack.ts';
import { authorisationDuties, uploadDuties } from '#shared/wording/office-duties.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { readAgain } from '../../store/read-again.ts';
import { useAuthorisations } from '../authorisation/index.ts';

function useUploadWatch(store: CounterStore): UploadWatch | null {
  const [watch, setWatch] = useState<UploadWatch | null>(null);
  useEffect(
    () =>
      readAgain(
        store.cases,
        () => store.cases.events('aftercare'),
        (events) => {
          if (events.ok) setWatch(uploadWatch(events.value));
        },
      ),
    [store],
  );
  return watch;
}

/** Most urgent first is the board's business. */
export function useDuties(
  store: CounterStore,
  today: PlainDate,
  { parameters }: PolicyPack,
  calendar: WorkingCalendar,
): readonly OfficeDuty[] {
  const watch = useUploadWatch(store);
  const { all } = useAuthorisations(store);
  return useMemo(() => {
    const here = new Set(store.desk.officers().map(({ id }) => id));
    return [...uploadDuties(watch, today, { parameters, calendar }), ...authorisationDuties(all, here, today)];
  }, [watch, all, store, today, parameters, calendar]);
}
