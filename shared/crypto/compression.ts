/** Content is packed before it is sealed: an action repeats whole applications, and ciphertext packs no more. */
import { utf8, type Bytes } from './bytes.ts';

/** First byte of a content: how the rest stands. */
const PLAIN = 0;
const DEFLATED = 1;
/** Below this packing gains nothing. */
const WORTH_BYTES = 200;
/** No content of ours comes near; a forged one may not fill the memory. */
export const MOST_BYTES = 256 << 20;

async function through(bytes: Bytes, stream: CompressionStream | DecompressionStream): Promise<Bytes | null> {
  const parts: Uint8Array[] = [];
  let length = 0;
  // Not through a Blob's stream, whose readers were seen to wait for ever; a failure of the writing shows in the reading.
  const writer = stream.writable.getWriter();
  writer.write(bytes).catch(() => undefined);
  writer.close().catch(() => undefined);
  const reader = stream.readable.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > MOST_BYTES) {
      await reader.cancel();
      return null;
    }
    parts.push(value);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function marked(mark: number, bytes: Uint8Array): Bytes {
  const whole = new Uint8Array(bytes.length + 1);
  whole[0] = mark;
  whole.set(bytes, 1);
  return whole;
}

/** Text as it is sealed. */
export async function packed(text: string): Promise<Bytes> {
  const bytes = utf8(text);
  if (bytes.length < WORTH_BYTES) return marked(PLAIN, bytes);
  const small = await through(bytes, new CompressionStream('deflate-raw'));
  return small === null || small.length >= bytes.length ? marked(PLAIN, bytes) : marked(DEFLATED, small);
}

/** The text again, in UTF-8; `null` for what {@link packed} never made. */
export async function unpacked(content: Bytes): Promise<Bytes | null> {
  const rest = content.subarray(1);
  if (content[0] === PLAIN) return rest;
  if (content[0] !== DEFLATED) return null;
  return through(rest, new DecompressionStream('deflate-raw')).catch(() => null);
}
