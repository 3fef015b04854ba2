/** The window's side of reading a roster file: limits, a stick that is pulled out, cancelling. */
import { describe, expect, it } from 'vitest';
import { readRoster } from '#shared/files/read-roster.ts';
import { readRosterFile, SpareReader, type RosterReader } from '#renderer/store/roster-reading.ts';

interface Watched extends RosterReader {
  ended: number;
  reads: number;
}

function inPlace(read: RosterReader['read'] = (bytes) => readRoster(bytes)): Watched {
  const reader: Watched = {
    ended: 0,
    reads: 0,
    read: (bytes) => {
      reader.reads += 1;
      return read(bytes);
    },
    end: () => {
      reader.ended += 1;
    },
  };
  return reader;
}

const csv = '姓名,身份证号\n陈海晴,440802200003159020\n';

describe('reading a roster file', () => {
  it('gives the reading and ends the worker', async () => {
    const reader = inPlace();
    const result = await readRosterFile(new File([csv], '名册.csv'), undefined, undefined, () => reader);
    expect(result).toMatchObject({ ok: true, value: { ok: true, entries: [{ name: '陈海晴' }] } });
    expect(reader.ended).toBe(1);
  });

  it('refuses a file over the limit before a byte is read', async () => {
    const reader = inPlace();
    const file = new File([csv], '大.xlsx');
    Object.defineProperty(file, 'size', { value: 50 * 1024 * 1024 });
    expect(await readRosterFile(file, undefined, undefined, () => reader)).toEqual({
      ok: false,
      failure: { code: 'file-too-large', detail: { limitMegabytes: 20 } },
    });
    expect(reader.reads).toBe(0);
  });

  it('says that a file vanished while it was read', async () => {
    const reader = inPlace();
    const file = new File([csv], '名册.csv');
    Object.defineProperty(file, 'arrayBuffer', {
      value: () => Promise.reject(new DOMException('gone', 'NotFoundError')),
    });
    expect(await readRosterFile(file, undefined, undefined, () => reader)).toEqual({
      ok: false,
      failure: { code: 'file-vanished' },
    });
    expect(reader.ended).toBe(1);
  });

  it('ends the worker at once when cancelled, also before it began', async () => {
    const reader = inPlace(() => new Promise(() => undefined));
    const controller = new AbortController();
    const pending = readRosterFile(new File([csv], '名册.csv'), controller.signal, undefined, () => reader);
    controller.abort();
    expect(await pending).toEqual({ ok: false, failure: { code: 'cancelled' } });
    expect(reader.ended).toBe(1);
    expect(await readRosterFile(new File([csv], '名册.csv'), controller.signal, undefined, () => reader)).toMatchObject(
      {
        ok: false,
      },
    );
  });

  it('reports a reader that breaks down', async () => {
    const reader = inPlace(() => Promise.reject(new Error('worker failed')));
    expect(await readRosterFile(new File([csv], '名册.csv'), undefined, undefined, () => reader)).toEqual({
      ok: false,
      failure: { code: 'file-unreadable' },
    });
    expect(reader.ended).toBe(1);
  });
});

describe('a spare reader', () => {
  it('is started ahead, taken by one file only, and followed by the next when that is read', async () => {
    const started: Watched[] = [];
    const spare = new SpareReader(() => {
      const reader = inPlace();
      started.push(reader);
      return reader;
    });
    spare.prepare();
    spare.prepare();
    expect(started).toHaveLength(1);
    const read = () => readRosterFile(new File([csv], '名册.csv'), undefined, undefined, () => spare.take());
    const both = await Promise.all([read(), read()]);
    expect(both.map(({ ok }) => ok)).toEqual([true, true]);
    expect(started.map(({ reads }) => reads)).toEqual([1, 1, 0]);
    expect(started.map(({ ended }) => ended)).toEqual([1, 1, 0]);
    await read();
    expect(started.map(({ ended }) => ended)).toEqual([1, 1, 1, 0]);
  });

  it('that is cancelled is ended and replaced', async () => {
    const started: Watched[] = [];
    const spare = new SpareReader(() => {
      const reader = inPlace(() => new Promise(() => undefined));
      started.push(reader);
      return reader;
    });
    const control = new AbortController();
    const reading = readRosterFile(new File([csv], '名册.csv'), control.signal, undefined, () => spare.take());
    control.abort();
    expect(await reading).toEqual({ ok: false, failure: { code: 'cancelled' } });
    expect(started.map(({ ended }) => ended)).toEqual([1, 0]);
  });
});
