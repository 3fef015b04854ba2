/** Opens where the copies of an area lie: the bucket, the catalogue in its database, the folder of files or what stands in for it. */
import type { Area } from '#shared/contract/channels.ts';
import { DatabaseShelf } from './database-shelf.ts';
import { FileShelf } from './file-shelf.ts';
import type { CopyPlace } from './manifest.ts';
import { CopyDatabase } from './copy-database.ts';
import { openCopyFolder, type CopyFolder } from './copy-folder.ts';
import type { CopyShelf } from './copy-shelf.ts';

interface StorageBucket {
  readonly indexedDB: IDBFactory;
  getDirectory?(): Promise<FileSystemDirectoryHandle>;
}
interface StorageBucketManager {
  open(name: string, options?: { durability?: 'strict' | 'relaxed'; persisted?: boolean }): Promise<StorageBucket>;
  delete(name: string): Promise<void>;
}
type WithBuckets = { readonly storageBuckets?: StorageBucketManager };

export type StorageKind = 'buckets' | 'default';

export interface CopyStorage {
  readonly kind: StorageKind;
  readonly database: CopyDatabase;
  /** The same database, its commits flushed to the disk: for every change of the catalogue. */
  readonly durable: CopyDatabase;
  /** Where new copies go. */
  readonly form: CopyPlace['form'];
  /** The shelf for a form of copies; undefined for files that this browser has no handles for. */
  readonly shelves: Readonly<{ file?: CopyShelf; pages: CopyShelf }>;
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

/** The root of a bucket's own files. Throws where there are none. */
function rootOf(bucket: StorageBucket | null): Promise<FileSystemDirectoryHandle> {
  if (bucket === null) return navigator.storage.getDirectory();
  if (bucket.getDirectory === undefined) throw new DOMException('no files in buckets', 'NotSupportedError');
  return bucket.getDirectory();
}

/** Opens a folder of copy files by its name; null where there are no handles. */
export type OpenFolder = (name: string) => Promise<CopyFolder | null>;

/**
 * Opens the copies of an area; without storage buckets in the default storage, without file handles as pages of the
 * database, both of which the 数据 screen says.
 */
export async function openCopyStorage(
  area: Area,
  installationId: string,
  key: CryptoKey,
  openFolder?: OpenFolder,
): Promise<CopyStorage> {
  const bucket = await openBucket(area);
  const name = databaseName(area, installationId);
  const database = new CopyDatabase(name, 'relaxed', bucket?.indexedDB);
  const durable = new CopyDatabase(name, 'strict', bucket?.indexedDB);
  await database.open();
  await durable.open();
  const folder = await (openFolder?.(name) ?? openCopyFolder(async () => rootOf(bucket), name));
  const pages = new DatabaseShelf(database);
  return {
    kind: bucket ? 'buckets' : 'default',
    database,
    durable,
    form: folder ? 'file' : 'pages',
    shelves: folder ? { file: new FileShelf(folder, key), pages } : { pages },
  };
}

/** Removes all copies of an area with their storage (training reset, damaged database file). */
export async function deleteCopyStorage(area: Area, installationId: string): Promise<void> {
  const bucket = await openBucket(area);
  const name = databaseName(area, installationId);
  try {
    await new CopyDatabase(name, 'relaxed', bucket?.indexedDB).delete();
    await (await rootOf(bucket)).removeEntry(name, { recursive: true }).catch(() => undefined);
  } catch (error) {
    // Files too damaged even to be deleted as a database: the bucket goes as a whole, with nothing else in it.
    if (bucket === null) throw error;
    await buckets()?.delete(bucketName(area));
  }
}
