/** .xlsx, .xlsm and .ods by hucre. The zip's directory has been looked at before. */
import { readOds } from 'hucre/ods';
import {
  readXlsx,
  type Cell,
  type CellValue,
  type ReadOptions,
  type Sheet as PackedSheet,
  type Workbook,
} from 'hucre/xlsx';
import { showsMonthOnly } from './serial-day.ts';
import {
  EMPTY_CELL,
  filledRows,
  numberCell,
  textCell,
  type Sheet,
  type SheetBook,
  type SheetCell,
  type SheetMerge,
} from './sheet.ts';

export type PackedForm = 'xlsx' | 'ods';

/** A date before this is a time of day or a length of time that only wears a date's format. */
const FIRST_YEAR = 1910;

function dateCell(value: Date, format: string): SheetCell {
  if (Number.isNaN(value.getTime()) || value.getUTCFullYear() < FIRST_YEAR) return EMPTY_CELL;
  const day = value.toISOString().slice(0, 10);
  return { kind: 'date', text: showsMonthOnly(format) ? day.slice(0, 7) : day };
}

function valueCell(value: CellValue | undefined, detail: Cell | undefined): SheetCell {
  const format = detail?.style?.numFmt ?? '';
  if (detail?.type === 'error') return { kind: 'error', text: String(value) };
  if (value === null || value === undefined) {
    return detail?.formula === undefined ? EMPTY_CELL : { kind: 'error', text: `=${detail.formula}` };
  }
  if (typeof value === 'string') return textCell(value);
  if (typeof value === 'number') return numberCell(value, format);
  if (typeof value === 'boolean') return { kind: 'boolean', text: value ? 'TRUE' : 'FALSE', value };
  return dateCell(value, format);
}

function mergesOf(sheet: PackedSheet): readonly SheetMerge[] {
  return (sheet.merges ?? []).map((merge) => ({
    firstRow: merge.startRow + 1,
    lastRow: merge.endRow + 1,
    firstColumn: merge.startCol,
    lastColumn: merge.endCol,
  }));
}

function toSheet(sheet: PackedSheet): Sheet {
  const rows = sheet.rows.map((values, row) => ({
    number: row + 1,
    hidden: sheet.rowDefs?.get(row)?.hidden === true,
    cells: values.map((value, column) => valueCell(value, sheet.cells?.get(`${row},${column}`))),
  }));
  const hidden = sheet.hidden === true || sheet.veryHidden === true;
  return { name: sheet.name, hidden, rows: filledRows(rows), merges: mergesOf(sheet) };
}

const readers: Readonly<Record<PackedForm, (bytes: Uint8Array, part: ReadOptions) => Promise<Workbook>>> = {
  xlsx: (bytes, part) => readXlsx(bytes, { readStyles: true, ...part }),
  ods: (bytes, part) => readOds(bytes, { readStyles: true, ...part }),
};

/** The part of a sheet that is read where a stray cell far away makes it too wide and long to hold as a whole. */
const ROSTER_RANGE = 'A1:GR20000';

/** hucre refuses a sheet whose outermost cells span more than 20 million; only its message tells that from damage. */
const saysTooManyCells = (error: unknown): boolean =>
  error instanceof Error && /cells\), over the/u.test(error.message);

async function readWhole(bytes: Uint8Array, form: PackedForm): Promise<Workbook> {
  try {
    return await readers[form](bytes, {});
  } catch (error) {
    if (!saysTooManyCells(error)) throw error;
    return readers[form](bytes, { range: ROSTER_RANGE });
  }
}

/** Reads a packed workbook. Rejects with the reader's error when it is damaged. */
export async function readPacked(bytes: Uint8Array, form: PackedForm): Promise<SheetBook> {
  const book = await readWhole(bytes, form);
  return { sheets: book.sheets.map(toSheet), date1904: book.dateSystem === '1904' };
}
