/** A registry file as rows of cells, whatever its format: CSV over bytes, .xlsx through a streaming reader. */
import { limits } from '#shared/domain/limits.ts';
import { registerUnpacksTooLarge, tooManyColumns } from '#shared/files/too-much.ts';
import { statedBytes, zipEntries } from '#shared/files/zip-directory.ts';
import { ByteScanner, type RowSink } from './byte-scanner.ts';
import type { ShareProgress } from './second-reader.ts';
import { filePieces, utf8Pieces, type FileDigest } from './text-source.ts';

export type TableFormat = 'text' | 'xlsx' | 'unreadable';

/** By the first bytes: a zip is .xlsx; old .xls, HTML and PDF files are no table for us; all else is text. */
export async function tableFormat(file: Blob): Promise<TableFormat> {
  const head = new Uint8Array(await file.slice(0, 512).arrayBuffer());
  const starts = (...bytes: number[]): boolean => bytes.every((byte, at) => head[at] === byte);
  if (starts(0x50, 0x4b)) return 'xlsx';
  if (starts(0xd0, 0xcf, 0x11, 0xe0) || starts(0x25, 0x50, 0x44, 0x46)) return 'unreadable';
  const utf16 = starts(0xff, 0xfe) || starts(0xfe, 0xff);
  if (!utf16 && head.includes(0)) return 'unreadable';
  return /^\uFEFF?\s*<(?:!doctype|html|\?xml|table)/iu.test(new TextDecoder().decode(head)) ? 'unreadable' : 'text';
}

/** The separator that the first lines use most; commas when in doubt. */
export function detectDelimiter(sample: Uint8Array): number {
  const counts = [44, 9, 59, 124].map((byte) => ({ byte, count: countOf(sample, byte) }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).byte;
}

function countOf(bytes: Uint8Array, wanted: number): number {
  let count = 0;
  let quoted = false;
  for (const byte of bytes.subarray(0, 8192)) {
    if (byte === 34) quoted = !quoted;
    else if (byte === wanted && !quoted) count += 1;
  }
  return count;
}

export interface TableReading {
  /**
   * Bytes of the file read so far, and what a second reader has read beside; called after each piece, may wait and may
   * throw to stop.
   */
  onPiece(read: number, beside?: ShareProgress): Promise<void>;
  readonly digest: FileDigest;
}

/** Reads a text table into `sink`. */
export async function readTextTable(file: Blob, sink: RowSink, reading: TableReading): Promise<void> {
  let scanner: ByteScanner | null = null;
  for await (const { bytes, read } of utf8Pieces(file, reading.digest)) {
    scanner ??= new ByteScanner(detectDelimiter(bytes), sink);
    scanner.push(bytes);
    await reading.onPiece(read);
  }
  scanner?.end();
}

/** A number too large to be one: an ID that the spreadsheet has rounded. It is handed on as it would be shown. */
function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10);
  if (typeof value === 'number')
    return Math.abs(value) >= 1e15 ? value.toExponential(14).replace('e', 'E') : String(value);
  if (typeof value === 'string') return value;
  return typeof value === 'boolean' ? (value ? '是' : '否') : '';
}

/** Bytes as a stream of pieces, digested and counted on the way. */
function pieces(file: Blob, reading: TableReading): ReadableStream<Uint8Array> {
  const source = filePieces(file, reading.digest);
  let read = 0;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const next = await source.next();
        if (next.done === true) {
          controller.close();
          return;
        }
        read += next.value.length;
        await reading.onPiece(read);
        // The workbook reader keeps what it is given; a piece is only lent.
        controller.enqueue(next.value.slice());
      },
    },
    { highWaterMark: 0 },
  );
}

/** Stands in no text: who an employer is goes by the bytes of several cells, and `1|23` must not be taken for `12|3`. */
const BETWEEN_CELLS = 0xff;

/** The end of a file in which the whole directory of a zip of four thousand parts stands. */
const DIRECTORY_WITHIN = 4 << 20;

/** Throws {@link TooMuch} where a workbook would fill the memory. The reader itself only meets that when it is too late. */
async function checkUnpacked(file: Blob): Promise<void> {
  const from = Math.max(0, file.size - DIRECTORY_WITHIN);
  const entries = zipEntries(new Uint8Array(await file.slice(from).arrayBuffer()), from);
  if (entries !== null && statedBytes(entries) > limits.registerUnpackedBytes) throw registerUnpacksTooLarge();
}

/** Reads the first sheet of a workbook into `sink`; rows keep their sheet row numbers. Throws {@link TooMuch} past a limit. */
export async function readWorkbook(file: Blob, sink: RowSink, reading: TableReading): Promise<void> {
  await checkUnpacked(file);
  const { streamXlsxRows } = await import('hucre/xlsx');
  const encoder = new TextEncoder();
  const starts = new Int32Array(512);
  const ends = new Int32Array(512);
  let buffer = new Uint8Array(65_536);
  let width = 0;
  let wideRows = 0;
  for await (const { index, values } of streamXlsxRows(pieces(file, reading))) {
    let used = 0;
    const cells = Math.min(values.length, starts.length);
    if (values.length > cells) wideRows += 1;
    if (wideRows > limits.registerWideRows) throw tooManyColumns(starts.length);
    for (let cell = 0; cell < cells; cell += 1) {
      const text = cellText(values[cell]).slice(0, 4096);
      if (buffer.length - used <= text.length * 3) {
        const larger = new Uint8Array(buffer.length * 2 + text.length * 3);
        larger.set(buffer);
        buffer = larger;
      }
      starts[cell] = used;
      used += encoder.encodeInto(text, buffer.subarray(used)).written;
      ends[cell] = used;
      buffer[used] = BETWEEN_CELLS;
      used += 1;
    }
    // A workbook leaves out empty cells at the end of a row.
    starts.fill(used, cells, width);
    ends.fill(used, cells, width);
    width = Math.max(width, cells);
    sink.row(buffer, starts, ends, width, index + 1, 1);
  }
}
