/**
 * The clocks of a case and of the office. Each rule has its unit and direction: a legal last day moves on to the next
 * working day (民法典 203), an internal day of payment moves back to the working day before. Without a calendar for
 * the year there is no day (`null`), never a guessed one.
 */
import { addDays, type PlainDate } from '../domain/plain-date.ts';
import {
  addWorkingDays,
  workingDayOnOrAfter,
  workingDayOnOrBefore,
  type WorkingCalendar,
} from '../domain/working-days.ts';
import type { PolicyPack } from './pack.ts';

type Parameters = PolicyPack['parameters'];

/** Calendar days from a day, that day not counted; a last day that is not worked moves on. */
function calendarDaysThenWorked(from: PlainDate, days: number, calendar: WorkingCalendar): PlainDate | null {
  return workingDayOnOrAfter(addDays(from, days), calendar);
}

/** 办结期限: `receivedOn` + 30 days (41号 三, 252号 二). */
export function decisionDue(
  receivedOn: PlainDate,
  parameters: Parameters,
  calendar: WorkingCalendar,
): PlainDate | null {
  return calendarDaysThenWorked(receivedOn, parameters.decisionWithinDays.value, calendar);
}

/** 待核 to be settled: five working days after receipt. */
export function acceptBy(receivedOn: PlainDate, parameters: Parameters, calendar: WorkingCalendar): PlainDate | null {
  return addWorkingDays(receivedOn, parameters.acceptWithinWorkingDays.value, calendar);
}

/** 补正期限: working days from the notice, and never later than the last day on which the pack accepts, while that is still to come. */
export function remedyBy(notifiedOn: PlainDate, parameters: Parameters, calendar: WorkingCalendar): PlainDate | null {
  const due = addWorkingDays(notifiedOn, parameters.remedyWithinWorkingDays.value, calendar);
  const last = parameters.acceptance.value.to;
  return due !== null && due > last && last >= notifiedOn ? last : due;
}

/**
 * Last day of 公示: so many working days, the day on which it begins being the first, as Guangdong's notices count them and as
 * shared/aftercare/notice-days.ts does unless the place says otherwise.
 */
export function publicNoticeEnds(
  beganOn: PlainDate,
  parameters: Parameters,
  calendar: WorkingCalendar,
): PlainDate | null {
  return addWorkingDays(addDays(beganOn, -1), parameters.publicNoticeWorkingDays.value, calendar);
}

/** 每月20日前: the day of payment in the month of `day`, moved back from a rest day. */
export function payoutDay(day: PlainDate, parameters: Parameters, calendar: WorkingCalendar): PlainDate | null {
  const nominal = `${day.slice(0, 8)}${String(parameters.payoutDayOfMonth.value).padStart(2, '0')}` as PlainDate;
  return workingDayOnOrBefore(nominal, calendar);
}

/** What the ministry gives for the lists it sends down; a pack's own figure counts where it is stricter. */
export const MINISTRY_RECHECK = {
  count: 30,
  source: { document: '人社失业司便函〔2022〕59号', clause: '四“在数据下发30日内”', level: 'ministry' },
} as const;

/** 应发未发 and 疑似重复 lists: to be answered within 25 (province; ministry 30) calendar days of the day they came down. */
export function recheckDue(receivedOn: PlainDate, parameters: Parameters, calendar: WorkingCalendar): PlainDate | null {
  return calendarDaysThenWorked(
    receivedOn,
    Math.min(parameters.recheckWithinDays.value, MINISTRY_RECHECK.count),
    calendar,
  );
}
