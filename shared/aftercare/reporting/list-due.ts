/** When a month's list is due: by the 20th (59号 三), or the day that the place sets before it; a rest day moves either back to the working day before. */
import { addMonths, firstDayOf, monthOf, type Month, type PlainDate } from '../../domain/plain-date.ts';
import { workingDayOnOrBefore, type WorkingCalendar } from '../../domain/working-days.ts';
import type { PolicyPack } from '../../policy/pack.ts';
import { monthlyUploadDue, type Due } from '../due.ts';
import type { ReportRules } from './reporting.ts';

export interface ListDue {
  readonly period: Month;
  /** The province's day, with its source. */
  readonly due: Due;
  /** The county's own day; the same where the place has set none before. */
  readonly localDay: PlainDate;
}

/** The month in which the list of `period` is handed in. */
const dueMonth = (period: Month, { period: rule }: ReportRules): Month =>
  rule === 'previousMonth' ? addMonths(period, 1) : period;

/** `null` for a year without a calendar. */
export function listDue(
  period: Month,
  rules: ReportRules,
  parameters: PolicyPack['parameters'],
  calendar: WorkingCalendar,
): ListDue | null {
  const first = firstDayOf(dueMonth(period, rules));
  const due = monthlyUploadDue(first, parameters, calendar);
  const local = `${first.slice(0, 8)}${String(rules.localDay).padStart(2, '0')}` as PlainDate;
  const localDay = workingDayOnOrBefore(local, calendar);
  if (due === null || localDay === null) return null;
  return { period, due: due.day, localDay: localDay < due.day.day ? localDay : due.day.day };
}

/** The month whose list is handed in during the month of `today`. */
export const currentPeriod = (today: PlainDate, { period }: ReportRules): Month =>
  period === 'previousMonth' ? addMonths(monthOf(today), -1) : monthOf(today);

/**
 * Months whose list is still to be written, oldest first, up to the one that is handed in now: from the first month in which
 * money arrived, or after the last list that was written, since each list is of everybody. `firstPaid`: `null` while nobody
 * was paid, and nothing is due.
 */
export function periodsDue(
  rules: ReportRules,
  written: readonly Month[],
  firstPaid: PlainDate | null,
  today: PlainDate,
): readonly Month[] {
  if (firstPaid === null) return [];
  const last = written.toSorted().at(-1);
  const after = last === undefined ? null : addMonths(last, 1);
  const first = monthOf(firstPaid);
  const periods: Month[] = [];
  const current = currentPeriod(today, rules);
  for (let period = after !== null && after > first ? after : first; period <= current; period = addMonths(period, 1))
    periods.push(period);
  return periods;
}
