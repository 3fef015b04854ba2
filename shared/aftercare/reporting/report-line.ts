/** A figure of 月报 in its three spans. Ids are stable: a later program adds lines and reads those of an earlier one. */
import { z } from 'zod';
import { MonthSchema } from '../../domain/plain-date.ts';

const count = z.number().int().nonnegative();

/** What one cell group says; absent: the line has no such figure. `count`: 件, 笔 or 批, as the line's label says. */
export const Cells = z.object({
  /** 户数, each firm once. */
  firms: count.optional(),
  count: count.optional(),
  persons: count.optional(),
  amountFen: count.optional(),
});
export type Cells = z.infer<typeof Cells>;
export const cellNames = ['firms', 'count', 'persons', 'amountFen'] as const satisfies readonly (keyof Cells)[];

export const spans = ['month', 'year', 'term'] as const;
export type Span = (typeof spans)[number];

export const ReportLine = z.object({ id: z.string().min(1).max(80), month: Cells, year: Cells, term: Cells });
export type ReportLine = z.infer<typeof ReportLine>;

/** Paid in one month, for the chart. */
export const ReportMonth = z.object({ month: MonthSchema, persons: count, amountFen: count });
export type ReportMonth = z.infer<typeof ReportMonth>;

/** One figure that reads otherwise than before. */
export interface LineChange {
  readonly id: string;
  readonly span: Span;
  readonly cell: keyof Cells;
  readonly before: number | null;
  readonly after: number | null;
}

/**
 * Every figure that differs, in the order of the newer lines; what only the older ones have comes last. A line that was not there, since
 * nobody had begun to count it, and is nought now says nothing else than before: a report is not corrected for that.
 */
export function lineChanges(before: readonly ReportLine[], after: readonly ReportLine[]): readonly LineChange[] {
  const known = new Map(before.map((line) => [line.id, line]));
  const now = new Map(after.map((line) => [line.id, line]));
  const ids = [...now.keys(), ...[...known.keys()].filter((id) => !now.has(id))];
  return ids.flatMap((id) =>
    spans.flatMap((span) =>
      cellNames.flatMap((cell): LineChange[] => {
        const [was, is] = [known.get(id)?.[span][cell] ?? null, now.get(id)?.[span][cell] ?? null];
        return (was ?? 0) === (is ?? 0) ? [] : [{ id, span, cell, before: was, after: is }];
      }),
    ),
  );
}

/** Parts that must add up to 发放; firms do not, since one firm may stand in several parts. */
export const partsOfPaid = ['channel', 'group', 'unit'] as const;

/** Whether persons and amounts of each division add up to what was paid, in every span. */
export function addsUp(lines: readonly ReportLine[]): boolean {
  const paid = lines.find(({ id }) => id === 'paid');
  if (paid === undefined) return false;
  const sum = (parts: readonly ReportLine[], span: Span, cell: keyof Cells): number =>
    parts.reduce((total, line) => total + (line[span][cell] ?? 0), 0);
  return partsOfPaid.every((part) => {
    const own = lines.filter(({ id }) => id.startsWith(`${part}.`));
    return spans.every(
      (span) =>
        sum(own, span, 'persons') === (paid[span].persons ?? 0) &&
        sum(own, span, 'amountFen') === (paid[span].amountFen ?? 0),
    );
  });
}
