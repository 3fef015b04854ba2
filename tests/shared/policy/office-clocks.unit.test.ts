import { describe, expect, it } from 'vitest';
import { plainDate } from '#shared/domain/plain-date.ts';
import { foldClocks, type ClockEvent } from '#shared/policy/office-clocks.ts';

const on = plainDate('2022-09-06');
const from = plainDate('2022-09-05');
const opened: ClockEvent = { step: 'opened', clock: 'publicNotice', name: '第3批公示', from };
const fold = (...events: readonly (readonly [string, unknown])[]) =>
  foldClocks(events.map(([subjectId, content], index) => ({ sequence: index + 1, subjectId, on, content })));

describe('the clocks of the office', () => {
  it('run from the day they were registered with, until they are closed', () => {
    const running = { id: 'a', kind: 'publicNotice', name: '第3批公示', from, ledgerNumber: 1, closedOn: null };
    expect(fold(['a', opened])).toEqual([running]);
    expect(fold(['a', opened], ['a', { step: 'closed', note: '' }])).toEqual([{ ...running, closedOn: on }]);
  });

  it('are gone when they were a mistake, and a second registration of the same changes nothing', () => {
    expect(fold(['a', opened], ['a', { step: 'voided', reason: '登记错' }])).toEqual([]);
    expect(fold(['a', opened], ['a', { ...opened, name: '另一名称' }])[0]?.name).toBe('第3批公示');
  });

  it('pass over what is none: unknown steps, closings of nothing, a name left empty', () => {
    expect(
      fold(['a', { step: 'paused' }], ['b', { step: 'closed', note: '' }], ['c', { ...opened, name: ' ' }]),
    ).toEqual([]);
  });
});
