/** The office's settings in files and ledger: damaged files are made anew from the last entry of an administrator. */
import { randomUUID } from 'node:crypto';
import { readFile, readdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { plainDate } from '#shared/domain/plain-date.ts';
import type { Result } from '#shared/contract/failure.ts';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import { CasesDatabase, databaseName } from '#renderer/store/database.ts';
import { openCounterStore } from '#renderer/store/open-counter-store.ts';
import { aDecision, anOffice } from '#tests/builders/a-case-action.ts';
import { aCounter, environmentOver, officers, type TestCounter } from './a-counter.ts';

let counter: TestCounter;
const stores: CounterStore[] = [];
const moved = { ...anOffice, windowNumber: '9' };

beforeEach(async () => {
  counter = await aCounter();
});
afterEach(async () => {
  await closeAll();
  await counter.host.end();
});

async function closeAll(): Promise<void> {
  for (const store of stores.splice(0)) await store.close();
}

async function open(at: 0 | 1, restoreOffice = false): Promise<Result<CounterStore>> {
  const { id: officerId, passphrase } = officers[at];
  const signIn = { kind: 'passphrase', officerId, passphrase } as const;
  const request = { host: counter.host.host, description: await counter.host.describe(), area: 'office' } as const;
  const result = await openCounterStore({ ...request, signIn, restoreOffice }, environmentOver(counter.idb));
  if (result.ok) stores.push(result.value);
  return result;
}

async function opened(at: 0 | 1, restoreOffice = false): Promise<CounterStore> {
  const result = await open(at, restoreOffice);
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}

const fileAt = (name: string): string => join(counter.host.folder, 'areas', 'office', name);
async function damageFiles(): Promise<void> {
  for (const name of ['settings.json', 'settings.json.copy']) await writeFile(fileAt(name), '{"officeName":');
}
/** What is remembered of the ledger outside of the journal, as it lies on the disk. */
async function outside(): Promise<[string, Buffer][]> {
  const witness = `${counter.host.folder}-witness`;
  const names = [
    ...['acknowledged.json', 'acknowledged.json.copy'].map(fileAt),
    ...(await readdir(witness)).map((name) => join(witness, name)),
  ];
  return await Promise.all(names.map(async (name): Promise<[string, Buffer]> => [name, await readFile(name)]));
}
const readBack = () => counter.host.host.call('settings.read', { area: 'office' });

describe('both settings files are damaged', () => {
  it('opens nothing unless the one who signs in wants the ledger to stand in', async () => {
    await (await opened(0)).saveOffice(moved);
    await damageFiles();
    expect(await open(1)).toMatchObject({ failure: { code: 'settings-damaged' } });
  });

  it('takes the last settings of an administrator, tells it, and writes nothing before it is recorded', async () => {
    const administrator = await opened(0);
    await administrator.saveOffice({ ...anOffice, phone: '0759-1' });
    await administrator.saveOffice(moved);
    await closeAll();
    await damageFiles();
    const store = await opened(1, true);
    expect(store.office).toEqual(moved);
    expect(store.notices).toMatchObject([
      { kind: 'office-from-ledger', saved: { sequence: 3, by: '李样例', office: moved } },
    ]);
    expect(await readBack()).toMatchObject({ failure: { code: 'settings-damaged' } });
    expect(await store.settleOffice()).toEqual({ ok: true, value: null });
    expect(await readBack()).toMatchObject({ ok: true, value: { settings: moved } });
    expect(await store.cases.events('office')).toMatchObject({
      value: [{}, {}, { content: { type: 'officeRestored', from: 3 }, by: { id: 'o2' } }],
    });
    const recorded = await store.cases.record({ entryId: randomUUID(), caseId: 'c1', action: aDecision('accepted') });
    expect(recorded).toMatchObject({ ok: true, value: { summary: { number: '〔2022〕W03-000001' } } });
  });

  it('takes the entry before one that was torn while it was written', async () => {
    const administrator = await opened(0);
    await administrator.saveOffice(moved);
    const before = (await readFile(fileAt('journal.jsonl'))).length;
    await counter.host.restart();
    const remembered = await outside();
    await administrator.saveOffice({ ...anOffice, windowNumber: '12' });
    await closeAll();
    // A power cut in the middle of the second save: nobody was told that it was saved.
    await counter.host.restart();
    await truncate(fileAt('journal.jsonl'), before + 200);
    // Nor did anybody outside of the journal hear of it yet.
    for (const [name, content] of remembered) await writeFile(name, content);
    await damageFiles();
    await counter.host.restart();
    counter.idb = new IDBFactory();
    const store = await opened(1, true);
    expect(store.notices).toMatchObject([
      { kind: 'tail-cut', after: 2, bytes: 200 },
      { kind: 'office-from-ledger', saved: { sequence: 2, office: moved } },
      { kind: 'rebuilt' },
    ]);
    expect((await store.settleOffice()).ok).toBe(true);
    expect(await readBack()).toMatchObject({ ok: true, value: { settings: moved } });
  });

  it('mends the last entry from the journal where the copy of it is damaged, and takes no older one', async () => {
    const administrator = await opened(0);
    await administrator.saveOffice({ ...anOffice, phone: '0759-1' });
    await administrator.saveOffice(moved);
    await closeAll();
    await damageFiles();
    const { installationId } = await counter.host.describe();
    const db = new CasesDatabase(databaseName('office', installationId), { indexedDB: counter.idb, IDBKeyRange });
    await db.actions.update(3, { sealed: new Uint8Array(60) });
    db.close();
    expect((await opened(1, true)).office).toEqual(moved);
  });

  it('stops where the ledger has none, and believes no clerk’s entry', async () => {
    const clerk = await opened(1);
    const forged = { type: 'officeSaved', office: { ...moved, officeName: '别的单位' } };
    const event = { entryId: randomUUID(), subjectId: 'o2', on: plainDate('2022-08-22'), content: forged } as const;
    expect(await clerk.cases.recordEvent({ ...event, kind: 'office', takeBatchNumber: false })).toMatchObject({
      failure: { code: 'administrator-only' },
    });
    await closeAll();
    await damageFiles();
    expect(await open(1, true)).toMatchObject({
      failure: { code: 'settings-damaged', detail: { ledger: 'none' } },
    });
  });

  it('says so when the disk does not take the file, and the next sign-in does it', async () => {
    await (await opened(0)).saveOffice(moved);
    await closeAll();
    await damageFiles();
    counter.host.cut('settings.write', 'before');
    expect((await (await opened(1, true)).settleOffice()).ok).toBe(false);
    await closeAll();
    const again = await opened(1, true);
    expect(again.notices).toMatchObject([{ saved: { sequence: 2 } }]);
    expect((await again.settleOffice()).ok).toBe(true);
    expect(await readBack()).toMatchObject({ ok: true, value: { settings: moved } });
  });
});

describe('settings that the ledger does not have yet', () => {
  it('come into it at the first sign-in of an administrator, once', async () => {
    expect((await (await opened(1)).settleOffice()).ok).toBe(true);
    const administrator = await opened(0);
    await administrator.settleOffice();
    await administrator.settleOffice();
    expect(await administrator.cases.events('office')).toMatchObject({
      value: [{ content: { type: 'officeSaved', office: anOffice }, by: { id: 'o1' } }],
    });
    await closeAll();
    await damageFiles();
    expect((await opened(1, true)).office).toEqual(anOffice);
  });
});
