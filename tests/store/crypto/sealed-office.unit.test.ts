/** Vault and settings sealed for a hub: the printed key alone opens them, and nothing in them can be exchanged. */
import { beforeAll, describe, expect, it } from 'vitest';
import { SealedOffice, type OfficeFilesPair } from '#shared/contract/sealed-office.ts';
import { CryptoService, type NewOfficer } from '#renderer/store/crypto/crypto-service.ts';
import { anOffice } from '#tests/builders/a-case-action.ts';

const officers: readonly NewOfficer[] = [
  { id: 'o1', name: '陈管理', role: 'administrator', passphrase: '一句只有本人知道的话甲' },
  { id: 'o2', name: '林窗口', role: 'windowClerk', passphrase: '一句只有本人知道的话乙' },
];
const made = async (recovery: boolean) => {
  const service = new CryptoService();
  const { vault, recoveryKey } = await service.createVault(officers, { recovery, iterations: 1000 });
  const files: OfficeFilesPair = { vault, settings: { revision: 3, settings: anOffice } };
  const sealed = await service.sealOffice(files);
  if (sealed === null) throw new Error('not sealed');
  return { service, files, sealed, recoveryKey: recoveryKey ?? '' };
};

let office: Awaited<ReturnType<typeof made>>;
beforeAll(async () => {
  office = await made(true);
});
const opened = async (sealed: SealedOffice, typed = office.recoveryKey) =>
  await new CryptoService().openOffice(sealed, typed);

describe('a sealed office', () => {
  it('opens with the printed key to what was sealed, in a window that was never unlocked', async () => {
    expect(await opened(office.sealed)).toEqual(office.files);
    expect(await opened(SealedOffice.parse(JSON.parse(JSON.stringify(office.sealed))))).toEqual(office.files);
  });

  it('shows no name, no setting and no officer’s card', () => {
    const text = JSON.stringify(office.sealed);
    for (const secret of [
      '陈管理',
      '林窗口',
      anOffice.officeName,
      anOffice.phone,
      ...office.files.vault.officers.flatMap(({ card }) => card?.sealedPrivate ?? []),
    ])
      expect(text).not.toContain(secret);
  });

  it('is closed to another key, to a passphrase, and for good where the office has no printed key', async () => {
    const other = await made(true);
    expect(await opened(office.sealed, other.recoveryKey)).toBe('wrong');
    expect(await opened(office.sealed, officers[0]?.passphrase)).toBe('wrong');
    const without = await made(false);
    expect(without.sealed.recovery).toBeNull();
    expect(await opened(without.sealed)).toBe('wrong');
  });

  it('does not open with other digests beside it, nor with its parts from another office', async () => {
    const other = await made(true);
    expect(await opened({ ...office.sealed, vault: other.sealed.vault })).toBe('damaged');
    expect(await opened({ ...office.sealed, sealed: other.sealed.sealed })).toBe('damaged');
    expect(await opened({ ...office.sealed, sealed: 'AAAA' })).toBe('damaged');
    expect(await opened({ ...office.sealed, recovery: other.sealed.recovery }, other.recoveryKey)).toBe('damaged');
  });

  it('is not made of a vault under another data key than the one in use', async () => {
    const { service, files } = office;
    const [first] = officers;
    const next = await service.rotate(files.vault, {
      kind: 'passphrase',
      officerId: 'o1',
      passphrase: first?.passphrase ?? '',
    });
    if (next === null) throw new Error('not rotated');
    const rotated = { ...files, vault: { ...next, revision: 2 } };
    expect(await service.sealOffice(rotated)).toBeNull();
    service.adoptRotated();
    const sealed = await service.sealOffice(rotated);
    expect(sealed === null ? null : await opened(sealed)).toEqual(rotated);
  });
});
