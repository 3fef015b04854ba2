/** The platform's own parts of a store: workers, storage buckets, the wall clock. */
import { holdArea } from './area-hold.ts';
import { startCrypto } from './crypto/crypto-client.ts';
import { localInstant } from './local-instant.ts';
import type { StoreEnvironment } from './open-counter-store.ts';
import { deleteCopyStorage } from './registry/copy-storage.ts';
import { openRegistryStore } from './registry/registry-client.ts';
import { openStoragePlace } from './storage-place.ts';

/** Put in by the build; absent where the sources run as they are. */
declare const COUNTER_BUILT_ON: string | undefined;

export const browserEnvironment: StoreEnvironment = {
  startCrypto,
  holdArea,
  openStoragePlace,
  get keyRange() {
    return IDBKeyRange;
  },
  openRegistry: openRegistryStore,
  deleteCopies: deleteCopyStorage,
  now: () => localInstant(),
  builtOn: typeof COUNTER_BUILT_ON === 'string' ? COUNTER_BUILT_ON : '',
};
