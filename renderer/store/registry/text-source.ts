/**
 * A text file as UTF-8 bytes, piece by piece: UTF-8 (with and without BOM) passes as it is, GB18030 and UTF-16 are
 * turned into it. Nothing of the file is ever held beyond a few pieces.
 */
import { hex } from './sealing.ts';

/** Pieces of 512 KiB, read, digested and scanned while they are in the processor's cache. */
export const PIECE_BYTES = 512 << 10;
const STRING_BYTES = 128 << 10;

export type TextEncodingName = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be';

/** By byte order mark, else by trying: GB18030 text read as UTF-8 is full of broken characters, and not just a row in a hundred. */
export function detectEncoding(sample: Uint8Array): { readonly encoding: TextEncodingName; readonly bomBytes: number } {
  if (sample[0] === 0xef && sample[1] === 0xbb && sample[2] === 0xbf) return { encoding: 'utf-8', bomBytes: 3 };
  if (sample[0] === 0xff && sample[1] === 0xfe) return { encoding: 'utf-16le', bomBytes: 2 };
  if (sample[0] === 0xfe && sample[1] === 0xff) return { encoding: 'utf-16be', bomBytes: 2 };
  const text = new TextDecoder('utf-8').decode(sample);
  let foreign = 0;
  let broken = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit > 127) foreign += 1;
    if (unit === 0xfffd) broken += 1;
  }
  return { encoding: broken * 5 > foreign ? 'gb18030' : 'utf-8', bomBytes: 0 };
}

/** Enough to tell encodings apart: from a little before the first character that is not ASCII (a mark that stands there is not the file's). */
function sampleOf(piece: Uint8Array): Uint8Array {
  const foreign = piece.findIndex((byte) => byte > 127);
  const start = foreign < 1024 ? 0 : foreign - 1;
  return piece.subarray(start, start + (128 << 10));
}

const hasForeign = (bytes: Uint8Array): boolean => bytes.some((byte) => byte > 127);

/** Turns pieces of another encoding into UTF-8; the decoder keeps what is left of a character between pieces. */
export function makeTranscoder(encoding: TextEncodingName): (piece: Uint8Array, last: boolean) => Uint8Array {
  const decoder = new TextDecoder(encoding);
  const encoder = new TextEncoder();
  return (piece, last) => {
    const out = new Uint8Array(Math.ceil(piece.length * 1.5) + 16);
    let used = 0;
    for (let at = 0; at < piece.length; at += STRING_BYTES) {
      const text = decoder.decode(piece.subarray(at, at + STRING_BYTES), { stream: true });
      used += encoder.encodeInto(text, out.subarray(used)).written;
    }
    if (last) used += encoder.encodeInto(decoder.decode(), out.subarray(used)).written;
    return out.subarray(0, used);
  };
}

export interface TextPiece {
  readonly bytes: Uint8Array;
  /** Bytes of the file read so far. */
  readonly read: number;
}

const DIGEST_BYTES = 32;

/** The digest of a file made while it is read: SHA-256 of one piece, else SHA-256 over the SHA-256 of each 512 KiB piece. */
export class FileDigest {
  readonly #pieces: Promise<ArrayBuffer>[] = [];

  /** `from`: where in the file the piece begins. */
  add(piece: Uint8Array<ArrayBuffer>, from: number): void {
    this.#pieces[from / PIECE_BYTES] = crypto.subtle.digest('SHA-256', piece);
  }

  /** What {@link handOver} answered of another digest of the same file. */
  put(from: number, digests: Uint8Array<ArrayBuffer>): void {
    for (let at = 0; at < digests.length; at += DIGEST_BYTES)
      this.#pieces[from / PIECE_BYTES + at / DIGEST_BYTES] = Promise.resolve(
        digests.slice(at, at + DIGEST_BYTES).buffer,
      );
  }

  /** The digests of the pieces from `from` on, one after another. */
  async handOver(from: number): Promise<Uint8Array<ArrayBuffer>> {
    const digests = await Promise.all(this.#pieces.slice(from / PIECE_BYTES));
    const all = new Uint8Array(digests.length * DIGEST_BYTES);
    digests.forEach((digest, index) => all.set(new Uint8Array(digest), index * DIGEST_BYTES));
    return all;
  }

  /** `sha256:…`, or `sha256-512k:…` for a larger file: `split -b 512K --filter='sha256sum | xxd -r -p' FILE | sha256sum`. */
  async text(): Promise<string> {
    const digests = await Promise.all(this.#pieces);
    if (digests.length <= 1) {
      const only = digests[0] ?? (await crypto.subtle.digest('SHA-256', new Uint8Array(0)));
      return `sha256:${hex(new Uint8Array(only))}`;
    }
    const all = await this.handOver(0);
    return `sha256-512k:${hex(new Uint8Array(await crypto.subtle.digest('SHA-256', all)))}`;
  }
}

/** Bytes `[from, to)` of a file; `from` is a multiple of {@link PIECE_BYTES}, `to` as well, or the end of the file. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** A turn of the event loop between two pieces, so that messages and timers come round however the bytes come. */
function makeTurn(): { readonly turn: () => Promise<void>; readonly end: () => void } {
  const { port1, port2 } = new MessageChannel();
  let go = (): void => undefined;
  port1.onmessage = () => go();
  const poke = port2.postMessage.bind(port2);
  return {
    turn: () =>
      new Promise((resolve) => {
        go = resolve;
        poke(null);
      }),
    end: () => port1.close(),
  };
}

/** Bytes asked of a file at once: what it costs to ask is the same for a piece and for eight. */
const READ_BYTES = 8 * PIECE_BYTES;

/**
 * Bytes of a file. Never through `Blob.stream()`: a reader of its bytes was seen to wait for ever, once in some five
 * hundred small files (Chromium 156).
 */
async function bytesOf(file: Blob, { from, to }: Stretch): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(await file.slice(from, to).arrayBuffer());
  if (bytes.length < to - from) throw new DOMException('the file has become shorter', 'NotReadableError');
  return bytes;
}

/** The file's bytes in pieces; what comes next is read while the present ones are worked on. Throws what the file throws. */
export async function* filePieces(
  file: Blob,
  digest?: FileDigest,
  { from, to }: Stretch = { from: 0, to: file.size },
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  if (from >= to) return;
  const read = (start: number) => bytesOf(file, { from: start, to: Math.min(start + READ_BYTES, to) });
  const { turn, end } = makeTurn();
  try {
    let coming = read(from);
    for (let start = from; start < to; start += READ_BYTES) {
      const bytes = await coming;
      if (start + READ_BYTES < to) {
        coming = read(start + READ_BYTES);
        // Whoever stops before it is there does not hear of it.
        coming.catch(() => undefined);
      }
      for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
        const piece = bytes.subarray(at, at + PIECE_BYTES);
        digest?.add(piece, start + at);
        yield piece;
        await turn();
      }
    }
  } finally {
    end();
  }
}

/** The encoding of a file by its first piece, where that decides it; else null. */
export function encodingOf(piece: Uint8Array): ReturnType<typeof detectEncoding> | null {
  return hasForeign(piece) ? detectEncoding(sampleOf(piece)) : null;
}

/** The file as UTF-8 without a byte order mark. */
export async function* utf8Pieces(file: Blob, digest?: FileDigest): AsyncGenerator<TextPiece, void, undefined> {
  let transcode: ((piece: Uint8Array, last: boolean) => Uint8Array) | null = null;
  let decided = false;
  let read = 0;
  for await (const piece of filePieces(file, digest)) {
    let bytes: Uint8Array = piece;
    const detected = decided ? null : encodingOf(piece);
    if (detected) {
      if (detected.encoding !== 'utf-8') transcode = makeTranscoder(detected.encoding);
      decided = true;
      bytes = piece.subarray(detected.bomBytes);
    }
    read += piece.length;
    yield { bytes: transcode ? transcode(bytes, read >= file.size) : bytes, read };
  }
}
