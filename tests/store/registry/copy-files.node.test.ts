/** Copies as files: whatever is done to one no wrong row is answered, and nothing is left lying but what serves. */
import type { SealedManifest } from '#renderer/store/registry/copy-database.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { aRequest, citizen, day, insuranceFile } from './a-registry.ts';
import { aRegistryStore, insuranceOf, refusal, take, type RegistryUnderTest } from './a-registry-store.ts';

let store: RegistryUnderTest;
beforeEach(async () => {
  store = await aRegistryStore();
});

const paidFile = (rows: number): string =>
  `公民身份号码,单位名称,扩岗补助发放日期,扩岗补助金额\n${Array.from({ length: rows }, (_, index) => `${citizen(index)},甲公司,2022-08-01,1500`).join('\n')}\n`;

/** The one file that lies there. */
function onlyFile(): readonly [string, Uint8Array<ArrayBuffer>] {
  const [file, ...more] = [...store.folder.files];
  if (file === undefined || more.length > 0) throw new Error(`${more.length + 1} files`);
  return [file[0], Uint8Array.from(file[1])];
}

/** The sealed records of what serves. */
async function manifests() {
  let records: SealedManifest[] = [];
  await store.withPages(async (_, db) => {
    records = await db.manifests.toArray();
  });
  return records;
}

const flipped = (bytes: Uint8Array<ArrayBuffer>, at: number): Uint8Array<ArrayBuffer> => {
  const copy = bytes.slice();
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
};

describe('a copy file that was changed', () => {
  const changes: readonly [string, (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>][] = [
    ['a bit of its heading', (bytes) => flipped(bytes, 3)],
    ['a bit of each page', (bytes) => bytes.map((byte, at) => (at > 16 && at % 997 === 0 ? byte ^ 8 : byte))],
    ['a bit of its directory', (bytes) => flipped(bytes, bytes.length - 40)],
    ['its last byte', (bytes) => flipped(bytes, bytes.length - 1)],
    ['cut in the middle', (bytes) => bytes.slice(0, bytes.length >> 1)],
    ['cut by a byte', (bytes) => bytes.slice(0, -1)],
    ['a byte more', (bytes) => Uint8Array.from([...bytes, 0])],
    ['emptied', () => new Uint8Array(0)],
  ];

  it.each(changes)('%s: set aside, no row answered, found by the check, and imported again', async (_, change) => {
    const service = await store.open();
    await take(service, aRequest(insuranceFile(2000)));
    await service.close();
    const [name, bytes] = onlyFile();
    store.folder.put(name, change(bytes));
    const again = await store.open();
    expect(await again.verifyCopies()).toEqual(['insurance']);
    expect(await insuranceOf(again, citizen(5))).toBeUndefined();
    expect((await again.copies())[0]?.state).toBe('damaged');
    await take(again, aRequest(insuranceFile(2000)));
    expect(await insuranceOf(again, citizen(5))).toHaveLength(1);
    await again.close();
  });

  it('in any of its bytes: found by the check', async () => {
    const service = await store.open();
    await take(service, aRequest(insuranceFile(30)));
    const [name, bytes] = onlyFile();
    const [manifest] = await manifests();
    await service.close();
    for (let at = 0; at < bytes.length; at += 83) {
      store.folder.put(name, flipped(bytes, at));
      const other = await store.open();
      expect([at, ...(await other.verifyCopies())]).toEqual([at, 'insurance']);
      await other.close();
      await store.withPages((_, db) => db.manifests.put(manifest));
    }
  });

  it('is found while the file is open, too', async () => {
    const service = await store.open();
    await take(service, aRequest(insuranceFile(2000)));
    expect(await insuranceOf(service, citizen(5))).toHaveLength(1);
    const [name, bytes] = onlyFile();
    store.folder.put(name, flipped(bytes, bytes.length - 40));
    expect(await service.verifyCopies()).toEqual(['insurance']);
    await service.close();
  });

  it('laid in the place of another registry: neither answers', async () => {
    const service = await store.open();
    await take(service, aRequest(insuranceFile(2000)));
    await take(service, aRequest(paidFile(2000), { kind: 'paid' }));
    await service.close();
    const [[first, ofFirst], [second, ofSecond]] = [...store.folder.files];
    store.folder.put(first, Uint8Array.from(ofSecond));
    store.folder.put(second, Uint8Array.from(ofFirst));
    const again = await store.open();
    const set = await again.gather({ citizenIds: [citizen(5)] });
    expect(set).toEqual({ ok: true, value: {} });
    expect((await again.copies()).map(({ state }) => state)).toEqual(['damaged', 'damaged']);
    await again.close();
  });

  it('an older file of the same registry put back answers nothing', async () => {
    const service = await store.open();
    await take(service, aRequest(insuranceFile(2000)));
    const [, older] = onlyFile();
    await take(service, aRequest(insuranceFile(2000), { replaceAnyway: true }));
    const [serving] = await service.copies();
    await service.close();
    store.folder.put(`${serving?.packId}.pack`, older);
    const again = await store.open();
    expect(await insuranceOf(again, citizen(5))).toBeUndefined();
    await again.close();
  });

  it('that is missing', async () => {
    const service = await store.open();
    await take(service, aRequest(insuranceFile(20)));
    await service.close();
    await store.folder.remove(onlyFile()[0]);
    const again = await store.open();
    expect(await insuranceOf(again, citizen(5))).toBeUndefined();
    expect((await again.copies())[0]?.state).toBe('damaged');
    await again.close();
  });
});

describe('leftovers', () => {
  it('of an interrupted import go at the next start, and nothing else', async () => {
    const service = await store.open();
    await take(service, aRequest(insuranceFile(10)));
    await take(service, aRequest(insuranceFile(11), { replaceAnyway: true }));
    await service.close();
    expect(store.folder.files.size).toBe(2);
    store.folder.put('0000.pack', new Uint8Array(100));
    const next = await store.open();
    expect([...store.folder.files.keys()]).not.toContain('0000.pack');
    expect(store.folder.files.size).toBe(2);
    expect(await insuranceOf(next, citizen(10))).toHaveLength(1);
    await next.close();
  });

  it('that another window still reads stay until it lets go', async () => {
    const [mine, other] = [await store.open(), await store.open()];
    await take(mine, aRequest(insuranceFile(10)));
    expect(await insuranceOf(other, citizen(3))).toHaveLength(1);
    const [oldest] = onlyFile();
    await take(mine, aRequest(insuranceFile(11), { replaceAnyway: true }));
    await take(mine, aRequest(insuranceFile(12), { replaceAnyway: true }));
    expect([...store.folder.files.keys()]).toContain(oldest);
    expect(await insuranceOf(other, citizen(11))).toHaveLength(1);
    await other.copiesChanged();
    await expect.poll(() => [...store.folder.files.keys()].includes(oldest), { timeout: 5000 }).toBe(false);
    expect(store.folder.files.size).toBe(2);
    await mine.close();
    await other.close();
  });

  it.each(['write', 'flush', 'truncate', 'close'] as const)(
    'a disk that fails at %s leaves the old copy',
    async (what) => {
      const service = await store.open();
      await take(service, aRequest(insuranceFile(500)));
      let calls = 0;
      store.folder.before = (step) => {
        if (step !== what) return;
        calls += 1;
        if (calls === (what === 'truncate' ? 2 : 1)) throw new DOMException('full', 'QuotaExceededError');
      };
      const result = await service.importCopy(
        'x',
        aRequest(insuranceFile(900), { replaceAnyway: true }),
        () => undefined,
      );
      store.folder.before = () => undefined;
      expect(result).toMatchObject({ ok: false, failure: { code: 'store-quota-exceeded' } });
      expect(await insuranceOf(service, citizen(499))).toHaveLength(1);
      expect(await insuranceOf(service, citizen(899))).toEqual([]);
      await service.close();
      await (await store.open()).close();
      expect(store.folder.files.size).toBe(1);
    },
  );
});

describe('room', () => {
  it('is asked for before anything is read, and the old copy stays where there is none', async () => {
    const service = await store.open();
    await take(service, aRequest(insuranceFile(100)));
    const text = insuranceFile(5000);
    store.folder.quota = onlyFile()[1].length + 100_000;
    const told: number[] = [];
    const result = await service.importCopy('x', aRequest(text, { replaceAnyway: true }), ({ rows }) =>
      told.push(rows),
    );
    expect(result).toMatchObject({ ok: false, failure: { code: 'store-quota-exceeded' } });
    expect(told).toEqual([]);
    expect(await insuranceOf(service, citizen(99))).toHaveLength(1);
    expect(store.folder.files.size).toBe(1);
    await service.close();
  });

  it('is made by giving up the copies before', async () => {
    const service = await store.open();
    await take(service, aRequest(insuranceFile(3000)));
    await take(service, aRequest(insuranceFile(3001), { replaceAnyway: true }));
    expect((await service.status()).before).toHaveLength(1);
    const bytes = [...store.folder.files.values()].reduce((sum, { length }) => sum + length, 0);
    store.folder.quota = bytes + 10_000;
    await take(service, aRequest(insuranceFile(3002), { replaceAnyway: true }));
    expect(await insuranceOf(service, citizen(3001))).toHaveLength(1);
    expect(store.folder.files.size).toBe(2);
    await service.close();
  });
});

describe('one step back', () => {
  it('and forth again: the copy before serves, with its rows', async () => {
    const service = await store.open();
    await take(service, aRequest(insuranceFile(500)));
    await take(service, aRequest(insuranceFile(600), { asOf: day('2022-08-21') }));
    expect((await service.status()).before.map(({ rows }) => rows)).toEqual([500]);
    expect(await service.stepBack('insurance')).toMatchObject({ ok: true, value: { rows: 500 } });
    expect(await insuranceOf(service, citizen(550))).toEqual([]);
    expect(await insuranceOf(service, citizen(450))).toHaveLength(1);
    await service.close();
    const again = await store.open();
    expect(await again.stepBack('insurance')).toMatchObject({ ok: true, value: { rows: 600 } });
    expect(await insuranceOf(again, citizen(550))).toHaveLength(1);
    expect(store.folder.files.size).toBe(2);
    await again.close();
  });

  it('is not made to a copy that does not open, and there is none where none was', async () => {
    const service = await store.open();
    await take(service, aRequest(insuranceFile(500)));
    expect(await service.stepBack('insurance')).toEqual({ ok: true, value: null });
    const [name, bytes] = onlyFile();
    await take(service, aRequest(insuranceFile(600), { replaceAnyway: true }));
    await service.close();
    store.folder.put(name, flipped(bytes, bytes.length - 20));
    const again = await store.open();
    expect(await again.stepBack('insurance')).toEqual({ ok: true, value: null });
    expect(await insuranceOf(again, citizen(550))).toHaveLength(1);
    await again.close();
  });

  it('is gone with the registry when that is removed', async () => {
    const service = await store.open();
    await take(service, aRequest(insuranceFile(500)));
    const second = await take(service, aRequest(insuranceFile(600), { replaceAnyway: true }));
    expect(await service.removeCopy(second.packId)).toEqual({ ok: true, value: null });
    expect(await service.copies()).toEqual([]);
    expect(await store.packsLying()).toBe(0);
    await service.close();
  });
});

describe('a new copy that differs', () => {
  const first = { asOf: day('2022-08-10'), scope: '440800' };
  it.each([
    ['far fewer rows and persons', insuranceFile(399), {}, ['fewer-rows', 'fewer-persons']],
    ['an older day', insuranceFile(500), { asOf: day('2022-08-09') }, ['older-as-of']],
    ['another place', insuranceFile(500), { scope: '440802' }, ['other-scope']],
  ] as const)('%s', async (_, text, change, expected) => {
    const service = await store.open();
    const before = await take(service, aRequest(insuranceFile(500), first));
    expect(before.persons).toBe(500);
    const request = aRequest(text, { ...first, asOf: day('2022-08-11'), ...change });
    const asked = (await refusal(service, request)) as { reason: string; differences: { what: string }[] };
    expect(asked.reason).toBe('differs');
    expect(asked.differences.map(({ what }) => what)).toEqual(expected);
    expect(await service.copies()).toEqual([before]);
    expect(store.folder.files.size).toBe(1);
    await take(service, { ...request, approvedBy: '管理员' });
    expect((await service.copies())[0]?.asOf).toBe(request.asOf);
    await service.close();
  });

  it('is not asked about where it has just enough rows', async () => {
    const service = await store.open();
    await take(service, aRequest(insuranceFile(500), first));
    expect(await take(service, aRequest(insuranceFile(400)))).toMatchObject({ rows: 400 });
    await service.close();
  });

  it('counts persons once, over several parts of a file', async () => {
    const service = await store.open();
    service.usePartsOf(1);
    const twice = insuranceFile(40_000) + insuranceFile(40_000).split('\r\n').slice(1).join('\r\n');
    expect(await take(service, aRequest(twice))).toMatchObject({ rows: 80_000, persons: 40_000 });
    await service.close();
  });
});

describe('copies of an earlier form', () => {
  it('are named for importing again, and are gone when that is done', async () => {
    const service = await store.open();
    await take(service, aRequest(insuranceFile(10)));
    await service.close();
    await store.withPages(async (_, db) => {
      const { sealText, unsealText, manifestPlace } = await import('#renderer/store/registry/sealing.ts');
      const place = manifestPlace('serving', 'insurance');
      const [record] = await db.manifests.toArray();
      const manifest = JSON.parse((await unsealText(store.key, place, record)) ?? '') as object;
      const sealed = await sealText(store.key, place, JSON.stringify({ ...manifest, format: 2 }));
      await db.manifests.put({ kind: 'insurance', ...sealed });
    });
    const next = await store.open();
    expect(await next.copies()).toEqual([]);
    expect(await next.status()).toMatchObject({ earlierForm: ['insurance'], unreadable: [] });
    expect(store.folder.files.size).toBe(0);
    await take(next, aRequest(insuranceFile(12)));
    expect(await next.status()).toMatchObject({ earlierForm: [], before: [] });
    await next.close();
  });
});
