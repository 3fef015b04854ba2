/** The smaller parts of the host core: exports, vault, settings on a failing disk, root's limits, log, reports. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDataFolder } from '#electron/host/data-folder.ts';
import { createExports, removeUnfinishedExports } from '#electron/host/exports.ts';
import { diskLayer, type FileLayer } from '#electron/host/file-layer.ts';
import { createHostCore, type HostCore } from '#electron/host/handlers.ts';
import { createLog, errorPlaces } from '#electron/host/log.ts';
import { writeReport } from '#electron/host/reports.ts';
import { answer } from '#shared/contract/host.ts';
import { success, type Result } from '#shared/contract/failure.ts';
import { anEntry, anOffice, aVault } from '#tests/builders/host-requests.ts';
import { simulatedDisk } from './simulated-disk.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'counter-core-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const noLog = { write: () => undefined, bug: () => undefined, flush: async () => await Promise.resolve() };

async function core(change: { layer?: FileLayer; trainingOnly?: boolean } = {}): Promise<{
  host: HostCore;
  ask: (channel: string, request: unknown) => Promise<Result<unknown>>;
  end: () => Promise<void>;
}> {
  const data = await openDataFolder(diskLayer, folder, 'loopback');
  if (!data.ok) throw new Error(data.failure.code);
  const host = createHostCore({
    layer: diskLayer,
    data: data.value,
    log: noLog,
    now: () => new Date(0),
    kind: 'loopback',
    appVersion: '1.2.3',
    trainingOnly: false,
    osKeyVault: false,
    openFolder: null,
    print: null,
    ...change,
  });
  const end = async (): Promise<void> => {
    await host.close();
    await data.value.lock.release();
  };
  return {
    host,
    end,
    ask: async (channel, request) =>
      await answer(host.handlers, channel, request, (error) => expect.fail(String(error))),
  };
}

describe('host core', () => {
  it('keeps the office shut where the browser has no sandbox', async () => {
    const { ask, end } = await core({ trainingOnly: true });
    for (const [channel, request] of [
      ['area.create', {}],
      ['vault.read', {}],
      ['settings.write', { settings: anOffice() }],
      ['journal.append', { entry: anEntry() }],
      ['journal.read', { after: 0, limit: 1 }],
      ['contentKeys.read', {}],
      ['export.begin', { folderName: 'a' }],
    ] as const) {
      expect(await ask(channel, { area: 'office', ...request })).toEqual({
        ok: false,
        failure: { code: 'office-not-allowed-as-root' },
      });
    }
    expect(await ask('vault.read', { area: 'training' })).toMatchObject({ ok: true });
    await end();
  });

  it('tells a damaged vault and damaged settings, changes neither and takes no number', async () => {
    const { ask, end } = await core();
    await ask('vault.write', { area: 'office', expectedRevision: 0, vault: aVault(1) });
    await ask('settings.write', { area: 'office', settings: anOffice() });
    for (const copy of ['', '.copy']) {
      writeFileSync(join(folder, `areas/office/vault.json${copy}`), '{"revision":');
      writeFileSync(join(folder, `areas/office/settings.json${copy}`), '{}');
    }
    expect(await ask('vault.read', { area: 'office' })).toMatchObject({ failure: { code: 'vault-damaged' } });
    expect(await ask('vault.write', { area: 'office', expectedRevision: 0, vault: aVault(1) })).toMatchObject({
      failure: { code: 'vault-damaged' },
    });
    expect(await ask('settings.read', { area: 'office' })).toMatchObject({ failure: { code: 'settings-damaged' } });
    expect(await ask('journal.append', { area: 'office', entry: anEntry() })).toMatchObject({
      failure: { code: 'settings-damaged' },
    });
    expect(readFileSync(join(folder, 'areas/office/vault.json'), 'utf8')).toBe('{"revision":');
    await end();
  });

  it('restores a vault and settings of which one copy is damaged or gone, and says so', async () => {
    const { ask, end } = await core();
    await ask('vault.write', { area: 'office', expectedRevision: 0, vault: aVault(1) });
    await ask('settings.write', { area: 'office', settings: anOffice() });
    writeFileSync(join(folder, 'areas/office/vault.json'), '{"revision":');
    rmSync(join(folder, 'areas/office/settings.json'));
    expect(await ask('journal.append', { area: 'office', entry: anEntry() })).toMatchObject({ ok: true });
    expect(await ask('vault.read', { area: 'office' })).toEqual(success({ vault: aVault(1) }));
    const at = new Date(0).toISOString();
    expect(await ask('settings.read', { area: 'office' })).toEqual(
      success({
        settings: anOffice(),
        restored: [
          { file: 'settings', at },
          { file: 'vault', at },
        ],
      }),
    );
    expect(JSON.parse(readFileSync(join(folder, 'areas/office/vault.json'), 'utf8'))).toEqual(aVault(1));
    writeFileSync(join(folder, 'areas/office/vault.json.copy'), 'x');
    expect(await ask('vault.read', { area: 'office' })).toEqual(success({ vault: aVault(1) }));
    await end();
  });

  it('never takes an area whose record is damaged for a first start', async () => {
    const { ask, end } = await core();
    await ask('vault.write', { area: 'office', expectedRevision: 0, vault: aVault(1) });
    await ask('area.create', { area: 'office' });
    writeFileSync(join(folder, 'areas/office/area.json'), 'x');
    expect(await ask('host.describe', {})).toMatchObject({ value: { areas: ['office'], storesCreated: ['office'] } });
    await end();
  });

  it.each([
    ['ENOSPC', 'disk-full'],
    ['EACCES', 'data-folder-not-writable'],
    ['EIO', 'disk-error'],
  ])('%s at any file is %s, and what was there stays', async (errno, code) => {
    let failing = false;
    const fail =
      <A extends unknown[], T>(work: (...args: A) => Promise<T>) =>
      async (...args: A): Promise<T> => {
        if (failing) throw Object.assign(new Error('injected'), { code: errno });
        return await work(...args);
      };
    const layer: FileLayer = {
      ...diskLayer,
      writeWhole: fail(async (path: string, bytes: Uint8Array) => await diskLayer.writeWhole(path, bytes)),
      makeFolder: fail(async (path: string) => await diskLayer.makeFolder(path)),
    };
    const { ask, end } = await core({ layer });
    await ask('settings.write', { area: 'office', settings: anOffice() });
    await ask('vault.write', { area: 'office', expectedRevision: 0, vault: aVault(1) });
    failing = true;
    const expected = { ok: false, failure: { code, detail: { errno } } };
    expect(await ask('settings.write', { area: 'office', settings: anOffice({ windowNumber: '9' }) })).toEqual(
      expected,
    );
    expect(await ask('vault.write', { area: 'office', expectedRevision: 1, vault: aVault(2) })).toEqual(expected);
    expect(await ask('export.begin', { area: 'office', folderName: 'a' })).toEqual(expected);
    expect(await ask('report.write', { text: 'x' })).toEqual(expected);
    expect(await ask('samples.write', { files: [{ fileName: 'a.csv', contentBase64: 'eA==' }] })).toEqual(expected);
    failing = false;
    expect(await ask('settings.read', { area: 'office' })).toMatchObject({
      value: { settings: { windowNumber: '3' } },
    });
    expect(await ask('vault.read', { area: 'office' })).toMatchObject({ value: { vault: { revision: 1 } } });
    await end();
  });
});

describe('exports on a failing disk', () => {
  it('leaves nothing of an export that the disk could not take', async () => {
    const disk = simulatedDisk();
    const exports = createExports(disk, '/exports');
    const begun = await exports.begin('office', 'B1');
    if (!begun.ok) throw new Error(begun.failure.code);
    await exports.append(begun.value, 'a.csv', 'eA==');
    disk.fault = (operation) => (operation === 'write' ? { errno: 'ENOSPC', partial: 1 } : null);
    expect(await exports.append(begun.value, 'a.csv', 'eHh4')).toMatchObject({ failure: { code: 'disk-full' } });
    disk.fault = () => null;
    expect(await exports.commit(begun.value)).toMatchObject({ failure: { code: 'export-not-open' } });
    expect(await disk.list('/exports/office')).toEqual([]);
  });

  it('syncs every file before the folder gets its name', async () => {
    const disk = simulatedDisk();
    const exports = createExports(disk, '/exports');
    const begun = await exports.begin('office', 'B1');
    if (!begun.ok) throw new Error(begun.failure.code);
    for (const name of ['a.csv', 'manifest.json']) await exports.append(begun.value, name, 'eA==');
    let syncedAtRename: string[] = [];
    disk.rename = async () => {
      syncedAtRename = [...disk.syncs].map((path) => path.split('/').at(-1) ?? '');
      await Promise.resolve();
    };
    await exports.commit(begun.value);
    expect(syncedAtRename.sort()).toEqual(['a.csv', 'manifest.json']);
  });

  it('clears what an ended program left', async () => {
    const exports = createExports(diskLayer, join(folder, 'exports'));
    const begun = await exports.begin('training', 'B1');
    if (!begun.ok) throw new Error(begun.failure.code);
    await exports.append(begun.value, 'a.csv', 'eA==');
    expect((await diskLayer.list(join(folder, 'exports/training'))).length).toBe(1);
    await removeUnfinishedExports(diskLayer, join(folder, 'exports'));
    expect(await diskLayer.list(join(folder, 'exports/training'))).toEqual([]);
  });
});

describe('log and reports', () => {
  it('writes codes and figures, never content', async () => {
    const log = createLog(join(folder, 'logs'), () => new Date(0));
    log.write('journal-tail-cut', { bytes: 12, name: '陈海晴', text: 'two words' });
    log.bug(new TypeError('cannot read 440802200003150026'));
    log.bug('a string with 440802200003150026');
    await log.flush();
    const text = readFileSync(join(folder, 'logs/host.log'), 'utf8');
    expect(text).toContain('1970-01-01T00:00:00.000Z journal-tail-cut bytes=12 name=? text=?');
    expect(text).toContain('bug TypeError < ');
    expect(text).not.toMatch(/440802|陈海晴/u);
    // Security review, point 11: a line of 100,000 characters once took minutes.
    for (const piece of ['at ', 'a', ':1', ' ', '<', 'x:1:1']) {
      const long = Object.assign(new Error('x'), {
        stack: `Error\n    at ${piece.repeat(100_000)}\n    at f (file.ts:1:2)`,
      });
      expect(errorPlaces(long)).not.toContain(piece.repeat(30));
    }
    expect(errorPlaces(new Error('secret'))).toContain('services.node.test.ts');
    expect(statSync(join(folder, 'logs/host.log')).mode & 0o777).toBe(0o600);
  });

  it('turns its files over and keeps three', async () => {
    const log = createLog(folder, () => new Date(0));
    for (let round = 0; round < 5; round += 1) {
      writeFileSync(join(folder, 'host.log'), `${round}${'x'.repeat(600_000)}`);
      log.write('turn');
      await log.flush();
    }
    expect((await diskLayer.list(folder)).filter((name) => name.startsWith('host')).sort()).toEqual([
      'host.1.log',
      'host.2.log',
      'host.log',
    ]);
    expect(readFileSync(join(folder, 'host.1.log'), 'utf8').slice(0, 1)).toBe('4');
  });

  it('names two reports of one second apart', async () => {
    const now = new Date('2022-08-22T08:30:05Z');
    const names = [await writeReport(diskLayer, folder, 'a', now), await writeReport(diskLayer, folder, 'b', now)].map(
      (result) => (result.ok ? result.value.fileName : ''),
    );
    expect(names).toEqual(['report-20220822-083005.txt', 'report-20220822-083005-2.txt']);
  });
});
