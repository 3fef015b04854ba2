/** Persons whom an acceptance leaves 待核: where they stand, who may settle them, and that nobody leaves twice. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CaseAction } from '#shared/casework/action.ts';
import { foldCase, type CaseSummary } from '#shared/casework/case-state.ts';
import { objectionTo } from '#shared/casework/objections.ts';
import { isWaiting, restOf, standingsOf, withRest } from '#shared/casework/rounds.ts';
import { standingEntries, standingRecords } from '#shared/casework/standing-records.ts';
import { isAllowed } from '#shared/casework/transitions.ts';
import { exportRounds } from '#shared/batches/export-rounds.ts';
import { provincialRecords } from '#shared/layouts/provincial-record.ts';
import type { Application } from '#shared/domain/application.ts';
import type { CheckResult, Decision, Outcome, Verdict } from '#shared/policy/verdict.ts';
import {
  aDecision,
  aDecisionRecord,
  anAcceptanceOf,
  anExport,
  aSupplement,
  aVoid,
  stored,
} from '#tests/builders/a-case-action.ts';
import { aCitizenId } from '#tests/builders/a-case-paper.ts';
import { anApplication, aRosterEntry } from '#tests/builders/an-application.ts';

const application = (count: number): Application =>
  anApplication({
    roster: Array.from({ length: count }, (_, index) =>
      aRosterEntry({ entryId: `e${index}`, name: `甲${index}`, citizenId: aCitizenId(index) }),
    ),
  });
const only = (whole: Application, ...places: readonly number[]): Application => ({
  ...whole,
  roster: whole.roster.filter((_, index) => places.includes(index)),
});
const fold = (...actions: CaseAction[]): CaseSummary => {
  const summary = foldCase('c1', stored(actions));
  if (summary === null) throw new Error('no case');
  return summary;
};
const standings = ({ persons }: CaseSummary): string => persons.map(({ standing }) => standing).join(' ');
const B2 = '〔2022〕W03-000002';

describe('where everybody stands', () => {
  it.each([
    ['received', 'open'],
    ['heldPending', 'open'],
    ['deficiencyNotified', 'open'],
    ['declined', 'out'],
  ] as const)('after %s: all %s', (kind, standing) => {
    expect(standings(fold(aDecision(kind, application(2))))).toBe(`${standing} ${standing}`);
  });

  it('after an acceptance: met, or open with the clock of five working days', () => {
    const accepted = fold(anAcceptanceOf(application(3), 1));
    expect(standings(accepted)).toBe('met open open');
    expect(accepted).toMatchObject({ status: 'accepted', acceptBy: '2022-08-29', metPersons: 1 });
    expect(fold(anAcceptanceOf(application(1), 1)).acceptBy).toBeNull();
  });

  const check = (verdict: Verdict): CheckResult =>
    ({ check: 'unit-type', verdict, reason: null, source: {}, evidence: {} }) as unknown as CheckResult;
  const told = (outcome: Outcome, verdicts: readonly Verdict[], change: Partial<Decision> = {}): string => {
    const { decision } = aDecisionRecord(application(verdicts.length), outcome, 0);
    const entries = decision.entries.map((entry, index) => ({ ...entry, verdict: verdicts[index] ?? 'unknown' }));
    return [...standingsOf({ ...decision, entries, ...change }).values()].join(' ');
  };
  const all: readonly Verdict[] = ['met', 'unmet', 'remediable', 'unknown'];

  it('by verdict and outcome', () => {
    expect(told('accept', all)).toBe('met out out open');
    expect(told('decline', ['unmet', 'unmet'])).toBe('out out');
    expect(told('decline', all, { employerChecks: [check('unmet')] })).toBe('out out out out');
    expect(told('deficient', ['remediable', 'unmet', 'unknown'])).toBe('out out open');
    expect(told('pending', ['unmet', 'unknown'])).toBe('out open');
  });

  it('settles nobody while firm or papers are open', () => {
    expect(told('pending', all, { employerChecks: [check('unknown')] })).toBe('open open open open');
    expect(told('deficient', all, { missingPapers: ['licence'] })).toBe('open open open open');
    expect(told('deficient', all, { employerChecks: [check('remediable')] })).toBe('open open open open');
  });
});

describe('a supplementary decision', () => {
  const whole = application(4);
  const accepted = anAcceptanceOf(whole, 1);
  const later = aSupplement(only(whole, 1, 2), ['met', 'unmet']);

  it('adds to the case under the same number, and keeps the clock of those still open', () => {
    const summary = fold(accepted, later);
    expect(standings(summary)).toBe('met met out open');
    expect(summary).toMatchObject({
      status: 'accepted',
      number: '〔2022〕W03-000127',
      metPersons: 2,
      totalAmountFen: 300_000,
      acceptBy: '2022-08-29',
      decidedAt: 2,
    });
    expect(summary.persons).toHaveLength(4);
    expect(fold(accepted, later, aSupplement(only(whole, 3), ['unmet'])).acceptBy).toBeNull();
  });

  it('opens an exported case again, until it has left too', () => {
    expect(fold(accepted, anExport()).status).toBe('exported');
    expect(fold(accepted, anExport(), later)).toMatchObject({
      status: 'partlyExported',
      batchNumber: '〔2022〕W03-000001',
    });
    expect(fold(accepted, anExport(), later, anExport(B2, [3]))).toMatchObject({ status: 'exported', batchNumber: B2 });
    expect(fold(accepted, anExport(), aSupplement(only(whole, 1), ['unmet'])).status).toBe('exported');
  });

  it('is taken back alone', () => {
    expect(fold(accepted, later, aVoid(2))).toMatchObject({ status: 'accepted', metPersons: 1 });
    expect(standings(fold(accepted, later, aVoid(2)))).toBe('met open open open');
  });

  it('is refused for anybody who is not open, and when it settles nobody', () => {
    const before = fold(accepted, later);
    expect(objectionTo(before, aSupplement(only(whole, 3), ['met']), whole)).toBeNull();
    expect(objectionTo(before, aSupplement(only(whole, 1), ['met']), whole)).toBe('supplement-not-open');
    expect(objectionTo(before, aSupplement(application(6), []), whole)).toBe('supplement-not-open');
    expect(objectionTo(before, aSupplement(only(whole, 3), ['unknown']), whole)).toBe('supplement-settles-nobody');
    expect(objectionTo(null, aSupplement(only(whole, 3), ['met']), whole)).toBe('supplement-not-open');
  });

  it('begins from one row of each open person, and its better knowledge goes into the whole', () => {
    const twice = { ...whole, roster: [...whole.roster, aRosterEntry({ entryId: 'twice', citizenId: aCitizenId(3) })] };
    const rest = restOf(twice, fold(anAcceptanceOf(twice, 2)).persons);
    expect(rest.roster.map(({ entryId }) => entryId)).toEqual(['e2', 'e3']);
    const better = { ...rest, roster: rest.roster.map((entry) => ({ ...entry, name: '更正' })) };
    expect(withRest(twice, better).roster.map(({ name }) => name)).toEqual(['甲0', '甲1', '更正', '更正', '陈海晴']);
  });

  it('is shown in place of what was said of the person before', () => {
    const records = standingRecords(stored([accepted, later]));
    expect(records.map(({ sequence, supplement }) => [sequence, supplement])).toEqual([
      [1, false],
      [2, true],
    ]);
    expect(standingEntries(records).map(({ entry, of }) => `${entry.verdict} ${of.sequence}`)).toEqual([
      'met 1',
      'met 2',
      'unmet 2',
      'unknown 1',
    ]);
  });

  it('exports its own persons, each at the place in the whole roster', () => {
    const withFile = (action: CaseAction): CaseAction => {
      if (action.kind !== 'accepted' && action.kind !== 'supplemented') return action;
      const roster = action.application.roster.map(({ name, citizenId }) => ({ name, citizenId }));
      return { ...action, record: { ...action.record, caseFile: { ...action.record.caseFile, roster } } };
    };
    const rounds = exportRounds('n', stored([accepted, later].map(withFile)));
    expect(rounds.map(({ sequence }) => sequence)).toEqual([1, 2]);
    expect(rounds.flatMap(({ source }) => [...provincialRecords(source)].map(({ position }) => position))).toEqual([
      1, 2,
    ]);
  });
});

/** Any order of decisions, exports of any waiting rounds, and entries taken back. */
type Step =
  | { readonly kind: 'settle'; readonly verdicts: readonly Verdict[] }
  | { readonly kind: 'export'; readonly half: boolean };
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('settle' as const),
    verdicts: fc.array(fc.constantFrom<Verdict>('met', 'unmet', 'remediable', 'unknown'), {
      minLength: 1,
      maxLength: 6,
    }),
  }),
  fc.record({ kind: fc.constant('export' as const), half: fc.boolean() }),
);

describe('any life of an accepted case', () => {
  const whole = application(6);
  const next = (summary: CaseSummary, wish: Step): CaseAction | null => {
    if (wish.kind === 'export') {
      const waiting = summary.rounds.filter(isWaiting).map(({ ledgerNumber }) => ledgerNumber);
      const rounds = wish.half ? waiting.slice(0, 1) : waiting;
      return rounds.length === 0 ? null : anExport(B2, rounds);
    }
    const rest = restOf(whole, summary.persons);
    const some = { ...rest, roster: rest.roster.slice(0, wish.verdicts.length) };
    return some.roster.length === 0 ? null : aSupplement(some, wish.verdicts);
  };

  it('accepts and exports each person at most once, and everybody who is met in the end', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.array(step, { maxLength: 12 }), (met, wishes) => {
        const taken: CaseAction[] = [anAcceptanceOf(whole, met)];
        for (const wish of wishes) {
          const summary = fold(...taken);
          const action = next(summary, wish);
          if (action === null || !isAllowed(summary.status, action.kind, 'windowClerk')) continue;
          if (objectionTo(summary, action, whole) === null) taken.push(action);
        }
        const accepted = taken.flatMap((action) =>
          'record' in action && action.record !== null && action.record.decision.outcome === 'accept'
            ? action.record.decision.entries
                .filter(({ verdict }) => verdict === 'met')
                .map(({ citizenId }) => citizenId)
            : [],
        );
        expect(new Set(accepted).size).toBe(accepted.length);
        const exported = taken.flatMap((action) => (action.kind === 'exported' ? action.rounds : []));
        expect(new Set(exported).size).toBe(exported.length);
        const summary = fold(...taken);
        expect(summary.metPersons).toBe(accepted.length);
        expect(summary.persons.filter(({ standing }) => standing === 'met')).toHaveLength(accepted.length);
        const left = summary.rounds.filter(({ batchNumber }) => batchNumber !== null);
        expect(new Set(left.map(({ ledgerNumber }) => ledgerNumber))).toEqual(new Set(exported));
        expect(summary.status === 'exported').toBe(summary.rounds.every((round) => !isWaiting(round)));
        expect(isAllowed(summary.status, 'voided', 'administrator')).toBe(exported.length === 0);
      }),
    );
  });
});
