/**
 * The days of a 公示. 复审 done on one day, visible from the next early morning (湛人社函〔2022〕185号 附件一（三）), three
 * working days, the result registered on the working day after the last (附件一（四）). Whether the first day counts no
 * document says: the place confirms it.
 */
import { addDays, type PlainDate } from '../domain/plain-date.ts';
import { addWorkingDays, nextWorkingDay, type WorkingCalendar } from '../domain/working-days.ts';

export interface NoticeDays {
  readonly beginsOn: PlainDate;
  readonly lastDay: PlainDate;
  readonly registerFrom: PlainDate;
}

/** `null` for a year without a calendar. */
export function noticeDaysOf(
  filedOn: PlainDate,
  { noticeDays, firstDayCounted }: { readonly noticeDays: number; readonly firstDayCounted: boolean },
  calendar: WorkingCalendar,
): NoticeDays | null {
  const beginsOn = addDays(filedOn, 1);
  const lastDay = addWorkingDays(firstDayCounted ? filedOn : beginsOn, noticeDays, calendar);
  const registerFrom = lastDay === null ? null : nextWorkingDay(lastDay, calendar);
  return lastDay === null || registerFrom === null ? null : { beginsOn, lastDay, registerFrom };
}
