/** Input errors, missing papers and ineligibility are three things; only one outcome fits what lies on the counter. */
import { describe, expect, it } from 'vitest';
import { answerOf, countInputErrors, inputErrors } from '#shared/casework/input-errors.ts';
import type { Decision, Outcome, Verdict } from '#shared/policy/verdict.ts';
import { aDecisionRecord } from '#tests/builders/a-case-action.ts';
import { aCheck } from '#tests/builders/a-case-paper.ts';
import { anApplication, aRosterEntry } from '#tests/builders/an-application.ts';

const clean = anApplication();
const damaged = aRosterEntry({ entryId: 'e2', name: '林晓彤', citizenId: '440802200003150' });
const blank = aRosterEntry({
  entryId: 'e3',
  name: '',
  citizenId: ' ',
  school: '',
  diplomaNumber: '',
  graduatedOn: '',
  contractFrom: '',
  contractTo: '',
  enrolledOn: '',
});
const withDamaged = anApplication({ roster: [aRosterEntry(), damaged] });
const withoutPhone = anApplication({
  employer: { ...clean.employer, agent: { ...clean.employer.agent, mobile: '' } },
});

const aDecision = (outcome: Outcome, firm: Verdict = 'met'): Decision => ({
  ...aDecisionRecord(clean, outcome).decision,
  employerChecks: [aCheck('unit-type', firm, firm === 'unmet' ? 'not-entitled-unit' : null)],
});

describe('input errors', () => {
  it('are rows that cannot be read and fields of the form, never a row nobody typed into', () => {
    expect(inputErrors(withDamaged).entries.map(({ entryId }) => entryId)).toEqual(['e2']);
    expect(inputErrors(withoutPhone).form).toEqual([{ path: 'agent.mobile', message: '填写经办人联系电话' }]);
    expect(countInputErrors(inputErrors(anApplication({ roster: [aRosterEntry(), blank] })))).toBe(0);
    expect(inputErrors(anApplication({ roster: [blank] })).noPersons).toBe(true);
  });
});

describe('the answer', () => {
  it.each(['accept', 'deficient', 'decline', 'pending'] as const)('is the outcome of a clean sheet: %s', (outcome) => {
    expect(answerOf(aDecision(outcome), inputErrors(clean))).toBe(outcome);
  });

  it.each(['accept', 'pending', 'deficient'] as const)('is a notice where something cannot be read: %s', (outcome) => {
    expect(answerOf(aDecision(outcome), inputErrors(withDamaged))).toBe('deficient');
    expect(answerOf(aDecision(outcome), inputErrors(withoutPhone))).toBe('deficient');
  });

  it('refuses nobody unread: a damaged number may be the one who is entitled', () => {
    expect(answerOf(aDecision('decline'), inputErrors(withDamaged))).toBe('deficient');
    expect(answerOf(aDecision('decline'), inputErrors(withoutPhone))).toBe('decline');
    expect(answerOf(aDecision('decline', 'unmet'), inputErrors(withDamaged))).toBe('decline');
    const refused = aDecision('decline', 'unmet');
    const placed = { ...refused, employerChecks: [aCheck('enrolment-place', 'met', null), ...refused.employerChecks] };
    expect(answerOf(placed, inputErrors(withDamaged))).toBe('decline');
  });

  it('is none while nothing is decided, unless what cannot be read is to be told', () => {
    expect(answerOf(null, inputErrors(clean))).toBeNull();
    expect(answerOf(null, inputErrors(withDamaged))).toBe('deficient');
  });
});
