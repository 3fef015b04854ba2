/** What the office itself has to do by a day, beside cases, 公示 and lists: 上报 of those paid, authorisations that end. */
import { useEffect, useMemo, useState } from 'react';
import { listDue, periodsDue } from '#shared/aftercare/reporting/list-due.ts';
import { uploadWatch, type UploadWatch } from '#shared/aftercare/reporting/upload-watch.ts';
import { authorisationState } from '#shared/casework/system-authorisation.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import type { WorkingCalendar } from '#shared/domain/working-days.ts';
import { whenFrom, type DueWhen } from '#shared/policy/deadline-board.ts';
import type { PolicyPack } from '#shared/policy/pack.ts';
import { monthWords } from '#shared/wording/reporting.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { readAgain } from '../../store/read-again.ts';
import { useAuthorisations } from '../authorisation/index.ts';

export interface OfficeDuty {
  readonly id: string;
  readonly what: string;
  /** What stands in the place of a number. */
  readonly place: string;
  readonly name: string;
  readonly status: string;
  readonly rule: string;
  readonly due: PlainDate | null;
  readonly when: DueWhen;
  /** The page on which it is done. */
  readonly path: string;
}

const OFFICE = '本单位';

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
    const when = whenFrom(today);
    const periods = watch === null ? [] : periodsDue(watch.rules, watch.written, watch.firstPaid, today);
    const uploads = periods.map((period): OfficeDuty => {
      const found = watch === null ? null : listDue(period, watch.rules, parameters, calendar);
      const due = found?.localDay ?? null;
      return {
        id: `upload:${period}`,
        what: '上报',
        place: OFFICE,
        name: `${monthWords(period)}已享受人员信息表`,
        status: '还没有导出名单',
        rule: found === null ? '工作日历未更新' : `每月20日前，逢休息日提前；依据：${found.due.source}`,
        due,
        when: when(due),
        path: '/aftercare/reports',
      };
    });
    const here = new Set(store.desk.officers().map(({ id }) => id));
    const authorisations = [...all.values()].flatMap((one): OfficeDuty[] => {
      const state = authorisationState(one, today);
      if (!here.has(one.officerId) || (state !== 'ending' && state !== 'ended')) return [];
      return [
        {
          id: `authorisation:${one.officerId}`,
          what: '授权',
          place: OFFICE,
          name: `${one.name}的省系统授权`,
          status: state === 'ended' ? '已到期' : '即将到期',
          rule: `信息中心授权 ${one.documentNumber}，${one.from} 至 ${one.to}`,
          due: one.to,
          when: when(one.to),
          path: '/settings',
        },
      ];
    });
    return [...uploads, ...authorisations];
  }, [watch, all, store, today, parameters, calendar]);
}
