/** An export over the product's own store and host, cut off at every step: then the host starts anew, sometimes without the browser profile. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run as verify } from '#electron/cli/verify.ts';
import type { Channel } from '#shared/contract/channels.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { builtInLayouts, findLayout } from '#shared/layouts/index.ts';
import { openBatchCasesOfStore, prepareBatch } from '#renderer/features/day-close/batch-data.ts';
import {
  exportBatch,
  finishBatch,
  isUnfinished,
  readBatches,
  type BatchOutcome,
  type BatchProgress,
  type BatchWork,
} from '#renderer/features/day-close/batch-work.ts';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import { anAcceptedAction } from '#tests/builders/a-counter-store.ts';
import { aCounter, type TestCounter } from '#tests/store/a-counter.ts';

const CASES = 3;
const layout = findLayout('window-intake');
let counter: TestCounter;
const stores: CounterStore[] = [];

beforeEach(async () => {
  counter = await aCounter();
});
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
  await counter.host.end();
});

async function opened(): Promise<CounterStore> {
  const store = await counter.opened();
  stores.push(store);
  return store;
}

const workOn = (store: CounterStore, onProgress: (progress: BatchProgress) => void = () => undefined): BatchWork => ({
  store,
  on: plainDate('2022-08-22'),
  now: () => '2022-08-22T17:00:00+08:00',
  newId: () => crypto.randomUUID(),
  onProgress,
  signal: new AbortController().signal,
});

async function startExport(store: CounterStore, onProgress?: (progress: BatchProgress) => void): Promise<BatchOutcome> {
  const cases = await openBatchCasesOfStore(store);
  if (!cases.ok || layout === undefined) throw new Error('nothing to export');
  return await exportBatch(workOn(store, onProgress), prepareBatch(layout, 'printed', cases.value), [
    'xlsx',
    'csv-utf-8',
  ]);
}

async function seeded(): Promise<CounterStore> {
  const store = await opened();
  for (let n = 1; n <= CASES; n += 1) {
    const recorded = await store.cases.record({
      entryId: crypto.randomUUID(),
      caseId: crypto.randomUUID(),
      action: anAcceptedAction(n, [{}, {}]),
    });
    if (!recorded.ok) throw new Error(recorded.failure.code);
  }
  return store;
}

/** The batch folders on the disk, without what is being written. */
async function foldersOnDisk(): Promise<readonly string[]> {
  const parent = join(counter.host.folder, 'exports', 'office');
  const names = await readdir(parent).catch(() => []);
  return names.filter((name) => !name.startsWith('.')).map((name) => join(parent, name));
}

async function verified(folder: string): Promise<{ readonly code: number; readonly digest: string }> {
  let text = '';
  const code = await verify([folder], { stdout: (piece) => (text += piece), stderr: () => undefined });
  return { code, digest: (JSON.parse(text) as { manifest: { digest: string } }).manifest.digest };
}

const statuses = (store: CounterStore) => store.cases.list().map(({ status }) => status);
const all = (status: string) => Array.from({ length: CASES }, () => status);

describe('an export on the disk', () => {
  it('is whole, verifies, and is what the journal says', async () => {
    const store = await seeded();
    expect((await startExport(store)).ok).toBe(true);
    const [folder = '', ...more] = await foldersOnDisk();
    expect(more).toEqual([]);
    const [batch] = await readBatches(store);
    expect(await verified(folder)).toEqual({ code: 0, digest: batch?.committed?.manifestDigest });
    expect(statuses(store)).toEqual(all('exported'));
  });
});

/** Where the connection is cut: the first such call after the work has come to this step. */
const cuts: readonly [BatchProgress['step'], Channel, 'before' | 'after'][] = [
  ['checking', 'journal.append', 'before'],
  ['checking', 'journal.append', 'after'],
  ['checking', 'export.begin', 'before'],
  ['checking', 'export.begin', 'after'],
  ['writing', 'export.append', 'before'],
  ['writing', 'export.append', 'after'],
  ['writing', 'export.commit', 'before'],
  ['writing', 'export.commit', 'after'],
  ['writing', 'journal.append', 'before'],
  ['writing', 'journal.append', 'after'],
  ['recording', 'journal.append', 'before'],
  ['recording', 'journal.append', 'after'],
];

describe.each([true, false])('cut off, browser profile kept: %s', (keepsProfile) => {
  it.each(cuts)(
    'at %s, %s %s the host: no folder without a record, and one batch in the end',
    async (step, channel, when) => {
      let placed = false;
      const first = await startExport(await seeded(), (progress) => {
        if (placed || progress.step !== step) return;
        placed = true;
        counter.host.cut(channel, when);
      });
      expect(first.ok).toBe(false);
      for (const store of stores.splice(0)) await store.close();
      await counter.host.restart();
      if (!keepsProfile) counter.idb = new IDBFactory();

      const store = await opened();
      const batches = await readBatches(store);
      expect((await foldersOnDisk()).length).toBeLessThanOrEqual(batches.length);
      const [batch] = batches;
      expect(batch === undefined || isUnfinished(batch, store)).toBe(true);
      expect(statuses(store)).toContain('accepted');
      const second =
        batch === undefined ? await startExport(store) : await finishBatch(workOn(store), batch, builtInLayouts);
      expect(second.ok).toBe(true);

      const [after, ...others] = await readBatches(store);
      const [folder = '', ...more] = await foldersOnDisk();
      expect([others, more]).toEqual([[], []]);
      expect(after?.numberText).toBe('2022-W03-1');
      expect(await verified(folder)).toEqual({ code: 0, digest: after?.committed?.manifestDigest });
      expect(statuses(store)).toEqual(all('exported'));
    },
  );
});
