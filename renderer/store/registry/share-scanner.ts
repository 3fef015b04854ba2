/**
 * Scanning a stretch of a large text file, so that two readers can share it. A stretch's rows are those that begin in it,
 * after its first line break (the file's beginning counts as one), up to and with the row that ends at the first line
 * break of the next stretch. Whether a row does end there (a quoted cell may hold line breaks) is seen when it is reached.
 */
import { ByteScanner, type RowSink } from './byte-scanner.ts';
import {
  filePieces,
  makeTranscoder,
  PIECE_BYTES,
  type FileDigest,
  type Stretch,
  type TextEncodingName,
} from './text-source.ts';

const LF = 10;

/** What is known of a text file before it is scanned. In UTF-8 and GB18030 the byte of a line break is never part of a character. */
export interface TextForm {
  readonly encoding: TextEncodingName;
  readonly bomBytes: number;
  readonly delimiter: number;
}

export class ShareScanner {
  readonly scanner: ByteScanner;
  readonly digest: FileDigest;
  readonly #file: Blob;
  readonly #transcode: ReturnType<typeof makeTranscoder> | null;
  /** Bytes of the file before this one have been scanned; null: begin after the next line break. */
  #position: number | null;

  constructor(
    file: Blob,
    { encoding, bomBytes, delimiter }: TextForm,
    sink: RowSink,
    digest: FileDigest,
    from: number,
  ) {
    this.#file = file;
    this.#transcode = encoding === 'utf-8' ? null : makeTranscoder(encoding);
    this.#position = from === 0 ? bomBytes : null;
    this.scanner = new ByteScanner(delimiter, sink);
    this.digest = digest;
  }

  /** Where in the file scanning stands; −1 before the first line break. */
  get position(): number {
    return this.#position ?? -1;
  }

  /** Goes on where another reader has come to: its position, and the lines it has read. */
  passTo(position: number, lines: number): void {
    this.#position = position;
    this.scanner.passLines(lines);
  }

  /**
   * Scans a stretch. True when a row ends where the next stretch's rows begin, or the file ends; false when the next
   * stretch cannot be read on its own. `onPiece` hears how far scanning is. Throws what the file throws.
   */
  async scan({ from, to }: Stretch, onPiece: (position: number) => Promise<void>): Promise<boolean> {
    let start = from;
    for await (const piece of filePieces(this.#file, this.digest, { from, to })) {
      this.#push(piece, start);
      start += piece.length;
      await onPiece(start);
    }
    if (to < this.#file.size) return this.#scanToLineBreak(to);
    if (this.#position === null) return false;
    if (this.#transcode) this.scanner.push(this.#transcode(new Uint8Array(0), true));
    this.scanner.end();
    return true;
  }

  /** A piece that begins at `start`; what lies before the position is passed over. */
  #push(piece: Uint8Array, start: number): void {
    this.#position ??= afterLineBreak(piece, start);
    if (this.#position === null) return;
    const bytes = piece.subarray(Math.max(0, this.#position - start));
    if (bytes.length === 0) return;
    this.#position = start + piece.length;
    this.scanner.push(this.#transcode ? this.#transcode(bytes, false) : bytes);
  }

  async #scanToLineBreak(from: number): Promise<boolean> {
    const piece = new Uint8Array(await this.#file.slice(from, from + PIECE_BYTES).arrayBuffer());
    const end = afterLineBreak(piece, from);
    if (end === null || this.#position === null) return false;
    this.#push(piece.subarray(0, end - from), from);
    return this.scanner.isAtRowStart;
  }
}

function afterLineBreak(piece: Uint8Array, start: number): number | null {
  const at = piece.indexOf(LF);
  return at < 0 ? null : start + at + 1;
}
