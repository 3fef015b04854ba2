/** Small files of the host: old or new and never between, kept twice, and laid out where every version looks for them. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { removeLeftovers, renamePatiently, writeAtomically, writeJson } from '#electron/host/atomic-write.ts';
import { dataFolderPath, dataPaths, openDataFolder } from '#electron/host/data-folder.ts';
import { diskFailure, errnoOf, onDisk } from '#electron/host/disk-failure.ts';
import { durableLines, readLines } from '#electron/host/durable-lines.ts';
import { diskLayer, type FileLayer } from '#electron/host/file-layer.ts';
import { readJsonFile, readTwin, writeTwin } from '#electron/host/json-file.ts';
import { simulatedDisk } from './simulated-disk.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'counter-files-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const errno = (code: string): Error => Object.assign(new Error('injected'), { code });
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('a small file', () => {
  it('is synced, renamed, and its folder synced, in this order', async () => {
    const order: string[] = [];
    const watched: FileLayer = {
      ...diskLayer,
      writeWhole: async (path, content) => {
        order.push('write');
        await diskLayer.writeWhole(path, content);
      },
      rename: async (from, to) => {
        order.push('rename');
        await diskLayer.rename(from, to);
      },
      syncFolder: async (path) => {
        order.push(`sync ${path === folder ? 'folder' : path}`);
        await diskLayer.syncFolder(path);
      },
    };
    await writeAtomically(watched, join(folder, 'a.json'), bytes('1'));
    expect(order).toEqual(['write', 'rename', 'sync folder']);
    expect(readdirSync(folder)).toEqual(['a.json']);
    expect(statSync(join(folder, 'a.json')).mode & 0o777).toBe(0o600);
  });

  it.each(['ENOSPC', 'EIO'])('stays as it was where the disk fails with %s, and nothing else is left', async (code) => {
    await writeAtomically(diskLayer, join(folder, 'a.json'), bytes('old'));
    const failing: FileLayer = {
      ...diskLayer,
      rename: async () => await Promise.reject(errno(code)),
    };
    await expect(writeAtomically(failing, join(folder, 'a.json'), bytes('new'))).rejects.toMatchObject({ code });
    expect(readdirSync(folder)).toEqual(['a.json']);
    expect(readFileSync(join(folder, 'a.json'), 'utf8')).toBe('old');
  });

  it.each([
    ['EBUSY', 3, true],
    ['EPERM', 7, true],
    ['EACCES', 8, false],
    ['EIO', 1, false],
  ])('held open (%s, %i times) is renamed when it is let go: %s', async (code, times, renamed) => {
    const waits: number[] = [];
    let left = times;
    const held: FileLayer = {
      ...diskLayer,
      rename: async () => {
        left -= 1;
        await (left >= 0 ? Promise.reject(errno(code)) : Promise.resolve());
      },
    };
    const wait = async (ms: number): Promise<void> => {
      waits.push(ms);
      await Promise.resolve();
    };
    const done = renamePatiently(held, 'a', 'b', wait).then(
      () => true,
      () => false,
    );
    expect(await done).toBe(renamed);
    expect(waits).toEqual(code === 'EIO' ? [] : [10, 20, 50, 100, 200, 300, 400].slice(0, times));
  });

  it('of an interrupted writing is cleared, every other one kept', async () => {
    for (const name of ['.writing-a.json-1', 'a.json', 'b.writing-x', '.hidden'])
      writeFileSync(join(folder, name), 'x');
    await removeLeftovers(diskLayer, folder);
    expect(readdirSync(folder).sort()).toEqual(['.hidden', 'a.json', 'b.writing-x']);
    await removeLeftovers(diskLayer, join(folder, 'none'));
  });
});

describe('a JSON file', () => {
  const schema = z.object({ n: z.number() });
  const path = (): string => join(folder, 'a.json');

  it.each([
    ['{"n":1}\n', { state: 'good', value: { n: 1 } }],
    ['{"n":"1"}', { state: 'damaged' }],
    ['{"n":1', { state: 'damaged' }],
    ['', { state: 'damaged' }],
    ['undefined', { state: 'damaged' }],
  ])('with %j', async (text, read) => {
    expect(await readJsonFile(diskLayer, path(), schema)).toEqual({ state: 'missing' });
    writeFileSync(path(), text);
    expect(await readJsonFile(diskLayer, path(), schema)).toEqual(read);
  });

  it('in another encoding is damaged', async () => {
    writeFileSync(path(), Buffer.from([0x7b, 0x22, 0x6e, 0x22, 0x3a, 0x31, 0x2c, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]));
    expect(await readJsonFile(diskLayer, path(), schema)).toEqual({ state: 'damaged' });
  });

  it('can be read by people', async () => {
    await writeJson(diskLayer, path(), { n: 1 });
    expect(readFileSync(path(), 'utf8')).toBe('{\n  "n": 1\n}\n');
  });

  it.each([
    ['both good', '{"n":1}', '{"n":2}', { n: 2 }, true],
    ['both the same', '{"n":1}', '{"n":1}', { n: 1 }, false],
    ['the first damaged', 'x', '{"n":2}', { n: 2 }, true],
    ['the first gone', null, '{"n":2}', { n: 2 }, true],
    ['the second damaged', '{"n":1}', 'x', { n: 1 }, true],
    ['both damaged', 'x', 'y', 'damaged', false],
    ['the first gone, the second damaged', null, 'y', 'damaged', false],
    ['none', null, null, 'missing', false],
  ])('kept twice: %s', async (_, first, second, value, healed) => {
    if (first !== null) writeFileSync(path(), first);
    if (second !== null) writeFileSync(`${path()}.copy`, second);
    const found = await readTwin(diskLayer, path(), schema, ({ n }) => n);
    expect(found.read).toEqual(typeof value === 'string' ? { state: value } : { state: 'good', value });
    expect(found.healed).toBe(healed);
    const again = await readTwin(diskLayer, path(), schema, ({ n }) => n);
    expect(again).toEqual({ read: found.read, healed: false });
  });

  it('written twice is the same twice; whenever the writing stops, the newer of the two is taken', async () => {
    await writeTwin(diskLayer, path(), { n: 1 });
    expect(readFileSync(`${path()}.copy`, 'utf8')).toBe(readFileSync(path(), 'utf8'));
    const failing: FileLayer = {
      ...diskLayer,
      rename: async (from, to) =>
        await (to.endsWith('.copy') ? Promise.reject(errno('EIO')) : diskLayer.rename(from, to)),
    };
    await expect(writeTwin(failing, path(), { n: 2 })).rejects.toMatchObject({ code: 'EIO' });
    expect(await readTwin(diskLayer, path(), schema, ({ n }) => n)).toEqual({
      read: { state: 'good', value: { n: 2 } },
      healed: true,
    });
    const full: FileLayer = { ...diskLayer, writeWhole: async () => await Promise.reject(errno('ENOSPC')) };
    await expect(writeTwin(full, path(), { n: 3 })).rejects.toMatchObject({ code: 'ENOSPC' });
    expect(await readTwin(diskLayer, path(), schema, ({ n }) => n)).toMatchObject({ read: { value: { n: 2 } } });
  });
});

describe('what a disk says', () => {
  it.each([
    ['ENOSPC', 'disk-full'],
    ['EDQUOT', 'disk-full'],
    ['EFBIG', 'disk-full'],
    ['EACCES', 'data-folder-not-writable'],
    ['EPERM', 'data-folder-not-writable'],
    ['EROFS', 'data-folder-not-writable'],
    ['EIO', 'disk-error'],
    ['ENOENT', 'disk-error'],
  ])('%s is %s', async (code, failure) => {
    expect(await onDisk(async () => await Promise.reject(errno(code)))).toEqual({
      ok: false,
      failure: { code: failure, detail: { errno: code } },
    });
  });

  it.each([new Error('a bug'), errno('ERR_ASSERTION_X'), errno('e1'), errno('XENOSPC'), 'ENOSPC'])(
    'is not what a bug says: %s',
    (error) => {
      expect(errnoOf(error)).toBeNull();
      let thrown: unknown = null;
      try {
        diskFailure(error);
      } catch (caught) {
        thrown = caught;
      }
      expect(thrown).toBe(error);
    },
  );
});

describe('lines that only grow', () => {
  const open = async (disk: FileLayer) => await disk.openGrowing('/a.jsonl');
  const all = async (disk: FileLayer, from = 0): Promise<(readonly [number, number, string, boolean])[]> => {
    const found: (readonly [number, number, string, boolean])[] = [];
    for await (const line of readLines(await open(disk), from))
      found.push([line.offset, line.byteLength, new TextDecoder().decode(line.bytes), line.finished]);
    return found;
  };

  it('say where each begins, and are read from any line on', async () => {
    const disk = simulatedDisk();
    const lines = durableLines(await open(disk), 0, false);
    expect([await lines.append('一'), await lines.append(''), await lines.append('c')]).toMatchObject([
      { value: 0 },
      { value: 4 },
      { value: 5 },
    ]);
    expect(lines.length).toBe(7);
    const rest = [
      [4, 1, '', true],
      [5, 2, 'c', true],
    ];
    expect(await all(disk)).toEqual([[0, 4, '一', true], ...rest]);
    expect(await all(disk, 4)).toEqual(rest);
  });

  it('longer than one piece are read whole', async () => {
    const disk = simulatedDisk();
    const long = 'x'.repeat((1 << 20) + 5);
    const lines = durableLines(await open(disk), 0, false);
    for (const text of ['a', long, 'b']) await lines.append(text);
    expect((await all(disk)).map(([offset, length, text]) => [offset, length, text.length])).toEqual([
      [0, 2, 1],
      [2, long.length + 1, long.length],
      [long.length + 3, 2, 1],
    ]);
  });

  it('end unfinished where the file was torn', async () => {
    const disk = simulatedDisk();
    await (await open(disk)).write(0, bytes('a\nbc'));
    expect(await all(disk)).toEqual([
      [0, 2, 'a', true],
      [2, 2, 'bc', false],
    ]);
  });

  it('cut what a failed writing left before they grow, and before the first one of a dirty file', async () => {
    const disk = simulatedDisk();
    const file = await open(disk);
    await file.write(0, bytes('a\nleftover'));
    const lines = durableLines(file, 2, true);
    await lines.append('b');
    expect((await all(disk)).map(([, , text]) => text)).toEqual(['a', 'b']);
    disk.fault = (operation) => (operation === 'write' ? { errno: 'ENOSPC', partial: 3 } : null);
    expect(await lines.append('cccccc')).toMatchObject({ failure: { code: 'disk-full' } });
    disk.fault = () => null;
    expect(lines.length).toBe(4);
    expect((await all(disk)).map(([, , text]) => text)).toEqual(['a', 'b']);
    expect(await lines.append('d')).toMatchObject({ value: 4 });
    expect((await all(disk)).map(([, , text]) => text)).toEqual(['a', 'b', 'd']);
  });

  it('cut it later where the disk could not at once', async () => {
    const disk = simulatedDisk();
    const lines = durableLines(await open(disk), 0, false);
    await lines.append('a');
    disk.fault = (operation) =>
      operation === 'write' ? { errno: 'EIO', partial: 2 } : operation === 'truncate' ? { errno: 'EIO' } : null;
    expect((await lines.append('bbbb')).ok).toBe(false);
    disk.fault = () => null;
    expect((await all(disk)).at(-1)?.[3]).toBe(false);
    await lines.append('c');
    expect((await all(disk)).map(([, , text]) => text)).toEqual(['a', 'c']);
  });
});

describe('the data folder', () => {
  it.each<[NodeJS.Platform, Record<string, string>, string]>([
    ['linux', {}, '/home/x/.local/share/counter'],
    ['linux', { XDG_DATA_HOME: '/data' }, '/data/counter'],
    ['linux', { XDG_DATA_HOME: 'data' }, '/home/x/.local/share/counter'],
    ['darwin', {}, '/home/x/Library/Application Support/Counter'],
    ['win32', { LOCALAPPDATA: '/appdata' }, '/appdata/Counter'],
    ['win32', {}, '/home/x/AppData/Local/Counter'],
    ['linux', { COUNTER_DATA: '/elsewhere' }, '/elsewhere'],
    ['linux', { COUNTER_DATA: '' }, '/home/x/.local/share/counter'],
  ])('on %s with %j is %s', (platform, env, path) => {
    expect(dataFolderPath(env, platform, '/home/x')).toBe(path);
  });

  it('is laid out as every version before has laid it out', () => {
    const { area, ...paths } = dataPaths('/d');
    expect(area('office')).toBe('/d/areas/office');
    expect(paths).toEqual({
      installation: '/d/installation.json',
      port: '/d/port.json',
      areas: '/d/areas',
      exports: '/d/exports',
      samples: '/d/samples',
      reports: '/d/reports',
      logs: '/d/logs',
      session: '/d/session',
      browserProfile: '/d/browser-profile',
      electronProfile: '/d/electron-profile',
    });
  });

  it('is for its owner alone, keeps its identity, and is cleared of what was left half done', async () => {
    const path = join(folder, 'data');
    mkdirSync(join(path, 'areas/office'), { recursive: true, mode: 0o755 });
    mkdirSync(join(path, 'areas/training.removed-12345678'));
    for (const name of ['.writing-a', 'areas/office/.writing-b', 'areas/office/vault.json'])
      writeFileSync(join(path, name), 'x');
    const first = await openDataFolder(diskLayer, path, 'loopback');
    if (!first.ok) throw new Error(first.failure.code);
    expect(statSync(path).mode & 0o777).toBe(0o700);
    expect(readdirSync(join(path, 'areas'))).toEqual(['office']);
    expect(readdirSync(join(path, 'areas/office'))).toEqual(['vault.json']);
    expect(readdirSync(path)).not.toContain('.writing-a');
    await first.value.lock.release();
    const again = await openDataFolder(diskLayer, path, 'loopback');
    if (!again.ok) throw new Error(again.failure.code);
    expect(again.value.installationId).toBe(first.value.installationId);
    await again.value.lock.release();
  });

  it('that cannot be tidied is let go again', async () => {
    const failing: FileLayer = { ...diskLayer, list: async () => await Promise.reject(errno('EIO')) };
    expect(await openDataFolder(failing, folder, 'loopback')).toMatchObject({ failure: { code: 'disk-error' } });
    const opened = await openDataFolder(diskLayer, folder, 'loopback');
    expect(opened.ok).toBe(true);
    if (opened.ok) await opened.value.lock.release();
  });
});
