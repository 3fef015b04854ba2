/**
 * Validation of one registry row, on bytes, for files of a million rows: cells in, the record of registry-record out. The
 * employer's columns become the employer's number in the copy's directory, or, when that is full, stand in the record.
 */
import { cellReader, problemOf, type CellProblem, type ReadCell } from './registry-cells.ts';
import { registryLayouts, type RegistryLayout } from './registry-headings.ts';
import type { RegistryColumn } from './registry-columns.ts';
import {
  employerSpanOf,
  hasRightCheckDigit,
  lengthBytes,
  MAX_RECORD_BYTES,
  widthOf,
  writeInlineEmployer,
  writeNumber,
} from './registry-record.ts';
import type { RegistryKind } from '../domain/registries.ts';

/** Problems of a row as a whole, found before its cells are read. */
export type RowProblemCode = CellProblem | 'cell-count' | 'quote-open' | 'row-too-long' | 'citizen-id-check-digit';

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
  /** Where the key, the first field, of the last row ends in `out`. */
  keyEnd(): number;
  /** Number of the last row's employer in the directory; −1 where its record names it, or there is none. */
  employer(): number;
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

const QUOTE = 34;
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
  const widths = columns.map(({ rule }) => widthOf(rule));
  /** Bytes of the length before a text; 0 for the others. */
  const lengths = columns.map(({ rule }, index) =>
    widths[index] || rule.type === 'citizen-id' ? 0 : lengthBytes(rule),
  );
  const span = employerSpan(layout, cellOf);
  const scratch = new Uint8Array(MAX_RECORD_BYTES * 2);
  const found: { field: string; code: RowProblemCode }[] = [];
  let keyEnd = 0;
  let employer = -1;

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

  /** One column as it stands in a record: behind its length, or filled up to its width. */
  function framed(
    index: number,
    bytes: Uint8Array,
    starts: Int32Array,
    ends: Int32Array,
    out: Uint8Array,
    at: number,
  ): number {
    const length = lengths[index] as number;
    const end = column(index, bytes, starts, ends, out, at + length);
    if (end < 0) return -1;
    if (length > 0) writeNumber(end - at - length, length, out, at);
    return end > at ? end : writeNumber(0, widths[index] as number, out, at);
  }

  /** The employer's columns: finds or adds it. Bytes of its fields in `scratch` when no directory took it; −1 for no row. */
  function readEmployer(bytes: Uint8Array, starts: Int32Array, ends: Int32Array): number {
    const start = starts[span.firstCell] as number;
    // With its opening quote: `"甲","1"` is not `甲","1"`.
    const from = start > 0 && bytes[start - 1] === QUOTE ? start - 1 : start;
    employer = span.adjacent ? directory.find(bytes, from, ends[span.lastCell] as number) : -1;
    if (employer >= 0) return 0;
    const before = found.length;
    let end = 0;
    for (let index = span.first; index <= span.last; index += 1) {
      if (index > span.first) {
        scratch[end] = 9;
        end += 1;
      }
      end = column(index, bytes, starts, ends, scratch, end);
      if (end < 0) return -1;
    }
    employer = directory.add(scratch, 0, end, span.adjacent && found.length === before);
    return end;
  }

  function read(bytes: Uint8Array, starts: Int32Array, ends: Int32Array, out: Uint8Array, at: number): number {
    if (found.length > 0) found.length = 0;
    employer = -1;
    const keyStart = at;
    let fieldsOfEmployer = 0;
    for (let index = 0; index < readers.length; index += 1) {
      if (index === span.first) {
        fieldsOfEmployer = readEmployer(bytes, starts, ends);
        if (fieldsOfEmployer < 0) return -1;
        index = span.last;
        continue;
      }
      at = framed(index, bytes, starts, ends, out, at);
      if (at < 0) return -1;
      if (index === 0) keyEnd = at;
    }
    if (span.first >= 0 && employer < 0) at = writeInlineEmployer(scratch.subarray(0, fieldsOfEmployer), out, at);
    if (hasId && !hasRightCheckDigit(out, keyStart)) found.push({ field: 'citizenId', code: 'citizen-id-check-digit' });
    return at;
  }
  return { read, found, keyEnd: () => keyEnd, employer: () => employer };
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

function employerSpan(layout: RegistryLayout, cellOf: readonly number[]): EmployerSpan {
  const { first, last } = employerSpanOf(layout);
  const cells = cellOf.slice(Math.max(first, 0), last + 1).filter((cell) => cell >= 0);
  const adjacent = first >= 0 && cells.length > 0 && cells.every((cell, at) => cell === (cells[0] ?? 0) + at);
  return { first, last, firstCell: cells[0] ?? 0, lastCell: cells.at(-1) ?? 0, adjacent };
}
