/** What sign-in finds: wrong passphrases, a lost or damaged copy, an older journal put back, a full disk of the browser. */
import { randomUUID } from 'node:crypto';
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { IDBFactory, IDBKeyRange, IDBObjectStore } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import { failed } from '#shared/contract/failure.ts';
import { openCounterStore } from '#renderer/store/open-counter-store.ts';
import { clearWorkingCopy } from '#renderer/store/working-copy.ts';
import { CasesDatabase, databaseName } from '#renderer/store/database.ts';
import { aDecision, anOffice } from '#tests/builders/a-case-action.ts';
import { anApplication } from '#tests/builders/an-application.ts';
import { aCounter, environmentOver, officers, type TestCounter } from './a-counter.ts';

let counter: TestCounter;
const stores: CounterStore[] = [];

beforeEach(async () => {
  counter = await aCounter();
});
afterEach(async () => {
  vi.restoreAllMocks();
  for (const store of stores.splice(0)) await store.close();
  await counter.host.end();
});

async function opened(): Promise<CounterStore> {
  const store = await counter.opened();
  stores.push(store);
  return store;
}
async function withCases(...caseIds: string[]): Promise<CounterStore> {
  const store = await opened();
  for (const caseId of caseIds) {
    await store.cases.record({ entryId: randomUUID(), caseId, action: aDecision('accepted') });
  }
  return store;
}
async function database(): Promise<CasesDatabase> {
  const { installationId } = await counter.host.describe();
  return new CasesDatabase(databaseName('office', installationId), { indexedDB: counter.idb, IDBKeyRange });
}

describe('who may come in', () => {
  it.each([
    ['o2', '窗口口令二〇二三'],
    ['o1', officers[1].passphrase],
    ['nobody', officers[1].passphrase],
  ])('not %s with %s', async (officerId, passphrase) => {
    expect(await counter.open(officerId, passphrase)).toMatchObject({ failure: { code: 'wrong-passphrase' } });
  });

  it('another officer confirms by passphrase, never the one signed in', async () => {
    const store = await opened();
    expect(await store.confirmOfficer('o3', officers[2].passphrase)).toMatchObject({ id: 'o3', name: '张样例' });
    expect(await store.confirmOfficer('o3', officers[0].passphrase)).toBeNull();
    expect(await store.confirmOfficer('o2', officers[1].passphrase)).toBeNull();
  });

  it('a forgotten passphrase is replaced with the recovery key; the cases are still there', async () => {
    await withCases('c1');
    const recovery = { kind: 'recovery', officerId: 'o2', passphrase: '新的一句口令' } as const;
    const wrong = { ...recovery, typed: counter.recoveryKey.replace(/^.{4}/u, '0000') };
    expect(await counter.openAs(wrong)).toMatchObject({ failure: { code: 'wrong-passphrase' } });
    const right = await counter.openAs({ ...recovery, typed: counter.recoveryKey });
    if (!right.ok) throw new Error(right.failure.code);
    await right.value.close();
    expect((await counter.open('o2', officers[1].passphrase)).ok).toBe(false);
    const again = await counter.open('o2', '新的一句口令');
    expect(again.ok && again.value.cases.list().map(({ caseId }) => caseId)).toEqual(['c1']);
  });

  it('an officer who left comes in no more, also where the file is edited; the last administrator cannot leave', async () => {
    const administrator = await counter.open('o1', officers[0].passphrase);
    if (!administrator.ok) throw new Error(administrator.failure.code);
    stores.push(administrator.value);
    expect((await administrator.value.desk.retireOfficer('o2')).ok).toBe(true);
    expect(await counter.open()).toMatchObject({ failure: { code: 'wrong-passphrase' } });
    const path = join(counter.host.folder, 'areas', 'office', 'vault.json');
    await writeFile(path, (await readFile(path, 'utf8')).replace('"active": false', '"active": true'));
    expect(await counter.open()).toMatchObject({ failure: { code: 'wrong-passphrase' } });
    expect(await administrator.value.desk.retireOfficer('o1')).toMatchObject({ ok: false });
  });
});

describe('the two copies', () => {
  it('reads neither journal nor actions while both agree', async () => {
    await withCases('c1', 'c2');
    counter.host.calls.length = 0;
    await opened();
    expect(counter.host.calls).not.toContain('journal.read');
    expect(counter.host.calls).not.toContain('contentKeys.read');
  });

  it('rebuilds a lost copy and says how far it is', async () => {
    const before = (await withCases('c1', 'c2')).cases.list();
    counter.idb = new IDBFactory();
    const store = await opened();
    expect(store.cases.list()).toEqual(before);
    expect(store.cases.unconfirmed()).toEqual([]);
  });

  it('fetches lost rows again, and names none as missing', async () => {
    await withCases('c1', 'c2', 'c3');
    const db = await database();
    await db.actions.delete(3);
    db.close();
    const store = await opened();
    expect(store.cases.ledger().missing).toEqual([]);
    expect(await store.cases.open('c2')).toMatchObject({ ok: true, value: { summary: { lastSequence: 3 } } });
  });

  it('mends a damaged action from the journal', async () => {
    const store = await withCases('c1');
    const db = await database();
    await db.actions.update(2, { sealed: new Uint8Array(60) });
    expect(await store.cases.open('c1')).toMatchObject({ ok: true });
    expect((await db.actions.get(2))?.sealed).not.toEqual(new Uint8Array(60));
    db.close();
  });

  it('folds the lines anew when a page of them is damaged', async () => {
    const before = (await withCases('c1', 'c2')).cases.list();
    const db = await database();
    await db.summaries.put({ page: 0, sealed: new Uint8Array(80) });
    db.close();
    expect((await opened()).cases.list()).toEqual(before);
  });

  it('takes in what another copy confirmed as confirmed, what nobody confirmed as unconfirmed', async () => {
    const mine = await withCases('c1');
    const { idb } = counter;
    counter.idb = new IDBFactory();
    const other = await withCases('c2');
    counter.host.cut('journal.append', 'after');
    await other.cases.record({ entryId: randomUUID(), caseId: 'c3', action: aDecision('accepted') });
    counter.idb = idb;
    await mine.cases.record({ entryId: randomUUID(), caseId: 'c4', action: aDecision('accepted') });
    expect(mine.cases.list().map(({ caseId }) => caseId)).toEqual(['c4', 'c3', 'c2', 'c1']);
    expect(mine.cases.unconfirmed().map(({ caseId }) => caseId)).toEqual(['c3']);
  });

  it('gives back to an older journal what it lost, entry by entry, and says so', async () => {
    await withCases('c1');
    const area = join(counter.host.folder, 'areas', 'office');
    const older = await readFile(join(area, 'journal.jsonl'));
    await withCases('c2');
    await writeFile(join(area, 'journal.jsonl'), older);
    await counter.host.restart();
    const store = await opened();
    expect(store.notices).toEqual([{ kind: 'journal-mended', lines: 1, keys: 0 }]);
    expect(store.ledger.troubles).toEqual([]);
    expect(store.cases.list().map(({ caseId }) => caseId)).toEqual(['c2', 'c1']);
    expect(await counter.host.host.call('journal.state', { area: 'office' })).toMatchObject({ value: { count: 3 } });
  });

  it('stops when the journal is another one of the same length', async () => {
    await withCases('c1');
    const db = await database();
    const ledger = await db.meta.get('ledger');
    await db.meta.put({ name: 'ledger', value: { ...(ledger?.value as object), head: 'f'.repeat(64) } });
    db.close();
    expect(await counter.open()).toMatchObject({ failure: { code: 'journal-behind-store' } });
  });
});

describe('a full browser disk', () => {
  /** From now on every write into the copy fails as Chromium does on an exhausted quota. */
  function exhaustQuota(): void {
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('quota', 'QuotaExceededError');
    });
  }

  it('is told by name, the case is safe in the journal and asked about at the next start', async () => {
    const store = await withCases('c1');
    exhaustQuota();
    const answer = await store.cases.record({ entryId: randomUUID(), caseId: 'c2', action: aDecision('accepted') });
    expect(answer).toMatchObject({ ok: false, failure: { code: 'store-quota-exceeded' } });
    expect(store.cases.list().map(({ caseId }) => caseId)).toEqual(['c1']);
    vi.restoreAllMocks();
    const next = await opened();
    expect(next.cases.unconfirmed()).toMatchObject([{ caseId: 'c2', number: '〔2022〕W03-000002' }]);
  });

  it('keeps the typing of a draft from being called saved', async () => {
    const store = await opened();
    exhaustQuota();
    const draft = {
      draftId: 'd',
      caseId: null,
      savedAt: '1',
      application: anApplication(),
      basedOn: null,
      supplement: false,
    };
    expect(await store.cases.saveDraft(draft)).toMatchObject({ failure: { code: 'store-quota-exceeded' } });
  });
});

describe('what is told after signing in', () => {
  it('nothing at a first opening, nor at the next', async () => {
    expect((await opened()).notices).toEqual([]);
    expect((await withCases('c1')).notices).toEqual([]);
    expect((await opened()).notices).toEqual([]);
  });

  it('a lost copy, with the ledger number and the last case, once', async () => {
    await withCases('c1', 'c2');
    counter.idb = new IDBFactory();
    expect((await opened()).notices).toEqual([{ kind: 'rebuilt', entries: 3, lastNumber: '〔2022〕W03-000002' }]);
    expect((await opened()).notices).toEqual([]);
  });

  it('a lost copy that held drafts only', async () => {
    await opened();
    counter.idb = new IDBFactory();
    expect((await opened()).notices).toEqual([{ kind: 'rebuilt', entries: 1, lastNumber: '' }]);
  });

  it('a torn tail that was cut, once', async () => {
    await withCases('c1');
    const journal = join(counter.host.folder, 'areas', 'office', 'journal.jsonl');
    await counter.host.restart();
    await appendFile(journal, '{"header":{"sequence":2,');
    await counter.host.restart();
    expect((await opened()).notices).toEqual([{ kind: 'tail-cut', after: 2, bytes: 24 }]);
    await withCases('c2');
    expect((await opened()).notices).toEqual([]);
  });

  it('settings of which one copy was damaged, once', async () => {
    await withCases('c1');
    await writeFile(join(counter.host.folder, 'areas', 'office', 'settings.json'), '{"officeName":');
    const store = await opened();
    expect(store.notices).toEqual([{ kind: 'file-restored', file: 'settings', revision: 1 }]);
    expect(store.office).toEqual(anOffice);
    expect((await opened()).notices).toEqual([]);
  });

  it('a slip or two to the ledger only', async () => {
    for (const typed of ['猜一', '猜二']) {
      expect(await counter.open('o2', typed)).toMatchObject({ failure: { code: 'wrong-passphrase' } });
    }
    const store = await opened();
    expect(store.notices).toEqual([]);
    expect(store.failedTries).toBe(2);
  });

  it('while a wait runs nothing is tried, but the recovery key lets in and a row of failures is told', async () => {
    for (let tries = 0; tries < 5; tries += 1) await counter.open('o2', `猜 ${tries}`);
    expect(await counter.open()).toMatchObject({
      failure: { code: 'wrong-passphrase', detail: { failures: 5, waitMs: 5000 } },
    });
    expect((await counter.open('o3', officers[2].passphrase)).ok).toBe(true);
    const recovered = await counter.openAs({
      kind: 'recovery',
      officerId: 'o2',
      typed: counter.recoveryKey,
      passphrase: '又一句新的口令',
    });
    expect(recovered.ok && recovered.value.notices).toEqual([{ kind: 'failed-sign-ins', failures: 5 }]);
    expect(recovered.ok && recovered.value.failedTries).toBe(5);
  });

  it('clears a damaged copy and carries over the drafts that can be read', async () => {
    const store = await withCases('c1');
    const draft = {
      draftId: 'd',
      caseId: null,
      basedOn: null,
      supplement: false,
      savedAt: '1',
      application: anApplication(),
    };
    await store.cases.saveDraft(draft);
    await store.writePreference('mapping', 1);
    for (const one of stores.splice(0)) await one.close();
    const environment = environmentOver(counter.idb);
    expect((await clearWorkingCopy(await counter.host.describe(), 'office', environment)).ok).toBe(true);
    const next = await opened();
    expect(next.cases.list()).toHaveLength(1);
    expect((await next.cases.drafts()).map(({ draftId }) => draftId)).toEqual(['d']);
    expect(await next.readPreference('mapping')).toBe(1);
    expect(next.notices).toMatchObject([{ kind: 'rebuilt', entries: 2 }]);
  });

  it.each([
    [1, 'copies-cleared', undefined],
    [2, 'copies-closed', failed('store-damaged')],
  ] as const)('packs that do not open %s times: signed in all the same', async (times, kind, refused) => {
    await withCases('c1');
    let failures: number = times;
    const environment = environmentOver(counter.idb);
    let deleted = 0;
    const result = await openCounterStore(
      {
        host: counter.host.host,
        description: await counter.host.describe(),
        area: 'office',
        signIn: { kind: 'passphrase', officerId: 'o2', passphrase: officers[1].passphrase },
      },
      {
        ...environment,
        openRegistry: async (keys) => {
          failures -= 1;
          return failures >= 0 ? failed('store-damaged') : environment.openRegistry(keys);
        },
        deleteCopies: async () => void (deleted += 1),
      },
    );
    if (!result.ok) throw new Error(result.failure.code);
    stores.push(result.value);
    expect(result.value.notices).toEqual([{ kind }]);
    expect(result.value.cases.list()).toHaveLength(1);
    expect(deleted).toBe(1);
    const gathered = await result.value.registry.gather?.({ citizenIds: [] });
    expect(gathered).toEqual(refused);
  });
});

describe('one window at a time', () => {
  it('opens nothing while another window has the area, and lets go when that one closes', async () => {
    let free = true;
    const holdArea = async () => {
      if (!free) return null;
      free = false;
      return { onWanted: () => undefined, release: () => (free = true) };
    };
    const open = async () =>
      openCounterStore(
        {
          host: counter.host.host,
          description: await counter.host.describe(),
          area: 'office',
          signIn: { kind: 'passphrase', officerId: 'o2', passphrase: officers[1].passphrase },
        },
        { ...environmentOver(counter.idb), holdArea },
      );
    const first = await open();
    expect(await open()).toMatchObject({ failure: { code: 'area-open-elsewhere' } });
    if (first.ok) await first.value.close();
    const second = await open();
    expect(second.ok).toBe(true);
    if (second.ok) stores.push(second.value);
  });

  it('closes only after a draft that was handed over is written', async () => {
    const store = await counter.opened();
    const draft = {
      draftId: 'd',
      caseId: null,
      savedAt: '1',
      application: anApplication(),
      basedOn: null,
      supplement: false,
    };
    const saving = store.cases.saveDraft(draft);
    await store.close();
    expect((await saving).ok).toBe(true);
    expect((await (await opened()).cases.drafts()).map(({ draftId }) => draftId)).toEqual(['d']);
  });
});

describe('drafts and preferences', () => {
  it('come back after a restart, drafts newest first', async () => {
    const store = await opened();
    const rest = { application: anApplication(), basedOn: null, supplement: false };
    await store.cases.saveDraft({ draftId: 'a', caseId: null, savedAt: '2022-08-22T08:00:00', ...rest });
    await store.cases.saveDraft({ draftId: 'b', caseId: 'c1', savedAt: '2022-08-22T09:00:00', ...rest });
    await store.writePreference('mapping', { 姓名: 'name' });
    const next = await opened();
    expect((await next.cases.drafts()).map(({ draftId }) => draftId)).toEqual(['b', 'a']);
    expect(await next.readPreference('mapping')).toEqual({ 姓名: 'name' });
    expect(await next.readPreference('other')).toBeUndefined();
    await next.cases.removeDraft('b');
    expect(await next.cases.drafts()).toHaveLength(1);
  });
});
