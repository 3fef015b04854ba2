/** The sum of a case as lists, the case page and the page after saving write it. */
import { expect, it } from 'vitest';
import { amountText } from '#renderer/features/worklist/case-columns.tsx';
import type { CaseAction } from '#shared/casework/action.ts';
import { foldCase, type CaseSummary } from '#shared/casework/case-state.ts';
import { aDecision, stored } from '#tests/builders/a-case-action.ts';

function folded(...actions: readonly CaseAction[]): CaseSummary {
  const summary = foldCase('c1', stored(actions));
  if (summary === null) throw new Error('no case');
  return summary;
}

it('says that a sum was accepted, or only would be, or that there is none', () => {
  const accepted = folded(aDecision('accepted'));
  expect(accepted.totalAmountFen).toBeGreaterThan(0);
  expect(amountText(accepted)).toMatch(/^[\d,]+\.\d\d$/u);
  const deficient = folded(aDecision('deficiencyNotified'));
  expect(amountText({ ...deficient, totalAmountFen: 450_000 })).toBe('拟 4,500.00');
  expect(amountText({ ...deficient, totalAmountFen: 0 })).toBe('—');
});
