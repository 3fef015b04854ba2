/** 核查 through the product's store: another officer's word holds for exactly the rows and the opinion that it was given for. */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { stateOfRow } from '#shared/aftercare/inquiry/book.ts';
import { checkStatement, type InquiryAct, type InquiryActOf } from '#shared/aftercare/inquiry/event.ts';
import type { Failure } from '#shared/contract/failure.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import { answer, answered, aRow, begun, checked, inquiryEvent } from '#tests/builders/an-inquiry.ts';
import { aCounter, officers, type TestCounter } from './a-counter.ts';

let counter: TestCounter;
let store: CounterStore;

beforeEach(async () => {
  counter = await aCounter();
  const found = await counter.open(officers[1].id, officers[1].passphrase);
  if (!found.ok) throw new Error(found.failure.code);
  store = found.value;
});
afterEach(async () => {
  await store.close();
  await counter.host.end();
});

async function record(act: InquiryAct): Promise<Failure | null> {
  const on = plainDate('2022-09-20');
  const event = inquiryEvent(act);
  const done = await store.aftercare.record({ entryId: randomUUID(), subjectId: 'l1', on, event });
  return done.ok ? null : done.failure;
}

it('takes a check only with the word for it', async () => {
  expect(await record(begun(2))).toBeNull();
  expect(await record({ act: 'rowsRead', part: 0, rows: [aRow(2), aRow(3)] })).toBeNull();
  expect(await record(answered(answer(2), answer(3)))).toBeNull();
  const other = await store.confirmOfficer(officers[2].id, officers[2].passphrase);
  const [confirmation] = (await other?.vouch([checkStatement('l1', checked(2))])) ?? [];
  if (confirmation === undefined) throw new Error('no word');
  const checker = { kind: 'officer', officerId: officers[2].id, name: '张样例', confirmation } as const;
  const act: InquiryActOf<'checked'> = { ...checked(2), checker };
  expect(await record({ ...act, lines: [2, 3] })).toEqual({ code: 'confirmation-missing' });
  expect(await record({ ...act, opinion: '另一意见' })).toEqual({ code: 'confirmation-missing' });
  expect(await record(act)).toBeNull();
  const read = await store.aftercare.read();
  const rows = read.ok ? (read.value.inquiryLists[0]?.rows ?? []) : [];
  expect(rows.map(stateOfRow)).toEqual(['checked', 'answered']);
});
