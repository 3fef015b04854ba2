/** The parts in which a list goes into the ledger. */
import { PART_ROWS } from './list-event.ts';
import type { CheckedRow, ListProblem } from './list-row.ts';

export interface ListPart {
  readonly rows: readonly CheckedRow[];
  readonly problems: readonly ListProblem[];
}

/** Parts by the file's lines: the same file gives the same ones, whatever became of each line. */
export function partsOf(rows: readonly CheckedRow[], problems: readonly ListProblem[]): readonly ListPart[] {
  const lines = [...new Set([...rows, ...problems].map(({ line }) => line))].toSorted((a, b) => a - b);
  const rowOf = new Map(rows.map((row) => [row.line, row]));
  const problemsOf = new Map<number, ListProblem[]>();
  for (const problem of problems) problemsOf.set(problem.line, [...(problemsOf.get(problem.line) ?? []), problem]);
  const parts: ListPart[] = [];
  for (let at = 0; at < lines.length; at += PART_ROWS) {
    const own = lines.slice(at, at + PART_ROWS);
    parts.push({
      rows: own.flatMap((line) => rowOf.get(line) ?? []),
      problems: own.flatMap((line) => problemsOf.get(line) ?? []),
    });
  }
  return parts;
}
