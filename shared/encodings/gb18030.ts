/**
 * GB18030-2022 writing. No platform has an encoder for it, every platform has the decoder: the table is the decoder's,
 * inverted, so that what is written here reads back the same everywhere. A character without a code (a lone surrogate,
 * a few private-use code points) is listed, never replaced by `?`.
 */

export interface UnmappableCharacter {
  /** Position in the text, in UTF-16 units. */
  readonly index: number;
  readonly character: string;
}

export interface Gb18030Encoding {
  /** The text's bytes; without those of the characters in `unmappable`. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly unmappable: readonly UnmappableCharacter[];
}

const FIRST_ASTRAL = 0x10000;
/** Linear number of the four-byte code 90 30 81 30, which is U+10000; astral characters follow in order. */
const ASTRAL_LINEAR = 189_000;
/** Four-byte codes 81 30 81 30 … 84 31 A4 39 hold what the two-byte part of the BMP leaves out. */
const BMP_FOUR_BYTE_CODES = 39_420;
const REPLACEMENT = 0xfffd;

let codes: Uint32Array | null = null;

function fourBytes(linear: number): number {
  const last = 0x30 + (linear % 10);
  const third = 0x81 + (Math.floor(linear / 10) % 126);
  const second = 0x30 + (Math.floor(linear / 1260) % 10);
  const first = 0x81 + Math.floor(linear / 12_600);
  return ((first << 24) | (second << 16) | (third << 8) | last) >>> 0;
}

function readTwoByteCodes(decoder: TextDecoder, table: Uint32Array): void {
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      if (trail !== 0x7f) note(table, decoder.decode(Uint8Array.of(lead, trail)), (lead << 8) | trail);
    }
  }
}

function readFourByteCodes(decoder: TextDecoder, table: Uint32Array): void {
  for (let linear = 0; linear < BMP_FOUR_BYTE_CODES; linear += 1) {
    const code = fourBytes(linear);
    note(table, decoder.decode(Uint8Array.of(code >>> 24, code >>> 16, code >>> 8, code)), code);
  }
}

/** The first code found for a character counts: the shorter one, of two short ones the lower. */
function note(table: Uint32Array, text: string, code: number): void {
  const unit = text.charCodeAt(0);
  if (text.length === 1 && unit !== REPLACEMENT && unit > 0x7f && table[unit] === 0) table[unit] = code;
}

/** BMP character → its code as a number, 0 without one. Built once (about 20 ms). */
function codeTable(): Uint32Array {
  if (codes !== null) return codes;
  const decoder = new TextDecoder('gb18030');
  const table = new Uint32Array(FIRST_ASTRAL);
  readTwoByteCodes(decoder, table);
  readFourByteCodes(decoder, table);
  codes = table;
  return table;
}

/** The code of one character; `null` without one. ASCII is itself. */
function codeOf(codePoint: number, table: Uint32Array): number | null {
  if (codePoint <= 0x7f) return codePoint;
  if (codePoint >= FIRST_ASTRAL) return fourBytes(ASTRAL_LINEAR + codePoint - FIRST_ASTRAL);
  return table[codePoint] || null;
}

/** Writes `text` as GB18030-2022: one byte for ASCII, two for what GBK has, four for the rest. */
export function encodeGb18030(text: string): Gb18030Encoding {
  const table = codeTable();
  const bytes = new Uint8Array(text.length * 4);
  const unmappable: UnmappableCharacter[] = [];
  let length = 0;
  let index = 0;
  for (const character of text) {
    const code = codeOf(character.codePointAt(0) ?? 0, table);
    if (code === null) unmappable.push({ index, character });
    else {
      if (code > 0xffff) {
        bytes[length++] = code >>> 24;
        bytes[length++] = code >>> 16;
      }
      if (code > 0x7f) bytes[length++] = code >>> 8;
      bytes[length++] = code;
    }
    index += character.length;
  }
  return { bytes: bytes.slice(0, length), unmappable };
}
