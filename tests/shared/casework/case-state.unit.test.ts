import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CaseAction } from '#shared/casework/action.ts';
import { foldCase, lastApplication } from '#shared/casework/case-state.ts';
import { allowedActions, type CasePhase } from '#shared/casework/transitions.ts';
import {
  aDecision,
  anExport,
  aPrintConfirmed,
  aPrintSent,
  aVoid,
  aWithdrawal,
  stored,
} from '#tests/builders/a-case-action.ts';
import { anApplication, aRosterEntry } from '#tests/builders/an-application.ts';

const fold = (...actions: CaseAction[]) => foldCase('c1', stored(actions));
const P1 = '00000000-0000-4000-8000-000000000001';
const P2 = '00000000-0000-4000-8000-000000000002';
const corrected = anApplication({ roster: [aRosterEntry({ name: '陈海情' })] });
const attested = anApplication({
  roster: [
    aRosterEntry({
      attestations: [
        { check: 'full-time', verdict: 'met', basis: 'original-seen', by: 'o2', on: anApplication().receivedOn },
      ],
    }),
  ],
});

describe('fold of a case', () => {
  it.each([
    ['received', 'received', null],
    ['accepted', 'accepted', 'accept'],
    ['deficiencyNotified', 'deficient', 'deficient'],
    ['declined', 'declined', 'decline'],
    ['heldPending', 'pending', 'pending'],
  ] as const)('%s → %s', (kind, status, outcome) => {
    expect(fold(aDecision(kind))).toMatchObject({ status, outcome, number: '〔2022〕W03-000127' });
  });

  it('shows the last decision with its figures and clocks', () => {
    expect(fold(aDecision('deficiencyNotified'), aDecision('accepted'))).toMatchObject({
      status: 'accepted',
      metPersons: 1,
      totalAmountFen: 150_000,
      remedyBy: null,
      decisionDue: '2022-09-21',
      firstSequence: 1,
      lastSequence: 2,
    });
  });

  it('keeps the clock of a notice only while the notice stands', () => {
    expect(fold(aDecision('deficiencyNotified'))?.remedyBy).toBe('2022-09-05');
    expect(fold(aDecision('heldPending'))?.acceptBy).toBe('2022-08-29');
  });

  it('marks prints before a change of the application as outdated, and only those', () => {
    const prints = fold(
      aDecision('received'),
      aPrintSent(P1),
      aDecision('accepted', corrected),
      aPrintSent(P2, 3),
    )?.prints;
    expect(prints?.map(({ printId, outdated }) => [printId, outdated])).toEqual([
      [P1, true],
      [P2, false],
    ]);
  });

  it('does not void what the firm signed when only a decision or an attestation was added', () => {
    const prints = fold(
      aDecision('received'),
      aPrintSent(P1, 1, 'applicationForm'),
      aDecision('accepted', attested),
    )?.prints;
    expect(prints?.[0]).toMatchObject({ outdated: false, ledgerNumber: 2, state: 'sent' });
  });

  it('follows what the clerk says of a paper', () => {
    expect(fold(aDecision('accepted'), aPrintSent(P1), aPrintConfirmed(P1, 'failed'))?.prints[0]?.state).toBe('failed');
  });

  it('ends as exported, voided or withdrawn', () => {
    expect(fold(aDecision('accepted'), anExport())).toMatchObject({
      status: 'exported',
      batchNumber: '〔2022〕W03-000001',
    });
    expect(fold(aDecision('accepted'), aVoid())?.status).toBe('voided');
    expect(fold(aDecision('received'), aWithdrawal())?.status).toBe('withdrawn');
  });

  it('is voided by two officers, never by one', () => {
    const { confirmation, ...alone } = aVoid() as Extract<CaseAction, { kind: 'voided' }>;
    const own = { ...alone, confirmation: { officerId: alone.officer.id, at: alone.at, seal: 'c2VhbA==' } };
    expect(confirmation).toBeDefined();
    for (const one of [alone, own]) expect(fold(aDecision('accepted'), one)?.status).toBe('accepted');
  });

  it('takes back one entry alone', () => {
    expect(fold(aDecision('heldPending'), aDecision('accepted'), aVoid(2))).toMatchObject({
      status: 'pending',
      lastSequence: 3,
    });
    expect(fold(aDecision('accepted'), aPrintSent(P1), aVoid(2))?.prints).toEqual([]);
  });

  it('is voided, with firm and number still shown, when nothing of it stands', () => {
    expect(fold(aDecision('accepted'), aVoid(1))).toMatchObject({
      status: 'voided',
      number: '〔2022〕W03-000127',
      employerName: '湛江海晟食品有限公司',
    });
  });

  it('is nothing without an application', () => {
    expect(fold(aPrintSent(P1))).toBeNull();
    expect(foldCase('c1', [])).toBeNull();
  });
});

const anyAction = fc.constantFrom<CaseAction>(
  aDecision('received'),
  aDecision('accepted', corrected),
  aDecision('deficiencyNotified'),
  aDecision('declined'),
  aDecision('heldPending', attested),
  aPrintSent(P1),
  aPrintSent(P2),
  aPrintConfirmed(P1),
  aPrintConfirmed(P2, 'failed'),
  anExport(),
  aVoid(),
  aWithdrawal(),
);

describe('fold of any allowed history', () => {
  const histories = fc.array(anyAction, { maxLength: 25 }).map((wishes) => {
    const taken: CaseAction[] = [];
    for (const wish of wishes) {
      const phase: CasePhase = foldCase('c1', stored(taken))?.status ?? 'new';
      if (allowedActions(phase, 'windowClerk').includes(wish.kind)) taken.push(wish);
    }
    return taken;
  });

  it('ends in the status of the last action that sets one, and counts every print once', () => {
    fc.assert(
      fc.property(histories, (actions) => {
        const summary = foldCase('c1', stored(actions));
        const sent = actions.filter(({ kind }) => kind === 'printSent').length;
        expect(summary?.prints.length ?? 0).toBe(sent);
        expect(summary?.lastSequence ?? 0).toBe(actions.length);
      }),
    );
  });

  it('taking back the last entry gives the state before it', () => {
    fc.assert(
      fc.property(histories, (actions) => {
        if (actions.length < 2) return;
        const before = foldCase('c1', stored(actions.slice(0, -1)));
        const after = foldCase('c1', stored([...actions, aVoid(actions.length)]));
        expect({ ...after, lastSequence: 0 }).toEqual({ ...before, lastSequence: 0 });
        expect(lastApplication(stored([...actions, aVoid(actions.length)]))).toEqual(
          lastApplication(stored(actions.slice(0, -1))),
        );
      }),
    );
  });
});
