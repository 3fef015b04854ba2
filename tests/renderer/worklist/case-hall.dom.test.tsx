/** What a case page says of a case that came back from the exporting window: only while something is to be done about it. */
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import type { CaseAction } from '#shared/casework/action.ts';
import { foldCase } from '#shared/casework/case-state.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { CaseHall } from '#renderer/features/worklist/CaseHall.tsx';
import { aDecision, aWithdrawal, stored } from '#tests/builders/a-case-action.ts';

const window = '11111111-1111-4111-8111-111111111111';
const on = plainDate('2022-08-22');
const base = { at: '2022-08-22T17:00:00+08:00', on, officer: { id: 'o1', name: '李样例' } };
const release: CaseAction = { kind: 'released', ...base, to: { window, prefix: 'W01' }, rounds: [1] };
const back: CaseAction = {
  kind: 'handedBack',
  ...base,
  reason: '账户不符',
  dispatched: {
    name: 'hallWords 1',
    window,
    prefix: 'W01',
    on,
    officerId: 'o9',
    officerName: '赵样例',
    at: base.at,
    signed: { card: 'c', value: 'v' },
  },
};

function shown(...actions: readonly CaseAction[]): string {
  const summary = foldCase('c1', stored([aDecision('accepted'), ...actions]));
  if (summary === null) throw new Error('no case');
  return renderToStaticMarkup(<CaseHall summary={summary} />);
}

it('tells where it is, why it came back, and nothing any more once it was withdrawn', () => {
  expect(shown()).toBe('');
  expect(shown(release)).toContain('W01');
  expect(shown(release, back)).toContain('账户不符');
  expect(shown(release, back, aWithdrawal())).toBe('');
});
