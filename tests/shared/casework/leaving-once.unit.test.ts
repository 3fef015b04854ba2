/** Nobody leaves twice, and nobody who was accepted is free again because the roster names him twice. */
import { describe, expect, it } from 'vitest';
import { foldCase } from '#shared/casework/case-state.ts';
import { objectionTo } from '#shared/casework/objections.ts';
import { isWaiting, standingsOf } from '#shared/casework/rounds.ts';
import type { CheckResult } from '#shared/policy/verdict.ts';
import { aDecisionRecord, anAcceptanceOf, anExport, aSupplement, stored } from '#tests/builders/a-case-action.ts';
import { aCitizenId } from '#tests/builders/a-case-paper.ts';
import { anApplication, aRosterEntry } from '#tests/builders/an-application.ts';

const B1 = '〔2022〕W03-000001';
const B2 = '〔2022〕W03-000002';
const whole = anApplication({
  roster: [0, 1, 2].map((index) =>
    aRosterEntry({ entryId: `e${index}`, name: `甲${index}`, citizenId: aCitizenId(index) }),
  ),
});
const rest = { ...whole, roster: whole.roster.slice(1, 2) };
const accepted = anAcceptanceOf(whole, 1);
const later = aSupplement(rest, ['met']);
const refused = aSupplement(rest, ['unmet']);

describe('a round', () => {
  it('keeps the batch it left in, whatever a later entry says', () => {
    const rounds = foldCase('c1', stored([accepted, anExport(B1), later, anExport(B2, [1, 3])]))?.rounds;
    expect(rounds?.map(({ ledgerNumber, batchNumber }) => [ledgerNumber, batchNumber])).toEqual([
      [1, B1],
      [3, B2],
    ]);
  });

  it('leaves only where an export names it', () => {
    const rounds = foldCase('c1', stored([accepted, later, anExport(B1, [2])]))?.rounds;
    expect(rounds?.map(({ batchNumber }) => batchNumber)).toEqual([null, B1]);
  });

  it('in which nobody is accepted waits for no batch', () => {
    const summary = foldCase('c1', stored([accepted, refused, anExport(B1, [1, 2])]));
    expect(summary?.rounds.map(({ persons, batchNumber }) => [persons, batchNumber])).toEqual([
      [1, B1],
      [0, null],
    ]);
    expect(summary?.rounds.some(isWaiting)).toBe(false);
    expect(summary?.status).toBe('exported');
  });

  it('that has left keeps an export that names it again from being recorded', () => {
    const before = foldCase('c1', stored([accepted, anExport(B1), later]));
    expect(objectionTo(before, anExport(B2, [3]), null)).toBeNull();
    expect(objectionTo(before, anExport(B2, [1, 3]), null)).toBe('action-not-allowed');
    expect(objectionTo(before, anExport(B2, [1]), null)).toBe('action-not-allowed');
    expect(objectionTo(null, anExport(B2, [1]), null)).toBe('action-not-allowed');
  });
});

describe('a person named twice in the roster', () => {
  it('stands where the first row stands', () => {
    const twice = { ...whole, roster: [...whole.roster.slice(0, 1), ...whole.roster.slice(0, 1)] };
    const { decision } = aDecisionRecord(twice, 'accept', 1);
    const duplicate = { check: 'single-application', verdict: 'remediable', reason: 'duplicate-in-roster' };
    const entries = decision.entries.map((entry, index) =>
      index === 0 ? entry : { ...entry, verdict: 'remediable' as const, checks: [duplicate as unknown as CheckResult] },
    );
    expect([...standingsOf({ ...decision, entries })]).toEqual([[aCitizenId(0), 'met']]);
  });
});
