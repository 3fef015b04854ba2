/** A case's key that is missing though nobody destroyed the case: what names its persons is there again with the key. */
import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { plainDate } from '#shared/domain/plain-date.ts';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import { anAcceptedAction } from '#tests/builders/a-counter-store.ts';
import { valueOf } from './an-office-on.ts';
import { aCounter, type TestCounter } from './a-counter.ts';

const on = plainDate('2022-08-22');
const queued = { citizenId: '440802200003150026', name: '陈海晴', caseId: 'c2' };
let counter: TestCounter;
let store: CounterStore;

async function note(kind: 'verification' | 'aftercare', content: unknown): Promise<void> {
  const entryId = randomUUID();
  const request = { entryId, kind, subjectId: entryId, on, content, takeBatchNumber: false };
  valueOf(await store.cases.recordEvent(request));
}
const itemsNow = async () => {
  const book = await store.aftercare.read();
  return book.ok ? book.value.items : null;
};
const told = async () => ({
  cases: store.cases.list().map(({ caseId }) => caseId),
  queue: await store.cases.events('verification'),
  entries: await store.cases.events('aftercare'),
  items: await itemsNow(),
});
/** The host's key file is changed while nothing runs. */
async function withKeys(change: (lines: string) => string): Promise<void> {
  const file = join(counter.host.folder, 'areas', 'office', 'content-keys.jsonl');
  await store.close();
  await counter.host.restart(async () => {
    await writeFile(file, change(await readFile(file, 'utf8')));
  });
}

beforeEach(async () => {
  counter = await aCounter();
  store = await counter.opened();
  await note('verification', { step: 'extracted', persons: [queued] });
  const action = anAcceptedAction(1, [{}, {}]);
  valueOf(await store.cases.record({ entryId: randomUUID(), caseId: 'c1', action }));
  const items = ((await itemsNow()) ?? []).map(({ source }) => ({ conclusion: 'passed', source, note: '' }));
  if (items.length !== 2) throw new Error('no items to be reviewed');
  await note('aftercare', { step: 'reviewed', items });
});
afterEach(async () => {
  await store.close();
  await counter.host.end();
});

it('reads everything from the journal when the working copy is lost', async () => {
  const before = await told();
  await store.close();
  counter.idb = new IDBFactory();
  store = await counter.opened();
  expect(await told()).toEqual(before);
});

it('gives keys back from the working copy, and reads on', async () => {
  const before = await told();
  await withKeys(() => '');
  store = await counter.opened();
  expect(store.ledger.troubles).toEqual([]);
  expect(await told()).toEqual(before);
});

it('says what is missing where neither copy has a key, keeps on reading, and reads all once the key is back', async () => {
  const before = await told();
  let keys = '';
  await withKeys((lines) => {
    keys = lines;
    return '';
  });
  counter.idb = new IDBFactory();
  store = await counter.opened();
  expect(store.ledger.troubles).toMatchObject([{ kind: 'keys-missing' }]);
  const meanwhile = await told();
  expect(meanwhile.cases).toEqual([]);
  expect(meanwhile.entries).toMatchObject({ ok: true, value: [{}] });
  expect(JSON.stringify(meanwhile)).not.toContain('陈海晴');
  await withKeys(() => keys);
  store = await counter.opened();
  expect(store.ledger.troubles).toEqual([]);
  expect(await told()).toEqual(before);
});
