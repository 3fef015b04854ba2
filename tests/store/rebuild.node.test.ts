/** A lost working copy is folded in batches, newest first; whoever is interrupted goes on from there, and nothing is half. */
import { IDBFactory } from 'fake-indexeddb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Result } from '#shared/contract/failure.ts';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import type { CryptoClient } from '#renderer/store/crypto/crypto-client.ts';
import { openCounterStore } from '#renderer/store/open-counter-store.ts';
import { aDecision } from '#tests/builders/a-case-action.ts';
import { aCounter, cryptoInPlace, environmentOver, officers, type TestCounter } from './a-counter.ts';

const CASES = 900;
let counter: TestCounter;
let before: readonly unknown[];

const told = (store: CounterStore) =>
  store.cases.list().map(({ caseId, number, status, firstSequence }) => ({ caseId, number, status, firstSequence }));

beforeAll(async () => {
  counter = await aCounter();
  const store = await counter.opened();
  for (let at = 0; at < CASES; at += 1) {
    const saved = await store.cases.record({
      entryId: crypto.randomUUID(),
      caseId: `c${at}`,
      action: aDecision(at % 3 === 0 ? 'declined' : 'received'),
    });
    if (!saved.ok) throw new Error(saved.failure.code);
  }
  before = told(store);
  await store.close();
}, 120_000);
afterAll(async () => {
  await counter.host.end();
});

/** Opens over a profile; `stopAfter`: the crypto worker dies after so many entries. Answers with how many were opened. */
async function opened(idb: IDBFactory, stopAfter = Infinity) {
  let entries = 0;
  const environment = {
    ...environmentOver(idb),
    startCrypto: () => {
      const whole = cryptoInPlace();
      const client = new Proxy(whole, {
        get: (target, name) => {
          const method = Reflect.get(target, name) as unknown;
          if (name !== 'openEntries') return typeof method === 'function' ? (method.bind(target) as unknown) : method;
          return async (asked: Parameters<CryptoClient['openEntries']>[0]) => {
            entries += asked.length;
            if (entries > stopAfter) throw new DOMException('gone', 'InvalidStateError');
            return await target.openEntries(asked);
          };
        },
      });
      return { client, end: () => undefined };
    },
  };
  const description = await counter.host.describe();
  const signIn = { kind: 'passphrase', officerId: 'o2', passphrase: officers[1].passphrase } as const;
  const request = { host: counter.host.host, description, area: 'office' as const, signIn };
  const result = await openCounterStore(request, environment).catch((): Result<CounterStore> => ({
    ok: false,
    failure: { code: 'internal-error' },
  }));
  return { result, entries };
}
const whole = async (idb: IDBFactory) => {
  const { result, entries } = await opened(idb);
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  const list = told(result.value);
  await result.value.close();
  return { list, entries };
};

it('gives the same lines as before, in the same order', async () => {
  expect((await whole(new IDBFactory())).list).toEqual(before);
});

it('goes on where it was interrupted: the newest pages are not folded again', async () => {
  const idb = new IDBFactory();
  const first = await opened(idb, 700);
  expect(first.result.ok).toBe(false);
  const { list, entries } = await whole(idb);
  expect(list).toEqual(before);
  // What was stored before the interruption is read as it lies.
  expect(entries).toBeLessThan(CASES - 300);
});

it('begins anew where something was recorded in between', async () => {
  const idb = new IDBFactory();
  expect((await opened(idb, 700)).result.ok).toBe(false);
  const elsewhere = await opened(new IDBFactory());
  if (!elsewhere.result.ok) throw new Error('not opened');
  const action = aDecision('declined');
  const changed = await elsewhere.result.value.cases.record({ entryId: crypto.randomUUID(), caseId: 'c890', action });
  expect(changed.ok).toBe(true);
  before = told(elsewhere.result.value);
  await elsewhere.result.value.close();
  expect((await whole(idb)).list).toEqual(before);
});
