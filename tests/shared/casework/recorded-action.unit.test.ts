/** From the sheet to what is recorded: every field of the case file, every kind of action, and that it says its answer. */
import { describe, expect, it } from 'vitest';
import type { CaseAction } from '#shared/casework/action.ts';
import { decidedAction, type ActionContext, type DecidedCase } from '#shared/casework/decided-action.ts';
import { saysItsAnswer } from '#shared/casework/input-errors.ts';
import { formatNumber } from '#shared/casework/journal.ts';
import { toCaseFile } from '#shared/casework/to-case-file.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { decide } from '#shared/policy/decide.ts';
import { shippedHeldCalendar } from '#shared/policy/held-calendar.ts';
import { ENGINE_VERSION, packById } from '#shared/policy/pack-library.ts';
import { aDecision, anAcceptanceOf, anExport, anOffice, aSupplement } from '#tests/builders/a-case-action.ts';
import { aCitizenId } from '#tests/builders/a-case-paper.ts';
import { aSceneFile } from '#tests/builders/a-decided-action.ts';
import { anApplication, aRosterEntry } from '#tests/builders/an-application.ts';

const on = plainDate('2022-08-22');
const held = packById('zhanjiang-2022');
if (held === null) throw new Error('no pack');

const decidedBy = (change: string): DecidedCase => {
  const caseFile = aSceneFile(change);
  return { held, calendar: shippedHeldCalendar, caseFile, decision: decide(caseFile, held, shippedHeldCalendar.table) };
};
const context = (change: Partial<ActionContext> = {}): ActionContext => ({
  application: anApplication(),
  office: anOffice,
  officer: { id: 'o2', name: '王样例', role: 'windowClerk' },
  on,
  at: '2022-08-22T09:00:00+08:00',
  decided: decidedBy(''),
  ...change,
});

describe('the case file', () => {
  const application = anApplication();
  const build = (changes: Partial<typeof application.employer> = {}, policy?: string) =>
    toCaseFile({
      application: { ...application, employer: { ...application.employer, ...changes } },
      date: plainDate('2022-08-23'),
      officeDivision: '440800',
      registries: { paid: { asOf: on, rows: [] } },
      otherApplications: [{ id: 'a', receivedOn: on, citizenIds: ['x'] }],
      ...(policy === undefined ? {} : { policy }),
    }).caseFile;

  it('holds everything that a decision reads', () => {
    expect(build()).toEqual({
      date: '2022-08-23',
      receivedOn: '2022-08-22',
      office: { divisionCode: '440800' },
      employer: {
        name: '湛江海晟食品有限公司',
        unifiedSocialCreditCode: '91440802MA5A1B2C39',
        employerNumber: '8020001',
        divisionCode: '440802',
        account: {
          kind: 'corporate',
          name: '湛江海晟食品有限公司',
          bank: '中国工商银行湛江赤坎支行',
          number: '2015020109024512345',
        },
        attestations: [],
      },
      roster: [
        {
          name: '陈海晴',
          citizenId: '440802200003150026',
          school: '广东海洋大学',
          diplomaNumber: '105661202205000001',
          graduatedOn: '2022-06-25',
          contractFrom: '2022-07-01',
          contractTo: '2025-06-30',
          enrolledOn: '2022-07-01',
          attestations: [],
        },
      ],
      papers: application.papers,
      registries: { paid: { asOf: '2022-08-22', rows: [] } },
      otherApplications: [{ id: 'a', receivedOn: '2022-08-22', citizenIds: ['x'] }],
    });
    expect(build({}, 'zhanjiang-2022')?.policy).toBe('zhanjiang-2022');
  });

  it('has no field for what was left empty', () => {
    const empty = build({
      employerNumber: ' ',
      divisionCode: '',
      account: { kind: 'corporate', name: '', bank: '', number: '' },
    });
    expect(empty?.employer).not.toHaveProperty('employerNumber');
    expect(empty?.employer).not.toHaveProperty('divisionCode');
    expect(empty?.employer.account).toEqual({ kind: 'corporate' });
    expect(build({ unifiedSocialCreditCode: '' })?.employer).not.toHaveProperty('unifiedSocialCreditCode');
  });
});

describe('the action', () => {
  const record = {
    policy: 'zhanjiang-2022',
    packDigest: held.digest,
    calendarDigest: shippedHeldCalendar.digest,
    engine: ENGINE_VERSION,
  };
  const base = { at: '2022-08-22T09:00:00+08:00', on, officer: { id: 'o2', name: '王样例' }, office: anOffice };

  it.each([
    ['received', { kind: 'received', acceptBy: '2022-08-29' }],
    ['pending', { kind: 'heldPending', acceptBy: '2022-08-29' }],
    ['accept', { kind: 'accepted', acceptBy: null }],
    ['decline', { kind: 'declined' }],
    ['deficient', { kind: 'deficiencyNotified', remedyBy: '2022-09-05' }],
  ] as const)('for %s', (wanted, expected) => {
    expect(decidedAction(context(), wanted)).toMatchObject({ ...base, ...expected, record });
  });

  it('names the day to answer by while somebody of an acceptance is open', () => {
    const decided = decidedBy('');
    const [entry] = decided.decision.entries;
    if (entry === undefined) throw new Error('no entry');
    const open = { ...entry, citizenId: aCitizenId(3), verdict: 'unknown' as const };
    const decision = { ...decided.decision, entries: [entry, open] };
    expect(decidedAction(context({ decided: { ...decided, decision } }), 'accept')).toMatchObject({
      kind: 'accepted',
      acceptBy: '2022-08-29',
    });
  });

  it('while nothing is decided takes the papers in, and gives notice by the rules of the day', () => {
    const none = context({ decided: null });
    expect(decidedAction(none, 'received')).toMatchObject({ kind: 'received', record: null, acceptBy: null });
    for (const wanted of ['accept', 'decline', 'pending', 'deficient'] as const)
      expect(decidedAction(none, wanted)).toBeNull();
    const rules = { held, calendar: shippedHeldCalendar };
    expect(decidedAction({ ...none, rules }, 'deficient')).toMatchObject({
      kind: 'deficiencyNotified',
      record: null,
      remedyBy: '2022-09-05',
    });
  });

  it('on those left open is a supplementary one whatever the outcome', () => {
    for (const wanted of ['accept', 'decline', 'pending', 'deficient', 'received'] as const)
      expect(decidedAction(context({ supplement: true }), wanted)).toMatchObject({ kind: 'supplemented', record });
    expect(decidedAction(context({ supplement: true, decided: null }), 'accept')).toBeNull();
  });
});

describe('an action says its answer', () => {
  const whole = anApplication({ roster: [aRosterEntry(), aRosterEntry({ entryId: 'e2', citizenId: aCitizenId(4) })] });
  const unreadable = anApplication({ roster: [aRosterEntry({ citizenId: '1' })] });
  const kinds = ['accepted', 'deficiencyNotified', 'declined', 'heldPending'] as const;
  const asKind = (kind: (typeof kinds)[number], of: (typeof kinds)[number]): CaseAction => {
    const made = aDecision(of);
    if (!('record' in made)) throw new Error('no record');
    return { ...aDecision(kind), record: made.record } as CaseAction;
  };

  it.each(kinds)('%s, and no other outcome under this name', (kind) => {
    expect(kinds.map((of) => saysItsAnswer(asKind(kind, of)))).toEqual(kinds.map((of) => of === kind));
  });

  it('not where the sheet has input errors, except a notice of them', () => {
    expect(saysItsAnswer(aDecision('accepted', unreadable))).toBe(false);
    expect(saysItsAnswer(aDecision('deficiencyNotified', unreadable))).toBe(true);
    const blind = { ...aDecision('deficiencyNotified', unreadable), record: null } as CaseAction;
    expect(saysItsAnswer(blind)).toBe(true);
    expect(saysItsAnswer({ ...blind, application: anApplication() } as CaseAction)).toBe(false);
  });

  it('always where it decides nothing', () => {
    for (const action of [aDecision('received', unreadable), anExport(), aSupplement(whole, ['met', 'unmet'])])
      expect(saysItsAnswer(action)).toBe(true);
    expect(saysItsAnswer(anAcceptanceOf(whole, 1))).toBe(true);
  });
});

describe('a number', () => {
  it('is written with six digits and more', () => {
    const number = { series: 'case' as const, year: 2022, prefix: 'W03' };
    expect([1, 999_999, 1_000_000].map((value) => formatNumber({ ...number, value }))).toEqual([
      '〔2022〕W03-000001',
      '〔2022〕W03-999999',
      '〔2022〕W03-1000000',
    ]);
  });
});
