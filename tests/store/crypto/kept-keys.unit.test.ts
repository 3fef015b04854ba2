/** What was sealed, wrapped and printed by a program of before opens: keys, places and alphabets never move. */
import { describe, expect, it } from 'vitest';
import { fromBase64, fromUtf8, randomBytes, toBase64, utf8, type Bytes } from '#shared/crypto/bytes.ts';
import { wrapContentKey } from '#shared/crypto/content-key.ts';
import { EntryKeys } from '#shared/crypto/entry-opening.ts';
import { keyringOf, unwrapDataKey, wrapDataKey, wrapNumbered } from '#shared/crypto/data-key.ts';
import { makeRecoveryKey, readRecoveryKey } from '#shared/crypto/recovery-key.ts';
import { open, place, seal } from '#shared/crypto/sealing.ts';
import { newVault } from '#shared/crypto/vault-keys.ts';

const dataKey: Bytes = Uint8Array.from({ length: 32 }, (_, at) => at);
const bytes = (base64: string): Bytes => fromBase64(base64) ?? new Uint8Array(0);

/** What a vault of format 1 derived from its data key, as a vault that took it over lists it. */
async function keysOfBefore() {
  const { vault } = await newVault(dataKey, [], { recovery: false, iterations: 1 });
  const ledgerKeys = [await wrapNumbered(dataKey, 'ledger', 0, dataKey)];
  const ring = await keyringOf(dataKey, { ...vault, revision: 1, ledgerKeys });
  const [ledger, contentKeys] = [ring?.ledger.get(0), ring?.wrapping.get(1)];
  if (ring === null || ledger === undefined || contentKeys === undefined) throw new Error('keys do not open');
  const { drafts, packs, preferences, packsSeed } = ring.store;
  return {
    cases: ledger.entries,
    contentKeys,
    drafts,
    packs,
    preferences,
    confirmations: ledger.confirmations,
    packsSeed,
  };
}

type Sealing = 'cases' | 'contentKeys' | 'drafts' | 'packs' | 'preferences';
const sealedBefore: readonly (readonly [Sealing, string])[] = [
  ['cases', 'zOwNGInzRMO5vrusm133TRCAHquvAPwOWH9OU+ke8cIG9A=='],
  ['contentKeys', 'VVX4cbGAy3xMdcwfkFYuVRrZTgtl6FVFsc4xOzQvudJzCQ=='],
  ['drafts', 'gwRNSQfZ+ItWYr+uzAoYHOekl0+y0sPxR9ZCxPIRXrcRNg=='],
  ['packs', 'r/b6753t8WF8LQ/ULt9tbRWeSrHniJwelHK4TpxGW3KjUA=='],
  ['preferences', 'Ep+mfPtHdbvGm41BJ+Y7M+9vYVt7F/Ei+z7PFPf+XuwZgw=='],
];
const where = place('store', 'table', '1');

describe('the keys of one data key', () => {
  it.each(sealedBefore)('open what was sealed before: %s', async (use, sealed) => {
    const keys = await keysOfBefore();
    const opened = await open(keys[use], where, bytes(sealed));
    expect(opened && fromUtf8(opened)).toBe('办件');
    const others = sealedBefore.filter(([other]) => other !== use);
    for (const [other] of others) expect(await open(keys[other], where, bytes(sealed))).toBeNull();
  });

  it('vouch and spread rows as before, and cannot be read out', async () => {
    const { confirmations, packsSeed, ...sealing } = await keysOfBefore();
    const mark = new Uint8Array(await crypto.subtle.sign('HMAC', confirmations, utf8('办件')));
    expect(toBase64(mark)).toBe('5FsZ68dJjZSjcovdXPEt0aZPgmKvMrD7cXy9q1X414w=');
    expect(await crypto.subtle.verify('HMAC', confirmations, mark, utf8('办件'))).toBe(true);
    expect(toBase64(packsSeed)).toBe('MJ6u8YDYx9Zh0pcsbVkIjQ==');
    for (const key of [confirmations, ...Object.values(sealing)]) {
      expect(key.extractable).toBe(false);
      await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow(/extractable/u);
    }
  });
});

describe('a wrapped data key', () => {
  const wrapped = {
    derivation: { name: 'PBKDF2-SHA256' as const, iterations: 1000, salt: 'MWoornmpalWMJ3jfV+OewA==' },
    wrapped: 'ii9qaZE4emveBmZza2mCPJNU4a+e58VZfG5q3bMMp2FdPHm9WtDngU/klboUHgf07Fu/y3w1eM5OebfL',
  };

  it('of before opens with its passphrase, however wide the figures are typed', async () => {
    expect(await unwrapDataKey(wrapped, '口令 ２０２２', 'o2')).toEqual(dataKey);
    expect(await unwrapDataKey(wrapped, '口令 2022', 'o2')).toEqual(dataKey);
  });

  it.each([
    ['another passphrase', wrapped, '口令 2023', 'o2'],
    ['another holder', wrapped, '口令 2022', 'o3'],
    ['other rounds', { ...wrapped, derivation: { ...wrapped.derivation, iterations: 1001 } }, '口令 2022', 'o2'],
    ['a salt that is none', { ...wrapped, derivation: { ...wrapped.derivation, salt: '?' } }, '口令 2022', 'o2'],
    ['a key that is none', { ...wrapped, wrapped: '?' }, '口令 2022', 'o2'],
  ])('does not open with %s', async (_, key, passphrase, holder) => {
    expect(await unwrapDataKey(key, passphrase, holder)).toBeNull();
  });

  it('holds 256 bits, not less', async () => {
    const short = await wrapDataKey(randomBytes(16), 'x', 'o2', 1000);
    expect(await unwrapDataKey(short, 'x', 'o2')).toBeNull();
  });

  it('never has the salt of another one', async () => {
    const two = await Promise.all([1, 2].map(() => wrapDataKey(dataKey, 'x', 'o2', 1000)));
    expect(two[0]?.derivation.salt).not.toBe(two[1]?.derivation.salt);
    expect(fromBase64(two[0]?.derivation.salt ?? '')).toHaveLength(16);
    expect(two[0]?.wrapped).not.toBe(two[1]?.wrapped);
  });
});

describe('a printed recovery key', () => {
  const printed = '07EN-W3AH-RZ6D-MV9Z-29GQ-Y5CK-T18F-PXDN';

  it('is made and read as before', () => {
    expect(makeRecoveryKey(Uint8Array.from({ length: 28 }, (_, at) => at * 7))).toBe(printed);
    expect(readRecoveryKey(printed)).toEqual({ ok: true, secret: '07ENW3AHRZ6DMV29GQY5CKT18FPX' });
    expect(readRecoveryKey(printed.replaceAll('-', ' ').toLowerCase().replace('0', 'o').replace('1', 'l'))).toEqual(
      readRecoveryKey(printed),
    );
  });

  it.each([
    [printed.slice(0, -1), { ok: false, problem: 'length' }],
    [`${printed}0`, { ok: false, problem: 'length' }],
    ['', { ok: false, problem: 'length' }],
    [`${printed.slice(0, -1)}?`, { ok: false, problem: 'character' }],
    [printed.replace('07EN', '07EM'), { ok: false, problem: 'check', half: 1 }],
    [printed.replace('T18F', 'T81F'), { ok: false, problem: 'check', half: 2 }],
    [printed.replace('MV9Z', 'MV9Y'), { ok: false, problem: 'check', half: 1 }],
  ])('%s is not it', (typed, reading) => {
    expect(readRecoveryKey(typed)).toEqual(reading);
  });

  it('takes enough that is random', () => {
    expect(() => makeRecoveryKey(new Uint8Array(27))).toThrow('28 random bytes');
  });
});

describe('base64', () => {
  it('is of any length', () => {
    for (const length of [0, 1, 2, 3, 0x8000 - 1, 0x8000, 0x8000 + 1, 200_000]) {
      const some = Uint8Array.from({ length }, (_, at) => (at * 31 + 7) & 255);
      expect(toBase64(some) === Buffer.from(some).toString('base64')).toBe(true);
      expect(Buffer.from(some).equals(fromBase64(toBase64(some)) ?? new Uint8Array(0))).toBe(true);
    }
    expect(fromBase64('?')).toBeNull();
  });

  it('and a sealed record keep their bytes', async () => {
    const { drafts } = await keysOfBefore();
    const sealed = await seal(drafts, where, utf8('x'));
    expect(await open(drafts, where, bytes(toBase64(sealed)))).toEqual(utf8('x'));
  });
});

describe('opened content keys', () => {
  async function aCase() {
    const { vault } = await newVault(dataKey, [], { recovery: false, iterations: 1 });
    const ring = await keyringOf(dataKey, { ...vault, revision: 1 });
    if (ring === null) throw new Error('keys do not open');
    const wrap = async () => ({
      key: 'content' as const,
      subjectId: 'c1',
      contentKey: await wrapContentKey(ring, 'c1', randomBytes(32)),
    });
    return { ring, keys: new EntryKeys(), wrap };
  }

  it('are kept, and forgotten when they are destroyed', async () => {
    const { ring, keys, wrap } = await aCase();
    const one = await wrap();
    const first = await keys.keyOf(ring, one);
    expect(first).not.toBeNull();
    expect(await keys.keyOf(ring, one)).toBe(first);
    keys.forget('another');
    expect(await keys.keyOf(ring, one)).toBe(first);
    keys.forget('c1');
    expect(await keys.keyOf(ring, one)).not.toBe(first);
    const again = await keys.keyOf(ring, one);
    keys.clear();
    expect(await keys.keyOf(ring, one)).not.toBe(again);
  });

  it('are another where the wrap is another, and none where there is no wrap or it does not open', async () => {
    const { ring, keys, wrap } = await aCase();
    const one = await wrap();
    const first = await keys.keyOf(ring, one);
    expect(await keys.keyOf(ring, await wrap())).not.toBe(first);
    expect(await keys.keyOf(ring, { ...one, contentKey: null })).toBeNull();
    expect(await keys.keyOf(ring, { ...one, subjectId: 'c2' })).toBeNull();
    expect(await keys.keyOf(ring, { ...one, key: 1 })).toBe(ring.ledger.get(1)?.entries);
  });
});
