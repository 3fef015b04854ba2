/** What is recorded of a case is one of these actions, whole; anything else is not an action. */
import { describe, expect, it } from 'vitest';
import { CaseAction } from '#shared/casework/action.ts';
import {
  aCaseNote,
  aCorrection,
  aDecision,
  anAcceptanceOf,
  anExport,
  answered,
  aPrintConfirmed,
  aPrintSent,
  aSupplement,
  aVoid,
  aWithdrawal,
} from '#tests/builders/a-case-action.ts';
import { anApplication } from '#tests/builders/an-application.ts';

const print = '00000000-0000-4000-8000-000000000001';
const application = anApplication();
const actions: readonly CaseAction[] = [
  aDecision('received'),
  { ...aDecision('received'), record: null } as CaseAction,
  anAcceptanceOf(application, 1),
  aDecision('deficiencyNotified'),
  { ...aDecision('deficiencyNotified'), record: null, remedyBy: null } as CaseAction,
  aDecision('declined'),
  aDecision('heldPending'),
  { ...aDecision('heldPending'), acceptBy: null } as CaseAction,
  aSupplement(application, ['met']),
  aCorrection(application, ['met']),
  aPrintSent(print),
  aPrintConfirmed(print),
  aPrintConfirmed(print, 'failed'),
  anExport(),
  anExport('〔2022〕W03-000001', [1, 7]),
  answered('2022-09-01', [['440802200003159020', 'accepted']]),
  aCaseNote(),
  aVoid(),
  aVoid(3),
  aWithdrawal(),
];
const reads = (value: unknown): boolean => CaseAction.safeParse(value).success;

describe('an action', () => {
  it.each(actions.map((action) => [action.kind, action] as const))('%s is read as it was written', (_, action) => {
    expect(CaseAction.parse(JSON.parse(JSON.stringify(action)))).toEqual(action);
  });

  const optional: Readonly<Partial<Record<CaseAction['kind'], readonly string[]>>> = {
    voided: ['entry', 'confirmation'],
  };
  it.each(actions.map((action) => [action.kind, action] as const))('%s lacks nothing', (kind, action) => {
    const may = optional[kind] ?? [];
    const fields = Object.keys(action).filter((field) => !may.includes(field));
    const without = (field: string) => Object.fromEntries(Object.entries(action).filter(([name]) => name !== field));
    expect(fields.filter((field) => reads(without(field)))).toEqual([]);
    for (const field of ['on', 'at']) expect(reads({ ...action, [field]: 5 })).toBe(false);
    expect(reads({ ...action, on: '2022-02-30' })).toBe(false);
    expect(reads({ ...action, officer: { id: 'o2' } })).toBe(false);
    expect(reads({ ...action, kind: 'other' })).toBe(false);
  });

  it.each<[string, unknown]>([
    ['accepted without a decision', { ...anAcceptanceOf(application, 1), record: null }],
    ['declined without a decision', { ...aDecision('declined'), record: null }],
    ['held without a decision', { ...aDecision('heldPending'), record: null }],
    ['supplemented without a decision', { ...aSupplement(application, ['met']), record: null }],
    ['a copy numbered 0', { ...aPrintSent(print), copy: 0 }],
    ['a print of no entry', { ...aPrintSent(print), of: 0 }],
    ['a print of half an entry', { ...aPrintSent(print), of: 1.5 }],
    ['a print without a proper id', { ...aPrintSent(print), printId: 'x' }],
    ['a print in a third state', { ...aPrintConfirmed(print), state: 'sent' }],
    ['an export of nothing', anExport('〔2022〕W03-000001', [])],
    ['an export of an entry numbered 0', anExport('〔2022〕W03-000001', [0])],
    ['the voiding of an entry numbered 0', aVoid(0)],
    ['a record without its calendar', withRecord({ calendarDigest: undefined })],
    ['a record whose decision is a word', withRecord({ decision: 'accept' })],
    ['a record whose case file is nothing', withRecord({ caseFile: null })],
  ])('is none: %s', (_, value) => {
    expect(reads(value)).toBe(false);
  });

  function withRecord(change: Record<string, unknown>): unknown {
    const action = anAcceptanceOf(application, 1);
    return 'record' in action ? { ...action, record: { ...action.record, ...change } } : action;
  }
});
