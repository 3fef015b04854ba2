/**
 * The catalogue of copies, a Dexie database in a storage bucket of their own, so that damage here cannot reach the cases
 * (IndexedDB is one LevelDB per origin and bucket); and, where a browser has no file handles, their pages as well.
 *
 * Tables
 * - `manifests`: one record per registry: the sealed manifest of the one copy that serves. Writing it IS the switch.
 * - `before`: the same of the copy that served before, kept for one step back.
 * - `pages` (copies without a file): a `pageKey`, beside the value → IV, sealed bytes and tag in one array (a key inside the
 *   value makes the browser copy each page once more to read it).
 * - `claims` (copies without a file): numbers that have pages but no manifest: an import under way or a replaced copy.
 *
 * What a copy's sections hold: `rows`: rows of `registry-record`, a row's page by the keyed hash of its key, about 256 rows
 * a page; `employers`: the employers that records refer to by number, 512 a page in order; `keys`: lines `key \t number`
 * (register of firms: `key \t code`), by the keyed hash of the key (`n:` employer number, `c:` credit code, `m:` comparable
 * name); `names`: the search index of the register of firms; `problems`: lines not taken in. A page is all its parts, one
 * after another: a file too large for memory is sealed in several, and none is ever read again to be merged.
 */
import { Dexie, type Table } from 'dexie';
import type { RegistryKind } from '#shared/domain/registries.ts';
import { firstKeyOf, pageKey, placeOfKey, type SectionName } from './page-key.ts';

export interface SealedManifest {
  readonly kind: RegistryKind;
  /** Of the copy's place (`nameOfPlace`); copies of earlier versions have none. */
  readonly name?: string;
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly sealed: Uint8Array<ArrayBuffer>;
}

/** IV, sealed bytes and tag: `sealPacked`. */
export type StoredPage = Uint8Array<ArrayBuffer>;

export interface Claim {
  readonly pack?: number;
}

export class CopyDatabase extends Dexie {
  declare readonly manifests: Table<SealedManifest, RegistryKind>;
  declare readonly before: Table<SealedManifest, RegistryKind>;
  declare readonly pages: Table<StoredPage, number>;
  declare readonly claims: Table<Claim, number>;

  constructor(name: string, durability: 'strict' | 'relaxed', indexedDB?: IDBFactory) {
    super(name, {
      chromeTransactionDurability: durability,
      cache: 'disabled',
      autoOpen: true,
      ...(indexedDB ? { indexedDB, IDBKeyRange } : {}),
    });
    this.version(1).stores({ manifests: 'kind', pages: '', claims: '++pack' });
    // Pages of version 1 lie under other keys and hold other records: nothing reads them any more.
    this.version(2).upgrade((transaction) => transaction.table('pages').clear());
    // Copies became files; those of before are named for importing again and their pages go.
    this.version(3)
      .stores({ before: 'kind' })
      .upgrade((transaction) => transaction.table('pages').clear());
  }

  /** Removes every page of a copy, then the claim on its number. */
  async removeCopy(copy: number): Promise<void> {
    await this.pages
      .where(':id')
      .between(firstKeyOf(copy), firstKeyOf(copy + 1))
      .delete();
    await this.claims.delete(copy);
  }

  /** Stores pages under keys of their own. Throws what the store throws, also for a page that is there already. */
  async addPages(pages: readonly StoredPage[], keys: readonly number[]): Promise<void> {
    await this.pages.bulkAdd(pages, keys);
  }

  /** Copies that have pages, whoever knows of them. */
  async copiesWithPages(): Promise<number[]> {
    const copies: number[] = [];
    for (let from = 0; ;) {
      const [key] = await this.pages.where(':id').aboveOrEqual(from).limit(1).primaryKeys();
      if (key === undefined) return copies;
      const { copy } = placeOfKey(key);
      copies.push(copy);
      from = firstKeyOf(copy + 1);
    }
  }

  /** The `parts` parts of each of these pages, in order, one request a page; a part that is missing is left out. */
  async partsOf(copy: number, section: SectionName, pages: readonly number[], parts: number): Promise<StoredPage[][]> {
    const keyOf = (page: number): number => pageKey({ copy, section, page, part: 0 });
    if (parts === 1) {
      const only = await this.pages.bulkGet(pages.map(keyOf));
      return only.map((stored) => (stored === undefined ? [] : [stored]));
    }
    return this.transaction('r', this.pages, () =>
      Dexie.Promise.all(
        pages.map((page) =>
          this.pages
            .where(':id')
            .between(keyOf(page), keyOf(page + 1))
            .toArray(),
        ),
      ),
    );
  }
}
