/**
 * The days that follow an acceptance. Each answer carries its unit and the rule it stands on; a year
 * without a calendar has no answer (`null`), never a guessed one.
 */
import { addDays, type PlainDate } from '../domain/plain-date.ts';
import { workingDayOnOrBefore, type WorkingCalendar } from '../domain/working-days.ts';
import { decisionDue, MINISTRY_RECHECK, payoutDay } from '../policy/deadlines.ts';
import type { PolicyPack } from '../policy/pack.ts';
import { noticeDaysOf } from './notice-days.ts';

type Parameters = PolicyPack['parameters'];

/** How a day was counted: natural days, working days, or a day of the month moved back from a rest day. */
export type DueUnit = 'calendarDays' | 'workingDays' | 'dayOfMonth';

/** One day with the rule it stands on. */
export interface Due {
  readonly day: PlainDate;
  readonly unit: DueUnit;
  /** Document and clause. */
  readonly source: string;
}

interface Cited {
  readonly source: { readonly document: string; readonly clause: string };
}

const cite = ({ source }: Cited): string => `${source.document} ${source.clause}`;

/**
 * 公示 after 复审 on `reviewedOn`: the third day and the day from which its result is registered, as {@link noticeDaysOf}
 * counts them. Whether the first day counts is 待本地核定.
 */
export function publicNoticeDue(
  reviewedOn: PlainDate,
  parameters: Parameters,
  calendar: WorkingCalendar,
  firstDayCounted = true,
): { readonly thirdDay: Due; readonly registerFrom: Due } | null {
  const rule = parameters.publicNoticeWorkingDays;
  const days = noticeDaysOf(reviewedOn, { noticeDays: rule.value, firstDayCounted }, calendar);
  if (days === null) return null;
  const rest = { unit: 'workingDays', source: cite(rule) } as const;
  return { thirdDay: { day: days.lastDay, ...rest }, registerFrom: { day: days.registerFrom, ...rest } };
}

/** 应发未发: natural days as written, from the day the list came; the target is the last working day by the province's. */
export function dueButUnpaidDue(
  receivedOn: PlainDate,
  parameters: Parameters,
  calendar: WorkingCalendar,
): { readonly provinceDay: Due; readonly target: Due; readonly ministryDay: Due } | null {
  const rule = parameters.recheckWithinDays;
  const province = addDays(receivedOn, rule.value);
  const ministry = addDays(receivedOn, MINISTRY_RECHECK.count);
  const target = workingDayOnOrBefore(province, calendar);
  if (target === null) return null;
  return {
    provinceDay: { day: province, unit: 'calendarDays', source: cite(rule) },
    target: { day: target, unit: 'workingDays', source: cite(rule) },
    ministryDay: { day: ministry, unit: 'calendarDays', source: cite(MINISTRY_RECHECK) },
  };
}

/** 上报 of all who were paid: the documents that set the 20th for it; no pack differs. */
const UPLOAD_RULE: Cited = {
  source: {
    document: '人社失业司便函〔2022〕59号',
    clause: '三“每月20日前……全量数据导出后，通过数据下发渠道上报发放数据”',
  },
};

function byDayOfMonth(first: PlainDate, rule: Cited, parameters: Parameters, calendar: WorkingCalendar) {
  const day = payoutDay(first, parameters, calendar);
  return day === null ? null : { day: { day, unit: 'dayOfMonth', source: cite(rule) } satisfies Due };
}

/** 已享受人员信息表, due by the 20th of the month that begins on `first`, or the working day before. */
export function monthlyUploadDue(first: PlainDate, parameters: Parameters, calendar: WorkingCalendar) {
  return byDayOfMonth(first, UPLOAD_RULE, parameters, calendar);
}

/** 资金核拨, due by the 20th of the month that begins on `first`, or the working day before. */
export function fundAllocationDue(first: PlainDate, parameters: Parameters, calendar: WorkingCalendar) {
  return byDayOfMonth(first, parameters.payoutDayOfMonth, parameters, calendar);
}

/** 办结 of a window case received on a day: {@link decisionDue} with its rule. */
export function windowDecisionDue(
  receivedOn: PlainDate,
  parameters: Parameters,
  calendar: WorkingCalendar,
): { readonly day: Due } | null {
  const day = decisionDue(receivedOn, parameters, calendar);
  return day === null ? null : { day: { day, unit: 'calendarDays', source: cite(parameters.decisionWithinDays) } };
}
