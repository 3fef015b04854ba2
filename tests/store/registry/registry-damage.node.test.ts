/** Damaged copies in database pages: whatever was done to a page, the copy is set aside and no row is answered. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { CopyDatabase, StoredPage } from '#renderer/store/registry/copy-database.ts';
import { pageKey } from '#renderer/store/registry/page-key.ts';
import { aRequest, citizen, insuranceFile } from './a-registry.ts';
import {
  aRegistryStore,
  insuranceOf,
  newKey,
  take,
  type PageRecord,
  type RegistryUnderTest,
} from './a-registry-store.ts';

let store: RegistryUnderTest;
const open = () => store.open();
const withPages: RegistryUnderTest['withPages'] = (change) => store.withPages(change);

beforeEach(async () => {
  store = await aRegistryStore('pages');
});

describe('damage', () => {
  const flip = (bytes: Uint8Array, at: number): Uint8Array<ArrayBuffer> => {
    const copy = Uint8Array.from(bytes);
    copy[at % copy.length] ^= 1 << (at % 8);
    return copy;
  };

  /** Puts other bytes in the place of stored ones. */
  const put = (db: CopyDatabase, pages: readonly Pick<PageRecord, 'key'>[], bytes: readonly StoredPage[]) =>
    Promise.all(pages.map(({ key }, index) => db.pages.put(bytes[index], key)));

  const damages: readonly [string, (pages: PageRecord[], db: CopyDatabase) => Promise<unknown>][] = [
    [
      'a flipped bit in each page',
      (pages, db) =>
        put(
          db,
          pages,
          pages.map(({ stored }, index) => flip(stored, index * 131 + 7)),
        ),
    ],
    ['missing pages', (pages, db) => db.pages.bulkDelete(pages.map(({ key }) => key))],
    [
      'swapped pages',
      (pages, db) => {
        const rows = pages.filter(({ section }) => section === 'rows');
        return put(
          db,
          rows,
          rows.map((_, index) => rows[(index + 1) % rows.length].stored),
        );
      },
    ],
    [
      'a truncated page',
      (pages, db) =>
        put(
          db,
          pages,
          pages.map(({ stored }) => stored.slice(0, -1)),
        ),
    ],
  ];

  it.each(damages)('%s: the copy is set aside, no row is answered', async (_, damage) => {
    const service = await open();
    await take(service, aRequest(insuranceFile(2000)));
    await withPages(damage);
    expect(await insuranceOf(service, citizen(5))).toBeUndefined();
    expect((await service.copies())[0]?.state).toBe('damaged');
    expect(await insuranceOf(service, citizen(6))).toBeUndefined();
    await take(service, aRequest(insuranceFile(2000)));
    expect(await insuranceOf(service, citizen(5))).toHaveLength(1);
    await service.close();
  });

  it('is found by the daily check in pages that nobody asked for', async () => {
    const service = await open();
    await take(service, aRequest(insuranceFile(2000)));
    await withPages(async (pages, db) => {
      const one = pages.findLast(({ section }) => section === 'rows') as PageRecord;
      await put(db, [one], [flip(one.stored, 99)]);
    });
    expect(await service.verifyCopies()).toEqual(['insurance']);
    expect((await service.copies())[0]?.state).toBe('damaged');
    await service.close();
  });

  it('a copy from another store does not open', async () => {
    const service = await open();
    await take(service, aRequest(insuranceFile(10)));
    await service.close();
    store.key = await newKey();
    const other = await open();
    expect(await other.copies()).toEqual([]);
    expect((await other.status()).unreadable).toEqual(['insurance']);
    await other.close();
  });

  it('leftovers of an interrupted import go at the next start', async () => {
    const service = await open();
    await take(service, aRequest(insuranceFile(10)));
    await service.close();
    await withPages(async (pages, db) => {
      const copy = await db.claims.add({});
      const leftovers = pages.map((place) => ({ key: pageKey({ ...place, copy }) }));
      await put(
        db,
        leftovers,
        pages.map(({ stored }) => stored),
      );
    });
    const next = await open();
    await withPages(async (pages, db) => {
      expect(new Set(pages.map(({ copy }) => copy)).size).toBe(1);
      expect(await db.claims.count()).toBe(0);
    });
    expect(await insuranceOf(next, citizen(3))).toHaveLength(1);
    await next.close();
  });

  it('pages of a copy whose manifest could not be read go once another has taken its place', async () => {
    const service = await open();
    await take(service, aRequest(insuranceFile(10)));
    await withPages(async (_, db) => {
      const [manifest] = await db.manifests.toArray();
      await db.manifests.put({ ...manifest, sealed: flip(manifest.sealed, 40) });
    });
    expect((await service.status()).unreadable).toEqual(['insurance']);
    await service.close();
    const again = await open();
    await withPages(async (pages) => expect(pages.length).toBeGreaterThan(0));
    await take(again, aRequest(insuranceFile(20)));
    await again.close();
    const next = await open();
    await withPages(async (pages) => expect(new Set(pages.map(({ copy }) => copy)).size).toBe(1));
    expect(await insuranceOf(next, citizen(13))).toHaveLength(1);
    await next.close();
  });
});
