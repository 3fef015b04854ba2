/** What the panel shows is of whom is selected: checks, warnings and names. */
import { renderHook } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { remarksByEntry, useSelectedResults } from '#renderer/features/intake/use-selected-results.ts';
import type { Verdicts } from '#renderer/features/intake/use-verdicts.ts';
import type { Decision } from '#shared/policy/verdict.ts';
import { aDecisionRecord } from '#tests/builders/a-case-action.ts';
import { aCheck } from '#tests/builders/a-case-paper.ts';
import { anApplication, aRosterEntry } from '#tests/builders/an-application.ts';

const first = aRosterEntry();
const second = aRosterEntry({ entryId: 'e2', name: '黄志远', citizenId: '440823199911081130' });
const damaged = aRosterEntry({ entryId: 'e3', name: '林晓彤', citizenId: '4.4E+17' });
const application = anApplication({ roster: [first, second, damaged] });
const checks = [aCheck('labour-contract', 'met', null), aCheck('programme-graduate', 'met', null)];
const base = aDecisionRecord(application, 'accept').decision;
const decision: Decision = {
  ...base,
  employerChecks: [aCheck('unit-type', 'met', null)],
  warnings: [
    { code: 're-enrolled', message: '曾中断后再参保', subject: second.citizenId },
    { code: 'licence-not-active', message: '企业登记状态为“吊销”', subject: 'employer' },
    { code: 'calendar-not-updated', message: '日历未更新' },
  ],
};
const entry = (citizenId: string) => ({ citizenId, verdict: 'met' as const, amountFen: 150_000, checks });
const verdicts = {
  decision,
  shares: [],
  hired: new Map(),
  byEntry: new Map([
    ['e1', entry(first.citizenId)],
    ['e2', entry(second.citizenId)],
  ]),
} as unknown as Verdicts;
const selected = (entryIds: readonly string[], group: 'contract' | 'licence' | null) =>
  renderHook(() => useSelectedResults(application, verdicts, { entryIds, group })).result.current;

describe('a selection', () => {
  it('lists only the warnings of whom is selected, and of the whole case', () => {
    const codes = (ids: readonly string[], group: 'licence' | null = null) =>
      selected(ids, group).warnings.map(({ code }) => code);
    expect(codes(['e1'])).toEqual(['calendar-not-updated']);
    expect(codes(['e2'])).toEqual(['re-enrolled', 'calendar-not-updated']);
    expect(codes(['e1'], 'licence')).toEqual(['licence-not-active', 'calendar-not-updated']);
    expect(selected(['e2'], null).nameOf(second.citizenId)).toBe('黄志远');
  });

  it('leaves out who cannot be read: nothing can be vouched for there', () => {
    const column = selected(['e1', 'e2', 'e3'], 'contract');
    expect(column.subjects.map(({ name }) => name)).toEqual(['陈海晴', '黄志远']);
    expect(column.subjects.flatMap((one) => one.checks.map(({ check }) => check))).toEqual([
      'labour-contract',
      'labour-contract',
    ]);
    expect(column.label).toBe('2 人 · 合同');
  });

  it('marks the row that has a warning, and no other', () => {
    expect([...remarksByEntry(application, verdicts)]).toEqual([['e2', ['曾中断后再参保']]]);
  });
});
