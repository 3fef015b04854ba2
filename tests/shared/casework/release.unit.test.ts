/** A case in the hands of the exporting window: what may follow, and what it is afterwards. */
import { describe, expect, it } from 'vitest';
import type { CaseAction } from '#shared/casework/action.ts';
import { foldCase } from '#shared/casework/case-state.ts';
import { objectionTo } from '#shared/casework/objections.ts';
import { bindsWindows, leavingRounds } from '#shared/casework/release.ts';
import { allowedActions, phaseOf } from '#shared/casework/transitions.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { aDecision, anExport, anOffice, aWithdrawal, stored } from '#tests/builders/a-case-action.ts';

const window = '11111111-1111-4111-8111-111111111111';
const on = plainDate('2022-08-22');
const base = { at: '2022-08-22T17:00:00+08:00', on, officer: { id: 'o1', name: '李样例' } };
const dispatched = (from = window) => ({
  name: 'hallWords 1',
  window: from,
  prefix: 'W01',
  on,
  officerId: 'o9',
  officerName: '赵样例',
  at: base.at,
  signed: { card: 'c', value: 'v' },
});
const release: CaseAction = { kind: 'released', ...base, to: { window, prefix: 'W01' }, rounds: [1] };
const back = (from?: string): CaseAction => ({
  kind: 'handedBack',
  ...base,
  reason: '账户不符',
  dispatched: dispatched(from),
});
const out = (rounds = [1], from?: string): CaseAction => ({
  kind: 'exported',
  ...base,
  batchId: 'b',
  batchNumber: 'W01-1',
  rounds,
  dispatched: dispatched(from),
});
const fold = (...actions: readonly CaseAction[]) => {
  const summary = foldCase('c1', stored([aDecision('accepted'), ...actions]));
  if (summary === null) throw new Error('no case');
  return summary;
};

describe('a released case', () => {
  it('is bound: neither decided, withdrawn, voided nor exported here', () => {
    const summary = fold(release);
    expect(phaseOf(summary)).toBe('released');
    const allowed = allowedActions(phaseOf(summary), 'administrator');
    for (const kind of ['corrected', 'supplemented', 'withdrawn', 'voided', 'released', 'accepted'] as const)
      expect(allowed).not.toContain(kind);
    expect(allowed).toEqual(expect.arrayContaining(['exported', 'handedBack', 'printSent', 'caseNote']));
    expect(leavingRounds(summary)).toEqual([]);
    expect(objectionTo(summary, anExport(undefined, [1]), null)).toBe('action-not-allowed');
  });

  it('is answered by the window that it was released to alone, about all that was released', () => {
    const summary = fold(release);
    const stranger = '22222222-2222-4222-8222-222222222222';
    expect(objectionTo(summary, out(), null)).toBeNull();
    expect(objectionTo(summary, back(), null)).toBeNull();
    expect(objectionTo(summary, out([1], stranger), null)).toBe('action-not-allowed');
    expect(objectionTo(summary, back(stranger), null)).toBe('action-not-allowed');
    expect(objectionTo(summary, out([1, 2]), null)).toBe('action-not-allowed');
    expect(objectionTo(summary, out([2]), null)).toBe('action-not-allowed');
    // Nobody answers what was never asked.
    expect(objectionTo(fold(), out(), null)).toBe('action-not-allowed');
    expect(objectionTo(fold(), back(), null)).toBe('action-not-allowed');
  });

  it('is exported by its word, with the window that did', () => {
    expect(fold(release, out())).toMatchObject({
      status: 'exported',
      release: null,
      batchNumber: 'W01-1',
      batchWindow: 'W01',
    });
    expect(fold(anExport(undefined, [1]))).toMatchObject({ status: 'exported', batchWindow: null });
  });

  it('comes back as it was, with the reason until something becomes of it', () => {
    const summary = fold(release, back());
    expect(summary).toMatchObject({
      status: 'accepted',
      release: null,
      handedBack: { prefix: 'W01', on, reason: '账户不符' },
    });
    expect(leavingRounds(summary)).toEqual([1]);
    expect(fold(release, back(), release)).toMatchObject({ handedBack: null, release: { ledgerNumber: 4 } });
    expect(fold(release, back(), aWithdrawal()).status).toBe('withdrawn');
  });

  it('is released only of what may leave', () => {
    const named = (rounds: number[]): CaseAction => ({ ...release, rounds });
    expect(objectionTo(fold(), named([1]), null)).toBeNull();
    expect(objectionTo(fold(), named([2]), null)).toBe('action-not-allowed');
    expect(objectionTo(fold(anExport(undefined, [1])), named([1]), null)).toBe('action-not-allowed');
  });

  it('is not kept back by a 复核 that cannot reach the other window: only what is still here is reviewed', () => {
    const office = { ...anOffice, review: { takes: 'acceptances', by: 'anybody' } as const };
    const accepted = { ...aDecision('accepted'), office } as CaseAction;
    const word = (id: string, passed: boolean): CaseAction => ({
      kind: 'reviewed',
      ...base,
      officer: { id, name: id },
      of: 1,
      passed,
      reasons: [],
      note: '学校不符',
    });
    const folded = (...actions: CaseAction[]) => foldCase('c1', stored([accepted, ...actions]));
    const passed = word('o7', true);
    const returned = word('o8', false);
    expect(objectionTo(folded(passed), returned, null)).toBeNull();
    expect(objectionTo(folded(passed, release), returned, null)).toBe('review-not-waiting');
    expect(objectionTo(folded(passed, release, back()), returned, null)).toBeNull();
  });

  it('asks nobody whether to keep what binds another window', () => {
    expect([release, back(), out(), anExport(), aWithdrawal()].map(bindsWindows)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});
