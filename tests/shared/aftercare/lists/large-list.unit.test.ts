/** A large place's month: 50,000 rows go into the ledger in small entries and come out whole, each an item. */
import { expect, it } from 'vitest';
import { foldAftercare } from '#shared/aftercare/fold.ts';
import { isWhole } from '#shared/aftercare/lists/lists.ts';
import { partsOf } from '#shared/aftercare/lists/list-parts.ts';
import type { ListProblem } from '#shared/aftercare/lists/list-row.ts';
import { first, Ledger } from '#tests/builders/an-aftercare.ts';
import { aListRow, listBegun, rowsTaken } from '#tests/builders/a-list.ts';

const ROWS = 50_000;
/** A line of the ledger may have 32 MB; an entry of a list stays far below. */
const MOST_BYTES = 256 * 1024;

it('loses no line of 50,000', { timeout: 120_000 }, () => {
  const rows = Array.from({ length: ROWS }, (_, index) =>
    aListRow(index, index % 7000, index + 2, { citizenId: `44080220${String(index).padStart(10, '0')}` }),
  ).filter(({ line }) => line % 500 !== 0);
  const problems = Array.from({ length: ROWS / 500 }, (_, index): ListProblem[] => {
    const common = { line: (index + 1) * 500, cell: 'G1', name: '某某', detail: '' };
    return [
      { ...common, code: 'id-wrong' },
      { ...common, code: 'credit-code-wrong' },
    ];
  }).flat();
  const parts = partsOf(rows, problems);
  const ledger = new Ledger().add('2022-08-22', first, listBegun('l1', { parts: parts.length }));
  for (const [part, own] of parts.entries())
    ledger.add('2022-08-22', first, rowsTaken(own.rows, 'l1', part, own.problems));
  const largest = Math.max(...ledger.entries.map(({ content }) => JSON.stringify(content).length));
  expect(largest).toBeLessThan(MOST_BYTES);
  const { items, lists, refused } = foldAftercare({ items: [], origins: new Set() }, ledger.entries);
  expect([refused.length, items.length, lists.taken.map(isWhole)]).toEqual([0, rows.length, [true]]);
  expect(lists.taken[0]?.rows).toEqual(rows);
  expect(lists.taken[0]?.problems).toHaveLength(problems.length);
});

it('makes the same parts of the same lines, whatever became of them', () => {
  const rows = Array.from({ length: 450 }, (_, index) => aListRow(index, 1, index + 2));
  const lost = rows
    .slice(100, 150)
    .map(({ line, name }): ListProblem => ({ line, name, cell: '', code: 'known', detail: '' }));
  const linesOf = (parts: ReturnType<typeof partsOf>) =>
    parts.map((part) => [...part.rows, ...part.problems].map(({ line }) => line).toSorted((a, b) => a - b));
  expect(linesOf(partsOf(rows.toSpliced(100, 50), lost))).toEqual(linesOf(partsOf(rows, [])));
});
