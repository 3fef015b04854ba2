/** The first rows of a file: its headings, which registry it looks like, a few rows to choose columns by. */
import { detectKind, findHeadingRow } from '#shared/registry/registry-heading-match.ts';
import type { RowSink } from './byte-scanner.ts';
import type { FileInspection } from './registry-store.ts';
import { readTextTable, readWorkbook, tableFormat, type TableReading } from './table-source.ts';
import { FileDigest } from './text-source.ts';

const FIRST_ROWS = 30;
const HEAD_BYTES = 256 << 10;

export interface FirstRows {
  readonly format: FileInspection['format'];
  /** Lines of the file and their cells, empty lines left out. */
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
}

class EnoughRows extends Error {}

/** Text of one cell. */
export const cellTextOf = (decoder: TextDecoder, bytes: Uint8Array, start: number, end: number): string =>
  decoder.decode(bytes.subarray(start, end)).replace(/\s+/gu, ' ').trim();

function collector(rows: { line: number; cells: string[] }[]): RowSink {
  const decoder = new TextDecoder();
  return {
    row: (bytes, starts, ends, cells, line) => {
      const texts = Array.from({ length: cells }, (_, at) =>
        cellTextOf(decoder, bytes, starts[at] as number, ends[at] as number),
      );
      if (texts.some((text) => text !== '')) rows.push({ line, cells: texts });
      if (rows.length >= FIRST_ROWS) throw new EnoughRows();
      return 'taken';
    },
    broken: () => undefined,
  };
}

/** Reads at most thirty rows. Throws what the file throws. */
export async function firstRows(file: Blob): Promise<FirstRows> {
  const format = await tableFormat(file);
  const rows: { line: number; cells: string[] }[] = [];
  const reading: TableReading = { onPiece: () => Promise.resolve(), digest: new FileDigest() };
  if (format === 'unreadable') return { format, rows };
  try {
    if (format === 'xlsx') await readWorkbook(file, collector(rows), reading);
    else await readTextTable(file.slice(0, HEAD_BYTES), collector(rows), reading);
  } catch (error) {
    if (!(error instanceof EnoughRows)) throw error;
  }
  return { format, rows };
}

/** Index of the heading row in `rows`, −1 when none is found: known headings, else those mapped by hand. */
export const headingIndex = (first: FirstRows, mapping?: Readonly<Record<string, string>>): number =>
  findHeadingRow(
    first.rows.map(({ cells }) => cells),
    mapping,
  );

/** A file nobody's headings are known of still has a first full row to map by hand. */
function likelyHeading(first: FirstRows): number {
  const known = headingIndex(first);
  if (known >= 0) return known;
  return first.rows.findIndex(({ cells }) => cells.filter((cell) => cell !== '').length >= 2);
}

/** What the import screen shows of a file before anything is imported. */
export async function inspectTable(file: Blob): Promise<FileInspection> {
  const first = await firstRows(file);
  const at = likelyHeading(first);
  const heading = first.rows[at];
  return {
    format: first.format,
    headings: heading?.cells ?? [],
    headingLine: heading?.line ?? 0,
    kind: heading ? detectKind(heading.cells) : null,
    examples: first.rows.slice(at + 1, at + 4).map(({ cells }) => cells),
  };
}
