/**
 * The employers that a file names, each once: for look-ups by number, code and name, and for the search by name
 * fragment and pinyin initials. Kept as bytes in blocks with a hash table over them: 300,000 firms take about 30 MB.
 */
import { normaliseEmployerName } from '#shared/domain/normalise.ts';
import type { EmployerDirectory } from '#shared/exchange/registry-rows.ts';

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

export class EmployerUnits implements EmployerDirectory {
  readonly #blocks: Uint8Array[] = [];
  #used = BLOCK_BYTES;
  /** Per unit: its place over all blocks, the length of the bytes it was read from, then of its text. */
  #places = new Uint32Array(4096);
  #sourceLengths = new Uint16Array(4096);
  #textLengths = new Uint16Array(4096);
  #hashes = new Int32Array(4096);
  #table = new Int32Array(16_384).fill(-1);
  #count = 0;
  #complete = true;
  /** The bytes of the last `find`, and where they would stand in the table. */
  #asked: { bytes: Uint8Array; start: number; end: number } = { bytes: new Uint8Array(0), start: 0, end: 0 };
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
    const hash = mixed(bytes, start, end);
    const mask = this.#table.length - 1;
    let slot = hash & mask;
    let unit = this.#table[slot] as number;
    while (unit >= 0) {
      if (this.#hashes[unit] === hash && this.#same(unit, bytes, start, end)) return unit;
      slot = (slot + 1) & mask;
      unit = this.#table[slot] as number;
    }
    this.#asked.bytes = bytes;
    this.#asked.start = start;
    this.#asked.end = end;
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
      this.#hashes[unit] = this.#askedHash;
      this.#table[this.#askedSlot] = unit;
      if (this.#count * 3 > this.#table.length * 2) this.#rehash();
    }
    return unit;
  }

  /** Every employer's fields as text, by number. */
  *texts(): Generator<string, void, undefined> {
    const decoder = new TextDecoder();
    for (let unit = 0; unit < this.#count; unit += 1) {
      const place = (this.#places[unit] as number) + (this.#sourceLengths[unit] as number);
      const block = this.#blocks[Math.floor(place / BLOCK_BYTES)] as Uint8Array;
      const from = place % BLOCK_BYTES;
      yield decoder.decode(block.subarray(from, from + (this.#textLengths[unit] as number)));
    }
  }

  #same(unit: number, bytes: Uint8Array, start: number, end: number): boolean {
    if (this.#sourceLengths[unit] !== end - start) return false;
    const place = this.#places[unit] as number;
    const block = this.#blocks[Math.floor(place / BLOCK_BYTES)] as Uint8Array;
    const shift = (place % BLOCK_BYTES) - start;
    for (let at = start; at < end; at += 1) if (block[at + shift] !== bytes[at]) return false;
    return true;
  }

  #store(source: Uint8Array, text: Uint8Array): number {
    const length = source.length + text.length;
    if (this.#used + length > BLOCK_BYTES) {
      this.#blocks.push(new Uint8Array(BLOCK_BYTES));
      this.#used = 0;
    }
    const unit = this.#count;
    if (unit === this.#places.length) this.#grow();
    this.#places[unit] = (this.#blocks.length - 1) * BLOCK_BYTES + this.#used;
    this.#sourceLengths[unit] = source.length;
    this.#textLengths[unit] = text.length;
    const block = this.#blocks[this.#blocks.length - 1] as Uint8Array;
    block.set(source, this.#used);
    block.set(text, this.#used + source.length);
    this.#used += length;
    this.#count += 1;
    return unit;
  }

  #grow(): void {
    const size = this.#places.length * 2;
    const larger = <T extends Uint32Array | Uint16Array | Int32Array>(old: T, fresh: T): T => {
      fresh.set(old);
      return fresh;
    };
    this.#places = larger(this.#places, new Uint32Array(size));
    this.#sourceLengths = larger(this.#sourceLengths, new Uint16Array(size));
    this.#textLengths = larger(this.#textLengths, new Uint16Array(size));
    this.#hashes = larger(this.#hashes, new Int32Array(size));
  }

  #rehash(): void {
    this.#table = new Int32Array(this.#table.length * 2).fill(-1);
    const mask = this.#table.length - 1;
    for (let unit = 0; unit < this.#count; unit += 1) {
      if (this.#sourceLengths[unit] === 0) continue;
      let slot = (this.#hashes[unit] as number) & mask;
      while ((this.#table[slot] as number) >= 0) slot = (slot + 1) & mask;
      this.#table[slot] = unit;
    }
  }
}

/** A hash for the table only, four bytes a step: a file of a million rows names an employer a million times. */
function mixed(bytes: Uint8Array, start: number, end: number): number {
  let hash = end - start;
  let at = start;
  for (; at + 3 < end; at += 4) {
    const word =
      (bytes[at] as number) |
      ((bytes[at + 1] as number) << 8) |
      ((bytes[at + 2] as number) << 16) |
      ((bytes[at + 3] as number) << 24);
    hash = Math.imul(hash ^ word, 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  for (; at < end; at += 1) hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193);
  return hash ^ (hash >>> 13);
}

/** {@link normaliseEmployerName}; most names are nothing but usual characters and need no Unicode work. */
const USUAL = /^[\u4e00-\u9fff0-9A-Z()]*$/u;
export function comparableName(name: string): string {
  const round = name.replaceAll('（', '(').replaceAll('）', ')');
  return USUAL.test(round) ? round : normaliseEmployerName(name);
}

/** Employers of a pack's directory stand in pages of this many, in order. */
export const EMPLOYERS_PER_PAGE = 256;

/** The keys under which an employer is found: number, code, comparable name, each marked with its kind. */
export function unitKeys(unit: Pick<Unit, 'employerNumber' | 'unifiedSocialCreditCode' | 'name'>): string[] {
  const keys: string[] = [];
  if (unit.employerNumber !== '') keys.push(`n:${unit.employerNumber}`);
  if (unit.unifiedSocialCreditCode !== '') keys.push(`c:${unit.unifiedSocialCreditCode}`);
  if (unit.name !== '') keys.push(`m:${comparableName(unit.name)}`);
  return keys;
}

/** An employer of the insurance directory: its columns in layout order. */
export function unitOfText(text: string): Unit {
  const [employerNumber = '', unifiedSocialCreditCode = '', name = '', divisionCode = ''] = text.split('\t');
  return { employerNumber, unifiedSocialCreditCode, name, divisionCode, unitType: '', status: '' };
}
