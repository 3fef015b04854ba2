/** What was sealed, wrapped and printed by a program of before opens: keys, places and alphabets never move. */
import { describe, expect, it } from 'vitest';
import { fromBase64, fromUtf8, randomBytes, toBase64, utf8, type Bytes } from '#renderer/store/crypto/bytes.ts';
import { keyringOf, unwrapDataKey, wrapDataKey, wrapNumbered } from '#renderer/store/crypto/data-key.ts';
import { makeRecoveryKey, readRecoveryKey } from '#renderer/store/crypto/recovery-key.ts';
import { open, place, seal } from '#renderer/store/crypto/sealing.ts';
import { aVault } from '#tests/builders/host-requests.ts';

const dataKey: Bytes = Uint8Array.from({ length: 32 }, (_, at) => at);
const bytes = (base64: string): Bytes => fromBase64(base64) ?? new Uint8Array(0);

/** The one key of a folder of format 1, taken over as the first key of the ledger and as the data key that wraps. */
async function keptKeys() {
  const ledgerKeys = [await wrapNumbered(dataKey, 'ledger', 0, dataKey)];
  const keyring = await keyringOf(dataKey, { ...aVault(1), ledgerKeys });
  const ledger = keyring?.ledger.get(0);
  const contentKeys = keyring?.wrapping.get(keyring.dataKey);
  if (keyring === null || ledger === undefined || contentKeys === undefined) throw new Error('does not open');
  const { packsSeed, ...working } = keyring.store;
  return {
    packsSeed,
    confirmations: ledger.confirmations,
    sealing: { ...working, entries: ledger.entries, contentKeys },
  };
}

type Sealing = keyof Awaited<ReturnType<typeof keptKeys>>['sealing'];
const sealedBefore: readonly (readonly [Sealing, string])[] = [
  ['summaries', 'zOwNGInzRMO5vrusm133TRCAHquvAPwOWH9OU+ke8cIG9A=='],
  ['entries', 'zOwNGInzRMO5vrusm133TRCAHquvAPwOWH9OU+ke8cIG9A=='],
  ['contentKeys', 'VVX4cbGAy3xMdcwfkFYuVRrZTgtl6FVFsc4xOzQvudJzCQ=='],
  ['drafts', 'gwRNSQfZ+ItWYr+uzAoYHOekl0+y0sPxR9ZCxPIRXrcRNg=='],
  ['packs', 'r/b6753t8WF8LQ/ULt9tbRWeSrHniJwelHK4TpxGW3KjUA=='],
  ['preferences', 'Ep+mfPtHdbvGm41BJ+Y7M+9vYVt7F/Ei+z7PFPf+XuwZgw=='],
];
const where = place('store', 'table', '1');

describe('the keys of one data key', () => {
  it.each(sealedBefore)('open what was sealed before: %s', async (use, sealed) => {
    const { sealing } = await keptKeys();
    const opened = await open(sealing[use], where, bytes(sealed));
    expect(opened && fromUtf8(opened)).toBe('办件');
    const others = sealedBefore.filter(([, text]) => text !== sealed);
    for (const [other] of others) expect(await open(sealing[other], where, bytes(sealed))).toBeNull();
  });

  it('vouch and spread rows as before, and cannot be read out', async () => {
    const { confirmations, packsSeed, sealing } = await keptKeys();
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
    const { drafts } = (await keptKeys()).sealing;
    const sealed = await seal(drafts, where, utf8('x'));
    expect(await open(drafts, where, bytes(toBase64(sealed)))).toEqual(utf8('x'));
  });
});
