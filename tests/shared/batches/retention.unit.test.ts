/** What is past its term, day by day at the edges. */
import { describe, expect, it } from 'vitest';
import type { RetentionRule } from '#shared/casework/office-events.ts';
import type { CaseStatus } from '#shared/casework/status.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import type { BatchState } from '#shared/batches/batch-events.ts';
import { dueCases, dueCopies } from '#shared/batches/retention.ts';

const rule: RetentionRule = { caseYears: 10, packDays: { insurance: 60 }, documentNumber: '湛档〔2022〕1号' };
const aCase = (status: CaseStatus, decidedOn: string | null = '2022-08-22') => ({
  caseId: status,
  status,
  receivedOn: plainDate('2022-01-05'),
  decidedOn: decidedOn === null ? null : plainDate(decidedOn),
  batchWindow: null as string | null,
});

describe('a case', () => {
  it.each([
    ['2022-01-01', '2032-12-31', 0],
    ['2022-01-01', '2033-01-01', 1],
    ['2022-12-31', '2032-12-31', 0],
    ['2022-12-31', '2033-01-01', 1],
    // Received the year before: the decision counts.
    ['2023-01-03', '2033-12-31', 0],
    ['2023-01-03', '2034-01-01', 1],
  ])('decided on %s is due on %s: %i', (decidedOn, on, due) => {
    expect(dueCases([aCase('declined', decidedOn)], [], rule, plainDate(on)).due).toHaveLength(due);
  });

  it('that was never decided counts from its receipt', () => {
    expect(dueCases([aCase('withdrawn', null)], [], rule, plainDate('2033-01-01')).due).toHaveLength(1);
  });

  it('is never due without a rule', () => {
    expect(dueCases([aCase('declined')], [], null, plainDate('2999-12-31'))).toEqual({ due: [], held: [] });
  });

  it('that is open, or whose hand-over is not on record, is held and said', () => {
    const open = ['received', 'accepted', 'deficient', 'pending', 'partlyExported', 'exported'] as const;
    const { due, held } = dueCases(
      open.map((status) => aCase(status)),
      [],
      rule,
      plainDate('2040-01-01'),
    );
    expect(due).toEqual([]);
    expect(held.map(({ status }) => status)).toEqual(open);
  });
});

describe('a case that left in a batch', () => {
  const begun = { cases: [{ caseId: 'exported' }, { caseId: 'partlyExported' }] } as BatchState['begun'];
  const batch = (change: Partial<BatchState>): BatchState =>
    ({ begun, committed: { manifestDigest: 'd', folder: 'B1' }, voided: null, ...change }) as BatchState;
  const due = (status: CaseStatus, batches: readonly BatchState[]): number =>
    dueCases([aCase(status)], batches, rule, plainDate('2040-01-01')).due.length;

  it.each<[string, Partial<BatchState>, number]>([
    ['whose folder is on record', {}, 1],
    ['whose folder was never finished', { committed: null }, 0],
    ['that was taken back', { voided: '重做' }, 0],
    ['of other cases', { begun: { cases: [{ caseId: 'x' }] } as BatchState['begun'] }, 0],
  ])('%s', (_, change, count) => {
    expect(due('exported', [batch(change)])).toBe(count);
  });

  it('goes once one of its batches is on record', () => {
    expect(due('exported', [batch({ voided: '重做' }), batch({})])).toBe(1);
  });

  it('is kept while a part of it is still here', () => {
    expect(due('partlyExported', [batch({})])).toBe(0);
  });

  it('is not asked for where nothing more can come of it', () => {
    expect((['declined', 'voided', 'withdrawn'] as const).map((status) => due(status, []))).toEqual([1, 1, 1]);
  });
});

describe('a copy', () => {
  const pack = (kind: 'insurance' | 'paid') => ({ kind, asOf: plainDate('2022-08-01') });
  it('goes the day after its kind’s term; a kind without a term is kept', () => {
    const packs = [pack('insurance'), pack('paid')];
    expect(dueCopies(packs, rule, plainDate('2022-09-30'))).toEqual([]);
    expect(dueCopies(packs, rule, plainDate('2022-10-01'))).toEqual([pack('insurance')]);
    expect(dueCopies(packs, null, plainDate('2099-01-01'))).toEqual([]);
  });
});
