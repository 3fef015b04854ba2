/** Sealing of pages: a nonce is used once, a place opens only its own, and the fingerprint holds the tag. */
import { beforeAll, describe, expect, it } from 'vitest';
import { markOf, packed, seal, unpacked, unseal } from '#renderer/store/registry/sealing.ts';
import { newKey } from './a-registry-store.ts';

const plain = Uint8Array.from({ length: 100 }, (_, index) => index);
let key: CryptoKey;
beforeAll(async () => {
  key = await newKey();
});

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

describe('sealing', () => {
  it('never uses a nonce twice, over more than one draw of random bytes', async () => {
    const sealed = await Promise.all(Array.from({ length: 1000 }, () => seal(key, 'place', plain)));
    expect(new Set(sealed.map(({ iv }) => text(iv))).size).toBe(1000);
    expect(new Set(sealed.map((one) => text(one.sealed))).size).toBe(1000);
  });

  it('opens in its own place only, from one piece or from two', async () => {
    const sealed = await seal(key, 'here', plain);
    expect(await unseal(key, 'here', sealed)).toEqual(plain);
    expect(await unseal(key, 'here', unpacked(packed(sealed)))).toEqual(plain);
    expect(await unseal(key, 'there', sealed)).toBeNull();
  });

  it('has a fingerprint of nonce and tag: either changed, it is another', async () => {
    const { iv, sealed } = await seal(key, 'place', plain);
    const mark = markOf({ iv, sealed });
    expect(mark).toHaveLength(28);
    expect(text(mark)).toBe(text(iv) + text(sealed.slice(-16)));
    for (const at of [sealed.length - 1, sealed.length - 16]) {
      const other = sealed.slice();
      other[at] = (other[at] ?? 0) ^ 1;
      expect(text(markOf({ iv, sealed: other }))).not.toBe(text(mark));
    }
  });
});
