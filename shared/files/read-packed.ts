/** .xlsx, .xlsm and .ods by hucre, from an archive whose parts were all unpacked and checked before (archive.ts). */
import { limits } from '../domain/limits.ts';
import { readOds } from 'hucre/ods';
import {
  readXlsx,
  type Cell,
  type CellValue,
  type ReadOptions,
  type Sheet as PackedSheet,
  type Workbook,
} from 'hucre/xlsx';
import { SheetMeter } from './sheet-limits.ts';
import { showsMonthOnly } from './serial-day.ts';
import {
  cellAddress,
  EMPTY_CELL,
  filledRows,
  numberCell,
  textCell,
  type Sheet,
  type SheetBook,
  type SheetCell,
  type SheetMerge,
} from './sheet.ts';
import { tooManyRows } from './too-much.ts';

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
  const meter = new SheetMeter();
  const rows = sheet.rows.flatMap((values, row) => {
    if (values.every((value) => value === null) && sheet.cells === undefined) return [];
    const cells = values.map((value, column) => valueCell(value, sheet.cells?.get(`${row},${column}`)));
    if (cells.every((cell) => cell.kind === 'empty')) return [];
    meter.cells(cells.length);
    return [{ number: row + 1, hidden: sheet.rowDefs?.get(row)?.hidden === true, cells }];
  });
  if ((rows.at(-1)?.number ?? 0) > limits.sheetRows) throw tooManyRows();
  const hidden = sheet.hidden === true || sheet.veryHidden === true;
  return { name: sheet.name, hidden, rows: filledRows(rows), merges: mergesOf(sheet) };
}

const readers: Readonly<Record<PackedForm, (bytes: Uint8Array, part: ReadOptions) => Promise<Workbook>>> = {
  xlsx: (bytes, part) => readXlsx(bytes, { readStyles: true, ...part }),
  ods: (bytes, part) => readOds(bytes, { readStyles: true, ...part }),
};

/**
 * What is read of a sheet: one column and one row more than the limits, so that what lies outside can be told. A stray
 * cell far away would else make a sheet of billions of cells.
 */
const READ_RANGE = `A1:${cellAddress(limits.sheetRows + 1, limits.sheetColumns)}`;

/** Reads a packed workbook. Rejects with the reader's error when it is damaged, with TooMuch past a limit. */
export async function readPacked(bytes: Uint8Array, form: PackedForm): Promise<SheetBook> {
  const book = await readers[form](bytes, { range: READ_RANGE });
  return { sheets: book.sheets.map(toSheet), date1904: book.dateSystem === '1904' };
}
