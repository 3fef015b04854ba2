/** Refuses a calendar that contradicts itself, before it replaces the one in use. */
import { CalendarFile, type CalendarYear } from './working-days.ts';
import { daysBetween, weekdayOf, type PlainDate } from './plain-date.ts';

export const calendarProblemCodes = [
  'not-a-calendar',
  'year-twice',
  'undated-notice',
  'notice-of-another-year',
  'holiday-missing',
  'day-outside-year',
  'break-ends-before-it-begins',
  'break-too-long',
  'breaks-overlap',
  'worked-and-free',
  'worked-day-is-a-weekday',
  'worked-day-twice',
] as const;
export type CalendarProblemCode = (typeof calendarProblemCodes)[number];

/** `path` dotted with indices into the file; `day` the day it is about. */
export interface CalendarProblem {
  readonly path: string;
  readonly code: CalendarProblemCode;
  readonly day?: string;
}

export type CalendarImport =
  | { readonly ok: true; readonly years: readonly CalendarYear[] }
  | { readonly ok: false; readonly problems: readonly CalendarProblem[] };

/** New Year's Day, 1 May and 1 October are free in every year (全国年节及纪念日放假办法): one missing is a slip or another year's notice. */
const FIXED_HOLIDAYS = ['01-01', '05-01', '10-01'] as const;

/** A notice is issued in the year before, or at the latest in the year itself: a mistyped year does not fit its notice. */
function noticeProblems({ year, notice, off }: CalendarYear, base: string): CalendarProblem[] {
  const { issuedOn } = notice;
  const path = `${base}.notice.issuedOn`;
  const issued = issuedOn === null ? null : Number(issuedOn.slice(0, 4));
  const missing = FIXED_HOLIDAYS.map((day) => `${year}-${day}`).filter(
    (day) => !off.some(([first, last]) => first <= day && day <= last),
  );
  return [
    ...(issued === null ? [{ path, code: 'undated-notice' as const }] : []),
    ...(issued === null || issued === year || issued === year - 1
      ? []
      : [{ path, code: 'notice-of-another-year' as const, day: issuedOn ?? '' }]),
    ...missing.map((day) => ({ path: `${base}.off`, code: 'holiday-missing' as const, day })),
  ];
}

/** Days; the longest that was ever given is 9. Ours, no source: a mistyped last day would make a year of holidays. */
const LONGEST_BREAK = 20;

function breakProblems(entry: CalendarYear, base: string): CalendarProblem[] {
  const problems: CalendarProblem[] = [];
  const inside = (day: PlainDate): boolean => Number(day.slice(0, 4)) === entry.year;
  let latestEnd = '';
  const sorted = entry.off.map((range, index) => ({ range, index })).sort((a, b) => (a.range[0] < b.range[0] ? -1 : 1));
  for (const { range, index } of sorted) {
    const [first, last] = range;
    const path = `${base}.off.${index}`;
    if (last < first) problems.push({ path, code: 'break-ends-before-it-begins', day: first });
    else if (daysBetween(first, last) >= LONGEST_BREAK) problems.push({ path, code: 'break-too-long', day: first });
    if (!inside(first) || !inside(last))
      problems.push({ path, code: 'day-outside-year', day: inside(first) ? last : first });
    if (first <= latestEnd) problems.push({ path, code: 'breaks-overlap', day: first });
    if (last > latestEnd) latestEnd = last;
  }
  return problems;
}

function workedDayProblems(entry: CalendarYear, base: string): CalendarProblem[] {
  return entry.on.flatMap((day, index) => {
    const path = `${base}.on.${index}`;
    const problems: CalendarProblem[] = [];
    if (Number(day.slice(0, 4)) !== entry.year) problems.push({ path, code: 'day-outside-year', day });
    if (weekdayOf(day) < 6) problems.push({ path, code: 'worked-day-is-a-weekday', day });
    if (entry.off.some(([first, last]) => first <= day && day <= last))
      problems.push({ path, code: 'worked-and-free', day });
    if (entry.on.indexOf(day) !== index) problems.push({ path, code: 'worked-day-twice', day });
    return problems;
  });
}

/** Reads a calendar file; every contradiction is named with its place. */
export function checkCalendar(input: unknown): CalendarImport {
  const parsed = CalendarFile.safeParse(input);
  if (!parsed.success) {
    const paths = parsed.error.issues.map((issue) => issue.path.join('.'));
    return { ok: false, problems: paths.map((path) => ({ path, code: 'not-a-calendar' })) };
  }
  const problems = parsed.data.years.flatMap((entry, index) => {
    const base = `years.${index}`;
    const twice = parsed.data.years.findIndex(({ year }) => year === entry.year) !== index;
    return [
      ...(twice ? [{ path: `${base}.year`, code: 'year-twice' as const }] : []),
      ...noticeProblems(entry, base),
      ...breakProblems(entry, base),
      ...workedDayProblems(entry, base),
    ];
  });
  return problems.length > 0 ? { ok: false, problems } : { ok: true, years: parsed.data.years };
}
