/** A journal that answers what it cannot have: another end than its entries have, an entry taken behind one that is not here. */
import { randomUUID } from 'node:crypto';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import { hashText } from '#shared/crypto/hash-text.ts';
import { CasesDatabase, databaseName } from '#renderer/store/database.ts';
import type { JournalAppend } from '#shared/casework/journal.ts';
import { completed } from '#shared/casework/journal-line.ts';
import type { Appended, JournalState } from '#shared/contract/channels.ts';
import { failed, success, type Result } from '#shared/contract/failure.ts';
import type { Host } from '#shared/contract/host.ts';
import { aDecision } from '#tests/builders/a-case-action.ts';
import { aCounter, type TestCounter } from './a-counter.ts';

let counter: TestCounter;
let store: CounterStore;

const save = (caseId: string) => store.cases.record({ entryId: randomUUID(), caseId, action: aDecision('accepted') });

beforeEach(async () => {
  counter = await aCounter();
  store = await counter.opened();
  await save('c1');
});
afterEach(async () => {
  vi.restoreAllMocks();
  await store.close();
  await counter.host.end();
});

/**
 * From now on the journal says that it ends with another entry than the one that it gives; `append`: what it answers to an
 * entry, in place of taking it.
 */
function endElsewhere(append?: (entry: JournalAppend) => Result<Appended>): void {
  const { host } = counter.host;
  const call = host.call.bind(host);
  const other = async (...[channel, body]: Parameters<Host['call']>): Promise<unknown> => {
    if (channel === 'journal.append' && append !== undefined)
      return append((body as unknown as { readonly entry: JournalAppend }).entry);
    const answer = await call(channel, body);
    if (channel !== 'journal.state' || !answer.ok) return answer;
    return success({ ...(answer.value as JournalState), head: 'f'.repeat(64) });
  };
  vi.spyOn(host, 'call').mockImplementation(other as Host['call']);
}

it('stops where what it was given does not end as the journal says it ends', async () => {
  counter.idb = new IDBFactory();
  endElsewhere();
  expect(await counter.open()).toMatchObject({ failure: { code: 'journal-damaged' } });
});

it('puts no entry behind one that it does not follow, although the journal took it', async () => {
  let moved = false;
  endElsewhere((entry) => {
    if (!moved) {
      moved = true;
      return failed('journal-moved');
    }
    const { hash, header } = completed(entry, hashText);
    return success({ sequence: header.sequence, hash, numbers: header.numbers });
  });
  expect(await save('c2')).toMatchObject({ failure: { code: 'journal-behind-store' } });
  expect(store.cases.list().map(({ caseId }) => caseId)).toEqual(['c1']);
  const { installationId } = await counter.host.describe();
  const db = new CasesDatabase(databaseName('office', installationId), { indexedDB: counter.idb, IDBKeyRange });
  expect(await db.actions.count()).toBe(2);
  db.close();
});
