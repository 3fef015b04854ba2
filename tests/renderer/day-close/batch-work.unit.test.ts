import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { plainDate } from '#shared/domain/plain-date.ts';
import { builtInLayouts } from '#shared/layouts/index.ts';
import { verifyManifest } from '#shared/batches/verify-manifest.ts';
import {
  openBatchCasesOfStore,
  prepareBatch,
  withoutFaulty,
  type PreparedBatch,
} from '#renderer/features/day-close/batch-data.ts';
import {
  entryIdOf,
  exportBatch,
  finishBatch,
  isUnfinished,
  readBatches,
  voidBatch,
  type BatchWork,
} from '#renderer/features/day-close/batch-work.ts';
import { aCounterStore, anAcceptedAction, aSupplementAction, type FakeStore } from '#tests/builders/a-counter-store.ts';
import { aCitizenId } from '#tests/builders/an-export-case.ts';
import { z } from 'zod';

const layout = builtInLayouts[0];
const day = plainDate('2022-08-22');

const workOn = (store: FakeStore, signal: AbortSignal = new AbortController().signal): BatchWork => ({
  store,
  on: day,
  now: () => '2022-08-22T17:00:00+08:00',
  newId: () => crypto.randomUUID(),
  onProgress: () => undefined,
  signal,
});

async function seeded(count: number, options: Parameters<typeof aCounterStore>[0] = {}): Promise<FakeStore> {
  const store = aCounterStore(options);
  for (let n = 1; n <= count; n += 1) {
    await store.cases.record({
      entryId: `seed-${n}`,
      caseId: `case-${n}`,
      action: anAcceptedAction(n, [{}, { verdict: 'unmet' }]),
    });
  }
  store.calls.length = 0;
  return store;
}

async function prepared(store: FakeStore): Promise<PreparedBatch> {
  const opened = await openBatchCasesOfStore(store);
  if (!opened.ok) throw new Error(opened.failure.code);
  return prepareBatch(layout, 'printed', opened.value);
}

const statuses = (store: FakeStore) => store.cases.list().map(({ status }) => status);
const verify = (files: ReadonlyMap<string, Uint8Array>) =>
  verifyManifest(
    files.get('manifest.json') ?? new Uint8Array(),
    [...files]
      .filter(([name]) => name !== 'manifest.json')
      .map(([name, bytes]) => ({
        name,
        bytes: bytes.length,
        sha256: createHash('sha256').update(bytes).digest('hex'),
      })),
  );

describe('a batch from start to end', () => {
  it('is journalled first, then written, then noted on every case', async () => {
    const store = await seeded(2);
    const outcome = await exportBatch(workOn(store), await prepared(store), ['xlsx', 'csv-utf-8']);
    expect(outcome).toMatchObject({ ok: true, folder: '/exports/window-intake-2022-W03-000001' });
    const order = store.calls.filter((call, index) => call !== store.calls[index - 1]);
    expect(order).toEqual([
      'recordEvent:begun',
      'export.begin',
      'export.append',
      'export.commit',
      'recordEvent:committed',
      'record:exported',
    ]);
    expect(statuses(store)).toEqual(['exported', 'exported']);
    expect(store.cases.list().map(({ batchNumber }) => batchNumber)).toEqual(['2022-W03-1', '2022-W03-1']);
  });

  it('the folder is intact, and its manifest names number, totals and the journal entry', async () => {
    const store = await seeded(2);
    await exportBatch(workOn(store), await prepared(store), ['xlsx', 'csv-utf-8']);
    const files = store.exported.get('window-intake-2022-W03-000001') ?? new Map<string, Uint8Array>();
    const result = verify(files);
    expect(result).toMatchObject({
      state: 'intact',
      manifest: { number: '2022-W03-1', cases: 2, persons: 2, amountFen: 300_000, chainHead: { sequence: 3 } },
    });
    const [batch] = await readBatches(store);
    expect(batch?.committed?.manifestDigest).toBe(result.manifest?.digest);
  });

  it('training says so everywhere', async () => {
    const store = await seeded(1, { area: 'training' });
    await exportBatch(workOn(store), await prepared(store), ['xlsx', 'csv-utf-8']);
    const [name, files] = [...store.exported][0] ?? [];
    expect(name).toBe('培训-window-intake-2022-W03-000001');
    expect([...(files?.keys() ?? [])].toSorted()).toEqual([
      'manifest.json',
      '培训-window-intake.csv',
      '培训-window-intake.xlsx',
    ]);
    expect(verify(files ?? new Map<string, Uint8Array>())).toMatchObject({
      state: 'intact',
      manifest: { training: true },
    });
  });

  it('a case with something to fix stops the batch, and can be left behind', async () => {
    const store = await seeded(1);
    await store.cases.record({ entryId: 'bad', caseId: 'case-bad', action: anAcceptedAction(9, [{ name: '=A1' }]) });
    const all = await prepared(store);
    expect(await exportBatch(workOn(store), all, ['xlsx'])).toMatchObject({
      ok: false,
      trouble: { kind: 'not-ready' },
    });
    expect(store.exported.size).toBe(0);
    expect((await exportBatch(workOn(store), withoutFaulty(all), ['xlsx'])).ok).toBe(true);
    expect(statuses(store)).toEqual(['exported', 'accepted']);
  });

  it('cancelled before it takes a number, it leaves nothing', async () => {
    const store = await seeded(1);
    const outcome = await exportBatch(workOn(store, AbortSignal.abort()), await prepared(store), ['xlsx']);
    expect(outcome).toEqual({ ok: false, trouble: { kind: 'cancelled' } });
    expect(await readBatches(store)).toEqual([]);
    expect(store.exported.size).toBe(0);
  });
});

describe('persons accepted later', () => {
  const ids = [11, 12, 13].map((n) => aCitizenId(n));
  const rest = (verdict: 'met' | 'unmet') => aSupplementAction(1, [{ citizenId: ids[1] ?? '', verdict }]);
  async function withOpenPerson(): Promise<FakeStore> {
    const store = aCounterStore();
    const persons = [{ citizenId: ids[0] ?? '' }, { citizenId: ids[1] ?? '', verdict: 'unknown' as const }];
    await store.cases.record({ entryId: 'seed', caseId: 'case-1', action: anAcceptedAction(1, persons) });
    return store;
  }
  const rows = (store: FakeStore): string[] =>
    [...store.exported.values()].flatMap((files) =>
      new TextDecoder()
        .decode(files.get('window-intake.csv'))
        .split('\n')
        .flatMap((line) => ids.filter((id) => line.includes(id))),
    );

  it('leave in a later batch, each exactly once', async () => {
    const store = await withOpenPerson();
    await exportBatch(workOn(store), await prepared(store), ['csv-utf-8']);
    expect(rows(store)).toEqual([ids[0]]);
    expect((await prepared(store)).cases).toEqual([]);
    const later = await store.cases.record({ entryId: 'later', caseId: 'case-1', action: rest('met') });
    expect(later).toMatchObject({ ok: true, value: { summary: { status: 'partlyExported' } } });
    await exportBatch(workOn(store), await prepared(store), ['csv-utf-8']);
    expect(rows(store)).toEqual([ids[0], ids[1]]);
    expect(statuses(store)).toEqual(['exported']);
    expect((await prepared(store)).cases).toEqual([]);
  });

  it('leave together with the others when nothing left before, as one case', async () => {
    const store = await withOpenPerson();
    await store.cases.record({ entryId: 'later', caseId: 'case-1', action: rest('met') });
    const outcome = await exportBatch(workOn(store), await prepared(store), ['csv-utf-8']);
    expect(outcome).toMatchObject({ ok: true, manifest: { cases: 1, persons: 2 } });
    expect(rows(store)).toEqual([ids[0], ids[1]]);
  });

  it('do not slip into a batch that was begun before them, and are not marked by it', async () => {
    const store = await withOpenPerson();
    store.failing.add('record:exported');
    await exportBatch(workOn(store), await prepared(store), ['csv-utf-8']);
    store.failing.clear();
    await store.cases.record({ entryId: 'later', caseId: 'case-1', action: rest('met') });
    const [batch] = await readBatches(store);
    if (batch === undefined) throw new Error('the batch left no record');
    await finishBatch(workOn(store), batch, builtInLayouts);
    expect(statuses(store)).toEqual(['partlyExported']);
    await exportBatch(workOn(store), await prepared(store), ['csv-utf-8']);
    expect(rows(store)).toEqual([ids[0], ids[1]]);
  });

  it('who are not accepted do not leave at all', async () => {
    const store = await withOpenPerson();
    await exportBatch(workOn(store), await prepared(store), ['csv-utf-8']);
    await store.cases.record({ entryId: 'later', caseId: 'case-1', action: rest('unmet') });
    expect(statuses(store)).toEqual(['exported']);
    expect((await prepared(store)).cases).toEqual([]);
  });
});

describe('stopped in the middle', () => {
  const stops = ['export.begin', 'export.append', 'export.commit', 'recordEvent:committed', 'record:exported'];

  it.each(stops)(
    'at %s: nothing looks exported without a record, and finishing completes the same batch',
    async (step) => {
      const store = await seeded(3);
      store.failing.add(step);
      const first = await exportBatch(workOn(store), await prepared(store), ['xlsx', 'csv-utf-8']);
      expect(first.ok).toBe(false);
      const [batch] = await readBatches(store);
      if (batch === undefined) throw new Error('the batch left no record');
      expect(isUnfinished(batch, store)).toBe(true);
      expect(statuses(store)).toEqual(['accepted', 'accepted', 'accepted']);
      store.failing.clear();
      const second = await finishBatch(workOn(store), batch, builtInLayouts);
      expect(second.ok).toBe(true);
      expect(store.exported.size).toBe(1);
      const [after, ...more] = await readBatches(store);
      expect(more).toEqual([]);
      const result = verify([...store.exported.values()][0] ?? new Map<string, Uint8Array>());
      expect(result.state).toBe('intact');
      expect(after?.committed?.manifestDigest).toBe(result.manifest?.digest);
      expect(statuses(store)).toEqual(['exported', 'exported', 'exported']);
      expect(after !== undefined && isUnfinished(after, store)).toBe(false);
    },
  );

  it('with the folder written and changed since: not taken for the same, nothing noted, the clerk is told', async () => {
    const store = await seeded(1);
    store.failing.add('recordEvent:committed');
    await exportBatch(workOn(store), await prepared(store), ['csv-utf-8']);
    store.failing.clear();
    const [batch] = await readBatches(store);
    const [name, files] = [...store.exported][0] ?? [];
    const csv = files?.get('window-intake.csv');
    if (batch === undefined || name === undefined || csv === undefined) throw new Error('no folder');
    files?.set('~$window-intake.csv', new Uint8Array([1]));
    files?.set('window-intake.csv', Uint8Array.from([...csv, 32]));
    const differs = { ok: false, trouble: { kind: 'failure', failure: { code: 'export-differs' } } };
    expect(await finishBatch(workOn(store), batch, builtInLayouts)).toMatchObject(differs);
    expect(statuses(store)).toEqual(['accepted']);
    files?.set('window-intake.csv', csv);
    expect(await finishBatch(workOn(store), batch, builtInLayouts)).toMatchObject({
      ok: true,
      folder: `/exports/${name}`,
    });
    expect((await readBatches(store))[0]?.committed?.folder).toBe(`/exports/${name}`);
    expect(statuses(store)).toEqual(['exported']);
  });

  it('before the number is taken: nothing at all', async () => {
    const store = await seeded(1);
    store.failing.add('recordEvent:begun');
    expect((await exportBatch(workOn(store), await prepared(store), ['xlsx'])).ok).toBe(false);
    expect([store.exported.size, (await readBatches(store)).length]).toEqual([0, 0]);
  });

  it('a case that was withdrawn meanwhile: not finished, but voided; its number stays taken', async () => {
    const store = await seeded(2);
    store.failing.add('export.append');
    await exportBatch(workOn(store), await prepared(store), ['xlsx']);
    store.failing.clear();
    await store.cases.record({
      entryId: 'w',
      caseId: 'case-2',
      action: { kind: 'withdrawn', at: '', on: day, officer: { id: 'o2', name: '王样例' }, reason: '单位撤回' },
    });
    const [batch] = await readBatches(store);
    if (batch === undefined) throw new Error('the batch left no record');
    expect(await finishBatch(workOn(store), batch, builtInLayouts)).toEqual({
      ok: false,
      trouble: { kind: 'content-changed' },
    });
    expect(store.exported.size).toBe(0);
    expect(await voidBatch(workOn(store), batch, '未完成')).toBe(null);
    const outcome = await exportBatch(workOn(store), await prepared(store), ['xlsx']);
    expect(outcome).toMatchObject({ ok: true, folder: '/exports/window-intake-2022-W03-000002' });
    expect((await readBatches(store)).map(({ numberText, voided }) => [numberText, voided])).toEqual([
      ['2022-W03-1', '未完成'],
      ['2022-W03-2', null],
    ]);
  });

  it('a layout that is gone or changed: cannot be finished', async () => {
    const store = await seeded(1);
    store.failing.add('export.begin');
    await exportBatch(workOn(store), await prepared(store), ['xlsx']);
    store.failing.clear();
    const [batch] = await readBatches(store);
    if (batch === undefined) throw new Error('the batch left no record');
    expect(await finishBatch(workOn(store), batch, [{ ...layout, version: 'other' }])).toMatchObject({
      trouble: { kind: 'content-changed' },
    });
  });
});

describe('entry ids', () => {
  it('are UUIDs, the same for the same step, others for others', () => {
    const id = entryIdOf('batch', 'case');
    expect(z.uuid().safeParse(id).success).toBe(true);
    expect(entryIdOf('batch', 'case')).toBe(id);
    expect(entryIdOf('batch', 'other')).not.toBe(id);
  });
});
