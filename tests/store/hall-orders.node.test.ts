/** 合并导出 in bad orders: what was read before and is recorded after, what stopped half-way, and whoever did not hear of the other. */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { HallEvent } from '#shared/batches/hall-dispatches.ts';
import { exportBatch, finishBatch, readBatches } from '#renderer/features/day-close/batch-work.ts';
import { faultyIn } from '#renderer/features/day-close/batch-data.ts';
import { officers } from './a-counter.ts';
import { valueOf } from './an-office-on.ts';
import {
  acceptedAt,
  arrived,
  exportedAt,
  hallDay as on,
  hallLayout,
  lineOf,
  preparedAt,
  released,
  workAt,
} from './hall-office.ts';
import { eachTwoWindows } from './each-two-windows.ts';
import type { TwoWindows } from './two-windows.ts';

const [, clerk] = officers;
const nobody: ReadonlySet<string> = new Set();
const windowsNow = eachTwoWindows('here');
let windows: TwoWindows;
beforeEach(() => {
  windows = windowsNow();
});

describe('an own export beside a release', () => {
  it('that stopped with its folder written releases nobody in it', async () => {
    const caseId = await acceptedAt(windows.there, 2);
    const died = new Error('died');
    const work = {
      ...workAt(windows.there),
      onProgress: ({ step }: { readonly step: string }) => {
        if (step === 'recording') throw died;
      },
    };
    await expect(exportBatch(work, await preparedAt(windows.there, []), ['csv-utf-8'])).rejects.toBe(died);
    const outcome = await windows.until(
      () => windows.there.hall.release(on, nobody),
      (found) => !found.ok || found.value.uncompared === 0,
    );
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'action-not-allowed' } });
    expect(lineOf(windows.there, caseId)?.release).toBeNull();
    const [batch] = await readBatches(windows.there);
    if (batch === undefined) throw new Error('no batch');
    expect((await finishBatch(workAt(windows.there), batch, [hallLayout])).ok).toBe(true);
    expect(lineOf(windows.there, caseId)).toMatchObject({ status: 'exported', batchWindow: null });
  });

  it('that was prepared before takes nobody who was released since', async () => {
    await acceptedAt(windows.there, 2);
    const before = await preparedAt(windows.there, []);
    await released(windows);
    expect(await exportBatch(workAt(windows.there), before, ['csv-utf-8'])).toMatchObject({
      ok: false,
      trouble: { kind: 'content-changed' },
    });
    expect(await readBatches(windows.there)).toEqual([]);
  });
});

describe('giving back beside a batch', () => {
  it('leaves a case to one of the two', async () => {
    await acceptedAt(windows.there, 2);
    await released(windows);
    const waiting = await arrived(windows);
    const prepared = await preparedAt(windows.here, waiting);
    const given: ReturnType<typeof windows.here.hall.handBack>[] = [];
    const work = {
      ...workAt(windows.here),
      // While the files are measured.
      onProgress: () => {
        if (given.length === 0) given.push(windows.here.hall.handBack(waiting, '账户名称与单位不符', on));
      },
    };
    const done = await exportBatch(work, prepared, ['csv-utf-8']);
    const [back] = await Promise.all(given);
    expect(back?.ok).toBe(!done.ok);
  });
});

describe('a person whom this window sent before it heard of the other', () => {
  it('goes into no batch for the hall until somebody decided', async () => {
    const theirs = await acceptedAt(windows.there, 7, 1);
    // The other window's claim is first at the hub, and this one has not looked there since.
    for (const until = Date.now() + 20_000; lineOf(windows.there, theirs)?.release === null;) {
      if (Date.now() > until) throw new Error('not released');
      await windows.second.host.call('post.send', { area: 'office' });
      valueOf(await windows.there.hall.release(on, nobody));
    }
    const own = await acceptedAt(windows.here, 7, 1);
    await exportedAt(windows.here, []);
    expect(lineOf(windows.here, own)?.status).toBe('exported');
    const waiting = await arrived(windows);
    const { number } = lineOf(windows.there, theirs) ?? { number: '' };
    const prepared = await windows.until(
      async () => await preparedAt(windows.here, valueOf(await windows.here.hall.received()).waiting),
      (found) => faultyIn(found).size > 0,
    );
    expect(waiting).toHaveLength(1);
    expect([...faultyIn(prepared)]).toEqual([number]);
    expect(prepared.check.problems).toMatchObject([{ code: 'claimed-elsewhere' }]);
  });
});

describe('a word that the owner’s roll did not bear out', () => {
  it('is said again by the same officer, once after each sign-in: that window may have the newer roll by now', async () => {
    await acceptedAt(windows.there, 2);
    await released(windows);
    await exportedAt(windows.here, await arrived(windows));
    const said = async () =>
      valueOf(await windows.here.cases.events('exchange')).flatMap(({ content }) => {
        const event = HallEvent.safeParse(content).data;
        return event?.type === 'hallSaid' ? [event] : [];
      });
    const refuse = async ({ name, words }: Awaited<ReturnType<typeof said>>[number]) => {
      const became = words.map(({ word: { caseId, of } }) => ({ caseId, of, became: 'not-on-roll' as const }));
      const entry = { entryId: randomUUID(), kind: 'exchange', subjectId: name, on, takeBatchNumber: false } as const;
      valueOf(await windows.here.cases.recordEvent({ ...entry, content: { type: 'hallSettled', name, became } }));
    };
    const spoken = async (times: number) => {
      const all = await windows.until(said, (found) => found.length >= times);
      expect(all).toHaveLength(times);
      for (const one of all.slice(times - 1)) await refuse(one);
    };
    await spoken(1);
    await spoken(2);
    await pause(4_000);
    expect(await said()).toHaveLength(2);
    await windows.signIn('first', clerk);
    await spoken(3);
  });
});
