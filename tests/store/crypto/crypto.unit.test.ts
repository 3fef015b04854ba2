import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GENESIS, type JournalAppend, type JournalEntry, type OldEntry } from '#shared/casework/journal.ts';
import { completed, headerText, oldHashedText } from '#shared/casework/journal-line.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { NOTHING_YET, after, anEntry } from '#tests/builders/host-requests.ts';
import { fromBase64, fromUtf8, randomBytes, toBase64 } from '#shared/crypto/bytes.ts';
import { CryptoService } from '#renderer/store/crypto/crypto-service.ts';
import { hashText } from '#shared/crypto/hash-text.ts';
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

/** A case's entry sealed by the service, and what opens it. */
async function sealedEntry(service: CryptoService, content: string) {
  const contentKey = await service.newContentKey('c1');
  const { sealed: _, contentKey: _key, ...bare } = anEntry(NOTHING_YET, { subjectId: 'c1', contentKey });
  const entry: JournalAppend = { ...bare, sealed: await service.sealEntry(bare, content, contentKey) };
  const place = ['journal 2', headerText(entry)];
  const toOpen = {
    place,
    key: entry.header.key,
    subjectId: 'c1',
    contentKey: contentKey as string | null,
    sealed: fromBase64(entry.sealed)!,
  };
  return { entry, toOpen };
}

const withHeader = (entry: JournalAppend, change: Partial<JournalAppend['header']>): JournalAppend => ({
  ...entry,
  header: { ...entry.header, ...change },
});

describe('vault', () => {
  it('opens for each officer, and the keys are the same', async () => {
    const { service, vault } = await unlocked();
    const [sealed] = await service.sealTexts('drafts', [{ key: 'd', text: '草稿' }]);
    const other = new CryptoService();
    expect(
      await other.unlock(vault, { kind: 'passphrase', officerId: 'o1', passphrase: administrator.passphrase }),
    ).toBe('open');
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
    expect(await new CryptoService().unlock(vault, credential)).toBe('wrong');
  });

  it('stays shut for an officer who left', async () => {
    const { service, vault } = await unlocked();
    const left = { ...vault, officers: vault.officers.map((officer) => ({ ...officer, active: false })) };
    expect(await service.unlock(left, asClerk)).toBe('wrong');
  });

  it('does not open what was moved to another officer: neither card nor sealed key', async () => {
    const { vault } = await unlocked();
    const [first, second] = vault.officers;
    const asO2 = { kind: 'passphrase', officerId: 'o2' } as const;
    for (const moved of [
      { ...second, card: first.card, sealedKey: first.sealedKey },
      { ...second, sealedKey: first.sealedKey },
      { ...second, card: first.card },
    ])
      for (const { passphrase } of [administrator, clerk])
        expect(await new CryptoService().unlock({ ...vault, officers: [first, moved] }, { ...asO2, passphrase })).toBe(
          'wrong',
        );
  });

  it('says foreign where the credential is right and the keys are another office’s', async () => {
    const { vault } = await unlocked();
    const other = await unlocked();
    expect(await other.service.unlock({ ...other.vault, ledgerKeys: vault.ledgerKeys }, asClerk)).toBe('foreign');
  });

  it('opens with the recovery key, and a new passphrase set with it opens the same data', async () => {
    const { service, vault, recoveryKey } = await unlocked();
    const [sealed] = await service.sealTexts('preferences', [{ key: 'p', text: '1' }]);
    const recovery = { kind: 'recovery', typed: recoveryKey.toLowerCase().replaceAll('-', ' ') } as const;
    const renewed = await service.wrapForOfficer(vault, recovery, { ...clerk, passphrase: '另一句口令 2026' }, FEW);
    const renewedVault = { ...vault, officers: [vault.officers[0], renewed!] };
    const other = new CryptoService();
    expect(await other.unlock(renewedVault, asClerk)).toBe('wrong');
    expect(await other.unlock(renewedVault, { ...asClerk, passphrase: '另一句口令 2026' })).toBe('open');
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
    const entry = await sealedEntry(service, '收件');
    expect(await service.openEntries([entry.toOpen])).toEqual(['收件']);
    expect(await service.openEntries([{ ...entry.toOpen, contentKey: null }])).toEqual([null]);
    expect(await service.openEntries([{ ...entry.toOpen, key: 1 }])).toEqual([null]);
    const fresh = await unlocked();
    expect(await fresh.service.openEntries([entry.toOpen])).toEqual([null]);
  });

  it('of a case that got another key before its first entry are sealed by the key that stands beside the journal', async () => {
    const { service, vault } = await unlocked();
    await sealedEntry(service, '没有写成的一次');
    const { toOpen } = await sealedEntry(service, '收件');
    const later = new CryptoService();
    await later.unlock(vault, asClerk);
    expect(await later.openEntries([toOpen])).toEqual(['收件']);
  });

  it.each<[string, (entry: JournalAppend) => JournalAppend]>([
    ['number', (entry) => withHeader(entry, { sequence: 7 })],
    [
      'receipt number',
      (entry) => withHeader(entry, { numbers: entry.header.numbers.map((one) => ({ ...one, value: 9 })) }),
    ],
    ['day', (entry) => withHeader(entry, { on: plainDate('2022-08-23') })],
    ['instant', (entry) => withHeader(entry, { at: '2022-08-22T10:00:01+08:00' })],
    ['officer', (entry) => withHeader(entry, { officerId: 'o1' })],
    ['kind', (entry) => withHeader(entry, { kind: 'print' })],
    ['tally', (entry) => withHeader(entry, { tally: [] })],
    ['marks', (entry) => withHeader(entry, { marks: { destroys: ['c1'] } })],
    ['predecessor', (entry) => ({ ...entry, previous: 'f'.repeat(64) })],
  ])('of the ledger do not open under another %s', async (_what, change) => {
    const { service } = await unlocked();
    const { entry, toOpen } = await sealedEntry(service, '收件');
    const changed = change(entry);
    expect(headerText(changed)).not.toBe(headerText(entry));
    expect(await service.openEntries([{ ...toOpen, place: ['journal 2', headerText(changed)] }])).toEqual([null]);
  });

  it('seals never twice alike, and keeps a long content short', async () => {
    const { service } = await unlocked();
    const texts = Array.from({ length: 50 }, () => ({ key: 'd', text: '草稿' }));
    const sealed = (await service.sealTexts('drafts', texts)).map(toBase64);
    expect(new Set(sealed).size).toBe(50);
    expect(new Set(sealed.map((one) => one.slice(0, 16))).size).toBe(50);
    const long = JSON.stringify(Array.from({ length: 200 }, (_one, n) => ({ 姓名: '某某', 单位: '某某有限公司', n })));
    const { entry, toOpen } = await sealedEntry(service, long);
    expect(entry.sealed.length).toBeLessThan(long.length / 3);
    expect(await service.openEntries([toOpen])).toEqual([long]);
  });

  it('cannot be opened after locking', async () => {
    const { service } = await unlocked();
    service.lock();
    await expect(service.sealTexts('drafts', [{ key: 'd', text: 'x' }])).rejects.toThrow('locked');
  });

  it('hands out the packs key without letting it be read', async () => {
    const { service } = await unlocked();
    const { key, seed } = service.copyKeys();
    expect(key.extractable).toBe(false);
    expect(seed).toHaveLength(16);
    await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow(/extractable/u);
  });
});

describe('chain of journal entries', () => {
  const start = { count: 0, head: GENESIS };
  const first = anEntry(NOTHING_YET, { subjectId: 'c1' });
  const second = anEntry(after(first, NOTHING_YET), { subjectId: 'c1' });
  const third = anEntry(after(second, after(first, NOTHING_YET)), { subjectId: 'c1' });
  const [one, two, three] = [first, second, third].map((entry) => completed(entry, hashText)) as [
    JournalEntry,
    JournalEntry,
    JournalEntry,
  ];

  it('is whole, or tells where it is not', () => {
    const service = new CryptoService();
    expect(service.brokenAt(start, [one, two, three])).toBeNull();
    expect(service.brokenAt({ count: 1, head: one.hash }, [two, three])).toBeNull();
    expect(service.brokenAt({ count: 1, head: two.hash }, [two])).toBe(2);
    expect(service.brokenAt(start, [one, { ...two, sealed: 'BBBC' }])).toBe(2);
    expect(service.brokenAt(start, [{ ...one, header: { ...one.header, officerId: 'o1' } }, two])).toBe(1);
    expect(service.brokenAt(start, [one, one])).toBe(1);
    expect(service.brokenAt(start, [two, one])).toBe(1);
  });

  it('goes over a gap that the host has told, and compares again behind it', () => {
    const service = new CryptoService();
    expect(service.brokenAt(start, [one, three])).toBeNull();
    expect(service.brokenAt(start, [two, three])).toBeNull();
    expect(service.brokenAt(start, [two, { ...three, previous: one.hash }])).toBe(3);
  });

  it('holds over entries of format 1', () => {
    const header = {
      sequence: 1,
      entryId: '00000000-0000-4000-8000-000000000001',
      kind: 'case' as const,
      subjectId: 'c1',
      on: plainDate('2022-08-22'),
      officerId: 'o2',
      numbers: [],
    };
    const hash = hashText(oldHashedText(GENESIS, header, 'AAAA'));
    const old: OldEntry = { header, sealed: 'AAAA', previous: GENESIS, hash };
    const service = new CryptoService();
    expect(service.brokenAt(start, [old])).toBeNull();
    expect(service.brokenAt(start, [{ ...old, sealed: 'AAAB' }])).toBe(1);
    const next = completed(anEntry({ ...NOTHING_YET, count: 1, head: hash }), hashText);
    expect(service.brokenAt(start, [old, next])).toBeNull();
    expect(service.brokenAt(start, [old, { ...next, previous: GENESIS }])).toBe(2);
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
