/** The smaller parts of the host core: exports, vault, settings on a failing disk, root's limits, log, reports. */
import { randomUUID } from 'node:crypto';
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
import { answer, checkAnswer, type Host } from '#shared/contract/host.ts';
import { success, type Result } from '#shared/contract/failure.ts';
import type { OfficeSettings } from '#shared/domain/office.ts';
import {
  NOTHING_YET,
  aFounding,
  anEntry,
  anOffice,
  aVault,
  endOf,
  found,
  settingsMark,
  vaultMark,
} from '#tests/builders/host-requests.ts';
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
  /** The same, by type. */
  typed: Host;
  end: () => Promise<void>;
}> {
  const env = { ...process.env, COUNTER_WITNESS: join(folder, 'witness') };
  const data = await openDataFolder(diskLayer, folder, 'loopback', env);
  if (!data.ok) throw new Error(data.failure.code);
  const host = createHostCore({
    layer: diskLayer,
    data: data.value,
    log: noLog,
    now: () => new Date(0),
    kind: 'loopback',
    appVersion: '1.2.3',
    trainingOnly: false,
    openFolder: null,
    print: null,
    ...change,
  });
  const end = async (): Promise<void> => {
    await host.close();
    await data.value.lock.release();
  };
  const ask = async (channel: string, request: unknown): Promise<Result<unknown>> =>
    await answer(host.handlers, channel, request, (error) => expect.fail(String(error)));
  const typed: Host = { call: async (channel, request) => checkAnswer(channel, await ask(channel, request)) };
  return { host, end, ask, typed };
}

const office = { area: 'office' as const };

/** New settings with the entry that records them. */
async function withSettings(host: Host, settings: OfficeSettings) {
  const end = await endOf(host, 'office');
  const read = await host.call('settings.read', office);
  const revision = (read.ok ? read.value.revision : 0) + 1;
  const entry = anEntry(end, {
    kind: 'office',
    takeNumbers: [],
    marks: { settings: settingsMark(revision, settings) },
  });
  return { ...office, settings, entry };
}

/** A vault with the entry that records it. */
async function withVault(host: Host, expectedRevision: number) {
  const vault = aVault(expectedRevision + 1);
  const entry = anEntry(await endOf(host, 'office'), {
    kind: 'office',
    takeNumbers: [],
    marks: { vault: vaultMark(vault) },
  });
  return { ...office, expectedRevision, vault, entry };
}

describe('host core', () => {
  it('keeps the office shut where the browser has no sandbox', async () => {
    const { ask, end } = await core({ trainingOnly: true });
    const entry = anEntry(NOTHING_YET);
    for (const [channel, request] of [
      ['area.create', aFounding({ machine: 'm', installation: randomUUID() })],
      ['vault.read', {}],
      ['vault.write', { expectedRevision: 0, vault: aVault(1), entry }],
      ['settings.write', { settings: anOffice(), entry }],
      ['journal.append', { entry }],
      ['journal.read', { after: 0, limit: 1 }],
      ['journal.mend', { entries: [] }],
      ['contentKeys.read', {}],
      ['contentKeys.put', { keys: {}, replace: false }],
      ['export.begin', { folderName: 'a' }],
    ] as const) {
      expect(await ask(channel, { ...office, ...request })).toEqual({
        ok: false,
        failure: { code: 'office-not-allowed-as-root' },
      });
    }
    expect(await ask('vault.read', { area: 'training' })).toMatchObject({ ok: true });
    await end();
  });

  it('tells a damaged vault and damaged settings, changes neither and takes no number', async () => {
    const { ask, typed, end } = await core();
    await found(typed, 'office');
    const settings = await withSettings(typed, anOffice({ windowNumber: '9' }));
    const vault = await withVault(typed, 1);
    for (const copy of ['', '.copy']) {
      writeFileSync(join(folder, `areas/office/vault.json${copy}`), '{"revision":');
      writeFileSync(join(folder, `areas/office/settings.json${copy}`), '{}');
    }
    expect(await ask('vault.read', office)).toMatchObject({ failure: { code: 'vault-damaged' } });
    expect(await ask('vault.write', vault)).toMatchObject({ failure: { code: 'vault-damaged' } });
    expect(await ask('settings.read', office)).toMatchObject({ failure: { code: 'settings-damaged' } });
    expect(readFileSync(join(folder, 'areas/office/vault.json'), 'utf8')).toBe('{"revision":');
    expect(await typed.call('journal.state', office)).toMatchObject({ value: { count: 1, tally: [] } });
    // Whole settings may be set anew: the ledger says their revision.
    expect(await ask('settings.write', settings)).toMatchObject({ ok: true });
    await end();
  });

  it('restores a vault and settings of which one copy is damaged or gone, and says so', async () => {
    const { ask, typed, end } = await core();
    await found(typed, 'office');
    writeFileSync(join(folder, 'areas/office/vault.json'), '{"revision":');
    rmSync(join(folder, 'areas/office/settings.json'));
    expect(await ask('vault.read', office)).toEqual(success({ vault: aVault(1) }));
    const at = new Date(0).toISOString();
    expect(await ask('settings.read', office)).toEqual(
      success({
        settings: anOffice(),
        revision: 1,
        restored: [
          { file: 'vault', revision: 1, at },
          { file: 'settings', revision: 1, at },
        ],
      }),
    );
    for (const name of ['vault.json', 'settings.json'])
      expect(readFileSync(join(folder, 'areas/office', name))).toEqual(
        readFileSync(join(folder, 'areas/office', `${name}.copy`)),
      );
    writeFileSync(join(folder, 'areas/office/vault.json.copy'), 'x');
    expect(await ask('vault.read', office)).toEqual(success({ vault: aVault(1) }));
    await end();
  });

  it('takes nothing that is there for a first start: no record, no vault, no journal', async () => {
    const { ask, typed, end } = await core();
    await found(typed, 'office');
    await end();
    const { machine, installationId: installation } = { machine: 'm', installationId: randomUUID() };
    const all = ['area.json', 'vault.json', 'settings.json', 'journal.jsonl'];
    for (const kept of all) {
      for (const name of all.filter((one) => one !== kept))
        for (const copy of ['', '.copy']) rmSync(join(folder, 'areas/office', `${name}${copy}`), { force: true });
      const again = await core();
      expect(await again.ask('host.describe', {})).toMatchObject({
        value: { areas: ['office'], storesCreated: kept === 'area.json' ? [] : ['office'] },
      });
      const over = { ...office, ...aFounding({ machine, installation }), known: true };
      expect(await again.ask('area.create', over)).toMatchObject({ failure: { code: 'area-exists' } });
      await again.end();
      rmSync(folder, { recursive: true });
      const anew = await core();
      await found(anew.typed, 'office');
      await anew.end();
    }
    const last = await core();
    writeFileSync(join(folder, 'areas/office/area.json'), 'x');
    rmSync(join(folder, 'areas/office/area.json.copy'));
    expect(await last.ask('host.describe', {})).toMatchObject({
      value: { areas: ['office'], storesCreated: ['office'] },
    });
    await last.end();
    expect(ask).toBeDefined();
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
    const { ask, typed, end } = await core({ layer });
    await found(typed, 'office');
    const settings = await withSettings(typed, anOffice({ windowNumber: '9' }));
    const vault = await withVault(typed, 1);
    failing = true;
    const expected = { ok: false, failure: { code, detail: { errno } } };
    expect(await ask('settings.write', settings)).toEqual(expected);
    expect(await ask('vault.write', vault)).toEqual(expected);
    expect(await ask('export.begin', { ...office, folderName: 'a' })).toEqual(expected);
    expect(await ask('report.write', { text: 'x' })).toEqual(expected);
    expect(await ask('samples.write', { files: [{ fileName: 'a.csv', contentBase64: 'eA==' }] })).toEqual(expected);
    failing = false;
    expect(await ask('settings.read', office)).toMatchObject({ value: { settings: { windowNumber: '3' } } });
    expect(await ask('vault.read', office)).toMatchObject({ value: { vault: { revision: 1 } } });
    expect(await ask('journal.state', office)).toMatchObject({ value: { count: 1 } });
    // The same step again, with the disk back.
    expect(await ask('settings.write', settings)).toMatchObject({ ok: true, value: { sequence: 2 } });
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

  it('clears what an ended program left, and only that', async () => {
    const exports = createExports(diskLayer, join(folder, 'exports'));
    const finished = await exports.begin('training', 'B1');
    if (!finished.ok) throw new Error(finished.failure.code);
    await exports.append(finished.value, 'a.csv', 'eA==');
    await exports.commit(finished.value);
    const begun = await exports.begin('training', 'B2');
    if (!begun.ok) throw new Error(begun.failure.code);
    await exports.append(begun.value, 'a.csv', 'eA==');
    expect((await diskLayer.list(join(folder, 'exports/training'))).length).toBe(2);
    await removeUnfinishedExports(diskLayer, join(folder, 'exports'));
    expect(await diskLayer.list(join(folder, 'exports/training'))).toEqual(['B1']);
    expect(readFileSync(join(folder, 'exports/training/B1/a.csv'), 'utf8')).toBe('x');
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
