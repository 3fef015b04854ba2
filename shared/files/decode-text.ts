/**
 * Bytes → text without guessing by likelihood: byte order mark, then UTF-16 where every other byte is 0, then strict
 * UTF-8 over the whole file, then strict GB18030. A file that fits none is no text.
 */

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

export interface DecodedText {
  readonly encoding: TextEncoding;
  readonly text: string;
}

/** Control characters that no text file has; a decoder alone lets too much pass. */
const CONTROL = /[^\P{Cc}\t\n\v\f\r]/u;

const SAMPLE_BYTES = 2000;

function encodingByMark(bytes: Uint8Array): TextEncoding | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

/** UTF-16 without a mark: ASCII (commas, digits, line ends) leaves zeros on one side only. */
function encodingByZeros(bytes: Uint8Array): TextEncoding | null {
  const zeros = [0, 0];
  const length = Math.min(bytes.length, SAMPLE_BYTES);
  for (let at = 0; at < length; at += 1) if (bytes[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (odd > length / 10 && even === 0) return 'utf-16le';
  return even > length / 10 && odd === 0 ? 'utf-16be' : null;
}

function decodeAs(bytes: Uint8Array, encoding: TextEncoding): DecodedText | null {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return CONTROL.test(text) ? null : { encoding, text };
  } catch {
    return null;
  }
}

/** The text of a file; `null` when it is none. A byte order mark is taken off. */
export function decodeText(bytes: Uint8Array): DecodedText | null {
  const sure = encodingByMark(bytes) ?? encodingByZeros(bytes);
  if (sure !== null) return decodeAs(bytes, sure);
  return decodeAs(bytes, 'utf-8') ?? decodeAs(bytes, 'gb18030');
}
