/** 合并导出: the second window releases, the first exports for both; real stores, hosts and hub. Nobody is in two batches, whatever is lost. */
import { randomUUID } from 'node:crypto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import type { CaseAction } from '#shared/casework/action.ts';
import { batchFolderName } from '#shared/batches/batch-name.ts';
import { ExportEvent } from '#shared/batches/batch-events.ts';
import { releaseKey } from '#shared/batches/hall-dispatches.ts';
import { failed } from '#shared/contract/failure.ts';
import { openBatchCasesOfStore, withoutFaulty } from '#renderer/features/day-close/batch-data.ts';
import { exportBatch, finishBatch, readBatches, voidBatch } from '#renderer/features/day-close/batch-work.ts';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import { aWithdrawal } from '#tests/builders/a-case-action.ts';
import { officers } from './a-counter.ts';
import { valueOf } from './an-office-on.ts';
import {
  acceptedAt,
  answered,
  arrived,
  exportedAt,
  hallDay,
  hallLayout,
  lineOf,
  preparedAt,
  receivedAt,
  recordAt,
  released,
  workAt,
} from './hall-office.ts';
import { eachTwoWindows } from './each-two-windows.ts';
import type { TwoWindows } from './two-windows.ts';

const [, clerk, other] = officers;
const on = hallDay;
const nobody: ReadonlySet<string> = new Set();

const windowsNow = eachTwoWindows('here');
let windows: TwoWindows;
beforeEach(() => {
  windows = windowsNow();
});

const batchNumber = async () => (await readBatches(windows.here)).at(-1)?.numberText;

describe('one batch for the hall', () => {
  it('holds both windows’ persons, and each window has it in its case', async () => {
    const own = await acceptedAt(windows.here, 1);
    const theirs = await acceptedAt(windows.there, 2, 3);
    await released(windows);
    expect(lineOf(windows.there, theirs)).toMatchObject({ status: 'accepted', release: { to: { prefix: 'W03' } } });
    const waiting = await arrived(windows);
    expect(waiting[0]).toMatchObject({ prefix: 'W04', held: true, released: { caseId: theirs } });
    const { manifest, text } = await exportedAt(windows.here, waiting);
    expect(manifest).toMatchObject({ cases: 2, persons: 5 });
    for (const { citizenId } of lineOf(windows.there, theirs)?.persons ?? []) expect(text).toContain(citizenId);
    expect((await receivedAt(windows.here)).waiting).toEqual([]);
    expect(await answered(windows, theirs)).toMatchObject({
      status: 'exported',
      batchNumber: await batchNumber(),
      batchWindow: 'W03',
    });
    expect(lineOf(windows.here, own)).toMatchObject({ status: 'exported', batchWindow: null });
    await windows.until(
      () => receivedAt(windows.here),
      ({ onTheWay }) => onTheWay === 0,
    );
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
    const caseId = await acceptedAt(windows.there, 2);
    const rounds = [lineOf(windows.there, caseId)?.decidedAt ?? 0];
    await released(windows);
    const record = (action: CaseAction) => recordAt(windows.there, caseId, action);
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
    const waiting = await arrived(windows);
    valueOf(await windows.here.hall.handBack(waiting, '账户名称与单位不符', on));
    expect((await receivedAt(windows.here)).waiting).toEqual([]);
    expect(await answered(windows, caseId)).toMatchObject({
      status: 'accepted',
      handedBack: { prefix: 'W03', reason: '账户名称与单位不符' },
    });
    expect(await windows.here.hall.handBack(waiting, '再退一次', on)).toMatchObject({
      failure: { code: 'hall-not-waiting' },
    });
    expect((await record(aWithdrawal())).ok).toBe(true);
  });

  it('lets no prepared batch take what was given back meanwhile, and a case that comes again goes once', async () => {
    const caseId = await acceptedAt(windows.there, 2);
    await released(windows);
    const waiting = await arrived(windows);
    const before = await preparedAt(windows.here, waiting);
    valueOf(await windows.here.hall.handBack(waiting, '等补一份合同', on));
    expect(await exportBatch(workAt(windows.here), before, ['csv-utf-8'])).toMatchObject({
      trouble: { kind: 'content-changed' },
    });
    await answered(windows, caseId);
    await released(windows);
    const { manifest } = await exportedAt(windows.here, await arrived(windows));
    expect(manifest.persons).toBe(2);
    expect(await answered(windows, caseId)).toMatchObject({ status: 'exported', handedBack: null });
  });

  it('goes on after a batch that stopped before its folder was there, also with lost working copies', async () => {
    const caseId = await acceptedAt(windows.there, 2);
    await released(windows);
    const waiting = await arrived(windows);
    const stopped = new AbortController();
    const begun = await exportBatch(
      {
        ...workAt(windows.here),
        signal: stopped.signal,
        onProgress: ({ step }) => step === 'writing' && stopped.abort(),
      },
      await preparedAt(windows.here, waiting),
      ['csv-utf-8'],
    );
    expect(begun.ok).toBe(false);
    // Begun, it is in no other batch; nothing was said to its owner.
    expect((await receivedAt(windows.here)).waiting).toEqual([]);
    windows.first.idb = new IDBFactory();
    await windows.signIn('first', clerk);
    windows.second.idb = new IDBFactory();
    await windows.signIn('second', other);
    expect(lineOf(windows.there, caseId)?.release).not.toBeNull();
    const [batch] = await readBatches(windows.here);
    if (batch === undefined) throw new Error('no batch');
    expect(batch.begun.released?.map((one) => releaseKey(one.window, one))).toHaveLength(1);
    expect((await finishBatch(workAt(windows.here), batch, [hallLayout])).ok).toBe(true);
    expect(await answered(windows, caseId)).toMatchObject({ status: 'exported', batchNumber: batch.numberText });
    // Told once, and never again.
    windows.second.idb = new IDBFactory();
    await windows.signIn('second', other);
    const { actions } = valueOf(await windows.there.cases.open(caseId));
    expect(actions.filter(({ action }) => action.kind === 'exported')).toHaveLength(1);
    expect((await receivedAt(windows.here)).waiting).toEqual([]);
  });

  it('goes on after a window lost its dispatches, also with a clock that does not go on', async () => {
    const caseId = await acceptedAt(windows.there, 2);
    await released(windows);
    await arrived(windows);
    // The clock of these machines stands still: what is said anew is not later than what the hub has.
    await windows.restart('second', other, 'post-dispatches.jsonl');
    await windows.restart('first', clerk, 'post-dispatches.jsonl');
    await exportedAt(windows.here, await arrived(windows));
    await windows.restart('first', clerk, 'post-dispatches.jsonl');
    expect(await answered(windows, caseId)).toMatchObject({ status: 'exported', batchWindow: 'W03' });
    // Nothing is left lying at the hub, and nobody is told anything twice.
    await windows.until(
      () => windows.hub.database.rows<{ content: string | null }>('SELECT content FROM dispatch'),
      (rows) => rows.every(({ content }) => content === null),
    );
    const { actions } = valueOf(await windows.there.cases.open(caseId));
    expect(actions.filter(({ action }) => action.kind === 'exported')).toHaveLength(1);
  });

  it('writes no folder before the hub has the batch, and goes on when it is back', async () => {
    const caseId = await acceptedAt(windows.there, 2);
    await released(windows);
    const prepared = await preparedAt(windows.here, await arrived(windows));
    const { here } = windows;
    const stopping = new AbortController();
    const call: CounterStore['host']['call'] = async (channel, request) => {
      if (channel !== 'post.send') return await here.host.call(channel, request);
      stopping.abort();
      return await Promise.resolve(failed('host-unreachable'));
    };
    const cut = { ...workAt({ ...here, host: { ...here.host, call } }), signal: stopping.signal };
    expect(await exportBatch(cut, prepared, ['csv-utf-8'])).toMatchObject({ ok: false });
    const [batch] = await readBatches(here);
    if (batch === undefined) throw new Error('no batch');
    const folderName = batchFolderName(hallLayout.id, batch.number, false);
    expect(valueOf(await here.host.call('export.inspect', { area: 'office', folderName })).found).toBeNull();
    expect((await finishBatch(workAt(windows.here), batch, [hallLayout])).ok).toBe(true);
    expect(await answered(windows, caseId)).toMatchObject({ status: 'exported' });
  });

  it('with its folder there can only be finished, from the folder', async () => {
    const caseId = await acceptedAt(windows.there, 2);
    await released(windows);
    const { here } = windows;
    const prepared = await preparedAt(here, await arrived(windows));
    // Killed between the folder and the entry that says so.
    const recordEvent: CounterStore['cases']['recordEvent'] = async (request) =>
      ExportEvent.safeParse(request.content).data?.step === 'committed'
        ? await Promise.resolve(failed('host-unreachable'))
        : await here.cases.recordEvent(request);
    const store = { ...here, cases: { ...here.cases, recordEvent } };
    expect((await exportBatch(workAt(store), prepared, ['csv-utf-8'])).ok).toBe(false);
    const [batch] = await readBatches(here);
    if (batch === undefined) throw new Error('no batch');
    expect(batch.committed).toBeNull();
    expect(await voidBatch(workAt(here), batch, '未完成')).toEqual({ code: 'hall-folder-there' });
    // The layout is not even needed: nothing is made anew.
    expect((await finishBatch(workAt(here), batch, [])).ok).toBe(true);
    expect(await answered(windows, caseId)).toMatchObject({ status: 'exported', batchNumber: batch.numberText });
  });

  it('keeps a person whom both windows accepted out of two batches', async () => {
    // The same firm and persons, accepted at both windows before either heard of the other.
    await acceptedAt(windows.here, 7, 1);
    const theirs = await acceptedAt(windows.there, 7, 1);
    const outcome = valueOf(
      await windows.until(
        () => windows.there.hall.release(on, nobody),
        (found) => found.ok && found.value.barred === 1,
      ),
    );
    expect(outcome).toMatchObject({ released: 0, barred: 1 });
    expect(lineOf(windows.there, theirs)?.release).toBeNull();
    const left = async () => withoutFaulty(await preparedAt(windows.here, [])).check.totals.persons;
    expect(await windows.until(left, (persons) => persons === 0)).toBe(0);
  });

  it('is nobody’s to release where the window exports itself', async () => {
    await acceptedAt(windows.here, 1);
    expect(await windows.here.hall.release(on, nobody)).toMatchObject({ failure: { code: 'hall-elsewhere-only' } });
    expect(await windows.here.hall.role()).toMatchObject({ role: 'here' });
    expect(await windows.there.hall.role()).toMatchObject({ role: 'elsewhere', window: { prefix: 'W03' } });
  });
});
