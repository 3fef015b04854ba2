/** The working copy of an area as a whole: where it is, and how it is made away with. Everything in it but drafts is in the journal. */
import type { Area, HostDescription } from '#shared/contract/channels.ts';
import { success, type Result } from '#shared/contract/failure.ts';
import { CasesDatabase, databaseName } from './database.ts';
import type { StoreEnvironment } from './open-counter-store.ts';
import type { StoragePlace } from './storage-place.ts';
import { onStore } from './store-failure.ts';

export function databaseAt(
  place: StoragePlace,
  description: HostDescription,
  area: Area,
  environment: StoreEnvironment,
): CasesDatabase {
  return new CasesDatabase(databaseName(area, description.installationId), {
    indexedDB: place.indexedDB,
    IDBKeyRange: environment.keyRange,
  });
}

/** Deletes an area's working copy with its drafts: the host has removed the area. */
export async function deleteWorkingCopy(
  description: HostDescription,
  area: Area,
  environment: StoreEnvironment,
): Promise<void> {
  const place = await environment.openStoragePlace('cases');
  await databaseAt(place, description, area, environment).delete();
}

/**
 * Deletes a damaged working copy, which the next sign-in makes anew from the journal. Drafts and preferences, which are
 * nowhere else, are carried over sealed as they are, as far as they can still be read. Failures: `store-…`.
 */
export async function clearWorkingCopy(
  description: HostDescription,
  area: Area,
  environment: StoreEnvironment,
): Promise<Result<null>> {
  return onStore(async () => {
    const place = await environment.openStoragePlace('cases');
    const damaged = databaseAt(place, description, area, environment);
    const drafts = await damaged.drafts.toArray().catch(() => []);
    const preferences = await damaged.preferences.toArray().catch(() => []);
    damaged.close();
    await damaged.delete().catch(() => place.remove());
    const fresh = databaseAt(await environment.openStoragePlace('cases'), description, area, environment);
    await fresh.drafts.bulkPut(drafts);
    await fresh.preferences.bulkPut(preferences);
    fresh.close();
    return success(null);
  });
}
