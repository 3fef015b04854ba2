/**
 * Working days by the State Council's yearly notices: Saturdays and Sundays are free, the notice's `off` days too, its
 * `on` days (调休上班) are worked. A year without a notice has no answer: every function then gives `null`, never a guess.
 */
import { z } from 'zod';
import shipped from '../data/working-days.json';
import { addDays, daysBetween, PlainDateSchema, weekdayOf, type PlainDate } from './plain-date.ts';

/** One year as the notice sets it. `off`: first and last day of each break, ends included. */
export const CalendarYear = z.object({
  year: z.number().int().min(2000).max(2999),
  notice: z.object({ number: z.string().min(1), issuedOn: PlainDateSchema.nullable() }),
  off: z.array(z.tuple([PlainDateSchema, PlainDateSchema])),
  on: z.array(PlainDateSchema),
});
export type CalendarYear = z.infer<typeof CalendarYear>;

export const CalendarFile = z.object({ years: z.array(CalendarYear).min(1) });

interface YearTable {
  readonly notice: CalendarYear['notice'];
  readonly off: ReadonlySet<PlainDate>;
  readonly on: ReadonlySet<PlainDate>;
}

/** The years that are known. Make one with {@link workingCalendar}. */
export type WorkingCalendar = ReadonlyMap<number, YearTable>;

const yearOf = (day: PlainDate): number => Number(day.slice(0, 4));
const isWeekend = (day: PlainDate): boolean => weekdayOf(day) > 5;

function daysOf([first, last]: readonly [PlainDate, PlainDate]): PlainDate[] {
  return Array.from({ length: daysBetween(first, last) + 1 }, (_, offset) => addDays(first, offset));
}

/** Builds the look-up table; of two entries for one year the later in the list counts. Check imported ones first. */
export function workingCalendar(years: readonly CalendarYear[]): WorkingCalendar {
  return new Map(
    years.map(({ year, notice, off, on }) => [year, { notice, off: new Set(off.flatMap(daysOf)), on: new Set(on) }]),
  );
}

/** What the program ships with: 2022–2026 (numbers of the notices in the table). */
export const shippedYears: readonly CalendarYear[] = CalendarFile.parse(shipped).years;
export const shippedCalendar: WorkingCalendar = workingCalendar(shippedYears);

/** Whether a day is worked; `null` when its year is not in the calendar. */
export function isWorkingDay(day: PlainDate, calendar: WorkingCalendar): boolean | null {
  const table = calendar.get(yearOf(day));
  if (table === undefined) return null;
  if (table.on.has(day)) return true;
  return !table.off.has(day) && !isWeekend(day);
}

function seek(from: PlainDate, step: 1 | -1, calendar: WorkingCalendar): PlainDate | null {
  let day = from;
  for (;;) {
    const working = isWorkingDay(day, calendar);
    if (working === null) return null;
    if (working) return day;
    day = addDays(day, step);
  }
}

/** The day itself when it is worked, else the next one that is. */
export function workingDayOnOrAfter(day: PlainDate, calendar: WorkingCalendar): PlainDate | null {
  return seek(day, 1, calendar);
}

/** The day itself when it is worked, else the one before that is. */
export function workingDayOnOrBefore(day: PlainDate, calendar: WorkingCalendar): PlainDate | null {
  return seek(day, -1, calendar);
}

/** The first working day after a day. */
export function nextWorkingDay(day: PlainDate, calendar: WorkingCalendar): PlainDate | null {
  return seek(addDays(day, 1), 1, calendar);
}

/** The last working day before a day. */
export function previousWorkingDay(day: PlainDate, calendar: WorkingCalendar): PlainDate | null {
  return seek(addDays(day, -1), -1, calendar);
}

/** `count` ≥ 0 working days after a day, the day itself not counted (民法典 201). */
export function addWorkingDays(from: PlainDate, count: number, calendar: WorkingCalendar): PlainDate | null {
  let day: PlainDate | null = from;
  for (let left = count; left > 0 && day !== null; left -= 1) day = nextWorkingDay(day, calendar);
  return day;
}
