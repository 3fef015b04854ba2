import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entryHash, GENESIS } from '#shared/casework/journal.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { fromBase64, fromUtf8, randomBytes, toBase64 } from '#shared/crypto/bytes.ts';
import { CryptoService } from '#renderer/store/crypto/crypto-service.ts';
import { ITERATIONS } from '#shared/crypto/data-key.ts';
import { makeRecoveryKey, readRecoveryKey } from '#shared/crypto/recovery-key.ts';

const FEW = 1000;
const clerk = { id: 'o2', name: '王样例', role: 'windowClerk', passphrase: '一次扩岗补助窗口' } as const;
const administrator = { id: 'o1', name: '李样例', role: 'administrator', passphrase: 'correct horse 9' } as const;
const asClerk = { kind: 'passphrase', officerId: 'o2', passphrase: clerk.passphrase } as const;

async function unlocked() {
  const service = new CryptoService();
  const { vault, recoveryKey } = await service.createVault([administrator, clerk], { recovery: true, iterations: FEW });
  await service.unlock(vault, asClerk);
  return { service, vault, recoveryKey: recoveryKey ?? '' };
}

describe('vault', () => {
  it('opens for each officer, and the keys are the same', async () => {
    const { service, vault } = await unlocked();
    const [sealed] = await service.sealTexts('drafts', [{ key: 'd', text: '草稿' }]);
    const other = new CryptoService();
    expect(
      await other.unlock(vault, { kind: 'passphrase', officerId: 'o1', passphrase: administrator.passphrase }),
    ).toBe(true);
    const [opened] = await other.openBytes('drafts', [{ key: 'd', sealed: sealed }]);
    expect(fromUtf8(opened!)).toBe('草稿');
  });

  it.each([
    ['a wrong passphrase', { kind: 'passphrase', officerId: 'o2', passphrase: '一次扩岗补助窗囗' }],
    ["another officer's passphrase", { kind: 'passphrase', officerId: 'o2', passphrase: administrator.passphrase }],
    ['nobody', { kind: 'passphrase', officerId: 'o9', passphrase: clerk.passphrase }],
    ['a well-formed foreign recovery key', { kind: 'recovery', typed: makeRecoveryKey(new Uint8Array(28)) }],
  ] as const)('stays shut for %s', async (_, credential) => {
    const { vault } = await unlocked();
    expect(await new CryptoService().unlock(vault, credential)).toBe(false);
  });

  it('stays shut for an officer who left', async () => {
    const { service, vault } = await unlocked();
    const left = { ...vault, officers: vault.officers.map((officer) => ({ ...officer, active: false })) };
    expect(await service.unlock(left, asClerk)).toBe(false);
  });

  it('does not open a wrapped key that was moved to another officer', async () => {
    const { vault } = await unlocked();
    const [first, second] = vault.officers;
    const swapped = { ...vault, officers: [first, { ...second, key: first.key }] };
    expect(
      await new CryptoService().unlock(swapped, {
        kind: 'passphrase',
        officerId: 'o2',
        passphrase: administrator.passphrase,
      }),
    ).toBe(false);
  });

  it('opens with the recovery key, and a new passphrase set with it opens the same data', async () => {
    const { service, vault, recoveryKey } = await unlocked();
    const [sealed] = await service.sealTexts('preferences', [{ key: 'p', text: '1' }]);
    const recovery = { kind: 'recovery', typed: recoveryKey.toLowerCase().replaceAll('-', ' ') } as const;
    const renewed = await service.wrapForOfficer(vault, recovery, { ...clerk, passphrase: '另一句口令 2026' }, FEW);
    const after = { ...vault, officers: [vault.officers[0], renewed!] };
    const other = new CryptoService();
    expect(await other.unlock(after, asClerk)).toBe(false);
    expect(await other.unlock(after, { ...asClerk, passphrase: '另一句口令 2026' })).toBe(true);
    expect(await other.openBytes('preferences', [{ key: 'p', sealed: sealed }])).not.toEqual([null]);
  });

  it('keeps 600,000 rounds for real vaults', () => {
    expect(ITERATIONS).toBe(600_000);
  });
});

describe('sealed records', () => {
  it('open only at their own place', async () => {
    const { service } = await unlocked();
    const [sealed] = await service.sealTexts('summaries', [{ key: '1', text: 'x' }]);
    expect(await service.openBytes('summaries', [{ key: '2', sealed: sealed }])).toEqual([null]);
    expect(await service.openBytes('drafts', [{ key: '1', sealed: sealed }])).toEqual([null]);
  });

  it('show every changed byte', async () => {
    const { service } = await unlocked();
    const [sealed] = await service.sealTexts('summaries', [{ key: '1', text: '一行' }]);
    for (let at = 0; at < sealed.length; at += 1) {
      const damaged = Uint8Array.from(sealed);
      damaged[at] ^= 1;
      expect(await service.openBytes('summaries', [{ key: '1', sealed: damaged }])).toEqual([null]);
    }
  });

  it('of a case open with its content key alone', async () => {
    const { service } = await unlocked();
    const contentKey = await service.newContentKey('c1');
    const entry = { entryId: 'e1', subjectId: 'c1', contentKey };
    const sealed = fromBase64(await service.sealEntry(entry, '收件'))!;
    expect(await service.openEntries([{ ...entry, sealed }])).toEqual(['收件']);
    expect(await service.openEntries([{ ...entry, sealed, contentKey: null }])).toEqual([null]);
    const fresh = await unlocked();
    expect(await fresh.service.openEntries([{ ...entry, sealed }])).toEqual([null]);
  });

  it('cannot be opened after locking', async () => {
    const { service } = await unlocked();
    service.lock();
    await expect(service.sealTexts('drafts', [{ key: 'd', text: 'x' }])).rejects.toThrow('locked');
  });

  it('hands out the packs key without letting it be read', async () => {
    const { service } = await unlocked();
    const { key, seed } = service.packKeys();
    expect(key.extractable).toBe(false);
    expect(seed).toHaveLength(16);
    await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow(/extractable/u);
  });
});

describe('chain of journal entries', () => {
  const header = (sequence: number) => ({
    sequence,
    entryId: `00000000-0000-4000-8000-00000000000${sequence}`,
    kind: 'case' as const,
    subjectId: 'c1',
    on: plainDate('2022-08-22'),
    officerId: 'o2',
    numbers: [],
  });
  const one = { header: header(1), sealed: 'AAAA', previous: GENESIS, hash: entryHash(GENESIS, header(1), 'AAAA') };
  const two = { header: header(2), sealed: 'BBBB', previous: one.hash, hash: entryHash(one.hash, header(2), 'BBBB') };

  it('is whole, or tells where it is not', () => {
    const service = new CryptoService();
    expect(service.brokenAt(GENESIS, [one, two])).toBeNull();
    expect(service.brokenAt(GENESIS, [two])).toBe(2);
    expect(service.brokenAt(GENESIS, [one, { ...two, sealed: 'BBBC' }])).toBe(2);
    expect(service.brokenAt(GENESIS, [{ ...one, header: { ...one.header, officerId: 'o1' } }, two])).toBe(1);
  });
});

describe('recovery key', () => {
  const anyKey = fc.uint8Array({ minLength: 28, maxLength: 28 }).map(makeRecoveryKey);

  it('reads back however it is typed', () => {
    fc.assert(
      fc.property(anyKey, (key) => {
        expect(key).toMatch(/^([0-9A-Z]{4}-){7}[0-9A-Z]{4}$/u);
        const plain = readRecoveryKey(key);
        expect(plain.ok).toBe(true);
        expect(
          readRecoveryKey(key.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')),
        ).toEqual(plain);
        expect(readRecoveryKey(key.replaceAll('-', '—').replaceAll('0', '０'))).toEqual(plain);
      }),
    );
  });

  it('shows every single wrong character and every swap of neighbours, with its half', () => {
    fc.assert(
      fc.property(
        anyKey,
        fc.nat(31),
        fc.constantFrom(...Array.from('0123456789ABCDEFGHJKMNPQRSTVWXYZ')),
        (key, at, char) => {
          const text = key.replaceAll('-', '');
          fc.pre(text[at] !== char);
          const wrong = `${text.slice(0, at)}${char}${text.slice(at + 1)}`;
          expect(readRecoveryKey(wrong)).toEqual({ ok: false, problem: 'check', half: at < 16 ? 1 : 2 });
        },
      ),
    );
    fc.assert(
      fc.property(anyKey, fc.nat(30), (key, at) => {
        const text = key.replaceAll('-', '');
        fc.pre(text[at] !== text[at + 1] && at % 16 !== 15);
        const swapped = `${text.slice(0, at)}${text[at + 1]}${text[at]}${text.slice(at + 2)}`;
        expect(readRecoveryKey(swapped).ok).toBe(false);
      }),
    );
  });

  it.each([
    ['', 'length'],
    ['AB3D', 'length'],
    ['中文', 'character'],
  ])('%s → %s', (typed, problem) => {
    expect(readRecoveryKey(typed)).toMatchObject({ ok: false, problem });
  });
});

describe('base64', () => {
  it('goes there and back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect([...(fromBase64(toBase64(bytes)) ?? [])]).toEqual([...bytes]);
      }),
    );
    const long = randomBytes(60_000);
    expect(fromBase64(toBase64(long))).toEqual(long);
    expect(fromBase64('*')).toBeNull();
  });
});
