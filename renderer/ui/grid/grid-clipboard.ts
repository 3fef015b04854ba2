/** From selection to clipboard text and back. */
import { cellText, rangeOf, type GridState } from './grid-reducer.ts';
import type { GridColumn } from './grid-types.ts';
import { formatTsv } from './tsv.ts';

function copyOf(state: GridState, row: number, index: number, columns: readonly GridColumn[]): string {
  const column = columns[index];
  const shown = state.rows[row];
  if (column === undefined || shown === undefined) return '';
  return column.editable ? cellText(state.rows, { row, column: index }, columns) : (column.copyText?.(shown) ?? '');
}

/** The selected cells as clipboard text: what was typed, not how it is grouped for reading. */
export function selectionText(state: GridState, columns: readonly GridColumn[]): string {
  const { top, bottom, left, right } = rangeOf(state);
  const last = Math.min(bottom, Math.max(top, state.rows.length - 1));
  const lines: string[][] = [];
  for (let row = top; row <= last; row += 1) {
    const cells: string[] = [];
    for (let column = left; column <= right; column += 1) cells.push(copyOf(state, row, column, columns));
    lines.push(cells);
  }
  return formatTsv(lines);
}

/** Cells of a table that find no column to stand in: right of the last one, or under a read-only column. */
export function lostCells(table: readonly (readonly string[])[], left: number, columns: readonly GridColumn[]): number {
  let lost = 0;
  for (const cells of table) {
    for (const [across, text] of cells.entries()) {
      if (text.trim() !== '' && columns[left + across]?.editable !== true) lost += 1;
    }
  }
  return lost;
}
