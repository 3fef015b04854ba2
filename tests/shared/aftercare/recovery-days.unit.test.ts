/** The days of a 追回 to the day, as the laws and the yearly calendars give them. */
import { describe, expect, it } from 'vitest';
import { basesOf } from '#shared/aftercare/recovery/bases.ts';
import {
  applicationPeriod,
  payBy,
  reminderEnds,
  reviewEnds,
  stateBy,
  suitEnds,
} from '#shared/aftercare/recovery/days.ts';
import { monthsAfter, plainDate } from '#shared/domain/plain-date.ts';
import { shippedCalendar } from '#shared/domain/working-days.ts';

describe('after the decision reached the firm', () => {
  it.each([
    // served, 复议 60 days, 诉讼 six months
    ['2022-11-07', '2023-01-06', '2023-05-08'],
    // the 60th day is a Sunday; the corresponding day is a Sunday
    ['2022-09-05', '2022-11-04', '2023-03-06'],
    ['2022-08-03', '2022-10-08', '2023-02-03'],
    // no 31st in February: its last day
    ['2022-08-31', '2022-10-31', '2023-02-28'],
    ['2023-08-31', '2023-10-30', '2024-02-29'],
    ['2025-04-01', '2025-06-03', '2025-10-09'],
  ])('%s: 复议 %s, 诉讼 %s', (served, review, suit) => {
    expect(reviewEnds(plainDate(served), shippedCalendar)).toBe(review);
    expect(suitEnds(plainDate(served), shippedCalendar)).toBe(suit);
  });

  it.each([
    ['2022-11-07', 15, '2022-11-22'],
    ['2022-11-04', 15, '2022-11-21'],
    ['2022-09-20', 15, '2022-10-08'],
  ])('%s: %i days to pay, until %s', (served, days, last) => {
    expect(payBy(plainDate(served), days, shippedCalendar)).toBe(last);
  });
});

it.each([
  // ten working days, holidays and worked Saturdays counted as the notice says
  ['2022-12-05', '2022-12-19'],
  ['2022-09-26', '2022-10-13'],
  ['2023-01-12', '2023-01-31'],
])('a reminder that came on %s is over on %s', (served, last) => {
  expect(reminderEnds(plainDate(served), shippedCalendar)).toBe(last);
});

it.each([
  ['2022-10-17', 5, '2022-10-24'],
  ['2022-09-29', 3, '2022-10-09'],
])('a statement may be made after %s for %i working days, until %s', (from, days, last) => {
  expect(stateBy(plainDate(from), days, shippedCalendar)).toBe(last);
});

describe('the court', () => {
  it.each([
    // decision served, reminder served, from, until
    ['2022-11-07', '2022-12-05', '2023-05-09', '2023-08-08'],
    ['2022-09-05', '2023-03-01', '2023-03-16', '2023-06-06'],
    // the three months end on a Sunday
    ['2022-10-27', '2022-12-05', '2023-04-28', '2023-07-27'],
    ['2022-11-25', '2022-12-20', '2023-05-26', '2023-08-25'],
    ['2022-12-12', '2023-01-10', '2023-06-13', '2023-09-12'],
  ])('decision %s, reminder %s: from %s until %s', (decision, reminder, from, until) => {
    expect(
      applicationPeriod(
        { decisionServedOn: plainDate(decision), reminderServedOn: plainDate(reminder) },
        shippedCalendar,
      ),
    ).toEqual({ from, until });
  });

  it('has no answer for a year without a calendar', () => {
    const days = { decisionServedOn: plainDate('2026-09-01'), reminderServedOn: plainDate('2026-10-20') };
    expect(applicationPeriod(days, shippedCalendar)).toBeNull();
    expect(suitEnds(plainDate('2026-09-01'), shippedCalendar)).toBeNull();
  });
});

it('moves a month to its last day where it has no such day', () => {
  expect(monthsAfter(plainDate('2022-12-31'), 2)).toBe('2023-02-28');
  expect(monthsAfter(plainDate('2022-11-30'), 3)).toBe('2023-02-28');
});

describe('the documents that a decision names', () => {
  it.each([
    ['2022-08-26', '2022-11-01', ['41号', '252号']],
    ['2022-08-26', '2023-11-30', ['41号', '252号']],
    ['2022-08-26', '2023-12-01', ['41号', '252号', '社会保险经办条例']],
    ['2024-09-20', '2024-10-01', ['社会保险经办条例']],
    ['2023-09-20', '2023-10-01', []],
  ])('paid %s, decided %s', (paid, decided, named) => {
    const bases = basesOf(plainDate(paid), plainDate(decided));
    expect(bases).toHaveLength(named.length);
    for (const [at, name] of named.entries()) expect(bases[at]).toContain(name);
  });
});
