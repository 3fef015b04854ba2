/**
 * The employers that a file names, each once: for look-ups by number, code and name, and for the search by name
 * fragment and pinyin initials. Kept as bytes in blocks with a hash table over them: 300,000 firms take about 30 MB.
 */
import type { EmployerDirectory } from '#shared/registry/registry-rows.ts';

/** An employer as a file names it; `''` where it says nothing. */
export interface Unit {
  readonly employerNumber: string;
  readonly unifiedSocialCreditCode: string;
  readonly name: string;
  readonly divisionCode: string;
  readonly unitType: string;
  readonly status: string;
}

/** Beyond this the directory stops growing (a file of a million employers is not a county's register). */
export const MAX_UNITS = 1_000_000;
const BLOCK_BYTES = 1 << 20;
/** Longer sources are read anew each time. */
const MAX_SOURCE_BYTES = 2048;
const NOTHING = new Uint8Array(0);
/** Of a unit: the hash of the bytes it was read from, its place over all blocks, the length of those bytes, of its text. */
const ENTRY = 4;
const HASH = 0;
const PLACE = 1;
const SOURCE_LENGTH = 2;
const TEXT_LENGTH = 3;

/** The employers of a directory, to be moved to another thread with all their memory. */
export interface HandedUnits {
  readonly blocks: readonly Uint8Array<ArrayBuffer>[];
  readonly entries: Int32Array<ArrayBuffer>;
  readonly complete: boolean;
}

/** The memory of handed employers, for a transfer. */
export const memoryOfUnits = ({ blocks, entries }: HandedUnits): ArrayBuffer[] => [
  ...blocks.map(({ buffer }) => buffer),
  entries.buffer,
];

export class EmployerUnits implements EmployerDirectory {
  readonly #blocks: Uint8Array<ArrayBuffer>[] = [];
  readonly #views: DataView[] = [];
  #used = BLOCK_BYTES;
  /** Four numbers a unit, side by side in memory: see {@link HASH} and the others. */
  #entries = new Int32Array(4096 * ENTRY);
  #table = new Int32Array(16_384).fill(-1);
  #count = 0;
  #complete = true;
  /** The bytes of the last `find`, and where they would stand in the table. */
  #asked: { bytes: Uint8Array; start: number; end: number } = { bytes: new Uint8Array(0), start: 0, end: 0 };
  /** The same bytes, to be read four at a time. */
  #words: DataView = new DataView(new ArrayBuffer(0));
  #askedHash = 0;
  #askedSlot = 0;

  get count(): number {
    return this.#count;
  }

  /** False when employers were left out of the directory. */
  get complete(): boolean {
    return this.#complete;
  }

  find(bytes: Uint8Array, start: number, end: number): number {
    if (bytes !== this.#asked.bytes) this.#words = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#asked.bytes = bytes;
    this.#asked.start = start;
    this.#asked.end = end;
    const hash = mixed(this.#words, start, end);
    const mask = this.#table.length - 1;
    let slot = hash & mask;
    let unit = this.#table[slot] as number;
    while (unit >= 0) {
      if (this.#entries[unit * ENTRY + HASH] === hash && this.#same(unit, start, end)) return unit;
      slot = (slot + 1) & mask;
      unit = this.#table[slot] as number;
    }
    this.#askedHash = hash;
    this.#askedSlot = slot;
    return -1;
  }

  add(text: Uint8Array, start: number, end: number, remember: boolean): number {
    const { bytes, start: from, end: to } = this.#asked;
    const source = remember && to - from <= MAX_SOURCE_BYTES ? bytes.subarray(from, to) : NOTHING;
    if (this.#count >= MAX_UNITS) {
      this.#complete = false;
      return -1;
    }
    const unit = this.#store(source, text.subarray(start, end));
    if (source.length > 0) {
      this.#entries[unit * ENTRY + HASH] = this.#askedHash;
      this.#table[this.#askedSlot] = unit;
      if (this.#count * 3 > this.#table.length * 2) this.#rehash();
    }
    return unit;
  }

  /** Everything in it, to be taken in by another directory; this one must not be used afterwards. */
  handOver(): HandedUnits {
    return { blocks: this.#blocks, entries: this.#entries.slice(0, this.#count * ENTRY), complete: this.#complete };
  }

  /** Whether another directory can be taken in whole. */
  hasRoomFor({ entries }: HandedUnits): boolean {
    return this.#count + entries.length / ENTRY <= MAX_UNITS;
  }

  /** Takes in another directory; answers the numbers that its employers have here. */
  absorb({ blocks, entries, complete }: HandedUnits): Uint32Array {
    this.#complete &&= complete;
    const numbers = new Uint32Array(entries.length / ENTRY);
    for (let unit = 0; unit < numbers.length; unit += 1) {
      const place = entries[unit * ENTRY + PLACE] as number;
      const block = blocks[Math.floor(place / BLOCK_BYTES)] as Uint8Array;
      const start = place % BLOCK_BYTES;
      const textAt = start + (entries[unit * ENTRY + SOURCE_LENGTH] as number);
      const textEnd = textAt + (entries[unit * ENTRY + TEXT_LENGTH] as number);
      const known = textAt > start ? this.find(block, start, textAt) : -1;
      numbers[unit] = known >= 0 ? known : this.add(block, textAt, textEnd, textAt > start);
    }
    return numbers;
  }

  /** Every employer's fields, joined by tabs, by number. */
  *fields(): Generator<Uint8Array, void, undefined> {
    for (let unit = 0; unit < this.#count; unit += 1) {
      const entry = this.#entries.subarray(unit * ENTRY, (unit + 1) * ENTRY);
      const place = (entry[PLACE] as number) + (entry[SOURCE_LENGTH] as number);
      const from = place % BLOCK_BYTES;
      const block = this.#blocks[Math.floor(place / BLOCK_BYTES)] as Uint8Array;
      yield block.subarray(from, from + (entry[TEXT_LENGTH] as number));
    }
  }

  /** The same as text. */
  *texts(): Generator<string, void, undefined> {
    const decoder = new TextDecoder();
    for (const fields of this.fields()) yield decoder.decode(fields);
  }

  #same(unit: number, start: number, end: number): boolean {
    if (this.#entries[unit * ENTRY + SOURCE_LENGTH] !== end - start) return false;
    const place = this.#entries[unit * ENTRY + PLACE] as number;
    const block = this.#views[Math.floor(place / BLOCK_BYTES)] as DataView;
    const shift = (place % BLOCK_BYTES) - start;
    const words = this.#words;
    let at = start;
    for (; at + 3 < end; at += 4) if (block.getInt32(at + shift) !== words.getInt32(at)) return false;
    for (; at < end; at += 1) if (block.getUint8(at + shift) !== words.getUint8(at)) return false;
    return true;
  }

  #store(source: Uint8Array, text: Uint8Array): number {
    const length = source.length + text.length;
    if (this.#used + length > BLOCK_BYTES) {
      const block = new Uint8Array(BLOCK_BYTES);
      this.#blocks.push(block);
      this.#views.push(new DataView(block.buffer));
      this.#used = 0;
    }
    const unit = this.#count;
    if ((unit + 1) * ENTRY > this.#entries.length) this.#grow();
    this.#entries[unit * ENTRY + PLACE] = (this.#blocks.length - 1) * BLOCK_BYTES + this.#used;
    this.#entries[unit * ENTRY + SOURCE_LENGTH] = source.length;
    this.#entries[unit * ENTRY + TEXT_LENGTH] = text.length;
    const block = this.#blocks[this.#blocks.length - 1] as Uint8Array;
    block.set(source, this.#used);
    block.set(text, this.#used + source.length);
    this.#used += length;
    this.#count += 1;
    return unit;
  }

  #grow(): void {
    const larger = new Int32Array(this.#entries.length * 2);
    larger.set(this.#entries);
    this.#entries = larger;
  }

  #rehash(): void {
    this.#table = new Int32Array(this.#table.length * 2).fill(-1);
    const mask = this.#table.length - 1;
    for (let unit = 0; unit < this.#count; unit += 1) {
      if (this.#entries[unit * ENTRY + SOURCE_LENGTH] === 0) continue;
      let slot = (this.#entries[unit * ENTRY + HASH] as number) & mask;
      while ((this.#table[slot] as number) >= 0) slot = (slot + 1) & mask;
      this.#table[slot] = unit;
    }
  }
}

/** A hash for the table only, four bytes a step: a file of a million rows names an employer a million times. */
function mixed(words: DataView, start: number, end: number): number {
  let hash = end - start;
  let at = start;
  for (; at + 3 < end; at += 4) {
    hash = Math.imul(hash ^ words.getInt32(at), 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  for (; at < end; at += 1) hash = Math.imul(hash ^ words.getUint8(at), 0x01000193);
  return hash ^ (hash >>> 13);
}

/** Employers of a copy's directory stand in pages of this many, in order. */
export const EMPLOYERS_PER_PAGE = 512;

/** An employer of the insurance directory: its columns in layout order. */
export function unitOfText(text: string): Unit {
  const [employerNumber = '', unifiedSocialCreditCode = '', name = '', divisionCode = ''] = text.split('\t');
  return { employerNumber, unifiedSocialCreditCode, name, divisionCode, unitType: '', status: '' };
}
