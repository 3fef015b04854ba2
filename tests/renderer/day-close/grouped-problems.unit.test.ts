import { expect, it } from 'vitest';
import type { PreflightProblem } from '#shared/layouts/preflight.ts';
import { groupedProblems } from '#renderer/features/day-close/grouped-problems.ts';

const problem = (position: number, change: Partial<PreflightProblem> = {}): PreflightProblem => ({
  severity: 'warning',
  code: 'missing-advised',
  caseReference: '〔2022〕W03-000041',
  position,
  row: position,
  column: '7',
  heading: '单位编号',
  elementCode: 'AAB001',
  detail: {},
  ...change,
});
const lines = (problems: readonly PreflightProblem[]) =>
  groupedProblems(problems).map(({ problem: { caseReference, code }, positions }) => [
    `${caseReference.slice(-2)} ${code}`,
    positions,
  ]);

it('says the same hint of one case once, with everybody whom it is about', () => {
  expect(lines([problem(5), problem(1), problem(4), problem(1)])).toEqual([['41 missing-advised', [1, 4, 5]]]);
});

it('keeps cases, columns, and sentences with other figures apart, and errors in front', () => {
  const found = lines([
    problem(1),
    problem(1, { caseReference: '〔2022〕W03-000042' }),
    problem(2, { column: '8', heading: '银行' }),
    problem(3, { code: 'outside-gbk', detail: { count: 1 } }),
    problem(4, { code: 'outside-gbk', detail: { count: 2 } }),
    problem(9, { severity: 'error', code: 'missing' }),
  ]);
  expect(found).toEqual([
    ['41 missing', [9]],
    ['41 missing-advised', [1]],
    ['42 missing-advised', [1]],
    ['41 missing-advised', [2]],
    ['41 outside-gbk', [3]],
    ['41 outside-gbk', [4]],
  ]);
});
