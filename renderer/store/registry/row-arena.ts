/**
 * Rows waiting to be sealed. They are laid down at once in one of 32 parts by the head of their keyed hash, so that
 * gathering a page later reads from one small stretch of memory (scattered reads over 100 MB cost three times as much).
 * Which page a row falls into is decided when the number of pages is known.
 */
import { MAX_RECORD_BYTES } from '#shared/registry/registry-record.ts';

const PART_BITS = 5;
const PARTS = 1 << PART_BITS;
const BLOCK_BITS = 18;
const BLOCK_BYTES = 1 << BLOCK_BITS;
const FIRST_ROWS = 1024;

/** Page of a hash when there are `pages` of them: the hash's share of 2³², so that any number of pages spreads evenly. */
export const pageOf = (hash: number, pages: number): number => Math.floor((hash / 4_294_967_296) * pages);

/** Longest row, in bytes: head and record. */
export const MAX_LINE_BYTES = 3 * MAX_RECORD_BYTES;

interface Part {
  blocks: Uint8Array<ArrayBuffer>[];
  /** The last block, four bytes at a time. */
  words: Int32Array<ArrayBuffer>;
  /** Bytes used of the last block. */
  used: number;
  hashes: Uint32Array<ArrayBuffer>;
  places: Uint32Array<ArrayBuffer>;
  lengths: Uint16Array<ArrayBuffer>;
  rows: number;
}

const emptyPart = (): Part => ({
  blocks: [],
  words: new Int32Array(0),
  used: BLOCK_BYTES,
  hashes: new Uint32Array(FIRST_ROWS),
  places: new Uint32Array(FIRST_ROWS),
  lengths: new Uint16Array(FIRST_ROWS),
  rows: 0,
});

function larger<T extends Uint32Array | Uint16Array>(old: T, fresh: T): T {
  fresh.set(old);
  return fresh;
}

function grow(part: Part): void {
  const size = part.hashes.length * 2;
  part.hashes = larger(part.hashes, new Uint32Array(size));
  part.places = larger(part.places, new Uint32Array(size));
  part.lengths = larger(part.lengths, new Uint16Array(size));
}

/** The rows of an arena by part, to be moved to another thread with all their memory. */
export type HandedRows = readonly {
  readonly blocks: readonly Uint8Array<ArrayBuffer>[];
  readonly used: number;
  readonly hashes: Uint32Array<ArrayBuffer>;
  readonly places: Uint32Array<ArrayBuffer>;
  readonly lengths: Uint16Array<ArrayBuffer>;
}[];

/** The memory of handed rows, for a transfer. */
export const memoryOfRows = (handed: HandedRows): ArrayBuffer[] =>
  handed.flatMap(({ blocks, hashes, places, lengths }) => [
    ...blocks.map(({ buffer }) => buffer),
    hashes.buffer,
    places.buffer,
    lengths.buffer,
  ]);

function joined<T extends Uint32Array | Uint16Array>(first: T, second: T, made: new (length: number) => T): T {
  const both = new made(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

export class RowArena {
  /** The row to be added is written here. */
  readonly line: Uint8Array<ArrayBuffer>;
  readonly #lineWords: Int32Array<ArrayBuffer>;
  readonly #parts = Array.from({ length: PARTS }, emptyPart);
  #rows = 0;
  #used = 0;

  constructor() {
    const memory = new ArrayBuffer(MAX_LINE_BYTES);
    this.line = new Uint8Array(memory);
    this.#lineWords = new Int32Array(memory);
  }

  get rows(): number {
    return this.#rows;
  }

  /** Bytes that rows take; up to 8 MiB more are held, a block begun in each part. */
  get bytes(): number {
    return this.#used + this.#rows * 10;
  }

  /** Bytes of the rows themselves. */
  get rowBytes(): number {
    return this.#used;
  }

  /** The hashes of the rows, by part: one key's are all in one. */
  hashes(): readonly Uint32Array[] {
    return this.#parts.map(({ hashes, rows }) => hashes.subarray(0, rows));
  }

  /** Takes in the first `length` bytes of {@link line} under their hash. */
  add(hash: number, length: number): void {
    const part = this.#parts[hash >>> (32 - PART_BITS)] as Part;
    if (part.used + length > BLOCK_BYTES) {
      const block = new ArrayBuffer(BLOCK_BYTES);
      part.blocks.push(new Uint8Array(block));
      part.words = new Int32Array(block);
      part.used = 0;
    }
    const { rows, used } = part;
    if (rows === part.hashes.length) grow(part);
    const last = part.blocks.length - 1;
    // Four bytes a step: a row begins at a multiple of four, and what is copied beyond its end is overwritten or never read.
    const { words } = part;
    const line = this.#lineWords;
    const wordCount = (length + 3) >>> 2;
    for (let from = 0, to = used >>> 2; from < wordCount; from += 1, to += 1) words[to] = line[from] as number;
    part.hashes[rows] = hash;
    part.places[rows] = (last << BLOCK_BITS) + used;
    part.lengths[rows] = length;
    part.rows = rows + 1;
    part.used = used + (wordCount << 2);
    this.#used += wordCount << 2;
    this.#rows += 1;
  }

  /** Everything in it, to be taken in by another arena; this one must not be used afterwards. */
  handOver(): HandedRows {
    return this.#parts.map(({ blocks, used, hashes, places, lengths, rows }) => ({
      blocks,
      used,
      hashes: hashes.slice(0, rows),
      places: places.slice(0, rows),
      lengths: lengths.slice(0, rows),
    }));
  }

  /** Takes in the rows of another arena behind its own; `amend` may change a row where it lies, not its length. */
  absorb(handed: HandedRows, amend: (bytes: Uint8Array, at: number) => void): void {
    for (const [index, more] of handed.entries()) {
      const part = this.#parts[index] as Part;
      const blocksBefore = part.blocks.length;
      if (more.hashes.length === 0) continue;
      for (const [row, place] of more.places.entries()) {
        amend(more.blocks[place >>> BLOCK_BITS] as Uint8Array, place & (BLOCK_BYTES - 1));
        more.places[row] = place + blocksBefore * BLOCK_BYTES;
        this.#used += ((more.lengths[row] as number) + 3) & ~3;
      }
      part.hashes = joined(part.hashes.subarray(0, part.rows), more.hashes, Uint32Array);
      part.places = joined(part.places.subarray(0, part.rows), more.places, Uint32Array);
      part.lengths = joined(part.lengths.subarray(0, part.rows), more.lengths, Uint16Array);
      part.rows += more.hashes.length;
      part.blocks.push(...more.blocks);
      part.words = new Int32Array((part.blocks.at(-1) as Uint8Array<ArrayBuffer>).buffer);
      part.used = more.used;
      this.#rows += more.hashes.length;
    }
  }

  /**
   * Rows of every page in turn, empty pages included; rows of one key stand in file order. A page is valid until the next
   * one is asked for: all share one memory.
   */
  *pages(count: number): Generator<Uint8Array<ArrayBuffer>, void, undefined> {
    const page = new Scratch();
    let open = 0;
    for (const part of this.#parts) {
      if (part.rows === 0) continue;
      const { order, ends, sizes, first } = sorted(part, count);
      const words = part.blocks.map(({ buffer }) => new Int32Array(buffer));
      for (let index = 0; index < sizes.length; index += 1) {
        for (; open < first + index; open += 1) yield page.take();
        page.reserve(sizes[index] as number);
        gather(part, words, order.subarray(ends[index], ends[index + 1]), page);
      }
    }
    for (; open < count; open += 1) yield page.take();
  }
}

interface Sorted {
  /** Rows of the part by page; those of page `first + i` stand at `[ends[i], ends[i + 1])`. */
  readonly order: Uint32Array;
  readonly ends: Uint32Array;
  /** Bytes per page. */
  readonly sizes: Uint32Array;
  readonly first: number;
}

/** Counting sort of a part's rows by page, file order kept. */
function sorted({ hashes, lengths, rows }: Part, count: number): Sorted {
  const pageOfRow = new Uint32Array(rows);
  let first = count;
  let last = 0;
  for (let row = 0; row < rows; row += 1) {
    const page = pageOf(hashes[row] as number, count);
    pageOfRow[row] = page;
    if (page < first) first = page;
    if (page > last) last = page;
  }
  const ends = new Uint32Array(last - first + 2);
  const sizes = new Uint32Array(last - first + 1);
  for (let row = 0; row < rows; row += 1) {
    const page = (pageOfRow[row] as number) - first;
    ends[page + 1] = (ends[page + 1] as number) + 1;
    sizes[page] = (sizes[page] as number) + (lengths[row] as number);
  }
  for (let page = 0; page < sizes.length; page += 1)
    ends[page + 1] = (ends[page + 1] as number) + (ends[page] as number);
  const order = new Uint32Array(rows);
  const next = ends.slice();
  for (let row = 0; row < rows; row += 1) {
    const page = (pageOfRow[row] as number) - first;
    const at = next[page] as number;
    order[at] = row;
    next[page] = at + 1;
  }
  return { order, ends, sizes, first };
}

/** The page being put together; a page that lies over two parts gets two helpings. */
class Scratch {
  bytes = new Uint8Array(64 << 10);
  words = new Int32Array(this.bytes.buffer);
  used = 0;

  reserve(size: number): void {
    if (this.used + size <= this.bytes.length) return;
    const grown = new Uint8Array(((this.used + size) * 2 + 3) & ~3);
    grown.set(this.bytes.subarray(0, this.used));
    this.bytes = grown;
    this.words = new Int32Array(grown.buffer);
  }

  take(): Uint8Array<ArrayBuffer> {
    const page = this.bytes.subarray(0, this.used);
    this.used = 0;
    return page;
  }
}

/** Four bytes a step where a row's length and place allow it. */
function gather(part: Part, blocks: readonly Int32Array[], rows: Uint32Array, page: Scratch): void {
  const { bytes, words } = page;
  let at = page.used;
  for (const row of rows) {
    const place = part.places[row] as number;
    const start = place & (BLOCK_BYTES - 1);
    const length = part.lengths[row] as number;
    if (((at | length) & 3) === 0) {
      const block = blocks[place >>> BLOCK_BITS] as Int32Array;
      const shift = (start - at) >> 2;
      const end = (at + length) >>> 2;
      for (let to = at >>> 2; to < end; to += 1) words[to] = block[to + shift] as number;
    } else bytes.set((part.blocks[place >>> BLOCK_BITS] as Uint8Array).subarray(start, start + length), at);
    at += length;
  }
  page.used = at;
}
