/** The duties of the office in words: the board of deadlines and 待办 show the same lines. */
import type { OpenDay } from '../aftercare/open-days.ts';
import { listDue, periodsDue } from '../aftercare/reporting/list-due.ts';
import type { UploadWatch } from '../aftercare/reporting/upload-watch.ts';
import type { OfficeDuty } from '../casework/office-duty.ts';
import { authorisationState, type SystemAuthorisation } from '../casework/system-authorisation.ts';
import type { PlainDate } from '../domain/plain-date.ts';
import type { WorkingCalendar } from '../domain/working-days.ts';
import { whenFrom } from '../policy/deadline-board.ts';
import type { PolicyPack } from '../policy/pack.ts';
import { recoveryDayLabels } from './recovery.ts';
import { monthWords } from './reporting.ts';

const OFFICE = '本单位';

export interface DutyRules {
  readonly parameters: PolicyPack['parameters'];
  readonly calendar: WorkingCalendar;
}

/** 上报 of those paid: each month whose list was not written. `watch`: `null` while it was not read. */
export function uploadDuties(
  watch: UploadWatch | null,
  today: PlainDate,
  { parameters, calendar }: DutyRules,
): readonly OfficeDuty[] {
  if (watch === null) return [];
  const when = whenFrom(today);
  return periodsDue(watch.rules, watch.written, watch.firstPaid, today).map((period) => {
    const found = listDue(period, watch.rules, parameters, calendar);
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
      path: `/aftercare/reports/${period}`,
    };
  });
}

/** Authorisations for the provincial system that end or ended, of officers who are `here`. */
export function authorisationDuties(
  all: ReadonlyMap<string, SystemAuthorisation>,
  here: ReadonlySet<string>,
  today: PlainDate,
): readonly OfficeDuty[] {
  const when = whenFrom(today);
  return [...all.values()].flatMap((one): OfficeDuty[] => {
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
        path: '/settings/authorisation',
      },
    ];
  });
}

const dayLabels: Readonly<Record<OpenDay['kind'], string>> = {
  ...recoveryDayLabels,
  list: '名单答复',
  notice: '公示结果',
};
const areaLabels: Readonly<Record<OpenDay['area'], string>> = {
  recoveries: '追回',
  findings: '核查',
  aftercare: '公示批次',
};

/** What 追回, 核查 and 公示 wait for. */
export function openDayDuties(days: readonly OpenDay[], today: PlainDate): readonly OfficeDuty[] {
  const when = whenFrom(today);
  return days.map(({ id, kind, area, subjectId, name, rule, due }) => ({
    id,
    what: dayLabels[kind],
    place: areaLabels[area],
    name,
    status: '',
    rule,
    due,
    when: when(due),
    path: `/${area}/${subjectId}${kind === 'notice' ? '/notice' : ''}`,
  }));
}
