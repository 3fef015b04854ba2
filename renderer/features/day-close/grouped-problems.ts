/** The pre-flight's findings as they are read: the same finding about several persons of a case is one line. */
import type { PreflightProblem } from '#shared/layouts/preflight.ts';
import { preflightMessage } from '#shared/wording/preflight.ts';

export interface ProblemGroup {
  /** The first of them. */
  readonly problem: PreflightProblem;
  /** Places in the roster of the case, from 1, ascending. */
  readonly positions: readonly number[];
}

export const isError = (problem: PreflightProblem): boolean => problem.severity === 'error';

/** Errors first; otherwise in the order of the file. Findings whose sentence differs stay apart. */
export function groupedProblems(problems: readonly PreflightProblem[]): readonly ProblemGroup[] {
  const groups = new Map<string, { readonly problem: PreflightProblem; readonly positions: number[] }>();
  for (const problem of [...problems.filter(isError), ...problems.filter((one) => !isError(one))]) {
    const { caseReference, column, code, position } = problem;
    const key = JSON.stringify([caseReference, column, code, preflightMessage(problem)]);
    const group = groups.get(key) ?? { problem, positions: [] };
    if (!group.positions.includes(position)) group.positions.push(position);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ problem, positions }) => ({
    problem,
    positions: positions.toSorted((a, b) => a - b),
  }));
}
