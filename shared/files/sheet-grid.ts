/** A sheet as the roster reader asks it: any cell by row and column, and what merging lays over an empty one. */
import { limits } from '../domain/limits.ts';
import { EMPTY_CELL, type Sheet, type SheetCell, type SheetMerge, type SheetRow } from './sheet.ts';

export interface SheetGrid {
  readonly rows: readonly SheetRow[];
  /** Columns of the widest row, at most {@link limits.sheetColumns}. */
  readonly width: number;
  /** The cell itself; empty where the file has none. */
  at(row: number, column: number): SheetCell;
  /** The merged range over a cell, if any. */
  mergeOver(row: number, column: number): SheetMerge | null;
  /** Text of the cell, or of the merged range over it. */
  headingAt(row: number, column: number): string;
}

/** Ranges of one column, by first row. */
function mergesByColumn(merges: readonly SheetMerge[]): ReadonlyMap<number, readonly SheetMerge[]> {
  const columns = new Map<number, SheetMerge[]>();
  for (const merge of [...merges].sort((a, b) => a.firstRow - b.firstRow)) {
    const last = Math.min(merge.lastColumn, limits.sheetColumns - 1);
    for (let column = merge.firstColumn; column <= last; column += 1) {
      const own = columns.get(column);
      if (own === undefined) columns.set(column, [merge]);
      else own.push(merge);
    }
  }
  return columns;
}

/** The last range that begins at or above the row; ranges of a column do not overlap. */
function rangeOver(ranges: readonly SheetMerge[], row: number): SheetMerge | null {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ranges[middle]?.firstRow ?? 0) <= row) low = middle + 1;
    else high = middle;
  }
  const found = ranges[low - 1];
  return found !== undefined && row <= found.lastRow ? found : null;
}

export function sheetGrid(sheet: Sheet): SheetGrid {
  const byNumber = new Map(sheet.rows.map((row) => [row.number, row]));
  const at = (row: number, column: number): SheetCell => byNumber.get(row)?.cells[column] ?? EMPTY_CELL;
  const merges = mergesByColumn(sheet.merges);
  const mergeOver = (row: number, column: number): SheetMerge | null => rangeOver(merges.get(column) ?? [], row);
  return {
    rows: sheet.rows,
    width: sheet.rows.reduce((widest, row) => Math.min(limits.sheetColumns, Math.max(widest, row.cells.length)), 0),
    at,
    mergeOver,
    headingAt: (row, column) => {
      const own = at(row, column).text.trim();
      const merge = own === '' ? mergeOver(row, column) : null;
      return merge === null ? own : at(merge.firstRow, merge.firstColumn).text.trim();
    },
  };
}
