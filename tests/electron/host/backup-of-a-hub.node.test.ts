/** A backup as a hub gives it back: vault and settings lie sealed in it, and only what opened out of it takes their place. */
import { readdir, readFile, rm } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { diskLayer } from '#electron/host/file-layer.ts';
import { writeSmall } from '#electron/host/json-file.ts';
import type { BackupManifest } from '#electron/host/backup-manifest.ts';
import type { Result } from '#shared/contract/failure.ts';
import { SEALED_OFFICE_FILE, type OfficeFilesPair, type SealedOffice } from '#shared/contract/sealed-office.ts';
import { aMachine, testDisks, type Machine, type TestDisks } from '#tests/builders/a-machine.ts';
import { append, found } from '#tests/builders/host-requests.ts';
import { aSealedOffice } from '#tests/builders/a-sealed-office.ts';

const area = 'office';
let disks: TestDisks;
let here: Machine;
let folder: string;
let opened: OfficeFilesPair;

const valueOf = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
};

/** The manifest of what lies in the folder now. */
async function listed(): Promise<void> {
  const { value } = JSON.parse(await readFile(join(folder, 'backup.json'), 'utf8')) as { value: BackupManifest };
  const names = (await readdir(folder)).filter((name) => name !== 'backup.json');
  const files = await Promise.all(
    names.map(async (name) => {
      const bytes = await readFile(join(folder, name));
      return { name, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
    }),
  );
  // The sealed file first: whatever comes behind it is to be there as well.
  files.sort((a, b) => Number(b.name === SEALED_OFFICE_FILE) - Number(a.name === SEALED_OFFICE_FILE));
  await writeSmall(diskLayer, join(folder, 'backup.json'), { ...value, files });
}

async function sealedAs(office: SealedOffice): Promise<void> {
  for (const name of ['vault.json', 'settings.json']) await rm(join(folder, name), { force: true });
  await writeSmall(diskLayer, join(folder, SEALED_OFFICE_FILE), office);
  await listed();
}

/** On a machine with nothing on it; answers with the failure and the areas that are there afterwards. */
async function restored(given?: OfficeFilesPair) {
  const other = await aMachine({ name: 'two', folder: join(disks.second, 'data'), ownDisk: disks.second });
  const result = await other.host.call('backup.restore', {
    area,
    folder,
    ...(given === undefined ? {} : { opened: given }),
  });
  const { areas } = valueOf(await other.host.call('host.describe', {}));
  const vault = areas.length === 0 ? null : valueOf(await other.host.call('vault.read', { area, older: false })).vault;
  const { count } = areas.length === 0 ? { count: 0 } : valueOf(await other.host.call('journal.state', { area }));
  await other.stop();
  return { failure: result.ok ? null : result.failure, areas, vault, count };
}

beforeEach(async () => {
  disks = await testDisks();
  here = await aMachine({ name: 'one', folder: join(disks.first, 'data'), ownDisk: disks.first });
  await found(here.host, area);
  for (const n of [1, 2]) valueOf(await append(here.host, area, { subjectId: `c${n}`, contentKey: `1:a2V5${n}` }));
  valueOf(await here.host.call('backup.choose', { area, place: disks.stick }));
  folder = valueOf(await here.host.call('backup.run', { area })).last?.folder ?? '';
  const { vault } = valueOf(await here.host.call('vault.read', { area, older: false }));
  const { revision, settings } = valueOf(await here.host.call('settings.read', { area }));
  if (vault === null || !('recovery' in vault)) throw new Error('no vault');
  opened = { vault, settings: { revision, settings } } as OfficeFilesPair;
  await sealedAs(await aSealedOffice(here.host, area));
});
afterEach(async () => {
  await here.stop();
  await disks.clear();
});

const notWhole = { code: 'backup-not-whole', detail: { file: SEALED_OFFICE_FILE } };

describe('a backup with a sealed office', () => {
  it('is placed with what opened out of it, and everything else', async () => {
    expect(await restored(opened)).toEqual({ failure: null, areas: [area], vault: opened.vault, count: 3 });
  });

  it('is not placed while nobody opened it', async () => {
    expect(await restored()).toMatchObject({ failure: notWhole, areas: [], count: 0 });
  });

  it('takes no vault and no settings but those it names', async () => {
    const { settings, vault } = opened;
    const others = { ...settings, settings: { ...settings.settings, phone: '0759-9999999' } };
    expect(await restored({ vault, settings: others })).toMatchObject({ failure: notWhole, areas: [] });
    expect(await restored({ vault: { ...vault, revision: 9 }, settings })).toMatchObject({
      failure: notWhole,
      areas: [],
    });
  });
});
