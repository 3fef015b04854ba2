/**
 * The calendar of working days as a window holds it: the years the program ships with, and those that an administrator
 * took in from a file. A decision names the digest of the one it was made with; every version is kept, so that it can be
 * repeated.
 */
import { shippedYears, workingCalendar, type CalendarYear, type WorkingCalendar } from '../domain/working-days.ts';
import { digestOf } from './canonical-json.ts';

export interface HeldCalendar {
  /** One entry a year, oldest first. */
  readonly years: readonly CalendarYear[];
  /** SHA-256 of the years' canonical JSON, lower-case hex. */
  readonly digest: string;
  readonly table: WorkingCalendar;
}

/** Holds these years; of two entries for one year the later in the list counts. */
export function holdCalendar(years: readonly CalendarYear[]): HeldCalendar {
  const byYear = new Map(years.map((entry) => [entry.year, entry]));
  const held = [...byYear.values()].toSorted((a, b) => a.year - b.year);
  return { years: held, digest: digestOf(held), table: workingCalendar(held) };
}

/** What every window begins with. */
export const shippedHeldCalendar: HeldCalendar = holdCalendar(shippedYears);

/** The same calendar with these years in place of its own. */
export function withYears(calendar: HeldCalendar, years: readonly CalendarYear[]): HeldCalendar {
  return holdCalendar([...calendar.years, ...years]);
}

/** How a year in a file stands to the calendar in use. */
export type YearChange = 'new' | 'replaces' | 'same';

export function yearChange(calendar: HeldCalendar, entry: CalendarYear): YearChange {
  const before = calendar.years.find(({ year }) => year === entry.year);
  if (before === undefined) return 'new';
  return digestOf(before) === digestOf(entry) ? 'same' : 'replaces';
}
