/** What is to be fixed before a list can leave, firm by firm: held rows and findings of the pre-flight, each sentence once with all whom it concerns. */
import type { GrantItem } from '#shared/aftercare/book.ts';
import { heldReasonWords } from '#shared/wording/reporting.ts';
import { preflightMessage } from '#shared/wording/preflight.ts';
import type { PreparedList } from './use-paid-list.ts';

export interface ListProblem {
  readonly key: string;
  readonly severity: 'error' | 'warning' | 'held';
  readonly firmKey: string;
  readonly employerName: string;
  /** Column and element code; empty for a held row. */
  readonly column: string;
  readonly sentence: string;
  readonly items: readonly GrantItem[];
}

const ORDER: readonly ListProblem['severity'][] = ['error', 'held', 'warning'];

export function listProblems({ draft, check }: PreparedList): readonly ListProblem[] {
  const problems = new Map<string, ListProblem>();
  const add = (item: GrantItem, severity: ListProblem['severity'], column: string, sentence: string): void => {
    const { firmKey, employerName } = item.source;
    const key = `${severity} ${firmKey} ${column} ${sentence}`;
    const known = problems.get(key);
    const items = [...(known?.items ?? []), item];
    problems.set(key, { key, severity, firmKey, employerName, column, sentence, items });
  };
  for (const problem of check.problems) {
    const row = draft.rows[problem.row - 1];
    if (row === undefined) continue;
    add(row.item, problem.severity, `${problem.heading} ${problem.elementCode}`.trim(), preflightMessage(problem));
  }
  for (const { item, reason } of draft.held) if (reason !== 'faulty') add(item, 'held', '', heldReasonWords[reason]);
  return ORDER.flatMap((severity) => [...problems.values()].filter((one) => one.severity === severity));
}
