/** The bytes of a file that the provincial system gave back → its rows. Runs in the roster worker: a large file takes seconds. */
import type { ReturnLayout } from '#shared/casework/return-layout.ts';
import { parsePlainDate } from '#shared/domain/plain-date.ts';
import {
  matchPaymentHeadings,
  readPayments,
  type PaymentReading,
  type PaymentRow,
} from '#shared/returns/payment-return.ts';
import type { ListCells } from '#shared/lists/list-file.ts';
import { readReturn, type ReturnReading, type ReturnRow } from '#shared/returns/return-file.ts';
import {
  kindOfColumns,
  matchInquiryHeadings,
  readInquiry,
  type InquiryReading,
  type NamedHeadings,
} from '#shared/lists/inquiry-file.ts';
import type { ListKind } from '#shared/aftercare/inquiry/codes.ts';
import { matchReturn } from '#shared/returns/return-layout.ts';
import { openBook } from '#shared/files/open-book.ts';
import { readDay } from '#shared/files/roster-dates.ts';
import { cellAddress, textCell, type Sheet, type SheetBook } from '#shared/files/sheet.ts';
import { digestOf } from '#shared/policy/canonical-json.ts';

/** Rows over the headings that are looked at: a banner, a title, who made it. */
const HEADINGS_WITHIN = 20;

export type ReturnTableReading =
  | {
      readonly ok: true;
      /** SHA-256 over what the cells say, hex: the same table saved anew is the same file. */
      readonly digest: string;
      readonly rows: readonly ReturnRow[];
      readonly blank: number;
    }
  | Extract<ReturnReading, { readonly ok: false }>
  | { readonly ok: false; readonly reason: 'no-table'; readonly sentence: string };

interface Place {
  readonly sheet: Sheet;
  readonly at: number;
}

const cellsOf = ({ rows }: Sheet, at: number): readonly string[] => (rows[at]?.cells ?? []).map(({ text }) => text);

/** The sheet and row whose headings say most; without a whole set the one that comes nearest, so that what is missing can be named. */
function findHeadings(
  { sheets }: SheetBook,
  match: (headings: readonly string[]) => { readonly missing: readonly string[]; readonly matched: number },
): Place | null {
  let best: Place | null = null;
  let most = 0;
  for (const sheet of sheets.filter(({ hidden, rows }) => !hidden && rows.length > 0))
    for (let at = 0; at < Math.min(HEADINGS_WITHIN, sheet.rows.length); at += 1) {
      const { missing, matched } = match(cellsOf(sheet, at));
      if (missing.length === 0) return { sheet, at };
      if (matched > most || best === null) [best, most] = [{ sheet, at }, matched];
    }
  return best;
}

/** A table found in a file, with where its cells are. */
export interface FoundTable {
  readonly headings: readonly string[];
  readonly body: readonly ListCells[];
  readonly digest: string;
}

/** The table whose headings `match` knows best; a sentence where the file holds none. */
export async function readTable(
  bytes: Uint8Array,
  match: Parameters<typeof findHeadings>[1],
): Promise<FoundTable | string> {
  const book = await openBook(bytes);
  if (!book.ok) return book.problem.message;
  const place = findHeadings(book.value, match);
  if (place === null) return '文件里没有可见的内容。';
  const { sheet, at } = place;
  const { date1904 } = book.value;
  const body = sheet.rows.slice(at + 1).map(({ number, cells }): ListCells => ({
    line: number,
    cells: cells.map(({ text }) => text),
    addressAt: (column) => cellAddress(number, column),
    isQuantityAt: (column) => cells[column]?.kind === 'number',
    dayAt: (column) => {
      const cell = cells[column];
      if (cell === undefined) return null;
      // A system writes the time of day behind it.
      const day = cell.kind === 'text' ? textCell(cell.text.replace(/[\sT]\d{1,2}:\d{2}.*$/su, '')) : cell;
      return parsePlainDate(readDay(day, date1904).text);
    },
  }));
  return { headings: cellsOf(sheet, at), body, digest: digestOf(body.map(({ cells }) => cells)) };
}

/** Never rejects over what stands in the file. */
export async function readReturnTable(bytes: Uint8Array, layout: ReturnLayout): Promise<ReturnTableReading> {
  const table = await readTable(bytes, (headings) => matchReturn(headings, layout));
  if (typeof table === 'string') return { ok: false, reason: 'no-table', sentence: table };
  const reading = readReturn(table.headings, table.body, layout);
  return reading.ok ? { ok: true, digest: table.digest, rows: reading.rows, blank: reading.blank } : reading;
}

export type PaymentTableReading =
  | { readonly ok: true; readonly digest: string; readonly rows: readonly PaymentRow[]; readonly blank: number }
  | Extract<PaymentReading, { readonly ok: false }>;

/** A payment list. Never rejects over what stands in the file. */
export async function readPaymentTable(bytes: Uint8Array, layout: ReturnLayout): Promise<PaymentTableReading> {
  const table = await readTable(bytes, matchPaymentHeadings);
  if (typeof table === 'string') return { ok: false, sentence: table };
  const reading = readPayments(table.headings, table.body, layout);
  return reading.ok ? { ...reading, digest: table.digest } : reading;
}

export type InquiryTableReading =
  | {
      readonly ok: true;
      readonly digest: string;
      readonly kind: ListKind;
      readonly rows: Extract<InquiryReading, { readonly ok: true }>['rows'];
    }
  | Extract<InquiryReading, { readonly ok: false }>
  | { readonly ok: false; readonly reason: 'no-table'; readonly sentence: string };

/** A list that came down. Never rejects over what stands in the file. */
export async function readInquiryTable(bytes: Uint8Array, named: NamedHeadings): Promise<InquiryTableReading> {
  const match = (headings: readonly string[]) => matchInquiryHeadings(headings, named);
  const table = await readTable(bytes, match);
  if (typeof table === 'string') return { ok: false, reason: 'no-table', sentence: table };
  const reading = readInquiry(table.headings, table.body, named);
  if (!reading.ok) return reading;
  return { ok: true, digest: table.digest, kind: kindOfColumns(match(table.headings)), rows: reading.rows };
}
