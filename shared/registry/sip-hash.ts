/**
 * SipHash-2-4 (Aumasson, Bernstein 2012): a keyed 64-bit hash, fast in plain JavaScript. It spreads registry rows over
 * pages; with its key sealed, page numbers and row order tell nobody who is in a page. Not for digests that leave the machine.
 */
export interface SipHash {
  /** Hashes `bytes[start, end)`; returns the low 32 bits of the little-endian result as an unsigned number. */
  hash(bytes: Uint8Array, start: number, end: number): number;
  /** The high 32 bits of the last result, unsigned. */
  high(): number;
}

/** 64-bit words as two 32-bit halves, a carry seen by comparison; the state lives in locals, in whole numbers, so that the engine keeps it in registers. */
export function makeSipHash(key: Uint8Array): SipHash {
  if (key.length !== 16) throw new Error(`SipHash takes a key of 16 bytes, not ${key.length}`);
  const word = (at: number): number =>
    (key[at] ?? 0) | ((key[at + 1] ?? 0) << 8) | ((key[at + 2] ?? 0) << 16) | ((key[at + 3] ?? 0) << 24);
  const k0l = word(0);
  const k0h = word(4);
  const k1l = word(8);
  const k1h = word(12);
  let highBits = 0;

  function hash(bytes: Uint8Array, start: number, end: number): number {
    let v0l = k0l ^ 0x70736575;
    let v0h = k0h ^ 0x736f6d65;
    let v1l = k1l ^ 0x6e646f6d;
    let v1h = k1h ^ 0x646f7261;
    let v2l = k0l ^ 0x6e657261;
    let v2h = k0h ^ 0x6c796765;
    let v3l = k1l ^ 0x79746573;
    let v3h = k1h ^ 0x74656462;
    const length = end - start;
    const blocks = length >>> 3;
    let at = start;
    for (let block = 0; block <= blocks + 1; block += 1) {
      let ml = 0;
      let mh = 0;
      let rounds = 2;
      if (block < blocks) {
        ml =
          (bytes[at] as number) |
          ((bytes[at + 1] as number) << 8) |
          ((bytes[at + 2] as number) << 16) |
          ((bytes[at + 3] as number) << 24);
        mh =
          (bytes[at + 4] as number) |
          ((bytes[at + 5] as number) << 8) |
          ((bytes[at + 6] as number) << 16) |
          ((bytes[at + 7] as number) << 24);
        at += 8;
      } else if (block === blocks) {
        mh = length << 24;
        for (let shift = 0; at < end; at += 1, shift += 8) {
          if (shift < 32) ml |= (bytes[at] as number) << shift;
          else mh |= (bytes[at] as number) << (shift - 32);
        }
      } else {
        v2l ^= 0xff;
        rounds = 4;
      }
      v3l ^= ml;
      v3h ^= mh;
      for (; rounds > 0; rounds -= 1) {
        v0l = (v0l + v1l) | 0;
        v0h = (v0h + v1h + (v0l >>> 0 < v1l >>> 0 ? 1 : 0)) | 0;
        let swap = (v1l << 13) | (v1h >>> 19);
        v1h = ((v1h << 13) | (v1l >>> 19)) ^ v0h;
        v1l = swap ^ v0l;
        swap = v0l;
        v0l = v0h;
        v0h = swap;
        v2l = (v2l + v3l) | 0;
        v2h = (v2h + v3h + (v2l >>> 0 < v3l >>> 0 ? 1 : 0)) | 0;
        swap = (v3l << 16) | (v3h >>> 16);
        v3h = ((v3h << 16) | (v3l >>> 16)) ^ v2h;
        v3l = swap ^ v2l;
        v0l = (v0l + v3l) | 0;
        v0h = (v0h + v3h + (v0l >>> 0 < v3l >>> 0 ? 1 : 0)) | 0;
        swap = (v3l << 21) | (v3h >>> 11);
        v3h = ((v3h << 21) | (v3l >>> 11)) ^ v0h;
        v3l = swap ^ v0l;
        v2l = (v2l + v1l) | 0;
        v2h = (v2h + v1h + (v2l >>> 0 < v1l >>> 0 ? 1 : 0)) | 0;
        swap = (v1l << 17) | (v1h >>> 15);
        v1h = ((v1h << 17) | (v1l >>> 15)) ^ v2h;
        v1l = swap ^ v2l;
        swap = v2l;
        v2l = v2h;
        v2h = swap;
      }
      v0l ^= ml;
      v0h ^= mh;
    }
    highBits = (v0h ^ v1h ^ v2h ^ v3h) >>> 0;
    return (v0l ^ v1l ^ v2l ^ v3l) >>> 0;
  }

  return { hash, high: () => highBits };
}
