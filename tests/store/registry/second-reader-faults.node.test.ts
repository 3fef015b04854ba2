/** What may go wrong between two readers: a second one that never answers, tells too late, or fails with the file. */
import { describe, expect, it, vi } from 'vitest';
import { registryLayouts } from '#shared/registry/registry-headings.ts';
import { RowArena } from '#renderer/store/registry/row-arena.ts';
import { RowIntake } from '#renderer/store/registry/row-intake.ts';
import { readShare, type SecondReader } from '#renderer/store/registry/second-reader.ts';
import type { TableReading } from '#renderer/store/registry/table-source.ts';
import { FileDigest, PIECE_BYTES } from '#renderer/store/registry/text-source.ts';
import { readByTwo } from '#renderer/store/registry/two-readers.ts';
import { aRequest, insuranceFile, INSURANCE_HEADINGS } from './a-registry.ts';
import { aRegistryStore, take } from './a-registry-store.ts';

const shares = { smallest: PIECE_BYTES, largest: 2 * PIECE_BYTES };

/** A service whose second reader is `read`, and how many of those started are not ended yet. */
async function withSecond(read: SecondReader['read']) {
  const store = await aRegistryStore();
  const service = await store.open();
  const running = { readers: 0 };
  service.useSecondReader({
    shares,
    start: () => {
      running.readers += 1;
      let ended = false;
      return {
        read,
        end: () => {
          if (!ended) running.readers -= 1;
          ended = true;
        },
      };
    },
  });
  return { store, service, running };
}

const never: SecondReader['read'] = () => new Promise(() => undefined);

interface Told {
  readonly read: number;
  readonly rows: number;
}

/** A file read by two straight into an intake, with all that is told of it. */
function readingOf(
  content: string,
  read: SecondReader['read'],
  afterPiece = (): void => undefined,
): { readings: Told[]; done: Promise<RowIntake> } {
  const file = new Blob([content]);
  const order = {
    kind: 'insurance' as const,
    cellOf: registryLayouts.insurance.columns.map((_, index) => index),
    headings: INSURANCE_HEADINGS.split(','),
    seed: new Uint8Array(16),
  };
  const intake = new RowIntake({ ...order, headingLine: 1, to: { arena: new RowArena() } });
  const readings: Told[] = [];
  const reading: TableReading = {
    digest: new FileDigest(),
    onPiece: async (own, beside = { read: 0, rows: 0, badRows: 0 }) => {
      readings.push({ read: own + beside.read, rows: intake.rows + beside.rows });
      // As the store does, other things are seen to between pieces.
      await new Promise((resolve) => setImmediate(resolve));
      afterPiece();
    },
  };
  const start = () => ({ read, end: () => undefined });
  return { readings, done: readByTwo({ file, intake, reading, start, order, shares }).then(() => intake) };
}

describe('two readers', () => {
  it('can be cancelled while the first waits for a second that does not answer, and again imported', async () => {
    const { store, service, running } = await withSecond(never);
    const before = await take(service, aRequest(insuranceFile(50)));
    const request = aRequest(insuranceFile(20_000), { replaceAnyway: true });
    setTimeout(() => service.cancel('mine'), 1000);
    const result = await service.importCopy('mine', request, () => undefined);
    expect(result).toEqual({ ok: false, failure: { code: 'cancelled' } });
    expect(running.readers).toBe(0);
    expect(await service.copies()).toEqual([before]);
    expect(await store.packsLying()).toBe(1);
    expect(await take(service, { ...request, file: new File([insuranceFile(60)], 'a.csv') })).toMatchObject({
      rows: 60,
    });
    await service.close();
  });

  it('go on alone, after a while, when the second has fallen silent', async () => {
    const { readings, done } = readingOf(insuranceFile(20_000), never);
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    try {
      await vi.waitFor(() => expect(vi.getTimerCount()).toBe(1), { timeout: 20_000 });
      for (let ms = 0; ms < 31_000; ms += 100) await vi.advanceTimersByTimeAsync(100);
    } finally {
      vi.useRealTimers();
    }
    expect((await done).rows).toBe(20_000);
    expect(Math.max(...readings.map(({ read }) => read))).toBeGreaterThan(2 * PIECE_BYTES);
  });

  it('tell no more than there is, though the second tells of a share that was thrown away', async () => {
    const content = insuranceFile(20_000);
    let tellAgain = (): void => undefined;
    const { readings, done } = readingOf(
      content,
      async (request, onProgress) => {
        const share = await readShare(request, onProgress);
        tellAgain = () => onProgress({ read: request.to - request.from, rows: share.rowCount, badRows: 0 });
        return { ...share, isWhole: false };
      },
      () => tellAgain(),
    );
    expect((await done).rows).toBe(20_000);
    for (const { read, rows } of readings) {
      expect(read).toBeLessThanOrEqual(new Blob([content]).size);
      expect(rows).toBeLessThanOrEqual(20_000);
    }
  });

  it('give a share to the first whose problems would fill the memory', async () => {
    const lines = 1_030_000;
    const ends: unknown[] = [];
    const { done } = readingOf(`${INSURANCE_HEADINGS}\n${'x\n'.repeat(lines)}`, async (request, onProgress) => {
      const share = readShare(request, onProgress);
      ends.push(await share.catch((error: unknown) => error));
      return share;
    });
    const { badRows, problems } = await done;
    expect(badRows).toBe(lines);
    expect(problems.counts).toEqual([{ code: 'cell-count', count: lines }]);
    expect(ends).toEqual([new Error('too many problems for memory')]);
  });

  it('leave the old copy, and say so, when the file vanishes under them', async () => {
    const { service, running } = await withSecond(readShare);
    const before = await take(service, aRequest(insuranceFile(50)));
    const file = new File([insuranceFile(20_000)], 'a.csv');
    const slice = file.slice.bind(file);
    let isGone = false;
    file.slice = (...bounds) => {
      if (!isGone) return slice(...bounds);
      const gone = () => Promise.reject(new DOMException('gone', 'NotReadableError'));
      const stream = () => new ReadableStream({ type: 'bytes', pull: gone });
      return Object.assign(new Blob(), { arrayBuffer: gone, stream });
    };
    const request = aRequest('', { file, replaceAnyway: true });
    const result = await service.importCopy('mine', request, () => {
      isGone = true;
    });
    expect(result).toEqual({ ok: false, failure: { code: 'file-vanished' } });
    expect(running.readers).toBe(0);
    expect(await service.copies()).toEqual([before]);
    isGone = false;
    expect(await take(service, request)).toMatchObject({ rows: 20_000 });
    await service.close();
  });
});
