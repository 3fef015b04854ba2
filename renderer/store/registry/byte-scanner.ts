/**
 * CSV over UTF-8 bytes: quoted cells, `""`, line breaks inside cells, LF, CRLF and lone CR, true line numbers.
 * Rows are handed over as cell borders in the buffer, without a string being made. A stray quote swallows nothing:
 * the receiver may ask for a row of several lines to be read again from its second line.
 */

/** `again`: the row spans several lines and is not a row; its first line is given up and reading resumes at the next. */
export type RowVerdict = 'taken' | 'again';

export interface RowSink {
  /** `line`: line of the file the row begins in, 1 is the first. `lines`: lines it spans. Cells: `[starts[i], ends[i])`. */
  row(bytes: Uint8Array, starts: Int32Array, ends: Int32Array, cells: number, line: number, lines: number): RowVerdict;
  /** A line with a quote that is never closed (within {@link MAX_ROW_BYTES}), or longer than that. */
  broken(line: number, reason: 'quote-open' | 'row-too-long'): void;
}

/** No registry row is longer; beyond it a quote counts as never closed. */
export const MAX_ROW_BYTES = 65_536;
const MAX_CELLS = 512;
/** Of the next bytes, to finish a row that was begun in the last: with them every row ends or is given up. */
const BRIDGE_BYTES = 2 * MAX_ROW_BYTES;
/** 128 in each byte. */
const HIGH_BITS = 0x8080_8080 | 0;

const LF = 10;
const CR = 13;
const QUOTE = 34;
/** Part of no UTF-8. */
const LEFT_OVER = 0xff;

export class ByteScanner {
  readonly #sink: RowSink;
  readonly #delimiter: number;
  readonly #starts = new Int32Array(MAX_CELLS);
  readonly #ends = new Int32Array(MAX_CELLS);
  /** Of quoted cells: where the closing quote stands and where the text after it ends; −1 for a cell that needs nothing. */
  readonly #closes = new Int32Array(MAX_CELLS);
  readonly #tails = new Int32Array(MAX_CELLS);
  /** In each of four bytes, one more than the highest byte that ends a cell: what is not below passes four at once. */
  readonly #floor: number;
  #carry: Uint8Array = new Uint8Array(0);
  #line = 1;
  /** Inside a line that was given up before its end was seen. */
  #skipping = false;
  /** Behind a line that was given up and whose CR was the last byte there: an LF that comes next belongs to it. */
  #afterCr = false;

  constructor(delimiter: number, sink: RowSink) {
    this.#delimiter = delimiter;
    this.#sink = sink;
    this.#floor = Math.imul(0x0101_0101, Math.max(delimiter, LF, CR) + 1);
  }

  /** Line of the file that the next row begins in. */
  get line(): number {
    return this.#line;
  }

  /** Whether all that was pushed was whole rows: the next byte begins one. */
  get isAtRowStart(): boolean {
    return this.#carry.length === 0 && !this.#skipping && !this.#afterCr;
  }

  /** Passes over lines that another scanner has read. */
  passLines(lines: number): void {
    this.#line += lines;
  }

  /** Takes the next bytes of the file. The chunk belongs to the scanner afterwards: escaped quotes are undone in place. */
  push(chunk: Uint8Array): void {
    const begun = this.#carry.length;
    let from = 0;
    if (begun > 0) {
      const bridge = concatenate(this.#carry, chunk.subarray(0, BRIDGE_BYTES));
      const end = this.#scan(bridge, 0, begun, false);
      this.#carry = bridge.subarray(end);
      if (end < begun) return;
      from = end - begun;
    }
    this.#carry = chunk.subarray(this.#scan(chunk, from, chunk.length, false)).slice();
  }

  /** The end of the file: what is left is the last row. */
  end(): void {
    const rest = this.#carry;
    this.#carry = new Uint8Array(0);
    if (rest.length === 0) return;
    const closed = new Uint8Array(rest.length + 1);
    closed.set(rest);
    closed[rest.length] = LF;
    this.#scan(closed, 0, closed.length, true);
  }

  /** Scans the rows that begin in `[from, to)`; answers where the first unfinished one, or the one after them, begins. */
  #scan(bytes: Uint8Array, from: number, to: number, last: boolean): number {
    const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    let at = this.#skipping ? this.#nextLine(bytes, from) : from;
    if (this.#afterCr && at === from && at < to) {
      this.#afterCr = false;
      if (bytes[at] === LF) at += 1;
    }
    while (at < to) {
      const next = this.#row(bytes, words, at, last);
      if (next < 0) break;
      at = next;
    }
    return at;
  }

  /** One row from `from`; answers where the next one begins, −1 when the row is not complete in `bytes`. */
  #row(bytes: Uint8Array, words: DataView, from: number, last: boolean): number {
    const length = bytes.length;
    const floor = this.#floor;
    const lastWord = length - 4;
    const starts = this.#starts;
    const ends = this.#ends;
    const closes = this.#closes;
    const tails = this.#tails;
    const delimiter = this.#delimiter;
    let at = from;
    let cells = 0;
    let lines = 1;
    let odd = false;
    for (;;) {
      let start = at;
      let close = -1;
      if (bytes[at] === QUOTE) {
        const limit = Math.min(length, from + MAX_ROW_BYTES);
        start = at + 1;
        close = start;
        for (;;) {
          while (close < limit && bytes[close] !== QUOTE) {
            const byte = bytes[close] as number;
            if (byte === LF || (byte === CR && bytes[close + 1] !== LF)) lines += 1;
            close += 1;
          }
          if (close >= limit && (limit < length || last)) return this.#giveUp(bytes, from, 'quote-open');
          if (close + 1 >= length) return -1;
          if (bytes[close + 1] !== QUOTE) break;
          odd = true;
          close += 2;
        }
        at = close + 1;
      }
      const tail = at;
      // Four bytes at once: the lowest one below the floor borrows into its high bit, and says where it is.
      while (at <= lastWord) {
        const word = words.getInt32(at, true);
        const low = (word - floor) & ~word & HIGH_BITS;
        at += low === 0 ? 4 : (31 - Math.clz32(low & -low)) >> 3;
        if (low === 0) continue;
        const byte = bytes[at] as number;
        if (byte === delimiter || byte === LF || byte === CR) break;
        at += 1;
      }
      for (; at < length; at += 1) {
        const byte = bytes[at] as number;
        if (byte === delimiter || byte === LF || byte === CR) break;
      }
      if (at >= length || (bytes[at] === CR && at + 1 >= length && !last)) return this.#unfinished(bytes, from);
      if (cells < MAX_CELLS) {
        starts[cells] = start;
        ends[cells] = close < 0 ? at : close;
        closes[cells] = close;
        tails[cells] = at;
        cells += 1;
      }
      if (close >= 0 && at > tail) odd = true;
      const byte = bytes[at];
      at += 1;
      if (byte === delimiter) continue;
      if (byte === CR && bytes[at] === LF) at += 1;
      return this.#finish(bytes, from, at, cells, lines, odd);
    }
  }

  #finish(bytes: Uint8Array, from: number, next: number, cells: number, lines: number, odd: boolean): number {
    if (next - from > MAX_ROW_BYTES) return this.#giveUp(bytes, from, lines > 1 ? 'quote-open' : 'row-too-long');
    const untouched = odd && lines > 1 ? bytes.slice(from, next) : null;
    if (odd) this.#undoQuotes(bytes, cells);
    const verdict = this.#sink.row(bytes, this.#starts, this.#ends, cells, this.#line, lines);
    if (verdict === 'again' && lines > 1) {
      if (untouched) bytes.set(untouched, from);
      return this.#nextLine(bytes, from);
    }
    this.#line += lines;
    return next;
  }

  /**
   * `""` becomes `"`; text between a closing quote and the delimiter belongs to the cell: `"甲"乙` is 甲乙. What is left
   * over becomes a byte that stands in no text, so that rows of other cells are never the same bytes.
   */
  #undoQuotes(bytes: Uint8Array, cells: number): void {
    for (let cell = 0; cell < cells; cell += 1) {
      const close = this.#closes[cell] as number;
      if (close < 0) continue;
      const end = unescape(bytes, this.#starts[cell] as number, close);
      const tail = close + 1;
      const tailEnd = this.#tails[cell] as number;
      bytes.copyWithin(end, tail, tailEnd);
      this.#ends[cell] = end + tailEnd - tail;
      bytes.fill(LEFT_OVER, this.#ends[cell], tailEnd);
    }
  }

  #unfinished(bytes: Uint8Array, from: number): number {
    return bytes.length - from > MAX_ROW_BYTES
      ? this.#giveUp(bytes, from, bytes.indexOf(LF, from) >= 0 ? 'quote-open' : 'row-too-long')
      : -1;
  }

  #giveUp(bytes: Uint8Array, from: number, reason: 'quote-open' | 'row-too-long'): number {
    const line = this.#line;
    const next = this.#nextLine(bytes, from);
    this.#sink.broken(line, reason);
    return next;
  }

  /** Past the first line break after `from`, whatever the quotes say; a line without end is dropped up to what is here. */
  #nextLine(bytes: Uint8Array, from: number): number {
    let at = from;
    while (at < bytes.length && bytes[at] !== LF && bytes[at] !== CR) at += 1;
    this.#skipping = at >= bytes.length;
    if (this.#skipping) return bytes.length;
    this.#line += 1;
    this.#afterCr = bytes[at] === CR && at + 1 === bytes.length;
    return bytes[at] === CR && bytes[at + 1] === LF ? at + 2 : at + 1;
  }
}

function concatenate(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

/** Turns `""` into `"` inside `[start, end)`, in place; answers the new end. */
function unescape(bytes: Uint8Array, start: number, end: number): number {
  let to = start;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] as number;
    if (byte === QUOTE) at += 1;
    bytes[to] = byte;
    to += 1;
  }
  return to;
}
