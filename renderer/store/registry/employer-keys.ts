/**
 * The keys under which employers are found: `n:` number, `c:` credit code, `m:` comparable name. Written on bytes, since a
 * city has a hundred thousand of them; a look-up makes the same keys from text.
 */
import { normaliseEmployerName } from '#shared/domain/normalise.ts';

export type KeyMark = 'n' | 'c' | 'm';

const TAB = 9;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** {@link normaliseEmployerName}; most names are nothing but usual characters and need no Unicode work. */
const USUAL = /^[\u4e00-\u9fff0-9A-Z()]*$/u;
export function comparableName(name: string): string {
  const round = name.replaceAll('（', '(').replaceAll('）', ')');
  return USUAL.test(round) ? round : normaliseEmployerName(name);
}

/** Where field number `index` of a text joined by tabs begins and ends. */
export function fieldAt(fields: Uint8Array, index: number): readonly [start: number, end: number] {
  let start = 0;
  for (let before = 0; before < index; before += 1) start = fields.indexOf(TAB, start) + 1;
  const end = fields.indexOf(TAB, start);
  return [start, end < 0 ? fields.length : end];
}

/** Writes a key of the text `[start, end)` at the beginning of `out`; answers its length, 0 where there is no text. */
export function writeKey(mark: KeyMark, bytes: Uint8Array, start: number, end: number, out: Uint8Array): number {
  if (start === end) return 0;
  out[0] = mark.charCodeAt(0);
  out[1] = 58;
  if (mark === 'm') return writeComparableName(bytes, start, end, out, 2);
  out.set(bytes.subarray(start, end), 2);
  return 2 + end - start;
}

/** {@link comparableName} of bytes, written at `at`. */
function writeComparableName(bytes: Uint8Array, start: number, end: number, out: Uint8Array, at: number): number {
  const first = at;
  for (let from = start; from < end;) {
    const byte = bytes[from] as number;
    if (isUsualAscii(byte)) {
      out[at] = byte;
      at += 1;
      from += 1;
      continue;
    }
    const bracket = byte === 0xef && bytes[from + 1] === 0xbc ? (bytes[from + 2] as number) - 0x88 : -1;
    if (bracket === 0 || bracket === 1) {
      out[at] = 40 + bracket;
      at += 1;
    } else if (isUsualHan(byte, bytes[from + 1] as number)) {
      out[at] = byte;
      out[at + 1] = bytes[from + 1] as number;
      out[at + 2] = bytes[from + 2] as number;
      at += 3;
    } else return first + encoder.encodeInto(comparableName(textOf(bytes, start, end)), out.subarray(first)).written;
    from += 3;
  }
  return at;
}

const textOf = (bytes: Uint8Array, start: number, end: number): string => decoder.decode(bytes.subarray(start, end));

/** Digits, capitals, round brackets. */
const isUsualAscii = (byte: number): boolean =>
  (byte >= 48 && byte <= 57) || (byte >= 65 && byte <= 90) || byte === 40 || byte === 41;

/** U+4E00 to U+9FFF by the first two of three bytes. */
const isUsualHan = (lead: number, second: number): boolean =>
  (lead > 0xe4 && lead <= 0xe9) || (lead === 0xe4 && second >= 0xb8);
