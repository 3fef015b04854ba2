/** What a second officer confirms, and whose word counts as a second one. */
import { describe, expect, it } from 'vitest';
import {
  attestationStatement,
  hasOtherOfficer,
  isConfirmedByAnother,
  neededConfirmations,
  voidStatement,
  type NeededConfirmation,
} from '#shared/casework/confirmations.ts';
import type { Attestation } from '#shared/domain/application.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { aDecision, aVoid } from '#tests/builders/a-case-action.ts';
import { anApplication, aRosterEntry } from '#tests/builders/an-application.ts';

const seal = { officerId: 'o3', at: '2022-08-22T09:00:00+08:00', seal: 'c2VhbA==' };
const word: Attestation = {
  check: 'already-paid',
  verdict: 'met',
  basis: 'live-system',
  by: 'o2',
  on: plainDate('2022-08-22'),
  note: '系统核实未发放',
  confirmedBy: 'o3',
  confirmation: seal,
};

const c1 = { caseId: 'c1', number: '', employerName: '', unifiedSocialCreditCode: '' };
const firm = ({
  name,
  unifiedSocialCreditCode,
}: {
  readonly name: string;
  readonly unifiedSocialCreditCode: string;
}) => ({
  ...c1,
  employerName: name,
  unifiedSocialCreditCode,
});

describe('a confirmed statement', () => {
  const subject = '44080220000315002X';
  const of = (change: Partial<Attestation>, who = subject): string =>
    attestationStatement(c1, who, { ...word, ...change });

  it.each<[string, string]>([
    ['the person', of({}, '440823199911081130')],
    ['the check', of({ check: 'hiring-subsidy' })],
    ['the verdict', of({ verdict: 'unmet' })],
    ['the basis', of({ basis: 'original-seen' })],
    ['the officer', of({ by: 'o4' })],
    ['the day', of({ on: plainDate('2022-08-23') })],
    ['the reason', of({ note: '另一理由' })],
  ])('holds %s', (_, changed) => {
    expect(changed).not.toBe(of({}));
  });

  it('is the same however the number was typed, and an absent note is an empty one', () => {
    expect(of({}, ' 440802 20000315 002x')).toBe(of({}));
    const { note: _, ...silent } = word;
    expect(attestationStatement(c1, subject, silent)).toBe(of({ note: '' }));
  });

  it('of a voiding holds case and reason', () => {
    expect(
      new Set([voidStatement(c1, 'a'), voidStatement({ ...c1, caseId: 'c2' }, 'a'), voidStatement(c1, 'b')]).size,
    ).toBe(3);
  });
});

describe('the second officer', () => {
  const needed = (change: Partial<NeededConfirmation>): NeededConfirmation => ({
    statement: 's',
    officerId: 'o3',
    madeBy: 'o2',
    confirmation: seal,
    ...change,
  });

  it.each<[string, Partial<NeededConfirmation>, boolean]>([
    ['another one with proof', {}, true],
    ['without proof', { confirmation: null }, false],
    ['the maker himself', { madeBy: 'o3' }, false],
    ['proof of somebody else', { confirmation: { ...seal, officerId: 'o4' } }, false],
    ['nobody named', { officerId: null }, false],
  ])('%s', (_, change, confirmed) => {
    expect(isConfirmedByAnother(needed(change))).toBe(confirmed);
  });

  it('is needed for every word that names one, the last word on a check only', () => {
    const { confirmedBy: _by, confirmation: _proof, ...alone } = word;
    const application = anApplication({
      roster: [aRosterEntry({ attestations: [{ ...word, note: '旧' }, word, { ...alone, check: 'full-time' }] })],
    });
    const employer = { ...application.employer, attestations: [{ ...word, check: 'unit-type' as const }] };
    const found = neededConfirmations(c1, aDecision('accepted', { ...application, employer }), []);
    expect(found).toEqual([
      needed({
        statement: attestationStatement(firm(employer), employer.unifiedSocialCreditCode, {
          ...word,
          check: 'unit-type',
        }),
      }),
      needed({ statement: attestationStatement(firm(employer), application.roster[0]?.citizenId ?? '', word) }),
    ]);
    const unproved = { ...application, roster: [aRosterEntry({ attestations: [{ ...alone, confirmedBy: 'o3' }] })] };
    expect(neededConfirmations(c1, aDecision('accepted', unproved), [])).toMatchObject([{ confirmation: null }]);
  });

  it('is needed to void a whole case, not to take one entry back', () => {
    const whole = aVoid();
    if (whole.kind !== 'voided') throw new Error('no voiding');
    expect(neededConfirmations(c1, aVoid(2), [])).toEqual([]);
    expect(neededConfirmations(c1, whole, [])).toEqual([
      {
        statement: voidStatement(c1, whole.reason),
        officerId: whole.confirmation?.officerId,
        madeBy: whole.officer.id,
        confirmation: whole.confirmation,
      },
    ]);
    expect(hasOtherOfficer(whole)).toBe(true);
    expect(hasOtherOfficer({ ...whole, officer: { id: whole.confirmation?.officerId ?? '', name: '' } })).toBe(false);
    const { confirmation: _, ...alone } = whole;
    expect(hasOtherOfficer(alone)).toBe(false);
    expect(neededConfirmations(c1, alone, [])).toMatchObject([{ officerId: null, confirmation: null }]);
  });
});
