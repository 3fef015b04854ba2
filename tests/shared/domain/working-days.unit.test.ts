/** The State Council's calendars 2022–2026 against hand-checked vectors, and calendars that contradict themselves. */
import { describe, expect, it } from 'vitest';
import { checkCalendar, calendarProblemCodes } from '#shared/domain/calendar-check.ts';
import { addDays, plainDate, weekdayOf } from '#shared/domain/plain-date.ts';
import {
  addWorkingDays,
  isWorkingDay,
  nextWorkingDay,
  previousWorkingDay,
  shippedCalendar,
  shippedYears,
  workingDayOnOrAfter,
  workingDayOnOrBefore,
} from '#shared/domain/working-days.ts';

const workingDaysIn = (year: number): number => {
  let count = 0;
  for (let day = plainDate(`${year}-01-01`); day.startsWith(String(year)); day = addDays(day, 1)) {
    if (isWorkingDay(day, shippedCalendar)) count += 1;
  }
  return count;
};

describe('working days', () => {
  it.each([
    [2022, 249],
    [2023, 249],
    [2024, 251],
    [2025, 248],
    [2026, 248],
  ])('%d has %d', (year, days) => {
    expect(workingDaysIn(year)).toBe(days);
  });

  it.each([
    ['2022-09-30', '2022-10-10', '2022-10-12', '2022-11-16', '2022-10-30', '2022-10-25'],
    ['2023-09-28', '2023-10-09', '2023-10-11', '2023-11-15', '2023-10-28', '2023-10-23'],
    ['2025-09-26', '2025-09-30', '2025-10-10', '2025-11-13', '2025-10-26', '2025-10-21'],
    ['2026-02-13', '2026-02-25', '2026-02-27', '2026-04-02', '2026-03-15', '2026-03-10'],
    ['2026-09-18', '2026-09-22', '2026-09-24', '2026-11-05', '2026-10-18', '2026-10-13'],
  ])('from %s', (start, three, five, thirty, days30, days25) => {
    const from = plainDate(start);
    expect([3, 5, 30].map((count) => addWorkingDays(from, count, shippedCalendar))).toEqual([three, five, thirty]);
    expect([30, 25].map((count) => addDays(from, count))).toEqual([days30, days25]);
  });

  it('works only on weekends where the notice says so', () => {
    for (const day of shippedYears.flatMap(({ on }) => on)) expect(weekdayOf(day)).toBeGreaterThan(5);
  });

  it('finds the neighbours of a holiday', () => {
    const holiday = plainDate('2022-10-03');
    expect(workingDayOnOrAfter(holiday, shippedCalendar)).toBe('2022-10-08');
    expect(workingDayOnOrBefore(holiday, shippedCalendar)).toBe('2022-09-30');
    expect(nextWorkingDay(plainDate('2022-09-30'), shippedCalendar)).toBe('2022-10-08');
    expect(previousWorkingDay(plainDate('2022-10-08'), shippedCalendar)).toBe('2022-09-30');
    expect(workingDayOnOrAfter(plainDate('2022-10-08'), shippedCalendar)).toBe('2022-10-08');
  });

  it('knows nothing of a year without a notice', () => {
    expect(isWorkingDay(plainDate('2027-01-04'), shippedCalendar)).toBeNull();
    expect(nextWorkingDay(plainDate('2026-12-31'), shippedCalendar)).toBeNull();
    expect(addWorkingDays(plainDate('2026-12-30'), 3, shippedCalendar)).toBeNull();
    expect(previousWorkingDay(plainDate('2022-01-01'), shippedCalendar)).toBeNull();
  });
});

describe('a calendar file', () => {
  const year = { year: 2027, notice: { number: '国办发明电〔2026〕1号', issuedOn: null } };
  const refused: readonly (readonly [string, string, unknown])[] = [
    ['not-a-calendar', 'years.0.on.0', { years: [{ ...year, off: [], on: ['2027-02-30'] }] }],
    [
      'year-twice',
      'years.1.year',
      {
        years: [
          { ...year, off: [], on: [] },
          { ...year, off: [], on: [] },
        ],
      },
    ],
    ['day-outside-year', 'years.0.off.0', { years: [{ ...year, off: [['2026-12-31', '2027-01-03']], on: [] }] }],
    [
      'break-ends-before-it-begins',
      'years.0.off.0',
      { years: [{ ...year, off: [['2027-01-03', '2027-01-01']], on: [] }] },
    ],
    [
      'breaks-overlap',
      'years.0.off.1',
      {
        years: [
          {
            ...year,
            off: [
              ['2027-05-01', '2027-05-05'],
              ['2027-05-05', '2027-05-06'],
            ],
            on: [],
          },
        ],
      },
    ],
    [
      'worked-and-free',
      'years.0.on.0',
      { years: [{ ...year, off: [['2027-01-01', '2027-01-03']], on: ['2027-01-02'] }] },
    ],
    ['worked-day-is-a-weekday', 'years.0.on.0', { years: [{ ...year, off: [], on: ['2027-01-04'] }] }],
    ['undated-notice', 'years.0.notice.issuedOn', { years: [{ ...year, off: [], on: [] }] }],
    [
      'notice-of-another-year',
      'years.0.notice.issuedOn',
      { years: [{ ...year, notice: { number: '国办发明电〔2025〕7号', issuedOn: '2025-11-04' }, off: [], on: [] }] },
    ],
    ['holiday-missing', 'years.0.off', { years: [{ ...year, off: [['2027-01-01', '2027-01-03']], on: [] }] }],
    ['break-too-long', 'years.0.off.0', { years: [{ ...year, off: [['2027-02-05', '2027-03-11']], on: [] }] }],
    ['worked-day-twice', 'years.0.on.1', { years: [{ ...year, off: [], on: ['2027-01-09', '2027-01-09'] }] }],
  ];
  it.each(refused)('is refused: %s at %s', (code, path, file) => {
    const result = checkCalendar(file);
    expect(result).toMatchObject({ ok: false });
    expect(result.ok ? [] : result.problems).toContainEqual(expect.objectContaining({ code, path }));
  });
  it('has an example of every contradiction', () => {
    expect(refused.map(([code]) => code).sort()).toEqual([...calendarProblemCodes].sort());
  });
  it('passes when it holds together', () => {
    expect(checkCalendar({ years: shippedYears })).toEqual({ ok: true, years: shippedYears });
  });
});
