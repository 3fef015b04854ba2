/** Small files in two copies: a copy that is older, damaged, gone, a folder or unreadable; and steps that were stopped in between. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { diskLayer, type FileLayer } from '#electron/host/file-layer.ts';
import { readJsonFile, readTwin, twinOf, writeSmall, writeTwin } from '#electron/host/json-file.ts';
import { markOf, readMarked, writeMarked, type MarkedFile } from '#electron/host/marked-file.ts';
import { failed, success } from '#shared/contract/failure.ts';

const Value = z.strictObject({ revision: z.number(), name: z.string() });
type Value = z.infer<typeof Value>;
const older: Value = { revision: 1, name: '旧' };
const newer: Value = { revision: 2, name: '新' };

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'counter-small-'));
  path = join(folder, 'vault.json');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const read = async (layer: FileLayer = diskLayer) => await readTwin(layer, path, Value, ({ revision }) => revision);
const flip = (file: string): void => {
  writeFileSync(file, readFileSync(file, 'utf8').replace('新', '信'));
};
const failing = (errno: string): { layer: FileLayer; at: (file: string) => void } => {
  let broken = '';
  const layer: FileLayer = {
    ...diskLayer,
    readWhole: async (file) => {
      if (file === broken) throw Object.assign(new Error('injected'), { code: errno });
      return await diskLayer.readWhole(file);
    },
  };
  return {
    layer,
    at: (file) => {
      broken = file;
    },
  };
};

describe('two copies', () => {
  it('are written alike, and read without anything to heal', async () => {
    await writeTwin(diskLayer, path, newer);
    expect(readFileSync(path)).toEqual(readFileSync(twinOf(path)));
    expect(await read()).toEqual({ read: { state: 'good', value: newer }, healed: false });
  });

  const spoil: [string, (file: string) => void | Promise<void>][] = [
    ['older', async (file) => await writeSmall(diskLayer, file, older)],
    ['gone', (file) => rmSync(file)],
    ['empty', (file) => writeFileSync(file, '')],
    ['torn', (file) => writeFileSync(file, readFileSync(file).subarray(0, 30))],
    ['other by one letter', flip],
    ['no UTF-8', (file) => writeFileSync(file, Buffer.from([0xff, 0xfe, 0x00]))],
    [
      'a folder',
      (file) => {
        rmSync(file);
        mkdirSync(file);
      },
    ],
  ];
  describe.each([0, 1])('copy %i', (which) => {
    it.each(spoil)('%s: the other one holds, and both are whole again', async (_what, change) => {
      await writeTwin(diskLayer, path, newer);
      await change(which === 0 ? path : twinOf(path));
      expect(await read()).toEqual({ read: { state: 'good', value: newer }, healed: true });
      expect(await read()).toEqual({ read: { state: 'good', value: newer }, healed: false });
      expect(readFileSync(path, 'utf8')).toBe(readFileSync(twinOf(path), 'utf8'));
    });

    it.each(['EIO', 'EACCES'])('that answers %s does not hide the other', async (errno) => {
      await writeTwin(diskLayer, path, newer);
      const disk = failing(errno);
      disk.at(which === 0 ? path : twinOf(path));
      expect((await read(disk.layer)).read).toEqual({ state: 'good', value: newer });
    });

    it('of a later program stops instead of being written over', async () => {
      await writeTwin(diskLayer, path, newer);
      const file = which === 0 ? path : twinOf(path);
      writeFileSync(file, JSON.stringify({ format: 4, revision: 9, other: true }));
      const before = readFileSync(file, 'utf8');
      expect(await read()).toEqual({ read: { state: 'newer', format: 4 }, healed: false });
      expect(readFileSync(file, 'utf8')).toBe(before);
    });
  });

  it('keeps what was damaged beside, with its bytes', async () => {
    await writeTwin(diskLayer, path, newer);
    flip(path);
    const damaged = readFileSync(path, 'utf8');
    await read();
    const [aside] = (await diskLayer.list(folder)).filter((name) => name.startsWith('vault.json.aside-'));
    expect(readFileSync(join(folder, aside ?? ''), 'utf8')).toBe(damaged);
  });

  it('both damaged are damaged, both gone are missing', async () => {
    expect((await read()).read).toEqual({ state: 'missing' });
    await writeTwin(diskLayer, path, newer);
    for (const file of [path, twinOf(path)]) flip(file);
    expect((await read()).read).toEqual({ state: 'damaged' });
    rmSync(twinOf(path));
    expect((await read()).read).toEqual({ state: 'damaged' });
  });

  it('a file of before, without a checksum, is taken as it stands', async () => {
    writeFileSync(path, JSON.stringify(older));
    expect(await readJsonFile(diskLayer, path, Value)).toEqual({ state: 'good', value: older });
    await writeTwin(diskLayer, path, newer);
    writeFileSync(path, JSON.stringify(older));
    expect(await read()).toEqual({ read: { state: 'good', value: newer }, healed: true });
  });

  it('a disk that takes nothing keeps nobody from reading', async () => {
    await writeTwin(diskLayer, path, newer);
    rmSync(path);
    const layer: FileLayer = {
      ...diskLayer,
      writeWhole: async () => await Promise.reject(Object.assign(new Error('injected'), { code: 'ENOSPC' })),
    };
    expect(await read(layer)).toEqual({ read: { state: 'good', value: newer }, healed: false });
  });
});

describe('a file of which the ledger records the digest', () => {
  let restored: number[] = [];
  const file = (layer: FileLayer = diskLayer): MarkedFile<Value> => ({
    layer,
    path,
    schema: Value,
    revision: ({ revision }) => revision,
    damaged: 'vault-damaged',
    behind: 'vault-behind',
    onRestored: (revision) => restored.push(revision),
  });
  const mark = (value: Value) => markOf(value, value.revision);
  const next = (): string => `${path}.next`;
  beforeEach(async () => {
    restored = [];
    await writeTwin(diskLayer, path, older);
  });

  it('changes with its entry: beside, entry, first copy, second copy', async () => {
    const seen: string[] = [];
    const name = (written: string): string => (/\.(next|copy)/u.exec(written)?.[1] ?? 'first').trim();
    const layer: FileLayer = {
      ...diskLayer,
      rename: async (from, to) => {
        seen.push(name(to));
        await diskLayer.rename(from, to);
      },
    };
    const appended = await writeMarked(file(layer), newer, async () => {
      seen.push('entry');
      return await Promise.resolve(success(7));
    });
    expect(appended).toEqual(success(7));
    expect(seen).toEqual(['next', 'entry', 'first', 'copy']);
    expect(await readMarked(file(), mark(newer))).toEqual(success(newer));
    expect(await diskLayer.exists(next())).toBe(false);
    expect(restored).toEqual([]);
  });

  it('stays as it is where the entry is refused', async () => {
    const refused = await writeMarked(file(), newer, async () => await Promise.resolve(failed('journal-moved')));
    expect(refused).toMatchObject({ failure: { code: 'journal-moved' } });
    expect(await diskLayer.exists(next())).toBe(false);
    expect(await readMarked(file(), mark(older))).toEqual(success(older));
  });

  const stops: [string, Value, () => Promise<void>][] = [
    ['beside, no entry', older, async () => await writeSmall(diskLayer, next(), newer)],
    ['beside and entry', newer, async () => await writeSmall(diskLayer, next(), newer)],
    [
      'first copy',
      newer,
      async () => {
        await writeSmall(diskLayer, next(), newer);
        await writeSmall(diskLayer, path, newer);
      },
    ],
    [
      'second copy',
      newer,
      async () => {
        await writeSmall(diskLayer, next(), newer);
        await writeTwin(diskLayer, path, newer);
      },
    ],
  ];
  it.each(stops)(
    'stopped after "%s": the ledger says which one holds, and nothing is left over',
    async (_, holds, until) => {
      await until();
      expect(await readMarked(file(), mark(holds))).toEqual(success(holds));
      expect(restored).toEqual([]);
      expect(await diskLayer.exists(next())).toBe(false);
      expect(await readTwin(diskLayer, path, Value, ({ revision }) => revision)).toEqual({
        read: { state: 'good', value: holds },
        healed: false,
      });
    },
  );

  it.each([0, 1])('without a mark the newest holds, also as copy %i', async (which) => {
    await writeTwin(diskLayer, path, older);
    await writeSmall(diskLayer, which === 0 ? path : twinOf(path), newer);
    expect(await readMarked(file(), undefined)).toEqual(success(newer));
  });

  it('a plan beside it is nothing as long as no ledger names it', async () => {
    await writeSmall(diskLayer, next(), newer);
    expect(await readMarked(file(), undefined)).toEqual(success(older));
  });

  it('an older one put back opens nothing, and is not written over', async () => {
    expect(await readMarked(file(), mark(newer))).toEqual(failed('vault-behind', { found: 1, recorded: 2 }));
    expect(await readTwin(diskLayer, path, Value, ({ revision }) => revision)).toMatchObject({
      read: { value: older },
    });
  });

  it('one of another folder at the same revision opens nothing', async () => {
    await writeTwin(diskLayer, path, { ...newer, name: '别处' });
    expect(await readMarked(file(), mark(newer))).toEqual(failed('vault-behind', { found: 2, recorded: 2 }));
  });

  it.each([0, 1])('an older one put back as copy %i is healed from the other, and that is said', async (which) => {
    await writeTwin(diskLayer, path, newer);
    await writeSmall(diskLayer, which === 0 ? path : twinOf(path), older);
    expect(await readMarked(file(), mark(newer))).toEqual(success(newer));
    expect(restored).toEqual([2]);
    expect(readFileSync(path, 'utf8')).toBe(readFileSync(twinOf(path), 'utf8'));
  });

  it('a retired one of a higher revision is not taken either: the ledger decides', async () => {
    await writeSmall(diskLayer, path, newer);
    expect(await readMarked(file(), mark(older))).toEqual(success(older));
    expect(await readJsonFile(diskLayer, path, Value)).toEqual({ state: 'good', value: older });
  });

  it('gone or damaged in both copies is damage, never a first start', async () => {
    for (const copy of [path, twinOf(path)]) rmSync(copy);
    expect(await readMarked(file(), mark(older))).toEqual(failed('vault-damaged', { file: 'vault' }));
    expect(await readMarked(file(), undefined)).toEqual(success(null));
    writeFileSync(path, '{"revision":');
    expect(await readMarked(file(), undefined)).toEqual(failed('vault-damaged', { file: 'vault' }));
  });

  it('of a later program stops', async () => {
    writeFileSync(twinOf(path), JSON.stringify({ format: 4 }));
    expect(await readMarked(file(), mark(older))).toEqual(failed('newer-format', { format: 4 }));
  });
});
