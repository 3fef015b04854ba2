/** CSV by RFC 4180 from rows of text: CRLF, quotes only where needed. */
import { encodeGb18030 } from './gb18030.ts';

const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/u;

/** Encodings that Excel and WPS open without asking: UTF-8 needs its BOM for that. */
export type CsvEncoding = 'utf-8' | 'utf-8-bom' | 'gb18030';

/** One line with its CRLF. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => (NEEDS_QUOTES.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`;
}

/** The bytes of a whole file. Throws (a bug) on a character that GB18030 lacks: callers check foreign text before. */
export function csvBytes(rows: readonly (readonly string[])[], encoding: CsvEncoding): Uint8Array<ArrayBuffer> {
  const text = rows.map(csvLine).join('');
  if (encoding === 'utf-8') return new TextEncoder().encode(text);
  if (encoding === 'utf-8-bom') return new TextEncoder().encode(`\uFEFF${text}`);
  const { bytes, unmappable } = encodeGb18030(text);
  if (unmappable.length > 0) throw new Error(`no GB18030 code for ${unmappable.length} characters`);
  return bytes;
}
