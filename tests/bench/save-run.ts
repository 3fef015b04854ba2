/**
 * Cases saved through the real window of a training office: from the call that 保存 makes to its answer, when both copies have the
 * case on the disk. After each save, of as many bytes: one fdatasync by Node beside the journal, and one strict transaction of
 * the same Chromium. No program that keeps two copies is quicker than the sum of those.
 */
import { openSync, fdatasyncSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import type { Page } from 'playwright-core';
import { CounterApp } from '../e2e/counter-app.ts';
import { fillAgain, fillFirstTime } from '../e2e/pages/next-in-line.ts';
import { startTraining } from '../e2e/pages/start-page.ts';
import { watchDisturbance } from './disturbance.mjs';

const settings = Object.fromEntries(process.argv.slice(2).map((setting) => setting.split('=')));
const saves = Number(settings['SAVES'] ?? 200);

const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((one, other) => one - other)[Math.ceil(values.length * share) - 1] ?? 0;
const tenths = (value: number): number => Math.round(value * 10) / 10;

const app = new CounterApp();

/** How long the store took; the calls to the host among it. */
interface Save {
  readonly ms: number;
  readonly appendMs: number;
  readonly acknowledgeMs: number;
}

async function save(page: Page): Promise<Save> {
  // Nobody looks at the page before the answer: that would be work in between.
  await page.evaluate(() => {
    performance.clearMeasures();
    performance.clearResourceTimings();
    const answered = new Promise((done) => {
      new PerformanceObserver(done).observe({ type: 'measure' });
    });
    Object.assign(window, { answered });
  });
  await page.keyboard.press('Control+Enter');
  await page.evaluate(() => (window as unknown as { answered: Promise<unknown> }).answered);
  await page.getByText(/^已保存/u).waitFor();
  return page.evaluate(() => {
    const called = (channel: string): number =>
      performance.getEntriesByType('resource').find(({ name }) => name.endsWith(channel))?.duration ?? NaN;
    const ms = performance.getEntriesByName('save', 'measure')[0]?.duration ?? NaN;
    return { ms, appendMs: called('journal.append'), acknowledgeMs: called('journal.acknowledge') };
  });
}

/** Milliseconds of one write and fdatasync at the end of a file beside the journal. */
function syncedMs(file: number, bytes: number): number {
  const piece = randomBytes(bytes);
  const began = performance.now();
  writeSync(file, piece);
  fdatasyncSync(file);
  return performance.now() - began;
}

/** Milliseconds of one strict transaction that puts so many bytes, in a bucket of its own as the cases have one. */
const transactionMs = (page: Page, bytes: number): Promise<number> =>
  page.evaluate(async (size) => {
    type Buckets = { open(name: string, options: object): Promise<{ indexedDB: IDBFactory }> };
    const { storageBuckets } = navigator as unknown as { storageBuckets: Buckets };
    const kept = window as unknown as { floor?: IDBDatabase; bucket?: object };
    if (kept.floor === undefined) {
      const bucket = await storageBuckets.open('floor', { durability: 'strict' });
      // A database whose bucket was collected was seen to begin no transaction any more (Chromium 150).
      kept.bucket = bucket;
      const opening = bucket.indexedDB.open('floor');
      opening.addEventListener('upgradeneeded', () => {
        opening.result.createObjectStore('rows', { autoIncrement: true });
      });
      await new Promise((done) => {
        opening.addEventListener('success', done);
      });
      kept.floor = opening.result;
    }
    const row = new Uint8Array(size);
    for (let from = 0; from < size; from += 65_536) crypto.getRandomValues(row.subarray(from, from + 65_536));
    const { floor } = kept;
    const began = performance.now();
    const transaction = floor.transaction('rows', 'readwrite', { durability: 'strict' });
    transaction.objectStore('rows').put(row);
    await new Promise((done) => {
      transaction.addEventListener('complete', done);
    });
    return performance.now() - began;
  }, bytes);

try {
  const page = await app.open();
  await startTraining(page);
  await fillFirstTime(page);
  await save(page);
  const journal = join(app.dataFolder, 'areas/training/journal.jsonl');
  const floor = openSync(join(app.dataFolder, 'floor'), 'a');
  const disturbance = watchDisturbance();
  const taken: (Save & { readonly syncMs: number; readonly strictMs: number; readonly bytes: number })[] = [];
  for (let round = 0; round < saves; round += 1) {
    await fillAgain(page);
    const before = statSync(journal).size;
    const saved = await save(page);
    const bytes = statSync(journal).size - before;
    taken.push({ ...saved, bytes, syncMs: syncedMs(floor, bytes), strictMs: await transactionMs(page, bytes) });
    if ((round + 1) % 20 === 0) process.stderr.write(`已保存 ${round + 1} / ${saves}\n`);
  }
  const of = (which: (one: (typeof taken)[number]) => number, share: number): number =>
    percentile(taken.map(which), share);
  const floorMs = (share: number): number => of(({ syncMs }) => syncMs, share) + of(({ strictMs }) => strictMs, share);
  const ms = ({ ms: one }: Save): number => one;
  const result = {
    name: 'save',
    saves,
    bytes: of(({ bytes }) => bytes, 0.5),
    p50Ms: tenths(of(ms, 0.5)),
    appendP50Ms: tenths(of(({ appendMs }) => appendMs, 0.5)),
    acknowledgeP50Ms: tenths(of(({ acknowledgeMs }) => acknowledgeMs, 0.5)),
    ratioP50: tenths(of(ms, 0.5) / floorMs(0.5)),
    p99Ms: tenths(of(ms, 0.99)),
    fdatasyncP99Ms: tenths(of(({ syncMs }) => syncMs, 0.99)),
    strictTransactionP99Ms: tenths(of(({ strictMs }) => strictMs, 0.99)),
    ratio: tenths(of(ms, 0.99) / floorMs(0.99)),
    ...disturbance.stop(),
  };
  process.stdout.write(`${JSON.stringify(result)}\n`);
} finally {
  await app.close();
}
