/** A ledger that a witness remembers counts as lost only where nothing of it lies in the data folder any more. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { aHost, type TestHost } from '#tests/builders/a-host.ts';
import { append, found } from '#tests/builders/host-requests.ts';

let window: TestHost;
beforeEach(async () => {
  window = await aHost();
});
afterEach(async () => {
  await window.end();
});

const lost = async () => (await window.describe()).lostAreas.map(({ area, entries }) => [area, entries]);

it('is none before anything was set up, and none while it lies there', async () => {
  expect(await lost()).toEqual([]);
  await found(window.host, 'office');
  expect(await append(window.host, 'office')).toMatchObject({ ok: true });
  await window.restart();
  expect(await lost()).toEqual([]);
});

it('is named with its entries once its folder is gone, and the one that is there is not', async () => {
  for (const area of ['office', 'training'] as const) {
    await found(window.host, area);
    for (const _ of [1, 2]) expect(await append(window.host, area)).toMatchObject({ ok: true });
  }
  await window.restart(() => {
    rmSync(join(window.folder, 'areas', 'office'), { recursive: true });
    return Promise.resolve();
  });
  expect(await lost()).toEqual([['office', 3]]);
});
