/** Lists through the product's store: real seals and files, a refusal in the middle, a lost working copy. */
import { randomUUID } from 'node:crypto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { AftercareEvent } from '#shared/aftercare/event.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import { aListRow, listBegun, rowsTaken } from '#tests/builders/a-list.ts';
import { aCounter, officers, type TestCounter } from './a-counter.ts';

const on = plainDate('2022-08-22');
let counter: TestCounter;
let store: CounterStore;

async function opened(): Promise<CounterStore> {
  const found = await counter.open(officers[1].id, officers[1].passphrase);
  if (!found.ok) throw new Error(found.failure.code);
  return found.value;
}
beforeEach(async () => {
  counter = await aCounter();
  store = await opened();
});
afterEach(async () => {
  await store.close();
  await counter.host.end();
});

const requests = (...events: readonly AftercareEvent[]) =>
  events.map((event) => ({ entryId: randomUUID(), subjectId: 'l1', on, event }));
async function book() {
  const read = await store.aftercare.read();
  if (!read.ok) throw new Error(read.failure.code);
  return read.value;
}

it('records the parts in their order, stops at the first that may not follow, and goes on from there', async () => {
  const done: number[] = [];
  const parts = [rowsTaken([aListRow(1)], 'l1', 0), rowsTaken([aListRow(2)], 'l1', 1)];
  const twice = requests(listBegun('l1', { parts: 2 }), ...parts.slice(0, 1), ...parts.slice(0, 1), ...parts.slice(1));
  const recorded = await store.aftercare.recordAll(twice, (count) => done.push(count));
  expect(recorded).toEqual({ ok: false, failure: { code: 'aftercare-refused', detail: { fault: 'list-part-known' } } });
  expect(done).toEqual([1, 2]);
  expect((await book()).items).toHaveLength(1);
  expect((await store.aftercare.recordAll(requests(...parts.slice(1)))).ok).toBe(true);
  expect((await book()).items.map(({ source }) => source.reference)).toEqual(['名单202208 第2行', '名单202208 第3行']);
});

it('has it all again from the journal when the working copy is lost', async () => {
  const rows = Array.from({ length: 150 }, (_, index) => aListRow(index, 1, index + 2));
  const problem = { line: 200, cell: 'G200', code: 'id-wrong' as const, name: '某某', detail: '1' };
  await store.aftercare.recordAll(requests(listBegun(), rowsTaken(rows, 'l1', 0, [problem])));
  const before = await book();
  expect(before.lists.taken[0]?.problems).toEqual([problem]);
  await store.close();
  counter.idb = new IDBFactory();
  store = await opened();
  expect(await book()).toEqual(before);
});

it('answers whoever reads while a list is being recorded once it is whole', async () => {
  const recording = store.aftercare.recordAll(requests(listBegun(), rowsTaken([aListRow(1), aListRow(2)])));
  const [one, other] = await Promise.all([store.aftercare.read(), store.aftercare.read()]);
  expect((await recording).ok).toBe(true);
  expect([one, other].map((read) => read.ok && read.value.items.length)).toEqual([2, 2]);
});
