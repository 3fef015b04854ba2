/** The packs of a window as its journal tells them. */
import { describe, expect, it } from 'vitest';
import { plainDate } from '#shared/domain/plain-date.ts';
import { isWorkingDay } from '#shared/domain/working-days.ts';
import { choosePack, formerPolicyPacks, packById, shippedPacks } from '#shared/policy/pack-library.ts';
import { isConfirmed, packDigest, type PolicyPack } from '#shared/policy/pack.ts';
import { shippedHeldCalendar } from '#shared/policy/held-calendar.ts';
import {
  calendarOfDecision,
  foldPolicy,
  packBefore,
  packOfDecision,
  type PolicyEntry,
} from '#shared/policy/policy-events.ts';
import { anAdministrator } from '#tests/builders/a-case-action.ts';
import { aCalendarYear } from '#tests/builders/a-calendar-year.ts';

const shipped = (id: string): PolicyPack => {
  const held = packById(id);
  if (held === null) throw new Error(id);
  return held.pack;
};
const confirmed = (pack: PolicyPack, digest = packDigest(pack)): PolicyEntry => ({
  by: anAdministrator,
  content: {
    type: 'confirmed',
    confirmation: {
      packId: pack.id,
      digest,
      documentNumber: '湛人社函〔2026〕1号',
      by: '王样例',
      on: plainDate('2026-07-01'),
    },
  },
});
const imported = (pack: PolicyPack): PolicyEntry => ({ by: anAdministrator, content: { type: 'imported', pack } });

const ministry = shipped('guangdong-2026');
const city = shipped('zhanjiang-2022');
const day = plainDate('2026-07-01');

describe('packs as the journal tells them', () => {
  it('are the shipped ones, unconfirmed, while nothing was recorded', () => {
    const state = foldPolicy([]);
    expect(state.held).toEqual(shippedPacks);
    expect(state.versions).toEqual(shippedPacks);
    expect(choosePack(day, state.held)).toMatchObject({ ok: false, reason: 'none' });
  });

  it('keep one that is shipped no more where it was confirmed, until the pack that takes over from it is', () => {
    const [former] = formerPolicyPacks;
    if (former === undefined) throw new Error('no former pack');
    const state = foldPolicy([confirmed(former)]);
    expect(choosePack(day, state.held)).toMatchObject({ ok: true, held: { pack: { id: former.id } } });
    expect(packOfDecision(state, { policy: former.id, packDigest: packDigest(former) })?.pack).toEqual(former);
    expect(foldPolicy([confirmed(former, 'f'.repeat(64))]).held).toEqual(shippedPacks);
    const after = foldPolicy([confirmed(former), confirmed(ministry)]);
    expect(choosePack(day, after.held)).toMatchObject({ ok: true, held: { pack: { id: ministry.id } } });
  });

  it('come into force by a confirmation of exactly these figures', () => {
    expect(choosePack(day, foldPolicy([confirmed(ministry, 'f'.repeat(64))]).held).ok).toBe(false);
    expect(choosePack(day, foldPolicy([confirmed(ministry)]).held)).toMatchObject({
      ok: true,
      held: { pack: { id: ministry.id }, confirmation: { documentNumber: '湛人社函〔2026〕1号' } },
    });
  });

  it('are replaced by an imported one of the same id, which needs its own confirmation', () => {
    const edited = { ...ministry, title: '2026年（修订）' };
    const state = foldPolicy([confirmed(ministry), imported(edited)]);
    const held = packById(ministry.id, state.held);
    expect(held).toMatchObject({ pack: { title: '2026年（修订）' }, confirmation: null });
    expect(held !== null && isConfirmed(held)).toBe(false);
    expect(state.held).toHaveLength(shippedPacks.length);
    expect(choosePack(day, foldPolicy([confirmed(ministry), imported(edited), confirmed(edited)]).held).ok).toBe(true);
  });

  it('keep a replaced version with its confirmation for the decisions made under it', () => {
    const state = foldPolicy([confirmed(ministry), imported({ ...ministry, title: '2026年（修订）' })]);
    const record = { policy: ministry.id, packDigest: packDigest(ministry) };
    expect(packOfDecision(state, record)).toMatchObject({ pack: ministry, confirmation: { by: '王样例' } });
    expect(packOfDecision(state, { ...record, packDigest: '0'.repeat(64) })).toBeNull();
  });

  it('are the earlier version again when that is taken in again', () => {
    const state = foldPolicy([imported({ ...ministry, title: '2026年（修订）' }), imported(ministry)]);
    expect(packById(ministry.id, state.held)?.pack).toEqual(ministry);
  });

  it('are several in force on a day when nothing says which takes over', () => {
    const second = { ...city, id: 'zhanjiang-other' };
    const choice = choosePack(plainDate('2022-08-22'), foldPolicy([imported(second)]).held);
    expect(choice).toEqual({ ok: false, reason: 'several', ids: ['zhanjiang-2022', 'zhanjiang-other'] });
  });

  it('count what they cannot read and go on', () => {
    const state = foldPolicy([{ content: { type: 'later' } }, { content: null }, confirmed(ministry)]);
    expect(state.unreadable).toBe(2);
    expect(choosePack(day, state.held).ok).toBe(true);
  });
});

describe('the pack before', () => {
  const state = foldPolicy([imported({ ...ministry, title: '2026年（修订）' })]);

  it('is the replaced version of the same id', () => {
    const now = packById(ministry.id, state.held);
    if (now === null) throw new Error('no pack');
    expect(packBefore(state, now.pack)?.digest).toBe(packDigest(ministry));
  });

  it('is the one that it takes over from, else the last that began before it, else none', () => {
    expect(packBefore(state, shipped('zhanjiang-2022b'))?.pack.id).toBe('zhanjiang-2022');
    expect(packBefore(state, ministry)?.pack.id).toBe('guangdong-2025');
    expect(packBefore(state, city)).toBeNull();
  });
});

describe('the calendar as the journal tells it', () => {
  const taken = (...years: ReturnType<typeof aCalendarYear>[]): PolicyEntry => ({
    by: anAdministrator,
    content: { type: 'calendarImported', years },
  });
  const newYear = plainDate('2027-01-04');

  it('is the shipped one, then the one with the years that were taken in', () => {
    expect(foldPolicy([]).calendar).toBe(shippedHeldCalendar);
    const { calendar } = foldPolicy([taken(aCalendarYear())]);
    expect(isWorkingDay(newYear, shippedHeldCalendar.table)).toBeNull();
    expect(isWorkingDay(newYear, calendar.table)).toBe(true);
    expect(calendar.years.map(({ year }) => year)).toEqual([2022, 2023, 2024, 2025, 2026, 2027]);
  });

  it('keeps every version for the decisions that name it', () => {
    const corrected = aCalendarYear({ on: [plainDate('2027-01-30')] });
    const first = foldPolicy([taken(aCalendarYear())]);
    const state = foldPolicy([taken(aCalendarYear()), taken(corrected)]);
    const digest = first.calendar.digest;
    expect(state.calendar.digest).not.toBe(digest);
    expect(calendarOfDecision(state, { calendarDigest: digest })?.years.at(-1)).toEqual(aCalendarYear());
    expect(calendarOfDecision(state, { calendarDigest: shippedHeldCalendar.digest })).toBe(shippedHeldCalendar);
    expect(calendarOfDecision(state, { calendarDigest: '0'.repeat(64) })).toBeNull();
  });
});
