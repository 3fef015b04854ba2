/** What is past its term is destroyed for good: only then, only by an administrator, and also after a stop in between. */
import { randomUUID } from 'node:crypto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { diskLayer } from '#electron/host/file-layer.ts';
import type { CaseAction } from '#shared/casework/action.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import { actedBy, aDecision, anExport } from '#tests/builders/a-case-action.ts';
import { anApplication } from '#tests/builders/an-application.ts';
import { compose } from '#renderer/store/cases/compose.ts';
import { endOf } from '#tests/builders/host-requests.ts';
import { aCounter, cryptoInPlace, NOW, officers, type TestCounter } from './a-counter.ts';

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
  const store = await counter.opened();
  stores.push(store);
  return store;
}
/** Opened by the administrator. */
async function administered(): Promise<CounterStore> {
  const store = await counter.open('o1', officers[0].passphrase);
  if (!store.ok) throw new Error(store.failure.code);
  stores.push(store.value);
  return store.value;
}
const request = (caseId: string, action: CaseAction, entryId: string = randomUUID()) => ({ entryId, caseId, action });

/** What a start from nothing but the journal would show must be what the copy shows. */
async function expectRebuildEqual(): Promise<void> {
  const before = await opened();
  const lines = before.cases.list();
  const ledger = before.cases.ledger();
  counter.idb = new IDBFactory();
  const rebuilt = await opened();
  expect(rebuilt.cases.list()).toEqual(lines);
  expect(rebuilt.cases.ledger()).toEqual(ledger);
}

/** An entry that no store made, sealed with the area's key by the clerk, for the place where the ledger ends. */
async function sealedByHand(subjectId: string, content: unknown) {
  const vault = await counter.host.host.call('vault.read', { area: 'office' });
  if (!vault.ok || vault.value.vault === null) throw new Error('no vault');
  const service = cryptoInPlace();
  await service.unlock(vault.value.vault, {
    kind: 'passphrase',
    officerId: 'o2',
    passphrase: officers[1].passphrase,
  });
  const end = await endOf(counter.host.host, 'office');
  const made = {
    entryId: randomUUID(),
    kind: 'purge',
    subjectId,
    on: plainDate('2022-08-22'),
    at: NOW,
    officerId: 'o2',
    takeNumbers: [],
    marks: {},
    contentKey: null,
    newKey: false,
  } as const;
  return compose(service, end, made, content);
}

/** What the ledger says of a batch before its folder is written. */
const batchBegun = (caseIds: readonly string[]) => ({
  step: 'begun',
  training: false,
  layout: { id: 'window-intake', version: '1', digest: 'd' },
  codes: 'printed',
  formats: ['xlsx'],
  createdOn: '2020-05-01',
  office: { name: '样例中心', divisionCode: '440802' },
  cases: caseIds.map((caseId) => ({ caseId, sequence: 3 })),
  persons: 1,
  amountFen: 150_000,
  files: [{ name: 'x.csv', bytes: 1, sha256: 'd'.repeat(64), rows: 1 }],
});

describe('purge', () => {
  const purge = (caseIds: string[]) => ({
    entryId: randomUUID(),
    caseIds,
    on: plainDate('2022-08-22'),
    reason: '保存期满',
  });

  const long = plainDate('2020-05-01');
  /** Decided long ago, by the administrator. */
  const old = (outcome: Parameters<typeof aDecision>[0]): CaseAction =>
    actedBy({ ...aDecision(outcome), on: long }, officers[0]);
  const rule = { caseYears: 1, packDays: {}, documentNumber: '湛档〔2020〕1号' };
  /** The administrator's store, with a term of one year. */
  async function withTerm(): Promise<CounterStore> {
    const store = await administered();
    expect(await store.recordOffice({ type: 'retentionSet', rule })).toEqual({ ok: true, value: null });
    return store;
  }

  it('leaves a tombstone: counted in the ledger, unreadable for ever, also from the journal', async () => {
    const store = await withTerm();
    await store.cases.record(request('c1', old('declined')));
    await store.cases.record(request('c2', old('declined')));
    expect((await store.cases.purge(purge(['c1']))).ok).toBe(true);
    for (const one of [store, await opened()]) {
      expect(one.cases.list().map(({ caseId }) => caseId)).toEqual(['c2']);
      expect(await one.cases.open('c1')).toMatchObject({ failure: { code: 'case-purged' } });
      expect(one.cases.ledger()).toMatchObject({ count: 5, missing: [] });
    }
    await expectRebuildEqual();
    const rebuilt = await opened();
    expect(await rebuilt.cases.open('c1')).toMatchObject({ failure: { code: 'case-purged' } });
  });

  it('is carried out at the next start when it was cut off', async () => {
    const store = await withTerm();
    await store.cases.record(request('c1', old('declined')));
    counter.host.cut('journal.append', 'after');
    expect((await store.cases.purge(purge(['c1']))).ok).toBe(false);
    const next = await opened();
    expect(next.cases.list()).toEqual([]);
    const keys = await counter.host.host.call('contentKeys.read', { area: 'office' });
    expect(keys).toMatchObject({ value: { keys: {} } });
  });

  it('is not reported as done while the disk holds on to the key; the next sign-in removes it', async () => {
    await counter.host.end();
    let holding = true;
    const refused = Object.assign(new Error('EIO: simulated'), { code: 'EIO' });
    counter = await aCounter({
      ...diskLayer,
      rename: async (from, to) => {
        if (holding && to.endsWith('content-keys.jsonl')) throw refused;
        await diskLayer.rename(from, to);
      },
    });
    const store = await withTerm();
    await store.cases.record(request('c1', old('declined')));
    expect(await store.cases.purge(purge(['c1']))).toMatchObject({
      failure: { code: 'keys-left', detail: { cases: 1 } },
    });
    expect(await store.cases.events('purge')).toMatchObject({ value: [{ content: { caseIds: ['c1'] } }] });
    expect(await counter.host.host.call('contentKeys.read', { area: 'office' })).toMatchObject({ value: { keys: {} } });
    const held = await administered();
    expect(held.ledger.troubles).toEqual([{ kind: 'keys-left', subjects: ['c1'], more: 0 }]);
    expect(await held.ledger.removeKeysLeft()).toMatchObject({ failure: { code: 'keys-left' } });
    expect(await held.cases.record(request('c2', old('declined')))).toMatchObject({
      failure: { code: 'writing-stopped', detail: { trouble: 'keys-left' } },
    });
    holding = false;
    expect(await held.ledger.removeKeysLeft()).toEqual({ ok: true, value: null });
    const freed = await administered();
    expect(freed.ledger.troubles).toEqual([]);
    expect((await freed.cases.record(request('c2', old('declined')))).ok).toBe(true);
  });

  it('takes nothing before its term, while it is open, without a hand-over on record, or on a day to come', async () => {
    const store = await administered();
    await store.cases.record(request('declined', old('declined')));
    expect(await store.cases.purge(purge(['declined']))).toMatchObject({ failure: { code: 'purge-not-due' } });
    await store.recordOffice({ type: 'retentionSet', rule });
    await store.cases.record(request('fresh', actedBy(aDecision('declined'), officers[0])));
    await store.cases.record(request('open', old('accepted')));
    await store.cases.record(request('exported', old('accepted')));
    await store.cases.record(
      request('exported', actedBy({ ...anExport('〔2020〕W03-000001', [6]), on: long }, officers[0])),
    );
    expect(store.cases.list()[0]?.status).toBe('exported');
    const { count } = store.cases.ledger();
    for (const caseId of ['fresh', 'open', 'exported'])
      expect(await store.cases.purge(purge(['declined', caseId]))).toMatchObject({
        failure: { code: 'purge-not-due' },
      });
    const future = { ...purge(['declined', 'fresh']), on: plainDate('2099-01-01') };
    expect(await store.cases.purge(future)).toMatchObject({ failure: { code: 'purge-not-due' } });
    expect(store.cases.ledger().count).toBe(count);
    const clerk = await opened();
    expect(await clerk.cases.purge(purge(['declined']))).toMatchObject({ failure: { code: 'administrator-only' } });
    expect(clerk.cases.list()).toHaveLength(4);
  });

  it('takes an exported case once its batch is on record as handed over, and its drafts with it', async () => {
    const store = await withTerm();
    await store.cases.record(request('c1', old('accepted')));
    await store.cases.record(request('c1', actedBy({ ...anExport('〔2020〕W03-000001', [3]), on: long }, officers[0])));
    await store.cases.saveDraft({
      draftId: 'd1',
      caseId: 'c1',
      savedAt: '2020-05-01T10:00:00+08:00',
      basedOn: null,
      supplement: false,
      application: anApplication(),
    });
    for (const content of [batchBegun(['c1']), { step: 'committed', manifestDigest: 'd', folder: '/exports/x' }])
      await store.cases.recordEvent({
        entryId: randomUUID(),
        kind: 'export',
        subjectId: 'batch-1',
        on: long,
        content,
        takeBatchNumber: content.step === 'begun',
      });
    expect(await store.cases.purge(purge(['c1']))).toEqual({ ok: true, value: null });
    expect(store.cases.list()).toEqual([]);
    expect(await store.cases.drafts()).toEqual([]);
    expect(await store.cases.events('purge')).toMatchObject({
      value: [{ by: { id: 'o1' }, content: { caseIds: ['c1'] } }],
    });
  });

  it('that an entry of a clerk asks for is not carried out', async () => {
    const clerk = await opened();
    await clerk.cases.record(request('c1', actedBy(old('declined'), officers[1])));
    const by = { id: 'o1', name: '李样例', capacity: 'administrator' };
    const entry = await sealedByHand('p', { event: { caseIds: ['c1'], reason: '' }, by });
    expect(await counter.host.host.call('journal.append', { area: 'office', entry })).toMatchObject({ ok: true });
    const next = await administered();
    expect(next.cases.list()).toHaveLength(1);
    expect(next.cases.ledger().count).toBe(3);
  });
});
