/**
 * Where the packs lie: a Dexie database of pages in a storage bucket of its own, so that damage here cannot reach the
 * cases (IndexedDB is one LevelDB per origin and bucket). Relaxed durability: a pack can be imported again.
 *
 * Tables
 * - `manifests`: one record per registry: the sealed manifest of the one pack that serves. Writing it IS the switch.
 * - `pages`: a `pageKey`, beside the value → IV, sealed bytes and tag in one array (a key inside the
 *   value makes the browser copy each page once more to read it). A page is all its parts, one after another: a file
 *   too large for memory is sealed in several, and none is ever read again to be merged.
 *   Section `rows`: rows of `registry-record`, a row's page by the keyed hash of its key, about 256 rows a page;
 *   `employers`: the employers that records refer to by number, 512 a page in order;
 *   `keys`: lines `key \t number` (register of firms: `key \t code`), by the keyed hash of the key (`n:` employer number,
 *   `c:` credit code, `m:` comparable name); `names`: the search index of the register of firms; `problems`: lines not
 *   taken in.
 * - `claims`: pack numbers that have pages but no manifest: an import under way or a replaced pack. Whatever is still
 *   claimed when nobody imports is a leftover and goes.
 */
import { Dexie, type Table } from 'dexie';
import type { Area } from '#shared/contract/channels.ts';
import type { RegistryKind } from '#shared/domain/registries.ts';
import { firstKeyOf, pageKey, placeOfKey, type SectionName } from './page-key.ts';

export interface SealedManifest {
  readonly kind: RegistryKind;
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly sealed: Uint8Array<ArrayBuffer>;
}

/** IV, sealed bytes and tag: `sealPacked`. */
export type StoredPage = Uint8Array<ArrayBuffer>;

export interface Claim {
  readonly pack?: number;
}

interface StorageBucket {
  readonly indexedDB: IDBFactory;
}
interface StorageBucketManager {
  open(name: string, options?: { durability?: 'strict' | 'relaxed'; persisted?: boolean }): Promise<StorageBucket>;
  delete(name: string): Promise<void>;
}
type WithBuckets = { readonly storageBuckets?: StorageBucketManager };

export type StorageKind = 'buckets' | 'default';

export class PackDatabase extends Dexie {
  declare readonly manifests: Table<SealedManifest, RegistryKind>;
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
  }

  /** Removes every page of a pack, then the claim on its number. */
  async removePack(pack: number): Promise<void> {
    await this.pages
      .where(':id')
      .between(firstKeyOf(pack), firstKeyOf(pack + 1))
      .delete();
    await this.claims.delete(pack);
  }

  /** Stores pages under keys of their own. Throws what the store throws, also for a page that is there already. */
  async addPages(pages: readonly StoredPage[], keys: readonly number[]): Promise<void> {
    await this.pages.bulkAdd(pages, keys);
  }

  /** Packs that have pages, whoever knows of them. */
  async packsWithPages(): Promise<number[]> {
    const packs: number[] = [];
    for (let from = 0; ;) {
      const [key] = await this.pages.where(':id').aboveOrEqual(from).limit(1).primaryKeys();
      if (key === undefined) return packs;
      const { pack } = placeOfKey(key);
      packs.push(pack);
      from = firstKeyOf(pack + 1);
    }
  }

  /** The `parts` parts of each of these pages, in order, one request a page; a part that is missing is left out. */
  async partsOf(pack: number, section: SectionName, pages: readonly number[], parts: number): Promise<StoredPage[][]> {
    const keyOf = (page: number): number => pageKey({ pack, section, page, part: 0 });
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

export interface PackStorage {
  readonly kind: StorageKind;
  /** For pages. */
  readonly database: PackDatabase;
  /** The same database, its commits flushed to the disk: for the switch to a new pack. */
  readonly durable: PackDatabase;
}

const bucketName = (area: Area): string => `packs-${area}`;
const databaseName = (area: Area, installationId: string): string => `registry-${area}-${installationId}`;
const buckets = (): StorageBucketManager | undefined =>
  (globalThis.navigator as (Navigator & WithBuckets) | undefined)?.storageBuckets;

/** The bucket of an area; null where there are none, or a browser names the API and refuses it. */
async function openBucket(area: Area): Promise<StorageBucket | null> {
  try {
    return (await buckets()?.open(bucketName(area), { durability: 'relaxed', persisted: true })) ?? null;
  } catch {
    return null;
  }
}

/** Opens the packs of an area; without storage buckets in the default storage, which the 数据 screen says. */
export async function openPackStorage(area: Area, installationId: string): Promise<PackStorage> {
  const bucket = await openBucket(area);
  const name = databaseName(area, installationId);
  const database = new PackDatabase(name, 'relaxed', bucket?.indexedDB);
  const durable = new PackDatabase(name, 'strict', bucket?.indexedDB);
  await database.open();
  await durable.open();
  return { kind: bucket ? 'buckets' : 'default', database, durable };
}

/** Removes all packs of an area with their storage (training reset, damaged database file). */
export async function deletePackStorage(area: Area, installationId: string): Promise<void> {
  const bucket = await openBucket(area);
  try {
    await new PackDatabase(databaseName(area, installationId), 'relaxed', bucket?.indexedDB).delete();
  } catch (error) {
    // Files too damaged even to be deleted as a database: the bucket goes as a whole, with nothing else in it.
    if (bucket === null) throw error;
    await buckets()?.delete(bucketName(area));
  }
}
