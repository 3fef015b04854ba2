/**
 * A registry row as bytes, the way a copy keeps it: about half of what text takes, and everything that a million rows
 * cost (copying, sealing, storing, reading back) goes by their bytes.
 *
 * A row is its head (length of the whole, a multiple of four; line of the file; number of its employer in the pack's
 * directory) and its record: the key first, then the other columns in layout order without the employer's. A column has a fixed width, 0
 * standing for "no value", or is text behind its length. Where no directory took the employer in, its fields stand at the
 * end, joined by U+001F. Numbers are little-endian, but for those of a citizen ID: its first byte tells it from a text.
 */
import type { RegistryKind, RegistryRow } from '../domain/registries.ts';
import { isCitizenIdCheckDigitRight } from './registry-check-digit.ts';
import type { CellRule, RegistryColumn } from './registry-columns.ts';
import { registryLayouts, type RegistryLayout } from './registry-headings.ts';

/** Longest record: every column at its limit, four bytes a character. */
export const MAX_RECORD_BYTES = 4096;

/** Length (2 bytes), line (4), employer (3). */
export const HEAD_BYTES = 9;
const LINE_AT = 2;
const EMPLOYER_AT = 6;
/** In the head of a row whose employer, if any, stands at the end of its record. */
export const NO_EMPLOYER = 0xff_ffff;

const UNIT_SEPARATOR = 31;
const FIRST_YEAR = 1900;
/** Set in the first byte of an ID that is not 18 digits: the other bits are its length. */
const TEXT_ID = 0x40;
const LAST_CHARACTERS = '0123456789X';
const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Bytes of a column's value; 0 for a text behind its length, and for the ID, which tells its own. */
export function widthOf({ type }: CellRule): number {
  if (type === 'date') return 3;
  if (type === 'month' || type === 'count') return 2;
  if (type === 'money') return 6;
  return type === 'dictionary' || type === 'boolean' ? 1 : 0;
}

/** Bytes that tell how long a text or code is. */
export const lengthBytes = (rule: CellRule): number => (rule.type === 'text' && rule.maxLength * 4 > 255 ? 2 : 1);

/** The words that a value of this column can be, in the order of their numbers, 1 first. */
export function wordsOf(rule: CellRule): readonly string[] {
  if (rule.type === 'dictionary') return Object.keys(rule.values);
  return rule.type === 'boolean' ? ['true', 'false'] : [];
}

/** Writes the low `width` bytes (at most 4) of a whole number; answers where it ends. */
export function writeNumber(value: number, width: number, out: Uint8Array, at: number): number {
  const end = at + width;
  for (; at < end; at += 1) {
    out[at] = value;
    value >>>= 8;
  }
  return end;
}

/** Fen up to 2⁴⁸. */
export function writeMoney(fen: number, out: Uint8Array, at: number): number {
  return writeNumber(Math.floor(fen / 0x100_0000), 3, out, writeNumber(fen % 0x100_0000, 3, out, at));
}

function readNumber(bytes: Uint8Array, at: number, width: number): number {
  let value = 0;
  for (let index = width - 1; index >= 0; index -= 1) value = value * 256 + (bytes[at + index] as number);
  return value;
}

/** A day that exists, from 1900 on. */
export const dayNumber = (year: number, month: number, day: number): number =>
  ((year - FIRST_YEAR) * 12 + month - 1) * 31 + day;
export const monthNumber = (year: number, month: number): number => (year - FIRST_YEAR) * 12 + month;

const two = (value: number): string => String(value).padStart(2, '0');

function dayText(number: number): string {
  const months = Math.floor((number - 1) / 31);
  return `${FIRST_YEAR + Math.floor(months / 12)}-${two((months % 12) + 1)}-${two(((number - 1) % 31) + 1)}`;
}

const monthText = (number: number): string =>
  `${FIRST_YEAR + Math.floor((number - 1) / 12)}${two(((number - 1) % 12) + 1)}`;

/** An ID of 18 characters: its first nine digits, then the next eight times eleven plus the last one (X is 10). */
export function writeIdNumbers(first: number, rest: number, out: Uint8Array, at: number): number {
  out[at] = first >>> 24;
  out[at + 1] = first >>> 16;
  out[at + 2] = first >>> 8;
  out[at + 3] = first;
  out[at + 4] = rest >>> 24;
  out[at + 5] = rest >>> 16;
  out[at + 6] = rest >>> 8;
  out[at + 7] = rest;
  return at + 8;
}

/** Whether an ID in a record has its right check digit; another kind of number has none and counts as right. */
export function hasRightCheckDigit(record: Uint8Array, at: number): boolean {
  if ((record[at] as number) >= TEXT_ID) return true;
  return isCitizenIdCheckDigitRight(bigEndian(record, at), bigEndian(record, at + 4));
}

/** Four bytes below 2³¹. */
const bigEndian = (bytes: Uint8Array, at: number): number =>
  ((bytes[at] as number) << 24) |
  ((bytes[at + 1] as number) << 16) |
  ((bytes[at + 2] as number) << 8) |
  (bytes[at + 3] as number);

/** An ID or other document number in its one spelling. Answers where it ends, −1 for one too long to be any. */
export function writeId(text: string, out: Uint8Array, at: number): number {
  if (/^\d{17}[\dX]$/u.test(text))
    return writeIdNumbers(
      Number(text.slice(0, 9)),
      Number(text.slice(9, 17)) * 11 + LAST_CHARACTERS.indexOf(text.charAt(17)),
      out,
      at,
    );
  const bytes = encoder.encode(text);
  if (bytes.length >= TEXT_ID) return -1;
  out[at] = TEXT_ID + bytes.length;
  out.set(bytes, at + 1);
  return at + 1 + bytes.length;
}

/** Reads the values of a record one after another. */
class RecordCursor {
  at: number;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.at = at;
  }

  value({ rule }: RegistryColumn): unknown {
    if (rule.type === 'citizen-id') return this.#id();
    const width = widthOf(rule);
    if (width === 0) return this.text(lengthBytes(rule)) || null;
    const number = this.number(width);
    if (number === 0) return null;
    if (rule.type === 'date') return dayText(number);
    if (rule.type === 'month') return monthText(number);
    if (rule.type === 'boolean') return number === 1;
    return rule.type === 'dictionary' ? (wordsOf(rule)[number - 1] ?? null) : number - 1;
  }

  number(width: number): number {
    const value = readNumber(this.#bytes, this.at, width);
    this.at += width;
    return value;
  }

  /** Text behind a length of so many bytes. */
  text(lengthWidth: number): string {
    return this.#text(this.number(lengthWidth));
  }

  #text(length: number): string {
    const from = this.at;
    this.at += length;
    return decoder.decode(this.#bytes.subarray(from, this.at));
  }

  #id(): string {
    const head = this.number(1);
    if (head >= TEXT_ID) return this.#text(head - TEXT_ID);
    const first = bigEndian(this.#bytes, this.at - 1);
    const rest = bigEndian(this.#bytes, this.at + 3);
    this.at += 7;
    const middle = String(Math.floor(rest / 11)).padStart(8, '0');
    return `${String(first).padStart(9, '0')}${middle}${LAST_CHARACTERS[rest % 11]}`;
  }
}

/** The key of a registry as it stands in records; null for a text that no row can have. */
export function keyOf(kind: RegistryKind, text: string): Uint8Array | null {
  const out = new Uint8Array(256);
  if (registryLayouts[kind].columns[0]?.rule.type === 'citizen-id') {
    const end = text.length < TEXT_ID ? writeId(text, out, 0) : -1;
    return end < 0 ? null : out.slice(0, end);
  }
  const bytes = encoder.encode(text);
  if (bytes.length > 255) return null;
  return Uint8Array.of(bytes.length, ...bytes);
}

/**
 * Makes a row of the record that lies in `out` from {@link HEAD_BYTES} to `end`: its head before it, zeros behind it up to a
 * length that is a multiple of four. Answers that length. `employer` −1: none in the directory.
 */
export function closeRow(out: Uint8Array, end: number, line: number, employer: number): number {
  const length = writeNumber(0, -end & 3, out, end);
  writeNumber(length, 2, out, 0);
  writeNumber(line, 4, out, LINE_AT);
  writeNumber(employer < 0 ? NO_EMPLOYER : employer, 3, out, EMPLOYER_AT);
  return length;
}

/** Mends the head of a row that a second reader wrote: it began to count lines and employers anew. */
export function rebaseHead(bytes: Uint8Array, at: number, linesBefore: number, employers: Uint32Array): void {
  writeNumber(readNumber(bytes, at + LINE_AT, 4) + linesBefore, 4, bytes, at + LINE_AT);
  const employer = readNumber(bytes, at + EMPLOYER_AT, 3);
  if (employer !== NO_EMPLOYER) writeNumber(employers[employer] as number, 3, bytes, at + EMPLOYER_AT);
}

/** A row in a page. */
export interface StoredRow {
  readonly line: number;
  /** Number in the copy's directory of employers; null where the record names its employer itself, or has none. */
  readonly employer: number | null;
  readonly record: Uint8Array;
}

function startsWith(bytes: Uint8Array, at: number, wanted: Uint8Array): boolean {
  for (let index = 0; index < wanted.length; index += 1) if (bytes[at + index] !== wanted[index]) return false;
  return true;
}

/** Rows of a page with this key (see {@link keyOf}), in file order. */
export function rowsUnder(page: Uint8Array, key: Uint8Array): StoredRow[] {
  const rows: StoredRow[] = [];
  for (let at = 0; at < page.length;) {
    const next = at + readNumber(page, at, 2);
    // Never so in a page that opened; without a length the walk would not end.
    if (next <= at) throw new Error('a row without a length');
    if (startsWith(page, at + HEAD_BYTES, key)) {
      const employer = readNumber(page, at + EMPLOYER_AT, 3);
      rows.push({
        line: readNumber(page, at + LINE_AT, 4),
        employer: employer === NO_EMPLOYER ? null : employer,
        record: page.subarray(at + HEAD_BYTES, next),
      });
    }
    at = next;
  }
  return rows;
}

/** Columns of the layout that say who the employer is; −1 where the registry has none. */
export function employerSpanOf({ columns, employerFields = [] }: RegistryLayout): { first: number; last: number } {
  const first = columns.findIndex(({ field }) => field === employerFields[0]);
  return { first, last: first < 0 ? -1 : first + employerFields.length - 1 };
}

/** Writes the employer's fields, joined by tabs in `fields`, at the end of a record. */
export function writeInlineEmployer(fields: Uint8Array, out: Uint8Array, at: number): number {
  writeNumber(fields.length, 2, out, at);
  for (const [index, byte] of fields.entries()) out[at + 2 + index] = byte === 9 ? UNIT_SEPARATOR : byte;
  return at + 2 + fields.length;
}

/**
 * A record back as a row of the registry. `employer`: its fields from the directory, null where the record itself has
 * them. Throws (a bug) on another number of fields.
 */
export function rowOfRecord<K extends RegistryKind>(
  kind: K,
  record: Uint8Array,
  line: number,
  employer: readonly string[] | null = null,
): RegistryRow<K> {
  const layout: RegistryLayout = registryLayouts[kind];
  const { first, last } = employerSpanOf(layout);
  const cursor = new RecordCursor(record, 0);
  const row: Record<string, unknown> = { line };
  layout.columns.forEach((column, index) => {
    row[column.field] = index < first || index > last ? cursor.value(column) : null;
  });
  if (first < 0) return row as unknown as RegistryRow<K>;
  const fields = employer ?? cursor.text(2).split(String.fromCharCode(UNIT_SEPARATOR));
  if (fields.length !== last - first + 1)
    throw new Error(`the employer of a ${kind} record has ${fields.length} fields, not ${last - first + 1}`);
  fields.forEach((text, index) => {
    row[layout.columns[first + index]?.field ?? ''] = text === '' ? null : text;
  });
  return row as unknown as RegistryRow<K>;
}

/** What a record of this registry consists of; a copy written under another is imported again, never guessed at. */
export function recordLayout(kind: RegistryKind): string {
  const layout: RegistryLayout = registryLayouts[kind];
  const { first, last } = employerSpanOf(layout);
  const columns = layout.columns.map(({ field, rule }, index) => {
    const form = index >= first && index <= last ? 'employer' : `${rule.type}${widthOf(rule) || lengthBytes(rule)}`;
    return [field, form, ...wordsOf(rule)].join(':');
  });
  return columns.join(' ');
}
