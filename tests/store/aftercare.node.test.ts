/** What follows an acceptance, through the product's store: real seals, a lost working copy, and a case that changes under it. */
import { randomUUID } from 'node:crypto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { AftercareBook } from '#shared/aftercare/book.ts';
import { payeeStatement, secondReviewStatement, type AftercareEvent } from '#shared/aftercare/event.ts';
import type { Failure } from '#shared/contract/failure.ts';
import type { Confirmation } from '#shared/domain/confirmation.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import { anAcceptedAction } from '#tests/builders/a-counter-store.ts';
import { aPayee, rules } from '#tests/builders/an-aftercare.ts';
import { aCounter, NOW, officers, type TestCounter } from './a-counter.ts';

const on = plainDate('2022-08-22');
let counter: TestCounter;
let store: CounterStore;

async function opened(who: 0 | 1 | 2): Promise<CounterStore> {
  const found = await counter.open(officers[who].id, officers[who].passphrase);
  if (!found.ok) throw new Error(found.failure.code);
  return found.value;
}

beforeEach(async () => {
  counter = await aCounter();
  store = await opened(1);
  const accepted = await store.cases.record({
    entryId: randomUUID(),
    caseId: 'c1',
    action: anAcceptedAction(1, [{}, {}]),
  });
  if (!accepted.ok) throw new Error(accepted.failure.code);
});
afterEach(async () => {
  await store.close();
  await counter.host.end();
});

async function book(): Promise<AftercareBook> {
  const read = await store.aftercare.read();
  if (!read.ok) throw new Error(read.failure.code);
  return read.value;
}

async function record(event: AftercareEvent): Promise<Failure | null> {
  const entryId = randomUUID();
  const recorded = await store.aftercare.record({ entryId, subjectId: entryId, on, event });
  return recorded.ok ? null : recorded.failure;
}

async function word(who: 0 | 2, statement: string): Promise<Confirmation> {
  const other = await store.confirmOfficer(officers[who].id, officers[who].passphrase);
  const [confirmation] = (await other?.vouch([statement])) ?? [];
  if (confirmation === undefined) throw new Error('no word');
  return confirmation;
}

async function review(): Promise<void> {
  const { items } = await book();
  const passed = items.map(({ source }) => ({ conclusion: 'passed' as const, source, note: '' }));
  expect(await record({ step: 'reviewed', items: passed })).toBeNull();
}

const states = async () => (await book()).items.map(({ state }) => state);

it('takes an account only with another officer’s word for exactly that account', async () => {
  await review();
  const firmKey = (await book()).items[0]?.source.firmKey ?? '';
  const payee = aPayee();
  const confirmation = await word(2, payeeStatement(firmKey, payee));
  const other = { ...payee, accountNumber: '0099887766554433' };
  expect(await record({ step: 'payeeSet', firmKey, payee: other, confirmation })).toEqual({
    code: 'confirmation-missing',
  });
  const forged = { officerId: 'o3', at: NOW, seal: 'Zm9yZ2Vk' };
  expect(await record({ step: 'payeeSet', firmKey, payee, confirmation: forged })).toEqual({
    code: 'confirmation-missing',
  });
  expect(await states()).toEqual(['toComplete', 'toComplete']);
  expect(await record({ step: 'payeeSet', firmKey, payee, confirmation })).toBeNull();
  expect(await states()).toEqual(['toSecondReview', 'toSecondReview']);
});

it('refuses what may not follow, and leaves no entry', async () => {
  const { items } = await book();
  const before = store.cases.ledger().count;
  const event: AftercareEvent = {
    step: 'secondReviewed',
    itemIds: items.map(({ source }) => source.itemId),
    stages: ['examined'],
    reviewer: { kind: 'recorder' },
    conclusion: 'passed',
    opinion: '同意',
  };
  expect(await record(event)).toEqual({ code: 'aftercare-refused', detail: { fault: 'step-not-allowed' } });
  expect(await record(rules)).toEqual({ code: 'aftercare-refused', detail: { fault: 'administrator-only' } });
  expect(store.cases.ledger().count).toBe(before);
  await review();
  const firmKey = items[0]?.source.firmKey ?? '';
  const payee = aPayee();
  await record({ step: 'payeeSet', firmKey, payee, confirmation: await word(2, payeeStatement(firmKey, payee)) });
  expect(await record(event)).toEqual({ code: 'aftercare-refused', detail: { fault: 'reviewer-is-first' } });
  const confirmation = await word(2, secondReviewStatement(event));
  const reviewer = { kind: 'officer', officerId: 'o3', name: '张样例', confirmation } as const;
  expect(await record({ ...event, opinion: '另一意见', reviewer })).toEqual({ code: 'confirmation-missing' });
  expect(await record({ ...event, reviewer })).toBeNull();
});

it('has it all again from the journal when the working copy is lost', async () => {
  await review();
  const before = await book();
  await store.close();
  counter.idb = new IDBFactory();
  store = await opened(1);
  expect(await book()).toEqual(before);
});

it('follows a case that is withdrawn', async () => {
  await review();
  const action = { kind: 'withdrawn', at: NOW, on, officer: { id: 'o2', name: '王样例' }, reason: '单位撤回' } as const;
  expect((await store.cases.record({ entryId: randomUUID(), caseId: 'c1', action })).ok).toBe(true);
  expect(await states()).toEqual(['withdrawn', 'withdrawn']);
  expect((await book()).items.map(({ dueFen }) => dueFen)).toEqual([0, 0]);
});
