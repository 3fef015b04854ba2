/** Day numbers of spreadsheets: days since the end of 1899 (with Lotus's 29 February 1900), or since 1904. */
import { addDays, plainDate, type PlainDate } from '../domain/plain-date.ts';

const DAYS_TO_1904 = 1462;
/** Day numbers that a spreadsheet can show: 1 March 1900 (before it the two counts of 1900 disagree) to 9999-12-31. */
const FIRST = 61;
const FIRST_DAY = plainDate('1900-03-01');
const LAST = 2_958_465;

/** The day of a serial number (its fraction is the time of day); `null` outside what a spreadsheet can show. */
export function serialDay(serial: number, date1904: boolean): PlainDate | null {
  const days = Math.floor(serial) + (date1904 ? DAYS_TO_1904 : 0);
  return days >= FIRST && days <= LAST ? addDays(FIRST_DAY, days - FIRST) : null;
}

/** A number format that shows year and month but no day (`yyyy"年"m"月"`). */
export function showsMonthOnly(format: string): boolean {
  const bare = format.replace(/\[[^\]]*\]|"[^"]*"|\\./gu, '').toLowerCase();
  return bare.includes('y') && bare.includes('m') && !bare.includes('d');
}
