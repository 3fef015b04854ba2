/** Lengths as receivers count them: in bytes of GBK (ASCII 1, GBK 2; what GBK lacks takes 4 in GB18030), or in characters. */
import { encodeGb18030 } from './gb18030.ts';

const BYTES_OUTSIDE_GBK = 4;
const NO_CODE = 0;

/** Character → bytes in GB18030, 0 without any code. Grows with the alphabet of the data, a few thousand entries. */
const known = new Map<string, number>();

function bytesOf(character: string): number {
  if (character <= '\u007f') return 1;
  const before = known.get(character);
  if (before !== undefined) return before;
  const bytes = encodeGb18030(character).bytes.length;
  known.set(character, bytes);
  return bytes;
}

export interface GbkMeasure {
  /** Bytes in GB18030, of which GBK is the one- and two-byte part; a character without any code counts as the longest. */
  readonly bytes: number;
  /** How many characters GBK cannot write. */
  readonly outsideGbk: number;
  /** How many characters no standard can write: private use, half a surrogate pair. */
  readonly withoutCode: number;
}

/** Measures a text in one pass. */
export function measureGbk(text: string): GbkMeasure {
  let bytes = 0;
  let outsideGbk = 0;
  let withoutCode = 0;
  for (const character of text) {
    const taken = bytesOf(character);
    bytes += taken || BYTES_OUTSIDE_GBK;
    if (taken === NO_CODE) withoutCode += 1;
    if (taken === NO_CODE || taken === BYTES_OUTSIDE_GBK) outsideGbk += 1;
  }
  return { bytes, outsideGbk, withoutCode };
}

/** Characters are code points: 𠮷 is one. */
export function characterLength(text: string): number {
  return Array.from(text).length;
}
