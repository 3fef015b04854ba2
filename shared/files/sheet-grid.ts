/** A sheet as the roster reader asks it: any cell by row and column, and what merging lays over an empty one. */
import { EMPTY_CELL, type Sheet, type SheetCell, type SheetMerge, type SheetRow } from './sheet.ts';

export interface SheetGrid {
  readonly rows: readonly SheetRow[];
  /** Columns of the widest row. */
  readonly width: number;
  /** The cell itself; empty where the file has none. */
  at(row: number, column: number): SheetCell;
  /** The merged range over a cell, if any. */
  mergeOver(row: number, column: number): SheetMerge | null;
  /** Text of the cell, or of the merged range over it. */
  headingAt(row: number, column: number): string;
}

export function sheetGrid(sheet: Sheet): SheetGrid {
  const byNumber = new Map(sheet.rows.map((row) => [row.number, row]));
  const at = (row: number, column: number): SheetCell => byNumber.get(row)?.cells[column] ?? EMPTY_CELL;
  const mergeOver = (row: number, column: number): SheetMerge | null =>
    sheet.merges.find(
      (merge) =>
        row >= merge.firstRow && row <= merge.lastRow && column >= merge.firstColumn && column <= merge.lastColumn,
    ) ?? null;
  return {
    rows: sheet.rows,
    width: sheet.rows.reduce((widest, row) => Math.max(widest, row.cells.length), 0),
    at,
    mergeOver,
    headingAt: (row, column) => {
      const own = at(row, column).text.trim();
      const merge = own === '' ? mergeOver(row, column) : null;
      return merge === null ? own : at(merge.firstRow, merge.firstColumn).text.trim();
    },
  };
}
