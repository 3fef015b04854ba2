/** The limits that every reader keeps while it builds a sheet, and that are checked once more on the whole book. */
import { limits } from '../domain/limits.ts';
import type { Sheet, SheetBook, SheetCell } from './sheet.ts';
import { cellTooLong, tooManyCells, tooManyMerges, tooManyRows, tooManySheets } from './too-much.ts';

/** Counts what a reader builds, and throws {@link TooMuch} before the memory is full. One for a sheet. */
export class SheetMeter {
  #rows = 0;
  #cells = 0;
  #merges = 0;

  row(): void {
    this.#rows += 1;
    if (this.#rows > limits.sheetRows) throw tooManyRows();
  }

  /** `count`: cells added, the empty ones that fill a row up among them. */
  cells(count: number): void {
    this.#cells += count;
    if (this.#cells > limits.sheetCells) throw tooManyCells();
  }

  merge(): void {
    this.#merges += 1;
    if (this.#merges > limits.sheetMerges) throw tooManyMerges();
  }
}

const tooLong = (cell: SheetCell): boolean => cell.text.length > limits.cellCharacters;

function checkSheet({ rows, merges }: Sheet): void {
  if (rows.length > limits.sheetRows) throw tooManyRows();
  if (merges.length > limits.sheetMerges) throw tooManyMerges();
  if (rows.reduce((sum, { cells }) => sum + cells.length, 0) > limits.sheetCells) throw tooManyCells();
  if (rows.some(({ cells }) => cells.some(tooLong))) throw cellTooLong();
}

/** Throws {@link TooMuch} where a book passes a limit. */
export function checkLimits({ sheets }: SheetBook): void {
  if (sheets.length > limits.sheets) throw tooManySheets();
  for (const sheet of sheets) checkSheet(sheet);
}
