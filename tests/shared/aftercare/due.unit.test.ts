/** The days after an acceptance, to the day as the notices and the yearly calendars give them. */
import { describe, expect, it } from 'vitest';
import {
  dueButUnpaidDue,
  fundAllocationDue,
  monthlyUploadDue,
  publicNoticeDue,
  windowDecisionDue,
} from '#shared/aftercare/due.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { shippedCalendar } from '#shared/domain/working-days.ts';
import { packById } from '#shared/policy/pack-library.ts';

const held = packById('zhanjiang-2022');
if (held === null) throw new Error('the pack of 2022 is shipped');
const { parameters } = held.pack;

describe('公示', () => {
  it.each([
    ['2022-08-22', '2022-08-25', '2022-08-26'],
    ['2022-09-28', '2022-10-08', '2022-10-09'],
    ['2025-09-29', '2025-10-10', '2025-10-11'],
    ['2026-02-12', '2026-02-24', '2026-02-25'],
    ['2026-09-18', '2026-09-22', '2026-09-23'],
  ])('复审 %s: third day %s, registered from %s', (reviewed, third, register) => {
    const due = publicNoticeDue(plainDate(reviewed), parameters, shippedCalendar);
    expect(due?.thirdDay).toMatchObject({ day: third, unit: 'workingDays' });
    expect(due?.registerFrom).toMatchObject({ day: register, unit: 'workingDays' });
    expect(due?.thirdDay.source).toContain('185号');
  });

  it('ends a working day later where the first day is not counted', () => {
    const due = publicNoticeDue(plainDate('2022-08-22'), parameters, shippedCalendar, false);
    expect(due?.thirdDay.day).toBe('2022-08-26');
    expect(due?.registerFrom.day).toBe('2022-08-29');
  });

  it('begun on a rest day, has no day to leave out', () => {
    // 复审 on a Friday: visible from Saturday, which no count of working days holds.
    const due = publicNoticeDue(plainDate('2022-08-19'), parameters, shippedCalendar, false);
    expect(due?.thirdDay.day).toBe('2022-08-24');
  });
});

describe('应发未发', () => {
  it('counts natural days and aims at the last working day before a holiday', () => {
    const due = dueButUnpaidDue(plainDate('2022-09-12'), parameters, shippedCalendar);
    expect(due?.provinceDay).toMatchObject({ day: '2022-10-07', unit: 'calendarDays' });
    expect(due?.target).toMatchObject({ day: '2022-09-30', unit: 'workingDays' });
    expect(due?.ministryDay).toMatchObject({ day: '2022-10-12', unit: 'calendarDays' });
    expect(due?.provinceDay.source).toContain('252号');
    expect(due?.ministryDay.source).toContain('59号');
  });
});

describe('the 20th', () => {
  it.each([
    ['2022-08', '2022-08-19'],
    ['2022-11', '2022-11-18'],
    ['2025-09', '2025-09-19'],
    ['2026-02', '2026-02-14'],
    ['2026-06', '2026-06-18'],
    ['2026-10', '2026-10-20'],
  ])('in %s is due on %s', (month, day) => {
    const first = plainDate(`${month}-01`);
    expect(fundAllocationDue(first, parameters, shippedCalendar)?.day).toMatchObject({ day, unit: 'dayOfMonth' });
    expect(monthlyUploadDue(first, parameters, shippedCalendar)?.day).toMatchObject({ day, unit: 'dayOfMonth' });
  });
});

describe('办结', () => {
  it('moves a last day in a holiday on to the next working day', () => {
    const due = windowDecisionDue(plainDate('2022-09-05'), parameters, shippedCalendar);
    expect(due?.day).toMatchObject({ day: '2022-10-08', unit: 'calendarDays' });
  });
});

it('has no answer for a year without a calendar', () => {
  expect(publicNoticeDue(plainDate('2026-12-30'), parameters, shippedCalendar)).toBeNull();
  expect(dueButUnpaidDue(plainDate('2027-03-01'), parameters, shippedCalendar)).toBeNull();
  expect(monthlyUploadDue(plainDate('2027-01-01'), parameters, shippedCalendar)).toBeNull();
  expect(windowDecisionDue(plainDate('2026-12-15'), parameters, shippedCalendar)).toBeNull();
});
