/** The small parts of a window's store: where it lies, that one window holds an area, when lists are read again. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { holdArea, holdName } from '#renderer/store/area-hold.ts';
import { searchableDrafts, searchDrafts } from '#renderer/store/cases/draft-search.ts';
import type { Draft } from '#renderer/store/cases/case-store.ts';
import { localInstant } from '#renderer/store/local-instant.ts';
import { readAgain } from '#renderer/store/read-again.ts';
import { openStoragePlace } from '#renderer/store/storage-place.ts';
import { onStore } from '#renderer/store/store-failure.ts';
import { failed, success } from '#shared/contract/failure.ts';
import { anApplication, aRosterEntry } from '#tests/builders/an-application.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('where the working copy lies', () => {
  const bucketIdb = {} as IDBFactory;
  const ownIdb = {} as IDBFactory;
  const over = (buckets: unknown, persist: () => Promise<boolean> = () => Promise.resolve(true)): void => {
    vi.stubGlobal('navigator', { storageBuckets: buckets, storage: { persist } });
    vi.stubGlobal('indexedDB', ownIdb);
  };
  const bucketsWith = (persist: () => Promise<boolean>) => ({
    open: vi.fn(() => Promise.resolve({ indexedDB: bucketIdb, persist })),
    delete: vi.fn(() => Promise.resolve()),
  });

  it('a bucket of its own, strict and protected', async () => {
    const buckets = bucketsWith(() => Promise.resolve(true));
    over(buckets);
    const place = await openStoragePlace('cases');
    expect(place).toMatchObject({ kind: 'buckets', persisted: true });
    expect(place.indexedDB).toBe(bucketIdb);
    expect(buckets.open).toHaveBeenCalledWith('cases', { durability: 'strict', persisted: true });
    await place.remove();
    expect(buckets.delete).toHaveBeenCalledWith('cases');
  });

  it.each<[string, () => Promise<boolean>]>([
    ['refused', () => Promise.resolve(false)],
    ['failed', () => Promise.reject(new Error('x'))],
  ])('unprotected where that was %s', async (_, persist) => {
    over(bucketsWith(persist));
    expect(await openStoragePlace('cases')).toMatchObject({ kind: 'buckets', persisted: false });
    over(undefined, persist);
    expect(await openStoragePlace('cases')).toMatchObject({ kind: 'default', persisted: false });
  });

  it('waits a second for the answer, not longer', async () => {
    vi.useFakeTimers();
    over(undefined, () => new Promise(() => undefined));
    let place: unknown;
    void openStoragePlace('cases').then((found) => {
      place = found;
    });
    await vi.advanceTimersByTimeAsync(999);
    expect(place).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1);
    expect(place).toMatchObject({ kind: 'default', persisted: false });
  });

  it('the default storage where there are no buckets or they are refused', async () => {
    for (const buckets of [undefined, { open: () => Promise.reject(new Error('policy')) }]) {
      over(buckets);
      const place = await openStoragePlace('cases');
      expect(place).toMatchObject({ kind: 'default', persisted: true });
      expect(place.indexedDB).toBe(ownIdb);
      expect(await place.remove()).toBeUndefined();
    }
  });
});

describe('the hold of an area', () => {
  type Keep = (lock: object | null) => Promise<void> | undefined;
  /** Locks of a browser with one name: held by one window, asked for by others. */
  const locks = () => {
    let holder: Promise<void> | null = null;
    return {
      request: async (_: string, options: { ifAvailable?: boolean; signal?: AbortSignal }, keep: Keep) => {
        if (holder !== null && options.ifAvailable === true) return keep(null);
        if (holder !== null) await Promise.race([holder, rejection(options.signal)]);
        const kept = Promise.resolve(keep({})).then(() => {
          holder = null;
        });
        holder = kept;
        return await kept;
      },
    };
  };
  const rejection = (signal?: AbortSignal): Promise<never> =>
    new Promise((_, reject) => {
      const abort = (): void => reject(new Error('aborted'));
      if (signal?.aborted === true) abort();
      signal?.addEventListener('abort', abort);
    });

  it('is named by area and installation', () => {
    expect(holdName('office', 'i1')).toBe('counter-area-office-i1');
    expect(holdName('training', 'i1')).toBe('counter-area-training-i1');
  });

  it('is one window’s; another is told that there is one, and gets it when it is let go', async () => {
    vi.stubGlobal('navigator', { locks: locks() });
    const first = await holdArea('a', false);
    expect(first).not.toBeNull();
    expect(await holdArea('a', false)).toBeNull();
    first?.release();
    await new Promise((resolve) => setTimeout(resolve));
    const second = await holdArea('a', false);
    expect(second).not.toBeNull();
    second?.release();
  });

  it('is asked for by a window that insists, and got when the other one gives way', async () => {
    vi.stubGlobal('navigator', { locks: locks() });
    const first = await holdArea('b', false);
    first?.onWanted(() => first.release());
    const second = await holdArea('b', true);
    expect(second).not.toBeNull();
    second?.release();
  });

  it('is not got where the other window does not answer within ten seconds', async () => {
    vi.stubGlobal('navigator', { locks: locks() });
    const timeout = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(AbortSignal.abort());
    const first = await holdArea('c', false);
    expect(timeout).not.toHaveBeenCalled();
    expect(await holdArea('c', true)).toBeNull();
    expect(timeout).toHaveBeenCalledWith(10_000);
    timeout.mockRestore();
    first?.release();
  });
});

describe('a list that is read again', () => {
  it('at once, after every change, and not after it is left', async () => {
    const listeners = new Set<() => void>();
    const source = {
      subscribe: (listener: () => void) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    };
    let answer = 0;
    const taken: number[] = [];
    const late: (() => void)[] = [];
    const read = () =>
      new Promise<number>((resolve) => {
        answer += 1;
        const mine = answer;
        late.push(() => resolve(mine));
      });
    const settle = async (): Promise<void> => {
      for (const one of late.splice(0)) one();
      await new Promise((resolve) => setTimeout(resolve));
    };
    const stop = readAgain(source, read, (found) => taken.push(found));
    await settle();
    expect(taken).toEqual([1]);
    for (const listener of listeners) listener();
    await settle();
    expect(taken).toEqual([1, 2]);
    for (const listener of listeners) listener();
    stop();
    await settle();
    expect(taken).toEqual([1, 2]);
    expect(listeners.size).toBe(0);
  });
});

describe('drafts', () => {
  const draft = (draftId: string, firm: string, ...persons: (readonly [string, string])[]): Draft =>
    ({
      draftId,
      application: anApplication({
        employer: { ...anApplication().employer, name: firm, unifiedSocialCreditCode: '91440802MA5A1B2C39' },
        roster: persons.map(([name, citizenId]) => aRosterEntry({ name, citizenId })),
      }),
    }) as unknown as Draft;
  const all = [
    draft('a', '湛江海晟食品有限公司', ['陈海晴', '440802200003150026'], ['黄志远', '44082319991201911x']),
    draft('b', '赤坎贸易（湛江）有限公司', ['林晓彤', '440881200105260045']),
  ];
  const found = async (typed: string) =>
    searchDrafts(await searchableDrafts(all), typed).map((one) => (one as unknown as { draftId: string }).draftId);

  it.each([
    ['海晟', ['a']],
    ['湛江', ['a', 'b']],
    ['赤坎贸易(湛江)', ['b']],
    ['陈海晴', ['a']],
    ['黄志远 海晟', ['a']],
    ['黄志远 赤坎', []],
    ['hzy', ['a']],
    ['lxt', ['b']],
    ['0026', ['a']],
    ['911X', ['a']],
    ['440881200105260045', ['b']],
    ['91440802MA5A1B2C39', ['a', 'b']],
    ['', []],
    ['  ', []],
    ['无此人', []],
  ])('with %j: %j', async (typed, ids) => {
    expect(await found(typed)).toEqual(ids);
  });
});

describe('the wall clock', () => {
  const at = (offset: number, parts: readonly [number, number, number, number, number, number]): Date => {
    const [year, month, day, hour, minute, second] = parts;
    return {
      getTimezoneOffset: () => offset,
      getFullYear: () => year,
      getMonth: () => month - 1,
      getDate: () => day,
      getHours: () => hour,
      getMinutes: () => minute,
      getSeconds: () => second,
    } as unknown as Date;
  };

  it.each([
    [-480, [2022, 8, 22, 9, 5, 7], '2022-08-22T09:05:07+08:00'],
    [0, [2022, 12, 1, 0, 0, 0], '2022-12-01T00:00:00+00:00'],
    [210, [2022, 1, 31, 23, 59, 59], '2022-01-31T23:59:59-03:30'],
    [-59, [2022, 1, 1, 0, 0, 0], '2022-01-01T00:00:00+00:59'],
    [-345, [987, 1, 2, 3, 4, 5], '0987-01-02T03:04:05+05:45'],
  ] as const)('%i minutes from UTC: %j', (offset, parts, text) => {
    expect(localInstant(at(offset, parts))).toBe(text);
  });

  it('is this machine’s, to the second', () => {
    const now = Date.now();
    expect(Math.abs(Date.parse(localInstant()) - now)).toBeLessThan(5000);
  });
});

describe('an error of the browser’s database', () => {
  const named = (name: string, more: object = {}): Error => Object.assign(new Error('x'), { name, ...more });
  const told = async (thrown: unknown) =>
    await onStore(async () => {
      await Promise.resolve();
      throw thrown;
    });

  it.each<[unknown, string]>([
    [named('QuotaExceededError'), 'store-quota-exceeded'],
    [named('AbortError', { inner: named('QuotaExceededError') }), 'store-quota-exceeded'],
    [named('BulkError', { failures: [named('QuotaExceededError')] }), 'store-quota-exceeded'],
    [named('VersionChangeError'), 'store-blocked'],
    [named('TimeoutError'), 'store-blocked'],
  ])('%s is %s', async (error, code) => {
    expect(await told(error)).toEqual(failed(code as 'store-blocked'));
  });

  it('of any other kind is damage, by its name', async () => {
    expect(await told(named('UnknownError'))).toEqual(failed('store-damaged', { error: 'UnknownError' }));
    expect(await told(named('Odd', { inner: named('DataError') }))).toEqual(
      failed('store-damaged', { error: 'DataError' }),
    );
  });

  it('that is none of them is a bug and goes on', async () => {
    for (const error of [named('TypeError'), named('XAbortError'), named('AbortErrorX'), 'AbortError', null])
      await expect(told(error)).rejects.toBe(error);
    let deep = named('AbortError');
    for (let depth = 0; depth < 5; depth += 1) deep = named('Odd', { inner: deep });
    await expect(told(deep)).rejects.toBe(deep);
  });

  it('is none where the work succeeds', async () => {
    expect(await onStore(async () => await Promise.resolve(success(1)))).toEqual(success(1));
  });
});
