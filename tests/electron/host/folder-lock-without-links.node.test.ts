/** A data folder on a file system that has no hard links, as on most sticks. */
import { mkdtempSync, rmSync } from 'node:fs';
import type * as Files from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { lockFolder } from '#electron/host/folder-lock.ts';

vi.mock('node:fs/promises', async (original) => ({
  ...(await original<typeof Files>()),
  link: () => Promise.reject(Object.assign(new Error('no links here'), { code: 'EPERM' })),
}));

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'counter-lock-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

it('is locked all the same, by one program at a time', async () => {
  const first = await lockFolder(folder, 'electron');
  expect(first.ok && (await first.value.stillHeld())).toBe(true);
  expect(await lockFolder(folder, 'loopback')).toMatchObject({ failure: { code: 'data-folder-locked' } });
  if (first.ok) await first.value.release();
  const results = await Promise.all(Array.from({ length: 8 }, () => lockFolder(folder, 'loopback')));
  expect(results.filter(({ ok }) => ok)).toHaveLength(1);
});
