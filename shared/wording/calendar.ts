/** The calendar of working days in an administrator's words: a year, and a place in a file. */
import { formatDayForPaper, type PlainDate } from '../domain/plain-date.ts';
import type { CalendarYear } from '../domain/working-days.ts';

const monthDay = (day: PlainDate): string => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;

const breakWords = ([first, last]: readonly [PlainDate, PlainDate]): string =>
  first === last ? monthDay(first) : `${monthDay(first)}至${monthDay(last)}`;

export interface CalendarYearWords {
  readonly notice: string;
  readonly off: string;
  readonly on: string;
}

/** One year as its notice sets it. */
export function calendarYearWords({ notice, off, on }: CalendarYear): CalendarYearWords {
  return {
    notice: `${notice.number}${notice.issuedOn === null ? '' : `（${formatDayForPaper(notice.issuedOn)}印发）`}`,
    off: off.map(breakWords).join('、'),
    on: on.length === 0 ? '没有' : on.map(monthDay).join('、'),
  };
}

/** `years.0.off.2` → 第 1 个年度，放假第 3 段。Empty where the file as a whole is meant. */
export function calendarPlaceWords(path: string): string {
  const [list, year, field, index] = path.split('.');
  if (list !== 'years' || year === undefined) return '';
  const which = `第 ${Number(year) + 1} 个年度`;
  if (field === 'year') return `${which}，年度`;
  if (field === 'notice') return `${which}，放假通知`;
  const nth = index === undefined ? '' : `第 ${Number(index) + 1}`;
  if (field === 'off') return `${which}，放假${nth === '' ? '' : `${nth} 段`}`;
  return field === 'on' ? `${which}，调休上班${nth === '' ? '' : `${nth} 天`}` : which;
}
