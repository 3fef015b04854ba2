/**
 * Validation of one registry row, on bytes, for files of a million rows. A record is the row's kept columns in layout
 * order, joined by tabs, UTF-8, each in its one spelling (dates YYYY-MM-DD, months YYYYMM, money in fen, dictionary
 * values as codes, yes/no as 1/0, nothing as the empty text). The first field is the row's key. The employer's columns are
 * one field: the employer's number in the pack's directory, or, when that is full, its own fields joined by U+001F.
 */
import { isCitizenIdCheckDigitRight } from './registry-check-digit.ts';
import { cellReader, problemOf, type CellProblem, type ReadCell } from './registry-cells.ts';
import { registryLayouts, type RegistryLayout } from './registry-headings.ts';
import type { RegistryColumn } from './registry-columns.ts';
import type { RegistryKind, RegistryRow } from '../domain/registries.ts';

/** Problems of a row as a whole, found before its cells are read. */
export type RowProblemCode = CellProblem | 'cell-count' | 'quote-open' | 'row-too-long' | 'citizen-id-check-digit';

/** Longest record: every column at its limit, four bytes a character. */
export const MAX_RECORD_BYTES = 4096;

/** Between the fields of an employer that a record names itself, because the directory is full. */
export const INLINE_SEPARATOR = '\u001f';

/**
 * The employers of a file, each kept once. `find` answers the number of an employer that was read from these very bytes
 * before, −1 when there is none; `add` takes a new one in (`text`: its fields joined by tabs), −1 when the directory is full.
 */
export interface EmployerDirectory {
  find(bytes: Uint8Array, start: number, end: number): number;
  /** `remember`: the bytes of the last `find` stand for it from now on. */
  add(text: Uint8Array, start: number, end: number, remember: boolean): number;
}

export interface RowReader {
  /**
   * Reads cells `[starts[i], ends[i])` of `bytes` and writes the record to `out` from `at`, which must have
   * {@link MAX_RECORD_BYTES} × 2 free. Where the record ends, or −1 when the row is not taken in.
   */
  read(bytes: Uint8Array, starts: Int32Array, ends: Int32Array, out: Uint8Array, at: number): number;
  /** Problems of the last row, at most one a column. With a result of −1 the last one is the reason; others were kept as "no value". */
  readonly found: { readonly field: string; readonly code: RowProblemCode }[];
  /** Where the key, the first field, ends in `out`. */
  keyEnd(): number;
}

/** Lists of people who were paid: a row with a doubtful date or amount is still evidence, so only its key must be right. */
const evidenceLists: ReadonlySet<RegistryKind> = new Set(['hiringSubsidy', 'paid']);

/** Moves a cell's borders over white space: blanks, controls, U+00A0, U+3000, U+FEFF. */
function trimStart(bytes: Uint8Array, start: number, end: number): number {
  while (start < end) {
    const byte = bytes[start] as number;
    if (byte <= 32) start += 1;
    else if (byte === 0xc2 && bytes[start + 1] === 0xa0) start += 2;
    else if (byte === 0xe3 && bytes[start + 1] === 0x80 && bytes[start + 2] === 0x80) start += 3;
    else if (byte === 0xef && bytes[start + 1] === 0xbb && bytes[start + 2] === 0xbf) start += 3;
    else break;
  }
  return Math.min(start, end);
}

function trimEnd(bytes: Uint8Array, start: number, end: number): number {
  while (end > start) {
    if ((bytes[end - 1] as number) <= 32) end -= 1;
    else if (bytes[end - 1] === 0xa0 && bytes[end - 2] === 0xc2) end -= 2;
    else if (bytes[end - 1] === 0x80 && bytes[end - 2] === 0x80 && bytes[end - 3] === 0xe3) end -= 3;
    else break;
  }
  return end;
}

const noDirectory: EmployerDirectory = { find: () => -1, add: () => -1 };

/**
 * The reader for one file: `cellOf[i]` is the cell index of the layout's column `i`, −1 where the file has none.
 * A wrong check digit of an ID is remarked (`citizen-id-check-digit`) and the row kept.
 */
export function makeRowReader(
  kind: RegistryKind,
  cellOf: readonly number[],
  directory: EmployerDirectory = noDirectory,
): RowReader {
  const layout: RegistryLayout = registryLayouts[kind];
  const columns: readonly RegistryColumn[] = layout.columns;
  const readers: readonly ReadCell[] = columns.map(cellReader);
  const fields = columns.map(({ field }) => field);
  const required = columns.map((column) => column.required === true);
  const keepsFaulty = evidenceLists.has(kind);
  const hasId = fields[0] === 'citizenId';
  const cellIndex = Int32Array.from(cellOf);
  const employer = employerSpan(layout, cellOf);
  const scratch = new Uint8Array(MAX_RECORD_BYTES * 2);
  const found: { field: string; code: RowProblemCode }[] = [];
  let keyEnd = 0;

  /** One column; −1 when the row falls with it. */
  function column(
    index: number,
    bytes: Uint8Array,
    starts: Int32Array,
    ends: Int32Array,
    out: Uint8Array,
    at: number,
  ): number {
    const cell = cellIndex[index] as number;
    if (cell < 0) return at;
    const start = trimStart(bytes, starts[cell] as number, ends[cell] as number);
    const end = trimEnd(bytes, start, ends[cell] as number);
    const after = (readers[index] as ReadCell)(bytes, start, end, out, at);
    if (after >= 0) return after;
    found.push({ field: fields[index] as string, code: problemOf(after) });
    return keepsFaulty && required[index] !== true ? at : -1;
  }

  /** The employer's columns as one field: its number in the directory. */
  function employerField(bytes: Uint8Array, starts: Int32Array, ends: Int32Array, out: Uint8Array, at: number): number {
    const seen = employer.adjacent
      ? directory.find(bytes, starts[employer.firstCell] as number, ends[employer.lastCell] as number)
      : -1;
    if (seen >= 0) return writeNumber(seen, out, at);
    const before = found.length;
    let end = 0;
    for (let index = employer.first; index <= employer.last; index += 1) {
      if (index > employer.first) {
        scratch[end] = 9;
        end += 1;
      }
      end = column(index, bytes, starts, ends, scratch, end);
      if (end < 0) return -1;
    }
    const number = directory.add(scratch, 0, end, employer.adjacent && found.length === before);
    if (number >= 0) return writeNumber(number, out, at);
    for (let from = 0; from < end; from += 1) out[at + from] = scratch[from] === 9 ? 31 : (scratch[from] as number);
    return at + end;
  }

  function read(bytes: Uint8Array, starts: Int32Array, ends: Int32Array, out: Uint8Array, at: number): number {
    if (found.length > 0) found.length = 0;
    const keyStart = at;
    for (let index = 0; index < readers.length; index += 1) {
      if (index > 0) {
        out[at] = 9;
        at += 1;
      }
      if (index === employer.first) {
        at = employerField(bytes, starts, ends, out, at);
        index = employer.last;
      } else at = column(index, bytes, starts, ends, out, at);
      if (at < 0) return -1;
      if (index === 0) keyEnd = at;
    }
    if (hasId && keyEnd - keyStart === 18 && !isCitizenIdCheckDigitRight(out, keyStart))
      found.push({ field: 'citizenId', code: 'citizen-id-check-digit' });
    return at;
  }
  return { read, found, keyEnd: () => keyEnd };
}

interface EmployerSpan {
  /** Columns of the layout; −1 where the registry has no employer. */
  readonly first: number;
  readonly last: number;
  /** Cells of the file, where they stand side by side. */
  readonly firstCell: number;
  readonly lastCell: number;
  readonly adjacent: boolean;
}

function employerSpan({ columns, employerFields = [] }: RegistryLayout, cellOf: readonly number[]): EmployerSpan {
  const first = columns.findIndex(({ field }) => field === employerFields[0]);
  const last = first < 0 ? -1 : first + employerFields.length - 1;
  const cells = cellOf.slice(Math.max(first, 0), last + 1).filter((cell) => cell >= 0);
  const adjacent = first >= 0 && cells.length > 0 && cells.every((cell, at) => cell === (cells[0] ?? 0) + at);
  return { first, last, firstCell: cells[0] ?? 0, lastCell: cells.at(-1) ?? 0, adjacent };
}

function writeNumber(value: number, out: Uint8Array, at: number): number {
  let digits = 1;
  for (let power = 10; power <= value; power *= 10) digits += 1;
  let rest = value;
  for (let to = at + digits - 1; to >= at; to -= 1) {
    out[to] = 48 + (rest % 10);
    rest = Math.floor(rest / 10);
  }
  return at + digits;
}

/** Where a record of this registry names its employer: index of the field and number of fields that stand behind it. */
export function employerPlace(kind: RegistryKind): { readonly field: number; readonly count: number } | null {
  const { columns, employerFields = [] }: RegistryLayout = registryLayouts[kind];
  const field = columns.findIndex((column) => column.field === employerFields[0]);
  return field < 0 ? null : { field, count: employerFields.length };
}

function valueOf(column: RegistryColumn, text: string): unknown {
  if (text === '') return null;
  const { type } = column.rule;
  if (type === 'boolean') return text === '1';
  return type === 'count' || type === 'money' ? Number(text) : text;
}

/** A record back as a row of the registry. `fields`: one per column, the employer's already put in its place. Throws (a bug) on another number of fields. */
export function rowOfRecord<K extends RegistryKind>(kind: K, fields: readonly string[], line: number): RegistryRow<K> {
  const columns: readonly RegistryColumn[] = registryLayouts[kind].columns;
  if (fields.length !== columns.length)
    throw new Error(`a ${kind} record has ${columns.length} fields, not ${fields.length}`);
  const row: Record<string, unknown> = { line };
  columns.forEach((column, index) => {
    row[column.field] = valueOf(column, fields[index] ?? '');
  });
  return row as unknown as RegistryRow<K>;
}
