/**
 * Calendar days as `YYYY-MM-DD` text and months as `YYYYMM` text, so that no time zone can move them.
 * Both sort as text. All arithmetic goes through Temporal; nothing here reads a clock.
 */
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Brand } from './brand.ts';

export type PlainDate = Brand<string, 'PlainDate'>;
export type Month = Brand<string, 'Month'>;

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const MONTH = /^(?:19|[2-9]\d)\d{2}(?:0[1-9]|1[0-2])$/;
/** No register knows an earlier day; `0000-00-00` and its like are empty cells of other programs. */
const EARLIEST_YEAR = 1900;
const MONTH_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isRealDay(year: number, month: number, day: number): boolean {
  if (year < EARLIEST_YEAR || month < 1 || month > 12 || day < 1 || day > (MONTH_DAYS[month - 1] ?? 0)) return false;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month !== 2 || day <= (leap ? 29 : 28);
}

/** Reads `YYYY-MM-DD` from 1900 on; `null` for anything else, a day that does not exist included. */
export function parsePlainDate(text: string): PlainDate | null {
  const match = DAY.exec(text);
  if (!match) return null;
  return isRealDay(Number(match[1]), Number(match[2]), Number(match[3])) ? (text as PlainDate) : null;
}

/** A day written in the program's own source or tests. Throws (a bug) when it is not one. */
export function plainDate(text: string): PlainDate {
  const day = parsePlainDate(text);
  if (day === null) throw new Error(`not a calendar day: ${text}`);
  return day;
}

/** Reads `YYYYMM`; `null` for anything else. */
export function parseMonth(text: string): Month | null {
  return MONTH.test(text) ? (text as Month) : null;
}

/** A month written in the program's own source or tests. Throws (a bug) when it is not one. */
export function month(text: string): Month {
  const parsed = parseMonth(text);
  if (parsed === null) throw new Error(`not a month: ${text}`);
  return parsed;
}

/** Zod form of {@link parsePlainDate}. */
export const PlainDateSchema = z
  .string()
  .refine((text) => parsePlainDate(text) !== null, { message: '日期须为真实存在的 YYYY-MM-DD' })
  .transform((text) => text as PlainDate);

/** Zod form of {@link parseMonth}. */
export const MonthSchema = z
  .string()
  .refine((text) => parseMonth(text) !== null, { message: '月份须为 YYYYMM' })
  .transform((text) => text as Month);

/** The month a day lies in. */
export function monthOf(day: PlainDate): Month {
  return `${day.slice(0, 4)}${day.slice(5, 7)}` as Month;
}

/** `count` months after (or, negative, before) a month. */
export function addMonths(from: Month, count: number): Month {
  const moved = Temporal.PlainYearMonth.from({
    year: Number(from.slice(0, 4)),
    month: Number(from.slice(4)),
  }).add({ months: count });
  return `${String(moved.year).padStart(4, '0')}${String(moved.month).padStart(2, '0')}` as Month;
}

/** First calendar day of a month. */
export function firstDayOf(of: Month): PlainDate {
  return `${of.slice(0, 4)}-${of.slice(4)}-01` as PlainDate;
}

/** Last calendar day of a month. */
export function lastDayOf(of: Month): PlainDate {
  const days = Temporal.PlainYearMonth.from({ year: Number(of.slice(0, 4)), month: Number(of.slice(4)) }).daysInMonth;
  return `${of.slice(0, 4)}-${of.slice(4)}-${String(days).padStart(2, '0')}` as PlainDate;
}

/** `count` calendar days after (or, negative, before) a day. */
export function addDays(from: PlainDate, count: number): PlainDate {
  return Temporal.PlainDate.from(from).add({ days: count }).toString() as PlainDate;
}

/** The day `count` months after: of the same number, or the last of a month that has no such day (民法典 202). */
export function monthsAfter(from: PlainDate, count: number): PlainDate {
  return Temporal.PlainDate.from(from).add({ months: count }).toString() as PlainDate;
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'days' }).days;
}

/** 1 Monday … 7 Sunday. */
export function weekdayOf(day: PlainDate): number {
  return Temporal.PlainDate.from(day).dayOfWeek;
}

/** `2022年8月22日`, as it stands on paper. */
export function formatDayForPaper(day: PlainDate): string {
  return `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;
}
