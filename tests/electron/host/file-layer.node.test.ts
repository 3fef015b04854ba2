/** The disk of this machine: what is promised to be on it was synced, half done reads and writes are finished, nothing is left open. */
import type * as disk from 'node:fs/promises';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { diskLayer } from '#electron/host/file-layer.ts';

const heard = vi.hoisted(() => ({ calls: [] as string[], piece: Number.POSITIVE_INFINITY }));

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof disk>();
  const open: typeof real.open = async (path, flags, mode) => {
    const handle = await real.open(path, flags, mode);
    const name = String(path).split('/').at(-1);
    heard.calls.push(`open ${name}`);
    const watched = (call: 'sync' | 'datasync' | 'close') => async () => {
      heard.calls.push(`${call} ${name}`);
      await handle[call]();
    };
    return {
      stat: async () => await handle.stat(),
      truncate: async (length: number) => {
        await handle.truncate(length);
      },
      sync: watched('sync'),
      datasync: watched('datasync'),
      close: watched('close'),
      // A disk may take and give less than it was asked for.
      read: async (buffer: Uint8Array, at: number, length: number, position: number) =>
        await handle.read(buffer, at, Math.min(length, heard.piece), position),
      write: async (bytes: Uint8Array, at: number, length: number, position: number) => {
        heard.calls.push(`write ${name}`);
        return await handle.write(bytes, at, Math.min(length, heard.piece), position);
      },
    } as unknown as disk.FileHandle;
  };
  return { ...real, open };
});

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'counter-disk-'));
  heard.calls.length = 0;
  heard.piece = Number.POSITIVE_INFINITY;
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (content: Uint8Array | null): string => new TextDecoder().decode(content ?? undefined);
const name = (): string => folder.split('/').at(-1) ?? '';

describe('a whole file', () => {
  it('is synced before it is let go, and its owner’s alone', async () => {
    await diskLayer.writeWhole(join(folder, 'a'), bytes('甲'));
    expect(heard.calls).toEqual(['open a', 'write a', 'sync a', 'close a']);
    expect(statSync(join(folder, 'a')).mode & 0o777).toBe(0o600);
    expect(text(await diskLayer.readWhole(join(folder, 'a')))).toBe('甲');
    expect(await diskLayer.readWhole(join(folder, 'none'))).toBeNull();
    await expect(diskLayer.readWhole(folder)).rejects.toMatchObject({ code: 'EISDIR' });
  });

  it('is written to its end however little the disk takes at once', async () => {
    heard.piece = 2;
    await diskLayer.writeWhole(join(folder, 'a'), bytes('0123456'));
    expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('0123456');
    await diskLayer.writeWhole(join(folder, 'a'), bytes('x'));
    expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('x');
  });
});

describe('a growing file', () => {
  it('has its name on the disk once it is open', async () => {
    const file = await diskLayer.openGrowing(join(folder, 'a'));
    expect(heard.calls).toEqual(['open a', `open ${name()}`, `sync ${name()}`, `close ${name()}`]);
    expect(statSync(join(folder, 'a')).mode & 0o777).toBe(0o600);
    heard.calls.length = 0;
    await file.write(0, bytes('ab'));
    await file.sync();
    expect(heard.calls).toEqual(['write a', 'datasync a']);
    await file.close();
    expect(heard.calls.at(-1)).toBe('close a');
  });

  it('is written and read anywhere, to the end, and cut', async () => {
    heard.piece = 3;
    const file = await diskLayer.openGrowing(join(folder, 'a'));
    await file.write(0, bytes('0123456789'));
    await file.write(8, bytes('xyz'));
    expect(await file.length()).toBe(11);
    expect(text(await file.read(2, 5))).toBe('23456');
    expect(text(await file.read(7, 100))).toBe('7xyz');
    expect(await file.read(11, 5)).toHaveLength(0);
    await file.truncate(4);
    expect(text(await file.read(0, 100))).toBe('0123');
    await file.close();
    const again = await diskLayer.openGrowing(join(folder, 'a'));
    expect(await again.length()).toBe(4);
    await again.close();
  });
});

describe('a folder', () => {
  it('is synced and let go', async () => {
    await diskLayer.syncFolder(folder);
    expect(heard.calls).toEqual([`open ${name()}`, `sync ${name()}`, `close ${name()}`]);
  });

  it('is made with its parents for the owner alone, listed, and removed whole', async () => {
    const inner = join(folder, 'a/b');
    await diskLayer.makeFolder(inner);
    expect([statSync(join(folder, 'a')).mode & 0o777, statSync(inner).mode & 0o777]).toEqual([0o700, 0o700]);
    await diskLayer.makeFolder(inner);
    writeFileSync(join(inner, 'x'), '');
    expect(await diskLayer.list(inner)).toEqual(['x']);
    expect(await diskLayer.list(join(folder, 'none'))).toEqual([]);
    await expect(diskLayer.list(join(inner, 'x'))).rejects.toMatchObject({ code: 'ENOTDIR' });
    expect(await diskLayer.exists(inner)).toBe(true);
    await diskLayer.remove(join(folder, 'a'));
    expect(await diskLayer.exists(inner)).toBe(false);
    await diskLayer.remove(join(folder, 'a'));
  });

  it('keeps a file that is renamed', async () => {
    writeFileSync(join(folder, 'x'), '1');
    await diskLayer.rename(join(folder, 'x'), join(folder, 'y'));
    expect(await diskLayer.list(folder)).toEqual(['y']);
    await expect(diskLayer.rename(join(folder, 'x'), join(folder, 'z'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
