/** Builders of roster files in words of the trade. Every person is made up. */
import { CFB, utils, write, type BookType, type WorkBook, type WorkSheet } from '@e965/xlsx';
import { citizenIdCheckCharacter } from '#shared/domain/citizen-id.ts';
import type { RosterReading, RosterSheetReading } from '#shared/files/roster-reading.ts';

const right = (first17: string): string => first17 + citizenIdCheckCharacter(first17);
export const ID = {
  chen: right('44080220000315902'),
  huang: right('44082319991201911'),
  wu: right('44080320010228916'),
} as const;

export type Value = string | number | boolean | null;

export interface SheetEdit {
  readonly name?: string;
  readonly hidden?: boolean;
  readonly edit?: (sheet: WorkSheet) => void;
  readonly rows: readonly (readonly Value[])[];
}

export function workbook(sheets: readonly SheetEdit[], date1904 = false): WorkBook {
  const book = utils.book_new();
  sheets.forEach(({ rows, name, edit }, index) => {
    const sheet = utils.aoa_to_sheet(rows.map((row) => [...row]));
    edit?.(sheet);
    utils.book_append_sheet(book, sheet, name ?? `Sheet${index + 1}`);
  });
  book.Workbook = {
    WBProps: { date1904 },
    Sheets: sheets.map((sheet) => ({ Hidden: sheet.hidden === true ? 1 : 0 })),
  };
  return book;
}

export function bytesOf(book: WorkBook, bookType: BookType): Uint8Array<ArrayBuffer> {
  return new Uint8Array(write(book, { type: 'array', bookType }) as ArrayBuffer);
}

export const utf8 = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

export function utf16(text: string, littleEndian: boolean, mark: boolean): Uint8Array<ArrayBuffer> {
  const whole = mark ? `\uFEFF${text}` : text;
  const view = new DataView(new ArrayBuffer(whole.length * 2));
  for (let at = 0; at < whole.length; at += 1) view.setUint16(at * 2, whole.charCodeAt(at), littleEndian);
  return new Uint8Array(view.buffer);
}

/** An OLE container with the given streams. */
export function oleFile(streams: Readonly<Record<string, Uint8Array>>): Uint8Array<ArrayBuffer> {
  const container = CFB.utils.cfb_new();
  for (const [name, content] of Object.entries(streams)) CFB.utils.cfb_add(container, `/${name}`, content);
  return Uint8Array.from(CFB.write(container, { type: 'buffer' }) as Uint8Array);
}

/** A BIFF8 workbook with an opening password: a FilePass record (RC4) follows the first BOF. */
export function withFilePass(xls: Uint8Array): Uint8Array<ArrayBuffer> {
  const stream = CFB.find(CFB.read(xls, { type: 'buffer' }), 'Workbook')?.content as Uint8Array | undefined;
  if (stream === undefined) throw new Error('no Workbook stream');
  const content = Uint8Array.from(stream);
  const bofEnd = 4 + new DataView(content.buffer).getUint16(2, true);
  const filePass = new Uint8Array(4 + 54);
  filePass.set([0x2f, 0x00, 54, 0, 1, 0, 1, 0, 1, 0]);
  const joined = new Uint8Array(content.length + filePass.length);
  joined.set(content.subarray(0, bofEnd));
  joined.set(filePass, bofEnd);
  joined.set(content.subarray(bofEnd), bofEnd + filePass.length);
  return oleFile({ Workbook: joined });
}

/** The first sheet of an .xlsx with one row under another number. */
export function withRowMoved(xlsx: Uint8Array, from: number, to: number): Uint8Array<ArrayBuffer> {
  const packed = CFB.read(xlsx, { type: 'buffer' });
  const entry = CFB.find(packed, '/xl/worksheets/sheet1.xml');
  if (entry === null) throw new Error('no first sheet');
  const xml = new TextDecoder().decode(Uint8Array.from(entry.content));
  const moved = xml
    .replace(`<row r="${from}"`, `<row r="${to}"`)
    .replace(new RegExp(`r="([A-Z]+)${from}"`, 'gu'), `r="$1${to}"`);
  entry.content = new TextEncoder().encode(moved);
  entry.size = entry.content.length;
  return Uint8Array.from(CFB.write(packed, { type: 'buffer', fileType: 'zip' }) as Uint8Array);
}

export function accepted(reading: RosterReading): RosterSheetReading {
  if (!reading.ok) throw new Error(`${reading.error.code}: ${reading.error.issues[0]?.message ?? ''}`);
  return reading;
}

export const refusedCode = (reading: RosterReading): string => (reading.ok ? 'accepted' : reading.error.code);

export const places = (reading: RosterSheetReading): string[] =>
  reading.issues.map((issue) => `${issue.cell ?? issue.row ?? '-'} ${issue.code}`);

export const people = (reading: RosterSheetReading): unknown[] =>
  reading.entries.map((entry) => [entry.row, entry.name, entry.citizenId]);
