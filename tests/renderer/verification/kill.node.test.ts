/** A batch over the product's own store and host, cut off at every call, before and after the host did its work; then everything starts anew. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Channel } from '#shared/contract/channels.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { isUnwritten } from '#shared/verification/verification-events.ts';
import { readAnswersHere as readAnswerFile } from './answers-here.ts';
import {
  finishBatch,
  keepAnswers,
  makeBatch,
  queuePersons,
  readBook,
  type VerificationWork,
} from '#renderer/features/verification/verification-work.ts';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import { queuedPersons } from '#tests/builders/queued-persons.ts';
import { aCounter, officers, type TestCounter } from '#tests/store/a-counter.ts';
import { answerFile, numbersIn } from './written-batches.ts';

const MONDAY = plainDate('2022-08-22');
const persons = queuedPersons(0, 5);
const ids = persons.map(({ citizenId }) => citizenId);
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
  const store = await counter.open('o1', officers[0].passphrase);
  if (!store.ok) throw new Error(store.failure.code);
  stores.push(store.value);
  return store.value;
}

/** Host and window end; the window starts again, with or without its browser profile. */
async function restarted(keepsProfile: boolean): Promise<CounterStore> {
  for (const store of stores.splice(0)) await store.close();
  await counter.host.restart();
  if (!keepsProfile) counter.idb = new IDBFactory();
  return await opened();
}

const setQuota = (store: CounterStore, dailyQuota: number) => store.recordOffice({ type: 'quotaSet', dailyQuota });

const workOn = (store: CounterStore): VerificationWork => ({ store, on: MONDAY, staleAfterDays: 31 });

async function bookOf(store: CounterStore) {
  const book = await readBook(store, 31);
  if (!book.ok) throw new Error(book.failure.code);
  return book.value;
}

/** Numbers in every file on the disk. */
async function numbersOnDisk(): Promise<string[]> {
  const parent = join(counter.host.folder, 'exports', 'office');
  const folders = (await readdir(parent).catch(() => [])).filter((name) => !name.startsWith('.'));
  const found = await Promise.all(
    folders.map(async (folder) => numbersIn(await readFile(join(parent, folder, `${folder}.xlsx`)))),
  );
  return found.flat();
}

/** Goes on as a clerk would: what is left is finished, then the rest is sent. */
async function goOn(store: CounterStore): Promise<void> {
  for (const { batchId } of (await bookOf(store)).batches.filter(isUnwritten))
    expect(await finishBatch(workOn(store), batchId)).toMatchObject({ kind: 'written' });
  expect(['written', 'nobody-to-ask']).toContain((await makeBatch(workOn(store))).kind);
}

/** The journal is written twice in a batch: `asked`, then `written`. */
const cuts: readonly (readonly [string, Channel, 'before' | 'after', Channel | null])[] = [
  ['asking is journalled', 'journal.append', 'before', null],
  ['asking is journalled', 'journal.append', 'after', null],
  ['the folder is begun', 'export.begin', 'before', null],
  ['the folder is begun', 'export.begin', 'after', null],
  ['the file is written', 'export.append', 'before', null],
  ['the file is written', 'export.append', 'after', null],
  ['the folder appears', 'export.commit', 'before', null],
  ['the folder appears', 'export.commit', 'after', null],
  ['writing is journalled', 'journal.append', 'before', 'export.commit'],
  ['writing is journalled', 'journal.append', 'after', 'export.commit'],
];

async function cutOff(store: CounterStore, channel: Channel, when: 'before' | 'after', since: Channel | null) {
  if (since === null) counter.host.cut(channel, when);
  else {
    const call = store.host.call.bind(store.host);
    const host = {
      call: (async (name: Channel, request: never) => {
        const answer = await call(name, request);
        if (name === since) counter.host.cut(channel, when);
        return answer;
      }) as CounterStore['host']['call'],
    };
    return await makeBatch(workOn({ ...store, host }));
  }
  return await makeBatch(workOn(store));
}

describe.each(['restart', 'restart without the browser profile', 'same window'] as const)(
  'cut off, then %s',
  (then) => {
    it.each(cuts)('while %s (%s, %s): each asked once, in one file', async (_, channel, when, since) => {
      const first = await opened();
      await setQuota(first, 3);
      await queuePersons(workOn(first), persons);
      expect(await cutOff(first, channel, when, since)).toMatchObject({ kind: 'failure' });

      const store = then === 'same window' ? first : await restarted(then === 'restart');
      await goOn(store);
      await makeBatch(workOn(store));
      expect((await bookOf(store)).queue.ledger.get(MONDAY)).toBe(3);
      await setQuota(store, 5);
      await makeBatch(workOn(store));

      const { queue, batches } = await bookOf(store);
      expect((await numbersOnDisk()).toSorted()).toEqual(ids.toSorted());
      expect([...queue.asked.keys()]).toEqual(ids);
      expect(queue.ledger.get(MONDAY)).toBe(5);
      expect(batches.map(({ persons: sent }) => sent.length)).toEqual([3, 2]);
      expect(batches.filter(isUnwritten)).toEqual([]);
    });
  },
);

describe('answers', () => {
  it.each(['before', 'after'] as const)(
    'cut off %s the journal has them are kept once when read again',
    async (when) => {
      const store = await opened();
      await queuePersons(workOn(store), persons);
      await makeBatch(workOn(store));
      const reading = await readAnswerFile(answerFile(persons, '是', '2022-08-22'));
      if (!reading.ok) throw new Error(reading.problems.join());
      counter.host.cut('journal.append', when);
      expect(await keepAnswers(workOn(store), reading.file)).toMatchObject({ kind: 'failure' });
      expect(await keepAnswers(workOn(store), reading.file)).toMatchObject({ kind: 'taken', answers: 5 });
      const events = await store.cases.events('verification');
      if (!events.ok) throw new Error(events.failure.code);
      expect(events.value.map(({ content }) => (content as { step: string }).step)).toEqual([
        'extracted',
        'asked',
        'written',
        'answered',
      ]);
    },
  );

  it('survive a new start, sealed', async () => {
    const store = await opened();
    await queuePersons(workOn(store), persons);
    await makeBatch(workOn(store));
    const reading = await readAnswerFile(answerFile(persons, '否', '2022-08-22'));
    if (!reading.ok) throw new Error(reading.problems.join());
    await keepAnswers(workOn(store), reading.file);
    expect([...(await bookOf(await restarted(false))).answers.keys()]).toEqual(ids);
  });
});
