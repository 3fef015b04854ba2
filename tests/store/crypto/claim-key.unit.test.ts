/** The claim key: the same person the same digest at every window that has it, nothing without it; handed over under a code alone. */
import { beforeAll, describe, expect, it } from 'vitest';
import { claimKeyOf, makeClaimKey, openUnderCode, sealUnderCode, type ClaimKey } from '#shared/crypto/claim-key.ts';
import { CryptoService } from '#renderer/store/crypto/crypto-service.ts';

let key: ClaimKey;
beforeAll(async () => {
  key = await makeClaimKey();
});
const window = async (secret: string): Promise<CryptoService> => {
  const service = new CryptoService();
  await service.useClaimKey(secret);
  return service;
};

describe('digests', () => {
  it('are the same at two windows however the ID is spelt, and 32 hex characters that say nothing of it', async () => {
    const [one, other] = [await window(key.secret), await window(key.secret)];
    const spelt = ['44080220000315002X', '44080220000315002x', ' ４４０８０２２００００３１５００２Ｘ '];
    const made = await one.claimDigests(spelt);
    expect(new Set([...(made ?? []), ...((await other.claimDigests(spelt)) ?? [])]).size).toBe(1);
    expect(made?.[0]).toMatch(/^[0-9a-f]{32}$/u);
    expect(made?.[0]).not.toContain('440802');
  });
  it('of two keys never meet, of two persons neither', async () => {
    const another = await makeClaimKey();
    const made = await (await window(key.secret)).claimDigests(['44080220000315002X', '440802200003150039']);
    const theirs = await (await window(another.secret)).claimDigests(['44080220000315002X']);
    expect(new Set([...(made ?? []), ...(theirs ?? [])]).size).toBe(3);
    expect(another.name).not.toBe(key.name);
  });
  it('are not made without a key, after locking, or with what is none', async () => {
    const service = await window(key.secret);
    service.lock();
    expect(await service.claimDigests(['x'])).toBeNull();
    expect(await service.useClaimKey('c2hvcnQ=')).toBeNull();
    expect(await service.claimDigests(['x'])).toBeNull();
    expect(await claimKeyOf('not base64 at all')).toBeNull();
  });
});

describe('a key under a code', () => {
  it('opens with the code that was printed, and with no other', async () => {
    const service = new CryptoService();
    const { code, sealed, invitation, proofKey } = await service.sealedCode(key);
    expect(await service.openCode(code.toLowerCase().replaceAll('-', ' '), sealed)).toEqual(key);
    expect(await service.openCode((await service.sealedCode(key)).code, sealed)).toBeNull();
    expect(await service.openCode('AAAAAA', sealed)).toBeNull();
    for (const told of [invitation, proofKey, sealed]) expect(told).not.toContain(key.secret);
  });
  it('opens to nothing where a byte was changed, or something else was sealed', async () => {
    const sealed = await sealUnderCode('ABCDEFGHJKLMNPQR', key);
    const at = 20;
    const flipped = `${sealed.slice(0, at)}${sealed[at] === 'A' ? 'B' : 'A'}${sealed.slice(at + 1)}`;
    expect(await openUnderCode('ABCDEFGHJKLMNPQR', flipped)).toBeNull();
    expect(await openUnderCode('ABCDEFGHJKLMNPQR', '')).toBeNull();
    expect(await openUnderCode('ABCDEFGHJKLMNPQR', sealed)).toEqual(key);
  });
});
