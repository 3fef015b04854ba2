/** Where a key leads. Pure: positions in, position out; never outside the grid. */
import type { GridColumnShape, GridPosition } from './grid-types.ts';

export type MoveKey = 'up' | 'down' | 'left' | 'right' | 'home' | 'end' | 'first' | 'last' | 'pageUp' | 'pageDown';

export interface GridSize {
  /** Rows with content; the blank line below is one more. */
  readonly rows: number;
  readonly columns: number;
  /** Rows that a page key jumps over. */
  readonly page: number;
}

const clamp = (value: number, last: number): number => Math.max(0, Math.min(value, last));

/** Keeps a position inside the grid, the blank line included. */
export function clampPosition(at: GridPosition, rows: number, columns: number): GridPosition {
  return { row: clamp(at.row, rows), column: clamp(at.column, columns - 1) };
}

/** The position a move key leads to. */
export function moveFrom(at: GridPosition, key: MoveKey, size: GridSize): GridPosition {
  const to = (row: number, column: number): GridPosition => clampPosition({ row, column }, size.rows, size.columns);
  switch (key) {
    case 'up':
      return to(at.row - 1, at.column);
    case 'down':
      return to(at.row + 1, at.column);
    case 'left':
      return to(at.row, at.column - 1);
    case 'right':
      return to(at.row, at.column + 1);
    case 'home':
      return to(at.row, 0);
    case 'end':
      return to(at.row, size.columns - 1);
    case 'first':
      return to(0, 0);
    case 'last':
      return to(Math.max(0, size.rows - 1), size.columns - 1);
    case 'pageUp':
      return to(at.row - size.page, at.column);
    case 'pageDown':
      return to(at.row + size.page, at.column);
  }
}

/**
 * Tab goes over the cells that can be typed into, row by row. `null`: there is none further, focus leaves the grid.
 * On the blank line Tab always leaves, so that the keyboard is never caught.
 */
export function tabFrom(
  at: GridPosition,
  step: 1 | -1,
  columns: readonly GridColumnShape[],
  rows: number,
): GridPosition | null {
  const stops = columns.flatMap((column, index) => (column.editable ? [index] : []));
  const inRow = step === 1 ? stops.find((index) => index > at.column) : stops.findLast((index) => index < at.column);
  if (inRow !== undefined && !(step === 1 && at.row >= rows && at.column >= (stops.at(-1) ?? 0))) {
    return { row: at.row, column: inRow };
  }
  const row = at.row + step;
  const column = step === 1 ? stops[0] : stops.at(-1);
  return row < 0 || row > rows || column === undefined ? null : { row, column };
}

/** The next row from `from` in direction `step` for which `wanted` holds, going round once; -1 when there is none. */
export function nextRow(from: number, step: 1 | -1, rows: number, wanted: (row: number) => boolean): number {
  for (let passed = 1; passed <= rows; passed += 1) {
    const base = Math.min(from, rows) + step * passed;
    const row = ((base % rows) + rows) % rows;
    if (wanted(row)) return row;
  }
  return -1;
}
