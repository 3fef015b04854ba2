/** Figures and papers of a case's line in each status, and the names under which entries stand on disk. */
import { describe, expect, it } from 'vitest';
import type { CaseAction } from '#shared/casework/action.ts';
import { foldCase } from '#shared/casework/case-state.ts';
import { entryKinds, NumberSeries } from '#shared/casework/journal.ts';
import { OfficeEvent } from '#shared/casework/office-events.ts';
import { mainPaperOfStatus } from '#shared/casework/papers-by-outcome.ts';
import { aDecision, aDecisionRecord, anExport, aPrintSent, stored } from '#tests/builders/a-case-action.ts';
import { anApplication } from '#tests/builders/an-application.ts';

const application = anApplication();
const withMet = (kind: 'received' | 'heldPending' | 'deficiencyNotified', met: number): CaseAction =>
  ({ ...aDecision(kind, application), record: aDecisionRecord(application, 'pending', met) }) as CaseAction;

describe('the figures of a case', () => {
  it('are those of its decision while it is not accepted', () => {
    for (const kind of ['received', 'heldPending', 'deficiencyNotified'] as const)
      expect(foldCase('c1', stored([withMet(kind, 1)]))).toMatchObject({
        metPersons: 1,
        totalAmountFen: 150_000,
        decisionDue: '2022-09-21',
        rounds: [],
      });
  });

  it('are nothing while nothing is decided', () => {
    expect(foldCase('c1', stored([aDecision('received')]))).toMatchObject({
      metPersons: 0,
      totalAmountFen: 0,
      decisionDue: null,
      decidedOn: null,
      outcome: null,
    });
  });

  it('count from its first entry to its last', () => {
    const actions = stored([aDecision('received'), aDecision('accepted'), anExport(undefined, [2])]);
    const later = actions.map((action) => ({ ...action, sequence: action.sequence + 10 }));
    expect(foldCase('c1', later)).toMatchObject({ firstSequence: 11, lastSequence: 13, decidedAt: 12 });
  });

  it('keep the day of the last decision when papers are taken in again', () => {
    const before = foldCase('c1', stored([aDecision('heldPending'), aDecision('received')]));
    expect(before).toMatchObject({ status: 'received', decidedOn: '2022-08-22' });
  });

  it('show a print as sent until the clerk says otherwise', () => {
    const print = '00000000-0000-4000-8000-000000000001';
    expect(foldCase('c1', stored([aDecision('received'), aPrintSent(print)]))?.prints).toEqual([
      { printId: print, paper: 'receipt', copy: 1, state: 'sent', of: 1, ledgerNumber: 2, outdated: false },
    ]);
  });
});

describe('the paper that an applicant waits for', () => {
  it('in each status', () => {
    expect(mainPaperOfStatus).toEqual({
      received: 'receipt',
      accepted: 'acceptance',
      deficient: 'deficiencyNotice',
      declined: 'declineNotice',
      pending: 'receipt',
      partlyExported: 'acceptance',
      exported: 'acceptance',
      voided: null,
      withdrawn: null,
    });
  });
});

describe('entries on disk', () => {
  it('keep the kinds and series that they were written under', () => {
    expect(entryKinds).toEqual(
      expect.arrayContaining([
        'case',
        'print',
        'export',
        'purge',
        'policy',
        'registry',
        'verification',
        'office',
        'clock',
      ]),
    );
    expect(NumberSeries.options).toEqual(expect.arrayContaining(['case', 'batch']));
  });

  it.each<[string, unknown, boolean]>([
    ['an officer without an id', { type: 'officerAdded', officerId: '', name: '王', role: 'windowClerk' }, false],
    ['an officer of one letter', { type: 'officerAdded', officerId: 'o', name: '王', role: 'windowClerk' }, true],
    ['an officer without a name', { type: 'officerRetired', officerId: 'o', name: '' }, false],
    ['a try of nobody', { type: 'confirmationRefused', officerId: '', failures: 1 }, false],
    ['a try of somebody', { type: 'confirmationRefused', officerId: 'o', failures: 1 }, true],
    ['fewer failures than none', { type: 'signedIn', failures: -1, vaultRevision: 0 }, false],
    ['no failure', { type: 'signedIn', failures: 0, vaultRevision: 0 }, true],
    ['a revision before the first', { type: 'signedIn', failures: 0, vaultRevision: -1 }, false],
    ['settings from no entry', { type: 'officeRestored', from: 0 }, false],
    ['settings from the first entry', { type: 'officeRestored', from: 1 }, true],
  ])('of the office: %s', (_, event, taken) => {
    expect(OfficeEvent.safeParse(event).success).toBe(taken);
  });
});
