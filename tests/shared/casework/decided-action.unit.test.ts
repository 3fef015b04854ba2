/** The action that is recorded names the calendar it was counted by, and its days come from that calendar alone. */
import { describe, expect, it } from 'vitest';
import { decidedAction } from '#shared/casework/decided-action.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { decide } from '#shared/policy/decide.ts';
import { shippedHeldCalendar, withYears, type HeldCalendar } from '#shared/policy/held-calendar.ts';
import { packById } from '#shared/policy/pack-library.ts';
import { anOffice } from '#tests/builders/a-case-action.ts';
import { aCalendarYear } from '#tests/builders/a-calendar-year.ts';
import { anApplication } from '#tests/builders/an-application.ts';
import { aSceneFile } from '#tests/builders/a-decided-action.ts';

const day = plainDate('2026-12-31');

function actionUnder(calendar: HeldCalendar, wanted: 'deficient' | 'pending') {
  const held = packById('zhanjiang-2022');
  if (held === null) throw new Error('no pack');
  const caseFile = { ...aSceneFile(''), date: day, receivedOn: day };
  return decidedAction(
    {
      application: anApplication({ receivedOn: day }),
      office: anOffice,
      officer: { id: 'o2', name: '王样例', role: 'windowClerk' },
      on: day,
      at: '2026-12-31T09:00:00+08:00',
      decided: { held, calendar, caseFile, decision: decide(caseFile, held, calendar.table) },
    },
    wanted,
  );
}

describe('a decision on the last day of a year', () => {
  const known = withYears(shippedHeldCalendar, [aCalendarYear()]);

  it('has no day while the next year is unknown, never a guessed one', () => {
    expect(actionUnder(shippedHeldCalendar, 'deficient')).toMatchObject({
      remedyBy: null,
      record: { calendarDigest: shippedHeldCalendar.digest, decision: { decisionDue: null } },
    });
    expect(actionUnder(shippedHeldCalendar, 'pending')).toMatchObject({ acceptBy: null });
  });

  it('counts on once an administrator has taken the year in, and names that calendar', () => {
    // 30 January 2027 is a Saturday that the notice makes a working day.
    expect(actionUnder(known, 'deficient')).toMatchObject({
      remedyBy: '2027-01-15',
      record: { calendarDigest: known.digest, decision: { decisionDue: '2027-01-30' } },
    });
    expect(actionUnder(known, 'pending')).toMatchObject({ acceptBy: '2027-01-08' });
  });
});
