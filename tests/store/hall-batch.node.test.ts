/** 合并导出: the second window releases, the first exports for both; real stores, hosts and hub. Nobody is in two batches, whatever is lost. */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { IDBFactory } from 'fake-indexeddb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { releaseKey } from '#shared/batches/hall-dispatches.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { findLayout } from '#shared/layouts/index.ts';
import { openBatchCasesOfStore, prepareBatch, withoutFaulty } from '#renderer/features/day-close/batch-data.ts';
import { exportBatch, finishBatch, readBatches, type BatchWork } from '#renderer/features/day-close/batch-work.ts';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import type { ReceivedRelease } from '#renderer/store/dispatches/hall-desk.ts';
import { actedBy, aWithdrawal } from '#tests/builders/a-case-action.ts';
import { anAcceptedAction } from '#tests/builders/a-counter-store.ts';
import { aPostgres, type TestPostgres } from '#tests/builders/a-hub.ts';
import { officers } from './a-counter.ts';
import { valueOf } from './an-office-on.ts';
import { TwoWindows } from './two-windows.ts';

const [, clerk, other] = officers;
const on = plainDate('2022-08-22');
const layout = findLayout('window-intake');
const nobody: ReadonlySet<string> = new Set();

let postgres: TestPostgres;
let windows: TwoWindows;

beforeAll(async () => {
  postgres = await aPostgres();
});
afterAll(async () => {
  await postgres.end();
});
beforeEach(async () => {
  windows = await TwoWindows.open(postgres, 'here');
});
afterEach(async () => {
  await windows.close();
});

/** A case of `persons` accepted at a window; `n` makes firm and persons. */
async function accepted(store: CounterStore, n: number, persons = 2): Promise<string> {
  const caseId = randomUUID();
  const action = actedBy(
    anAcceptedAction(
      n,
      Array.from({ length: persons }, () => ({})),
    ),
    store.officer,
  );
  valueOf(await store.cases.record({ entryId: randomUUID(), caseId, action }));
  return caseId;
}
const lineOf = (store: CounterStore, caseId: string) => store.cases.list().find((entry) => entry.caseId === caseId);
const released = () =>
  windows.until(
    () => windows.there.hall.release(on, nobody),
    (found) => found.ok && found.value.uncompared === 0 && found.value.released > 0,
  );
const received = async () => valueOf(await windows.here.hall.received());
const arrived = async (count = 1): Promise<readonly ReceivedRelease[]> =>
  (await windows.until(received, ({ waiting }) => waiting.length === count)).waiting;
const work = (): BatchWork => ({
  store: windows.here,
  on,
  now: () => '2022-08-22T17:00:00+08:00',
  newId: () => randomUUID(),
  onProgress: () => undefined,
  signal: new AbortController().signal,
});
const prepared = async (waiting: readonly ReceivedRelease[]) => {
  if (layout === undefined) throw new Error('no layout');
  return prepareBatch(layout, 'printed', valueOf(await openBatchCasesOfStore(windows.here)), waiting);
};
async function exported(waiting: readonly ReceivedRelease[]) {
  const done = await exportBatch(work(), await prepared(waiting), ['csv-utf-8']);
  if (!done.ok) throw new Error(JSON.stringify(done.trouble));
  return { ...done, text: await readFile(join(done.folder, 'window-intake.csv'), 'utf8') };
}
const answered = (caseId: string) =>
  windows.until(
    async () => lineOf(windows.there, caseId),
    (entry) => entry?.release === null,
  );
const batchNumber = async () => (await readBatches(windows.here)).at(-1)?.numberText;

describe('one batch for the hall', () => {
  it('holds both windows’ persons, and each window has it in its case', async () => {
    const own = await accepted(windows.here, 1);
    const theirs = await accepted(windows.there, 2, 3);
    valueOf(await released());
    expect(lineOf(windows.there, theirs)).toMatchObject({ status: 'accepted', release: { to: { prefix: 'W03' } } });
    const waiting = await arrived();
    expect(waiting[0]).toMatchObject({ prefix: 'W04', held: true, released: { caseId: theirs } });
    const { manifest, text } = await exported(waiting);
    expect(manifest).toMatchObject({ cases: 2, persons: 5 });
    for (const { citizenId } of lineOf(windows.there, theirs)?.persons ?? []) expect(text).toContain(citizenId);
    expect((await received()).waiting).toEqual([]);
    expect(await answered(theirs)).toMatchObject({
      status: 'exported',
      batchNumber: await batchNumber(),
      batchWindow: 'W03',
    });
    expect(lineOf(windows.here, own)).toMatchObject({ status: 'exported', batchWindow: null });
    await windows.until(received, ({ onTheWay }) => onTheWay === 0);
    // Neither the hub nor the exporting window's ledger keeps anybody of the other's case.
    await windows.until(
      () => windows.hub.database.rows<{ content: string | null }>('SELECT content FROM dispatch'),
      (rows) => rows.length === 3 && rows.every(({ content }) => content === null),
    );
    const told = JSON.stringify([
      valueOf(await windows.here.cases.events('exchange')),
      valueOf(await windows.here.cases.events('export')),
    ]);
    for (const { citizenId, name } of lineOf(windows.there, theirs)?.persons ?? []) {
      expect(told).not.toContain(citizenId);
      expect(told).not.toContain(name);
    }
  });

  it('binds the case until it is answered; given back it is its window’s again, with the reason', async () => {
    const caseId = await accepted(windows.there, 2);
    const rounds = [lineOf(windows.there, caseId)?.decidedAt ?? 0];
    valueOf(await released());
    const record = async (action: Parameters<CounterStore['cases']['record']>[0]['action']) =>
      await windows.there.cases.record({
        entryId: randomUUID(),
        caseId,
        action: actedBy(action, windows.there.officer),
      });
    const base = { at: '2022-08-22T10:00:00+08:00', on, officer: clerk } as const;
    const batch = { batchId: 'b', batchNumber: 'W04-1', rounds };
    for (const action of [
      aWithdrawal(),
      { kind: 'exported', ...base, ...batch },
      { kind: 'released', ...base, to: { window: randomUUID(), prefix: 'W09' }, rounds },
    ] as const)
      expect(await record(action)).toMatchObject({ ok: false, failure: { code: 'action-not-allowed' } });
    expect(valueOf(await openBatchCasesOfStore(windows.there))).toEqual([]);
    // What the exporting window's card did not sign is nobody's word.
    const window = lineOf(windows.there, caseId)?.release?.to.window ?? '';
    const word = {
      name: 'hallWords 1',
      window,
      prefix: 'W03',
      on,
      officerId: clerk.id,
      officerName: clerk.name,
      at: base.at,
    };
    const dispatched = { ...word, signed: { card: 'x', value: 'y' } };
    expect(await record({ kind: 'exported', ...base, ...batch, dispatched })).toMatchObject({
      failure: { code: 'confirmation-missing' },
    });
    expect(await record({ kind: 'handedBack', ...base, reason: '编造', dispatched })).toMatchObject({
      failure: { code: 'confirmation-missing' },
    });
    const waiting = await arrived();
    valueOf(await windows.here.hall.handBack(waiting, '账户名称与单位不符', on));
    expect((await received()).waiting).toEqual([]);
    expect(await answered(caseId)).toMatchObject({
      status: 'accepted',
      handedBack: { prefix: 'W03', reason: '账户名称与单位不符' },
    });
    expect(await windows.here.hall.handBack(waiting, '再退一次', on)).toMatchObject({
      failure: { code: 'hall-not-waiting' },
    });
    expect((await record(aWithdrawal())).ok).toBe(true);
  });

  it('lets no prepared batch take what was given back meanwhile, and a case that comes again goes once', async () => {
    const caseId = await accepted(windows.there, 2);
    valueOf(await released());
    const waiting = await arrived();
    const before = await prepared(waiting);
    valueOf(await windows.here.hall.handBack(waiting, '等补一份合同', on));
    expect(await exportBatch(work(), before, ['csv-utf-8'])).toMatchObject({ trouble: { kind: 'content-changed' } });
    await answered(caseId);
    valueOf(await released());
    const { manifest } = await exported(await arrived());
    expect(manifest.persons).toBe(2);
    expect(await answered(caseId)).toMatchObject({ status: 'exported', handedBack: null });
  });

  it('goes on after a batch that stopped before its folder was there, also with lost working copies', async () => {
    const caseId = await accepted(windows.there, 2);
    valueOf(await released());
    const waiting = await arrived();
    const stopped = new AbortController();
    const begun = await exportBatch(
      {
        ...work(),
        signal: stopped.signal,
        onProgress: ({ step }) => step === 'writing' && stopped.abort(),
      },
      await prepared(waiting),
      ['csv-utf-8'],
    );
    expect(begun.ok).toBe(false);
    // Begun, it is in no other batch; nothing was said to its owner.
    expect((await received()).waiting).toEqual([]);
    windows.first.idb = new IDBFactory();
    await windows.signIn('first', clerk);
    windows.second.idb = new IDBFactory();
    await windows.signIn('second', other);
    expect(lineOf(windows.there, caseId)?.release).not.toBeNull();
    const [batch] = await readBatches(windows.here);
    if (batch === undefined || layout === undefined) throw new Error('no batch');
    expect(batch.begun.released?.map((one) => releaseKey(one.window, one))).toHaveLength(1);
    expect((await finishBatch(work(), batch, [layout])).ok).toBe(true);
    expect(await answered(caseId)).toMatchObject({ status: 'exported', batchNumber: batch.numberText });
    // Told once, and never again.
    windows.second.idb = new IDBFactory();
    await windows.signIn('second', other);
    const { actions } = valueOf(await windows.there.cases.open(caseId));
    expect(actions.filter(({ action }) => action.kind === 'exported')).toHaveLength(1);
    expect((await received()).waiting).toEqual([]);
  });

  it('keeps a person whom both windows accepted out of two batches', async () => {
    // The same firm and persons, accepted at both windows before either heard of the other.
    await accepted(windows.here, 7, 1);
    const theirs = await accepted(windows.there, 7, 1);
    const outcome = valueOf(
      await windows.until(
        () => windows.there.hall.release(on, nobody),
        (found) => found.ok && found.value.barred === 1,
      ),
    );
    expect(outcome).toMatchObject({ released: 0, barred: 1 });
    expect(lineOf(windows.there, theirs)?.release).toBeNull();
    const left = async () => withoutFaulty(await prepared([])).check.totals.persons;
    expect(await windows.until(left, (persons) => persons === 0)).toBe(0);
  });

  it('is nobody’s to release where the window exports itself', async () => {
    await accepted(windows.here, 1);
    expect(await windows.here.hall.release(on, nobody)).toMatchObject({ failure: { code: 'hall-elsewhere-only' } });
    expect(await windows.here.hall.role()).toMatchObject({ role: 'here' });
    expect(await windows.there.hall.role()).toMatchObject({ role: 'elsewhere', window: { prefix: 'W03' } });
  });
});
