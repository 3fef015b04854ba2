/** Security review, point 11, and links that dangle: what is no folder of ours is neither followed nor said to be gone. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync, lstatSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createExports, removeUnfinishedExports } from '#electron/host/exports.ts';
import { diskLayer } from '#electron/host/file-layer.ts';

let root = '';
let outside = '';
beforeEach(() => {
  const base = mkdtempSync(join(tmpdir(), 'counter-links-'));
  root = join(base, 'exports');
  outside = join(base, 'outside');
  mkdirSync(join(root, 'office'), { recursive: true });
});
afterEach(() => {
  rmSync(join(root, '..'), { recursive: true, force: true });
});

const ours = () => createExports(diskLayer, root);
const inArea = (name: string): string => join(root, 'office', name);

describe('point 11: links in the folder of exports', () => {
  it('export.remove on a link does not answer that the folder is gone', async () => {
    mkdirSync(outside);
    writeFileSync(join(outside, 'a.csv'), 'persons');
    symlinkSync(outside, inArea('批次'));
    expect(await ours().remove('office', '批次')).toMatchObject({ ok: false, failure: { code: 'export-differs' } });
    expect(existsSync(join(outside, 'a.csv'))).toBe(true);
    expect(lstatSync(inArea('批次')).isSymbolicLink()).toBe(true);
  });

  it('inspect follows neither a link in place of the folder nor one inside it', async () => {
    mkdirSync(outside);
    symlinkSync(outside, inArea('批次'));
    expect(await ours().inspect('office', '批次')).toMatchObject({ ok: true, value: null });
    mkdirSync(inArea('另一批'));
    writeFileSync(join(outside, 'secret'), 'x');
    symlinkSync(join(outside, 'secret'), join(inArea('另一批'), 'a.csv'));
    symlinkSync(join(outside, 'nowhere'), join(inArea('另一批'), 'b.csv'));
    expect(await ours().inspect('office', '另一批')).toMatchObject({
      value: {
        files: [
          { fileName: 'a.csv', sha256: '' },
          { fileName: 'b.csv', sha256: '' },
        ],
      },
    });
    expect(existsSync(join(outside, 'nowhere'))).toBe(false);
  });

  it('a dangling link keeps its name: no file is made outside', async () => {
    symlinkSync(outside, inArea('批次'));
    expect(await ours().begin('office', '批次')).toMatchObject({ failure: { code: 'export-exists' } });
    expect(existsSync(outside)).toBe(false);
  });

  it('what is unfinished is looked for in no linked area', async () => {
    mkdirSync(join(outside, '.unfinished-1'), { recursive: true });
    symlinkSync(outside, join(root, 'training'));
    await removeUnfinishedExports(diskLayer, root);
    expect(existsSync(join(outside, '.unfinished-1'))).toBe(true);
  });
});
