/** Where the working copy lies: a storage bucket where the browser has them, else the origin's default one. */

/** The part of the Storage Buckets API that is used (Chromium 122 on; not in TypeScript's DOM library). */
interface StorageBucket {
  readonly indexedDB: IDBFactory;
  persist(): Promise<boolean>;
}
interface StorageBucketManager {
  open(
    name: string,
    options: { readonly durability: 'strict' | 'relaxed'; readonly persisted: boolean },
  ): Promise<StorageBucket>;
  delete(name: string): Promise<void>;
}

export interface StoragePlace {
  readonly kind: 'buckets' | 'default';
  /** Protected from eviction, as far as the browser says. */
  readonly persisted: boolean;
  readonly indexedDB: IDBFactory;
  /** Removes a place whose files are too damaged even for deleting what is in it. Nothing where it cannot be removed. */
  readonly remove: () => Promise<void>;
}

const PATIENCE_MS = 1000;

/** The answer to asking for protection; false when the browser does not answer soon. */
async function askToPersist(ask: () => Promise<boolean>): Promise<boolean> {
  const late = new Promise<boolean>((resolve) => {
    setTimeout(() => resolve(false), PATIENCE_MS);
  });
  return Promise.race([ask().catch(() => false), late]);
}

/** Opens the bucket of this name with strict durability; the default storage where there are no buckets. */
export async function openStoragePlace(bucketName: string): Promise<StoragePlace> {
  const buckets = (navigator as Navigator & { readonly storageBuckets?: StorageBucketManager }).storageBuckets;
  if (buckets !== undefined) {
    try {
      const bucket = await buckets.open(bucketName, { durability: 'strict', persisted: true });
      return {
        kind: 'buckets',
        persisted: await askToPersist(() => bucket.persist()),
        indexedDB: bucket.indexedDB,
        remove: () => buckets.delete(bucketName),
      };
    } catch {
      // A browser may name the API and refuse it (policy, private window): the default storage serves.
    }
  }
  return {
    kind: 'default',
    persisted: await askToPersist(() => navigator.storage.persist()),
    indexedDB,
    remove: async () => undefined,
  };
}
