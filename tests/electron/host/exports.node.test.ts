/** Batch folders on a real disk: whole or not at all, never over another, and nothing finished is ever cleared away. */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createExports, removeUnfinishedExports, type Exports } from '#electron/host/exports.ts';
import { diskLayer, type FileLayer } from '#electron/host/file-layer.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'counter-exports-'));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

async function begun(exports: Exports, folderName: string): Promise<string> {
  const result = await exports.begin('office', folderName);
  if (!result.ok) throw new Error(result.failure.code);
  return result.value;
}

/** A finished folder of one file. */
async function finished(exports: Exports, folderName: string, text: string): Promise<void> {
  const id = await begun(exports, folderName);
  expect(await exports.append(id, 'a.csv', base64(text))).toMatchObject({ ok: true });
  expect(await exports.commit(id)).toEqual({ ok: true, value: join(root, 'office', folderName) });
}

describe('what an ended program left', () => {
  it('is cleared, and every finished folder stays with its files', async () => {
    const exports = createExports(diskLayer, root);
    await finished(exports, 'B1', 'x');
    await exports.append(await begun(exports, 'B2'), 'a.csv', base64('y'));
    mkdirSync(join(root, 'training', 'B9'), { recursive: true });
    writeFileSync(join(root, 'office', 'readme.txt'), '手写');
    await removeUnfinishedExports(diskLayer, root);
    expect(readdirSync(join(root, 'office')).sort()).toEqual(['B1', 'readme.txt']);
    expect(readFileSync(join(root, 'office', 'B1', 'a.csv'), 'utf8')).toBe('x');
    expect(readdirSync(join(root, 'training'))).toEqual(['B9']);
  });

  it('is nothing where there never was an export', async () => {
    await removeUnfinishedExports(diskLayer, join(root, 'none'));
    expect(readdirSync(root)).toEqual([]);
  });
});

describe('a finished folder', () => {
  it('holds every piece in the order it was handed over', async () => {
    const exports = createExports(diskLayer, root);
    const id = await begun(exports, 'B1');
    for (const piece of ['一', '二', '三']) await exports.append(id, 'a.csv', base64(piece));
    await exports.append(id, 'manifest.json', base64('{}'));
    expect(await exports.list('office')).toEqual({ ok: true, value: [] });
    await exports.commit(id);
    const folder = join(root, 'office', 'B1');
    expect(await exports.list('office')).toEqual({ ok: true, value: [{ folderName: 'B1', folder }] });
    expect(await exports.inspect('office', 'B1')).toMatchObject({ ok: true, value: { folder } });
    const inspected = await exports.inspect('office', 'B1');
    const files = inspected.ok ? (inspected.value?.files ?? []) : [];
    expect(files.toSorted((a, b) => a.fileName.localeCompare(b.fileName))).toEqual([
      { fileName: 'a.csv', sha256: sha256('一二三') },
      { fileName: 'manifest.json', sha256: sha256('{}') },
    ]);
    expect(await exports.inspect('training', 'B1')).toEqual({ ok: true, value: null });
  });

  it('is digested to its last byte, however large', async () => {
    const exports = createExports(diskLayer, root);
    const text = 'x'.repeat(2 * 1024 * 1024 + 1);
    await finished(exports, 'B1', text);
    expect(await exports.inspect('office', 'B1')).toMatchObject({ value: { files: [{ sha256: sha256(text) }] } });
  });

  it('that gets shorter while it is read is digested as far as it goes', async () => {
    const longer: FileLayer = {
      ...diskLayer,
      openGrowing: async (path) => {
        const file = await diskLayer.openGrowing(path);
        return { ...file, length: async () => (await file.length()) + 5 };
      },
    };
    await finished(createExports(diskLayer, root), 'B1', 'x');
    expect(await createExports(longer, root).inspect('office', 'B1')).toMatchObject({
      value: { files: [{ sha256: sha256('x') }] },
    });
  });

  it('in which somebody made a folder is looked at all the same', async () => {
    const exports = createExports(diskLayer, root);
    await finished(exports, 'B1', 'x');
    mkdirSync(join(root, 'office', 'B1', 'sub'));
    const inspected = await exports.inspect('office', 'B1');
    expect(inspected.ok && inspected.value?.files.find(({ fileName }) => fileName === 'sub')?.sha256).toBe('');
  });

  it('is never written over: not begun again, and not by an export that was open already', async () => {
    const exports = createExports(diskLayer, root);
    const second = await begun(exports, 'B1');
    await exports.append(second, 'a.csv', base64('second'));
    await finished(exports, 'B1', 'first');
    const refused = { ok: false, failure: { code: 'export-exists', detail: { folder: 'B1' } } };
    expect(await exports.begin('office', 'B1')).toEqual(refused);
    expect(await exports.commit(second)).toEqual(refused);
    expect(readFileSync(join(root, 'office', 'B1', 'a.csv'), 'utf8')).toBe('first');
    expect(await exports.abort(second)).toMatchObject({ ok: true });
    expect(readdirSync(join(root, 'office'))).toEqual(['B1']);
  });

  it('goes when it is removed, and removing nothing is no failure', async () => {
    const exports = createExports(diskLayer, root);
    await finished(exports, 'B1', 'x');
    await finished(exports, 'B2', 'y');
    expect(await exports.remove('office', 'B1')).toEqual({ ok: true, value: undefined });
    expect(readdirSync(join(root, 'office'))).toEqual(['B2']);
    expect(await exports.remove('office', 'B1')).toMatchObject({ ok: true });
    expect(await exports.remove('training', 'B1')).toMatchObject({ ok: true });
  });

  it('that the disk keeps is said to be there still', async () => {
    const keeping: FileLayer = { ...diskLayer, remove: async () => await Promise.resolve() };
    const exports = createExports(keeping, root);
    await finished(exports, 'B1', 'x');
    expect(await exports.remove('office', 'B1')).toMatchObject({ ok: false, failure: { code: 'disk-error' } });
  });
});

describe('the name of a finished folder', () => {
  it('is on the disk before the answer, and what stands in it before the name', async () => {
    const order: string[] = [];
    const watched: FileLayer = {
      ...diskLayer,
      syncFolder: async (path) => {
        order.push(`sync ${relative(root, path).replace(/\.unfinished-.*/u, 'hidden')}`);
        await diskLayer.syncFolder(path);
      },
      rename: async (from, to) => {
        order.push('rename');
        await diskLayer.rename(from, to);
      },
    };
    const exports = createExports(watched, root);
    const id = await begun(exports, 'B1');
    await exports.append(id, 'a.csv', base64('x'));
    order.length = 0;
    expect(await exports.commit(id)).toMatchObject({ ok: true });
    expect(order).toEqual(['sync office/hidden', 'rename', 'sync office']);
  });
});

describe('an export that is not open', () => {
  it('takes nothing and finishes nothing', async () => {
    const exports = createExports(diskLayer, root);
    const notOpen = { ok: false, failure: { code: 'export-not-open' } };
    expect(await exports.append('x', 'a.csv', 'eA==')).toMatchObject(notOpen);
    expect(await exports.commit('x')).toMatchObject(notOpen);
    expect(await exports.abort('x')).toMatchObject(notOpen);
    const id = await begun(exports, 'B1');
    await exports.abort(id);
    expect(readdirSync(join(root, 'office'))).toEqual([]);
    expect(await exports.commit(id)).toMatchObject(notOpen);
    await finished(exports, 'B1', 'x');
  });
});
