/** A folder appears whole or not at all; a hundred thousand rows go through in pieces. */
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { streamXlsxRows } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeFolder } from '#electron/cli/batch-folder.ts';
import { batchFiles, measured } from '#shared/batches/batch.ts';
import { findLayout } from '#shared/layouts/index.ts';
import type { Layout } from '#shared/layouts/layout.ts';
import type { ManifestFile } from '#shared/batches/manifest.ts';
import { aProvincialRecord } from '#tests/builders/an-export-case.ts';

const ROWS = 100_000;
/** Only bounds a failing run on a busy machine. */
const LONG = 300_000;
let root = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'counter-folder-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

describe('writing a folder', () => {
  it('leaves nothing when a file fails in the middle', async () => {
    async function* failing() {
      yield Uint8Array.of(1);
      throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
    }
    const result = await writeFolder(join(root, 'full'), [
      { name: 'a', pieces: () => [Uint8Array.of(1)] },
      { name: 'b', pieces: failing },
    ]);
    expect(result).toEqual({ ok: false, code: 'disk-full' });
    expect(await readdir(root)).toEqual([]);
  });

  it('says when it may not write there', async () => {
    expect(await writeFolder('/dev/null/batch', [])).toEqual({ ok: false, code: 'not-writable' });
  });

  it('does not throw a bug away as a full disk', async () => {
    const broken = {
      name: 'a',
      pieces: () => {
        throw new TypeError('bug');
      },
    };
    await expect(writeFolder(join(root, 'bug'), [broken])).rejects.toThrow('bug');
    expect(await readdir(root)).toEqual([]);
  });
});

describe('a hundred thousand rows', () => {
  it('are made as they are read, written, and read back complete', { timeout: LONG }, async () => {
    const layout = findLayout('window-intake') as Layout;
    let ahead = 0;
    let made = 0;
    let taken = 0;
    function* records() {
      for (let index = 0; index < ROWS; index += 1) {
        made += 1;
        yield aProvincialRecord(index);
      }
    }
    const files = batchFiles({ layout, codes: 'printed', training: false, records }, ['xlsx', 'csv-utf-8']);
    const entries: ManifestFile[] = [];
    const counting = (pieces: AsyncGenerator<Uint8Array>) =>
      (async function* () {
        made = 0;
        taken = 0;
        for await (const piece of pieces) {
          ahead = Math.max(ahead, made - taken);
          taken = made;
          yield piece;
        }
      })();
    const target = join(root, 'large');
    const result = await writeFolder(
      target,
      files.map((file) => ({
        name: file.name,
        pieces: () => counting(measured(file, ROWS, (entry) => entries.push(entry))),
      })),
    );
    expect(result.ok).toBe(true);
    // Never more rows in the making than a small part of the file: nothing was collected first.
    expect(ahead).toBeLessThan(ROWS / 20);
    for (const entry of entries) {
      const bytes = await readFile(join(target, entry.name));
      expect([entry.bytes, entry.sha256]).toEqual([
        (await stat(join(target, entry.name))).size,
        createHash('sha256').update(bytes).digest('hex'),
      ]);
    }
    let rows = 0;
    for await (const row of streamXlsxRows(await readFile(join(target, 'window-intake.xlsx')))) {
      if (row.index > 0) rows += 1;
    }
    expect(rows).toBe(ROWS);
  });
});
