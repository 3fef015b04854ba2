/** A new data key, stopped at every step: whatever is there stays readable, nobody is locked out, and the next rotation ends it. */
import { randomUUID } from 'node:crypto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Vault } from '#shared/contract/vault.ts';
import type { Channel } from '#shared/contract/channels.ts';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import { actedBy, aDecision } from '#tests/builders/a-case-action.ts';
import { aCounter, officers, type TestCounter } from './a-counter.ts';

const CASES = ['c1', 'c2', 'c3'];
let counter: TestCounter;
const stores: CounterStore[] = [];

async function opened(who: 0 | 1 | 2): Promise<CounterStore> {
  const store = await counter.open(officers[who].id, officers[who].passphrase);
  if (!store.ok) throw new Error(JSON.stringify(store.failure));
  stores.push(store.value);
  return store.value;
}
const saved = async (store: CounterStore, caseId: string): Promise<string> => {
  const action = actedBy(aDecision('accepted'), store.officer);
  const recorded = await store.cases.record({ entryId: randomUUID(), caseId, action });
  if (!recorded.ok) throw new Error(JSON.stringify(recorded.failure));
  return recorded.value.summary.number;
};
async function vault(): Promise<Vault> {
  const read = await counter.host.host.call('vault.read', { area: 'office', older: false });
  if (!read.ok || read.value.vault === null) throw new Error('no vault');
  return read.value.vault as Vault;
}
/** Numbers of the data keys that wrap the content keys in the folder. */
async function wraps(): Promise<readonly string[]> {
  const read = await counter.host.host.call('contentKeys.read', { area: 'office' });
  if (!read.ok) throw new Error(read.failure.code);
  return [...new Set(Object.values(read.value.keys).map((wrapped) => wrapped.split(':')[0] ?? ''))].toSorted();
}
/** Every case opens, for each officer, with the browser's copy and without it. */
async function expectWhole(cases: readonly string[] = CASES): Promise<void> {
  for (const who of [0, 1, 2] as const) {
    const store = await opened(who);
    for (const caseId of cases) expect(await store.cases.open(caseId)).toMatchObject({ ok: true });
    expect(store.cases.ledger().missing).toEqual([]);
    if (who === 1) counter.idb = new IDBFactory();
  }
}

beforeEach(async () => {
  counter = await aCounter();
  const store = await opened(1);
  for (const caseId of CASES) await saved(store, caseId);
  await store.close();
  stores.splice(0);
});
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
  await counter.host.end();
});

describe('a rotation', () => {
  it('wraps every key anew, rewrites no entry, and drops the old key', async () => {
    const before = await counter.host.host.call('journal.read', { area: 'office', after: 0, limit: 10 });
    const store = await opened(0);
    const progress: (readonly [number, number])[] = [];
    const rotated = await store.desk.rotateDataKey(officers[0].passphrase, (done, of) => progress.push([done, of]));
    expect(rotated).toEqual({ ok: true, value: [] });
    expect(progress).toEqual([[3, 3]]);
    expect(await vault()).toMatchObject({ dataKey: 2, olderKeys: [] });
    expect(await wraps()).toEqual(['2']);
    const events = await store.cases.events('office');
    const types = events.ok ? events.value.map(({ content }) => (content as { type: string }).type) : [];
    expect(types.filter((type) => type.includes('ataKey'))).toEqual(['dataKeyRotated', 'oldDataKeyDropped']);
    const after = await counter.host.host.call('journal.read', { area: 'office', after: 0, limit: 4 });
    expect(after.ok && after.value.entries).toEqual(before.ok && before.value.entries.slice(0, 4));
    // The window goes on under the new key without signing in again.
    expect(await saved(store, 'c4')).toBe('〔2022〕W03-000004');
    expect(await wraps()).toEqual(['2']);
    await expectWhole([...CASES, 'c4']);
  });

  it('opens by the printed recovery key as before', async () => {
    const store = await opened(0);
    expect(await store.desk.rotateDataKey(officers[0].passphrase)).toMatchObject({ ok: true });
    const recovered = await counter.openAs({
      kind: 'recovery',
      officerId: 'o1',
      typed: counter.recoveryKey,
      passphrase: '全新的口令二〇二三',
    });
    if (!recovered.ok) throw new Error(JSON.stringify(recovered.failure));
    stores.push(recovered.value);
    expect(await recovered.value.cases.open('c1')).toMatchObject({ ok: true });
  });

  it('is an administrator’s, under the own passphrase', async () => {
    const clerk = await opened(1);
    expect(await clerk.desk.rotateDataKey(officers[1].passphrase)).toMatchObject({
      failure: { code: 'administrator-only' },
    });
    const store = await opened(0);
    expect(await store.desk.rotateDataKey('不是这个口令二〇二二')).toMatchObject({
      failure: { code: 'wrong-passphrase' },
    });
    expect(await vault()).toMatchObject({ dataKey: 1, olderKeys: [] });
    expect(await wraps()).toEqual(['1']);
  });
});

describe('a rotation that is cut off', () => {
  it.each<[Channel, 'before' | 'after', readonly string[]]>([
    ['vault.write', 'before', ['1']],
    ['vault.write', 'after', ['1']],
    ['contentKeys.read', 'before', ['1']],
    ['contentKeys.put', 'before', ['1']],
    ['contentKeys.put', 'after', ['2']],
  ])('at %s, %s', async (channel, when, wrapped) => {
    const store = await opened(0);
    counter.host.cut(channel, when);
    const cutOff = await store.desk.rotateDataKey(officers[0].passphrase);
    expect(cutOff).toMatchObject({ ok: false });
    await store.close();
    stores.splice(0);
    expect(await wraps()).toEqual(wrapped);
    await expectWhole();
    const next = await opened(0);
    expect(await saved(next, 'c4')).toBe('〔2022〕W03-000004');
    expect(await next.desk.rotateDataKey(officers[0].passphrase)).toEqual({ ok: true, value: [] });
    const { dataKey, olderKeys } = await vault();
    expect(olderKeys).toEqual([]);
    expect(await wraps()).toEqual([String(dataKey)]);
    await expectWhole([...CASES, 'c4']);
  });
});
