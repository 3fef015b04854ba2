/**
 * .xls and .et (BIFF8 and older, in an OLE container) and .xlsb (BIFF12, in a zip) by SheetJS. Nothing but true BIFF may
 * come here: SheetJS would turn the digits of a text file into floating-point numbers. See open-book.ts.
 */
import { CFB, read, SSF, type CellObject, type WorkBook, type WorkSheet } from '@e965/xlsx';
import { limits } from '../domain/limits.ts';
import { SheetMeter } from './sheet-limits.ts';
import { serialDay, showsMonthOnly } from './serial-day.ts';
import {
  EMPTY_CELL,
  filledRows,
  numberCell,
  textCell,
  type Sheet,
  type SheetBook,
  type SheetCell,
  type SheetRow,
} from './sheet.ts';

/** What an OLE container holds. `protected`: an encrypted .xlsx. */
export type OleContent = 'workbook' | 'protected' | 'document' | 'other';

const ERROR_TEXTS: Readonly<Record<number, string>> = {
  0x00: '#NULL!',
  0x07: '#DIV/0!',
  0x0f: '#VALUE!',
  0x17: '#REF!',
  0x1d: '#NAME?',
  0x24: '#NUM!',
  0x2a: '#N/A',
};

/** Names the content by its streams; `null` when the container is damaged or the workbook in it cut off. */
export function oleContent(bytes: Uint8Array): OleContent | null {
  try {
    const container = CFB.read(bytes, { type: 'buffer' });
    const has = (name: string): boolean => CFB.find(container, name) !== null;
    if (has('EncryptedPackage')) return 'protected';
    const stream = CFB.find(container, 'Workbook') ?? CFB.find(container, 'Book');
    if (stream !== null) return stream.content.length >= stream.size ? 'workbook' : null;
    return has('WordDocument') || has('PowerPoint Document') ? 'document' : 'other';
  } catch {
    return null;
  }
}

function quantityCell(value: number, format: string, date1904: boolean): SheetCell {
  const day = SSF.is_date(format) ? serialDay(value, date1904) : null;
  if (day === null) return numberCell(value, format);
  return { kind: 'date', text: showsMonthOnly(format) ? day.slice(0, 7) : day };
}

function toCell(cell: CellObject | undefined, date1904: boolean): SheetCell {
  if (cell === undefined || cell.v === undefined || cell.v === null) return EMPTY_CELL;
  const { v: value } = cell;
  if (cell.t === 'e') return { kind: 'error', text: ERROR_TEXTS[Number(value)] ?? '#ERROR!' };
  if (typeof value === 'number') return quantityCell(value, String(cell.z ?? ''), date1904);
  if (typeof value === 'boolean') return { kind: 'boolean', text: value ? 'TRUE' : 'FALSE', value };
  return textCell(String(value));
}

function rowsOf(sheet: WorkSheet, date1904: boolean): readonly SheetRow[] {
  const table: readonly (readonly (CellObject | undefined)[] | undefined)[] = sheet['!data'] ?? [];
  const heights = sheet['!rows'] ?? [];
  const meter = new SheetMeter();
  return Array.from(table, (cells, index) => {
    meter.cells(cells?.length ?? 0);
    return {
      number: index + 1,
      hidden: heights[index]?.hidden === true,
      cells: Array.from(cells ?? [], (cell) => toCell(cell, date1904)),
    };
  });
}

function toSheet(book: WorkBook, name: string, index: number, date1904: boolean): Sheet {
  const sheet = book.Sheets[name] ?? {};
  const merges = (sheet['!merges'] ?? []).map(({ s, e }) => ({
    firstRow: s.r + 1,
    lastRow: e.r + 1,
    firstColumn: s.c,
    lastColumn: e.c,
  }));
  const hidden = (book.Workbook?.Sheets?.[index]?.Hidden ?? 0) > 0;
  return { name, hidden, rows: filledRows(rowsOf(sheet, date1904)), merges };
}

/** Whether SheetJS's error says that the workbook has a password (BIFF FilePass). */
export function saysProtected(error: unknown): boolean {
  return error instanceof Error && /password|encrypt/iu.test(error.message);
}

/** Reads a BIFF workbook. Throws SheetJS's error when it is damaged or protected (see {@link saysProtected}), TooMuch past a limit. */
export function readBiff(bytes: Uint8Array): SheetBook {
  const book = read(bytes, {
    type: 'array',
    dense: true,
    cellNF: true,
    cellStyles: true,
    cellDates: false,
    sheetRows: limits.sheetRows + 1,
  });
  const date1904 = book.Workbook?.WBProps?.date1904 === true;
  return { sheets: book.SheetNames.map((name, index) => toSheet(book, name, index, date1904)), date1904 };
}
