/** Damaged stores: whatever was done to a page, the pack is set aside and no row is answered. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { PackDatabase, SealedPage } from '#renderer/store/registry/pack-database.ts';
import { aRequest, citizen, insuranceFile } from './a-registry.ts';
import { aRegistryStore, insuranceOf, newKey, take, type RegistryUnderTest } from './a-registry-store.ts';

let store: RegistryUnderTest;
const open = () => store.open();
const withPages: RegistryUnderTest['withPages'] = (change) => store.withPages(change);

beforeEach(async () => {
  store = await aRegistryStore();
});

describe('damage', () => {
  const flip = (bytes: Uint8Array, at: number): Uint8Array<ArrayBuffer> => {
    const copy = Uint8Array.from(bytes);
    copy[at % copy.length] ^= 1 << (at % 8);
    return copy;
  };

  const damages: readonly [string, (pages: SealedPage[], db: PackDatabase) => Promise<unknown>][] = [
    [
      'a flipped bit in each page',
      (pages, db) =>
        db.pages.bulkPut(pages.map((page, index) => ({ ...page, sealed: flip(page.sealed, index * 131 + 7) }))),
    ],
    [
      'missing pages',
      (pages, db) => db.pages.bulkDelete(pages.map(({ pack, section, page }) => [pack, section, page])),
    ],
    [
      'swapped pages',
      (pages, db) => {
        const rows = pages.filter(({ section }) => section === 'rows');
        return db.pages.bulkPut(rows.map((page, index) => ({ ...page, ...pick(rows[(index + 1) % rows.length]) })));
      },
    ],
    [
      'a truncated page',
      (pages, db) => db.pages.bulkPut(pages.map((page) => ({ ...page, sealed: page.sealed.slice(0, -1) }))),
    ],
  ];
  const pick = ({ iv, sealed }: SealedPage): Pick<SealedPage, 'iv' | 'sealed'> => ({ iv, sealed });

  it.each(damages)('%s: the pack is set aside, no row is answered', async (_, damage) => {
    const service = await open();
    await take(service, aRequest(insuranceFile(2000)));
    await withPages(damage);
    expect(await insuranceOf(service, citizen(5))).toBeUndefined();
    expect((await service.packs())[0]?.state).toBe('damaged');
    expect(await insuranceOf(service, citizen(6))).toBeUndefined();
    await take(service, aRequest(insuranceFile(2000)));
    expect(await insuranceOf(service, citizen(5))).toHaveLength(1);
    service.close();
  });

  it('is found by the daily check in pages that nobody asked for', async () => {
    const service = await open();
    await take(service, aRequest(insuranceFile(2000)));
    await withPages(async (pages, db) => {
      const one = pages.findLast(({ section }) => section === 'rows') as SealedPage;
      await db.pages.put({ ...one, sealed: flip(one.sealed, 99) });
    });
    expect(await service.verifyPacks()).toEqual(['insurance']);
    expect((await service.packs())[0]?.state).toBe('damaged');
    service.close();
  });

  it('a pack from another store does not open', async () => {
    const service = await open();
    await take(service, aRequest(insuranceFile(10)));
    service.close();
    store.key = await newKey();
    const other = await open();
    expect(await other.packs()).toEqual([]);
    expect((await other.status()).unreadable).toEqual(['insurance']);
    other.close();
  });

  it('leftovers of an interrupted import go at the next start', async () => {
    const service = await open();
    await take(service, aRequest(insuranceFile(10)));
    service.close();
    await withPages(async (pages, db) => {
      const pack = await db.claims.add({});
      await db.pages.bulkPut(pages.map((page) => ({ ...page, pack, section: 'run0' })));
    });
    const next = await open();
    await withPages(async (pages, db) => {
      expect(new Set(pages.map(({ section }) => section)).has('run0')).toBe(false);
      expect(await db.claims.count()).toBe(0);
    });
    expect(await insuranceOf(next, citizen(3))).toHaveLength(1);
    next.close();
  });
});
