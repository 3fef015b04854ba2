/**
 * What every kind of table file becomes: sheets of rows of cells, with the file's own row numbers and columns, so that
 * a message can name `C7` and the clerk finds it. Values are what the file holds; nothing is guessed from text.
 */

export type SheetCell =
  | { readonly kind: 'empty'; readonly text: '' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly text: string; readonly value: number }
  /** `text` is `YYYY-MM-DD`, or `YYYY-MM` where the cell's format shows no day. */
  | { readonly kind: 'date'; readonly text: string }
  | { readonly kind: 'boolean'; readonly text: string; readonly value: boolean }
  /** `#REF!` and its like, or `=…` for a formula that was saved without its result. */
  | { readonly kind: 'error'; readonly text: string };

/** `number` counts from 1 as the spreadsheet shows it. `cells[0]` is column A. */
export interface SheetRow {
  readonly number: number;
  readonly hidden: boolean;
  readonly cells: readonly SheetCell[];
}

/** A merged range: rows from 1, columns from 0, both ends included. The value stands in its first cell. */
export interface SheetMerge {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly firstColumn: number;
  readonly lastColumn: number;
}

/** `rows`: those with something in them, in order. */
export interface Sheet {
  readonly name: string;
  readonly hidden: boolean;
  readonly rows: readonly SheetRow[];
  readonly merges: readonly SheetMerge[];
}

export interface SheetBook {
  readonly sheets: readonly Sheet[];
  /** Serial day numbers count from 1904 (old Mac workbooks) instead of 1900. */
  readonly date1904: boolean;
}

export const EMPTY_CELL: SheetCell = { kind: 'empty', text: '' };

/** A text cell; an empty one for blank text. */
export function textCell(text: string): SheetCell {
  return text.trim() === '' ? EMPTY_CELL : { kind: 'text', text };
}

/** A number as a person would write it: no exponent below 1e21, no binary noise. */
export function numberCell(value: number, format = ''): SheetCell {
  const plain = Number.isInteger(value) && Math.abs(value) < 1e21 ? BigInt(value).toString() : String(value);
  const text = /^0+$/u.test(format) && value >= 0 ? plain.padStart(format.length, '0') : plain;
  return { kind: 'number', text, value };
}

/** `0` → `A`, `27` → `AB`. */
export function columnLetters(column: number): string {
  const rest = Math.floor(column / 26);
  return (rest > 0 ? columnLetters(rest - 1) : '') + String.fromCharCode(65 + (column % 26));
}

/** Address as the spreadsheet shows it; `row` from 1, `column` from 0. */
export function cellAddress(row: number, column: number): string {
  return `${columnLetters(column)}${row}`;
}

/** Leaves out rows with nothing in them. */
export function filledRows(rows: readonly SheetRow[]): readonly SheetRow[] {
  return rows.filter((row) => row.cells.some((cell) => cell.kind !== 'empty'));
}
