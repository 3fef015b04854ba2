import { describe, expect, it } from 'vitest';
import type { CaseAction } from '#shared/casework/action.ts';
import { foldCase } from '#shared/casework/case-state.ts';
import { objectionTo } from '#shared/casework/objections.ts';
import { heldBack, reviewChance, type RoundReview } from '#shared/casework/review.ts';
import type { OfficeSettings, ReviewRule } from '#shared/domain/office.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { aCorrection, aDecision, anExport, anOffice, stored } from '#tests/builders/a-case-action.ts';
import { anApplication, aRosterEntry } from '#tests/builders/an-application.ts';

const rule = (takes: ReviewRule['takes'], by: ReviewRule['by'] = 'anybody'): OfficeSettings => ({
  ...anOffice,
  review: { takes, by },
});
const under = (office: OfficeSettings, action: CaseAction): CaseAction =>
  'office' in action ? { ...action, office } : action;
const word = (officerId: string, passed: boolean, of = 1): CaseAction => ({
  kind: 'reviewed',
  at: '2022-08-22T11:00:00+08:00',
  on: plainDate('2022-08-22'),
  officer: { id: officerId, name: officerId },
  of,
  passed,
  reasons: passed ? [] : [{ citizenId: '440802199001010016', text: '学校不符' }],
  note: '',
});
const accepted = under(rule('acceptances'), aDecision('accepted'));
const folded = (...actions: CaseAction[]) => {
  const summary = foldCase('c1', stored(actions));
  if (summary === null) throw new Error('no case');
  return summary;
};
const stateOf = (...actions: CaseAction[]) => folded(...actions).rounds.map(({ review }) => review?.state ?? null);

describe('what takes 复核', () => {
  it('is nothing while the office has set nothing', () => {
    expect(stateOf(aDecision('accepted'))).toEqual([null]);
  });

  it('is every acceptance where the office says so, and no refusal', () => {
    expect(stateOf(accepted)).toEqual(['waiting']);
    expect(stateOf(under(rule('acceptances'), aDecision('declined')))).toEqual([]);
  });

  const overturned = (before: string): CaseAction => {
    const action = under(rule('overturned'), aDecision('accepted'));
    if (action.kind !== 'accepted') throw new Error('not accepted');
    const check = {
      check: 'insured-here',
      verdict: 'met',
      reason: null,
      evidence: null,
      detail: { before: { verdict: before } },
    };
    const { decision } = action.record;
    const entries = decision.entries.map((entry) => ({ ...entry, checks: [check] }));
    return { ...action, record: { ...action.record, decision: { ...decision, entries } } } as unknown as CaseAction;
  };

  it.each([
    ['unmet', 'waiting'],
    ['remediable', 'waiting'],
    ['unknown', null],
  ])('is an acceptance in which somebody’s word turned %s to met: %s', (before, state) => {
    expect(stateOf(overturned(before))).toEqual([state]);
  });

  it('is a correction again, after what was said of the answer before it', () => {
    const corrected = under(rule('acceptances'), aCorrection(anApplication(), ['met']));
    expect(stateOf(accepted, word('o3', true), corrected)).toEqual(['waiting']);
  });
});

describe('the word', () => {
  it('passes, sends back, and the last one holds while nothing has left', () => {
    expect(stateOf(accepted, word('o3', true))).toEqual(['passed']);
    expect(stateOf(accepted, word('o3', false))).toEqual(['returned']);
    expect(stateOf(accepted, word('o3', false), word('o1', true))).toEqual(['passed']);
  });

  it.each([
    ['who decided', accepted, 'o2'],
    ['who attested', attested('o4', 'o5'), 'o4'],
    ['who confirmed that', attested('o4', 'o5'), 'o5'],
  ])('of somebody %s changes nothing, wherever it came from', (_, decision, officerId) => {
    expect(stateOf(decision, word(officerId, true))).toEqual(['waiting']);
    expect(objectionTo(folded(decision), word(officerId, true), null)).toBe('review-own-work');
  });

  function attested(by: string, confirmedBy: string): CaseAction {
    const attestation = {
      check: 'school',
      verdict: 'met',
      basis: 'original-seen',
      by,
      on: plainDate('2022-08-22'),
      confirmedBy,
    };
    const roster = [{ ...aRosterEntry({ entryId: 'e1' }), attestations: [attestation] }] as never;
    return under(rule('acceptances'), aDecision('accepted', anApplication({ roster })));
  }

  it('about another answer, or about one that left, is refused', () => {
    expect(objectionTo(folded(accepted), word('o3', true, 7), null)).toBe('review-not-waiting');
    const left = folded(accepted, word('o3', true), anExport());
    expect(objectionTo(left, word('o1', false), null)).toBe('review-not-waiting');
    expect(objectionTo(folded(aDecision('accepted')), word('o3', true), null)).toBe('review-not-waiting');
  });

  it('that sends back says why', () => {
    const silent = { ...word('o3', false), reasons: [], note: ' ' } as CaseAction;
    expect(objectionTo(folded(accepted), silent, null)).toBe('review-without-reason');
  });
});

describe('the export', () => {
  it('waits for a pass', () => {
    expect(objectionTo(folded(accepted), anExport(), null)).toBe('action-not-allowed');
    expect(objectionTo(folded(accepted, word('o3', false)), anExport(), null)).toBe('action-not-allowed');
    expect(objectionTo(folded(accepted, word('o3', true)), anExport(), null)).toBeNull();
    expect(heldBack(folded(accepted))).toHaveLength(1);
    expect(heldBack(folded(accepted, word('o3', true)))).toEqual([]);
  });
});

describe('who may', () => {
  const review = (by: RoundReview['by']): RoundReview => ({
    state: 'waiting',
    because: 'acceptances',
    by,
    workers: ['o2'],
    word: null,
  });
  it.each([
    ['anybody', 'o3', 'windowClerk', false, 'self'],
    ['anybody', 'o2', 'windowClerk', false, 'other'],
    ['administrators', 'o1', 'administrator', false, 'self'],
    ['administrators', 'o3', 'windowClerk', false, 'administrators'],
    ['administrators', 'o2', 'administrator', false, 'own-work'],
    ['administrators', 'o2', 'administrator', true, 'other'],
  ] as const)('%s, %s as %s (training: %s): %s', (by, id, capacity, training, chance) => {
    expect(reviewChance(review(by), { id, capacity, training })).toBe(chance);
  });
});
