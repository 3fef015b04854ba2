/** The days and months that a decision turns on (policy/README.md). */
import {
  addDays,
  addMonths,
  firstDayOf,
  lastDayOf,
  monthOf,
  type Month,
  type PlainDate,
} from '../domain/plain-date.ts';

export interface Terms {
  /** Day of acceptance. */
  readonly date: PlainDate;
  readonly receivedOn: PlainDate;
  /** The calendar month before `date`, with its last day. */
  readonly lastMonth: Month;
  readonly lastDayOfLastMonth: PlainDate;
  /** The month of `date`, with its first and last day. */
  readonly thisMonth: Month;
  readonly firstDayOfThisMonth: PlainDate;
  readonly lastDayOfThisMonth: PlainDate;
  /** The oldest day a list may be of and still count as fresh. */
  readonly freshFrom: PlainDate;
}

export function termsOf(date: PlainDate, receivedOn: PlainDate, staleAfterDays: number): Terms {
  const thisMonth = monthOf(date);
  const lastMonth = addMonths(thisMonth, -1);
  return {
    date,
    receivedOn,
    lastMonth,
    lastDayOfLastMonth: lastDayOf(lastMonth),
    thisMonth,
    firstDayOfThisMonth: firstDayOf(thisMonth),
    lastDayOfThisMonth: lastDayOf(thisMonth),
    freshFrom: addDays(date, -staleAfterDays),
  };
}

/** Not more than `staleAfterDays` before the day of acceptance. */
export function isFresh(asOf: string, terms: Terms): boolean {
  return asOf >= terms.freshFrom;
}
