/** Two askers after one change read, open and fold 后续 once; whatever changed meanwhile is read anew. */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { failed } from '#shared/contract/failure.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { entriesBook } from '#renderer/store/aftercare/entries-book.ts';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import { anAcceptedAction } from '#tests/builders/a-counter-store.ts';
import { aCounter, officers, type TestCounter } from './a-counter.ts';

const on = plainDate('2022-08-22');
let counter: TestCounter;
let store: CounterStore;
let readings: string[];
let asked: { -readonly [Part in 'events' | 'ledger' | 'list']: CounterStore['cases'][Part] };

beforeEach(async () => {
  counter = await aCounter();
  const found = await counter.open(officers[1].id, officers[1].passphrase);
  if (!found.ok) throw new Error(found.failure.code);
  store = found.value;
  readings = [];
  asked = {
    ledger: () => store.cases.ledger(),
    list: () => store.cases.list(),
    events: (kind) => {
      readings.push(kind);
      return store.cases.events(kind);
    },
  };
});
afterEach(async () => {
  await store.close();
  await counter.host.end();
});

async function reviewed(): Promise<void> {
  const action = anAcceptedAction(1, [{}, {}]);
  const accepted = await store.cases.record({ entryId: randomUUID(), caseId: 'c1', action });
  const book = await store.aftercare.read();
  if (!accepted.ok || !book.ok) throw new Error('no case to review');
  const items = book.value.items.map(({ source }) => ({ conclusion: 'passed' as const, source, note: '' }));
  const entryId = randomUUID();
  const recorded = await store.aftercare.record({
    entryId,
    subjectId: entryId,
    on,
    event: { step: 'reviewed', items },
  });
  if (!recorded.ok) throw new Error(recorded.failure.code);
}

it('answers everybody with one reading until an entry is added', async () => {
  const [one, other] = await Promise.all([entriesBook(asked), entriesBook(asked)]);
  expect(one).toEqual({ ok: true, value: null });
  expect([other, await entriesBook(asked)]).toEqual([one, one]);
  expect(readings).toEqual(['aftercare']);
  await reviewed();
  const [first, second] = await Promise.all([entriesBook(asked), entriesBook(asked)]);
  expect(first).toMatchObject({ value: { items: [{ state: 'toComplete' }, { state: 'toComplete' }], refused: [] } });
  expect(second).toBe(first);
  expect(readings).toEqual(['aftercare', 'aftercare']);
});

it('reads anew when the cases changed under the same head, as after a purge was carried out', async () => {
  await entriesBook(asked);
  asked.list = () => [];
  await entriesBook(asked);
  expect(readings).toHaveLength(2);
});

it('keeps no failure', async () => {
  const whole = { ...asked };
  asked.events = () => Promise.resolve(failed('store-damaged'));
  expect(await entriesBook(asked)).toMatchObject({ failure: { code: 'store-damaged' } });
  Object.assign(asked, whole);
  expect(await entriesBook(asked)).toEqual({ ok: true, value: null });
});
