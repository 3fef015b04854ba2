/** One record sealed: a nonce of its own each time, and opened only whole, by its key, at its place. */
import { describe, expect, it } from 'vitest';
import { utf8, type Bytes } from '#shared/crypto/bytes.ts';
import { open, place, seal } from '#shared/crypto/sealing.ts';

const NONCE = 12;
const TAG = 16;
const aKey = (): Promise<CryptoKey> =>
  crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

describe('a sealed record', () => {
  it('never carries a nonce that another one carries', async () => {
    const key = await aKey();
    const where = place('cases', 'lines', '1');
    const sealed = await Promise.all(Array.from({ length: 200 }, () => seal(key, where, utf8('同一内容'))));
    const nonces = new Set(sealed.map((one) => hex(one.subarray(0, NONCE))));
    expect(nonces.size).toBe(200);
    expect(new Set(sealed.map((one) => hex(one.subarray(NONCE)))).size).toBe(200);
    // Every byte of it is random: none stands still over two hundred.
    for (let at = 0; at < NONCE; at += 1) expect(new Set(sealed.map((one) => one[at])).size).toBeGreaterThan(50);
  });

  it('is nonce, content and tag, and opens', async () => {
    const key = await aKey();
    for (const text of ['', 'x', '陈海晴']) {
      const sealed = await seal(key, place('a'), utf8(text));
      expect(sealed).toHaveLength(NONCE + utf8(text).length + TAG);
      expect(await open(key, place('a'), sealed)).toEqual(utf8(text));
    }
  });

  it('opens with no other key, at no other place, and not when cut', async () => {
    const key = await aKey();
    const where = place('cases', 'lines', '1');
    const sealed = await seal(key, where, utf8('办件'));
    const refused: readonly (readonly [CryptoKey, Bytes, Bytes])[] = [
      [await aKey(), where, sealed],
      [key, place('cases', 'lines', '2'), sealed],
      [key, place('cases', 'drafts', '1'), sealed],
      [key, where, sealed.slice(0, -1)],
      [key, where, sealed.slice(1)],
      [key, where, sealed.slice(0, NONCE + TAG - 1)],
      [key, where, new Uint8Array(0)],
    ];
    for (const one of refused) expect(await open(...one)).toBeNull();
  });

  it('stands at a place whose parts cannot run into each other', () => {
    expect(hex(place('ab', 'c'))).not.toBe(hex(place('a', 'bc')));
    expect(hex(place('a', 'b'))).not.toBe(hex(place('ab')));
  });
});
