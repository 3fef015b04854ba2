/** A registry store over fake IndexedDB and real WebCrypto, fresh for each test. */
import 'fake-indexeddb/auto';
import { CopyDatabase, type StoredPage } from '#renderer/store/registry/copy-database.ts';
import { placeOfKey, type PagePlace } from '#renderer/store/registry/page-key.ts';
import { openCopyStorage, type CopyStorage } from '#renderer/store/registry/copy-storage.ts';
import { RegistryService } from '#renderer/store/registry/registry-service.ts';
import { aCopyFolder, type MemoryFolder } from './a-copy-folder.ts';
import type { ImportRequest, RegistryCopy } from '#renderer/store/registry/registry-store.ts';

const seed = Uint8Array.from({ length: 16 }, (_, index) => index * 3);
let installation = 0;

/** A stored page part with its place. */
export interface PageRecord extends PagePlace {
  readonly key: number;
  readonly stored: StoredPage;
}

/** Where copies lie: in files, or in the database as where a browser has no file handles. */
export type Form = 'file' | 'pages';

export interface RegistryUnderTest {
  /** The files of copies, over all windows of this store. */
  readonly folder: MemoryFolder;

  /** How often the screens were told that copies changed. */
  changes: number;
  key: CryptoKey;
  readonly open: () => Promise<RegistryService>;
  /** What lies under the service: catalogue, files, pages. */
  readonly storage: () => Promise<CopyStorage>;
  readonly seed: Uint8Array;
  /** How many copies lie on the disk, whoever knows of them. */
  readonly packsLying: () => Promise<number>;
  /** The stored pages of copies without a file and their database, as somebody with the disk in his hands has them. */
  readonly withPages: (change: (pages: PageRecord[], db: CopyDatabase) => Promise<unknown>) => Promise<void>;
}

export const newKey = (): Promise<CryptoKey> =>
  crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);

export async function aRegistryStore(form: Form = 'file'): Promise<RegistryUnderTest> {
  installation += 1;
  const installationId = `test-${installation}`;
  const folder = aCopyFolder();
  const store: RegistryUnderTest = {
    folder,
    changes: 0,
    key: await newKey(),
    open: async () => {
      const request = { area: 'training', installationId, key: store.key, seed } as const;
      const changed = (): void => {
        store.changes += 1;
      };
      const opened = await RegistryService.open(request, changed, () =>
        Promise.resolve(form === 'file' ? folder : null),
      );
      if (!opened.ok) throw new Error(opened.failure.code);
      return opened.value;
    },
    seed,
    storage: () =>
      openCopyStorage('training', installationId, store.key, () => Promise.resolve(form === 'file' ? folder : null)),
    packsLying: async () => {
      let inDatabase = 0;
      await store.withPages(async (pages, db) => {
        inDatabase = new Set([...pages.map(({ copy }) => copy), ...(await db.claims.toCollection().primaryKeys())])
          .size;
      });
      return inDatabase + folder.files.size;
    },
    withPages: async (change) => {
      const db = new CopyDatabase(`registry-training-${installationId}`, 'relaxed');
      const pages: PageRecord[] = [];
      await db.pages.each((stored, { primaryKey }) => {
        pages.push({ key: primaryKey, ...placeOfKey(primaryKey), stored });
      });
      await change(pages, db);
      db.close();
    },
  };
  return store;
}

/** Imports and expects success. */
export async function take(service: RegistryService, request: ImportRequest): Promise<RegistryCopy> {
  const result = await service.importCopy('one', request, () => undefined);
  if (!result.ok || !result.value.ok) throw new Error(JSON.stringify(result));
  return result.value.copy;
}

/** Imports and expects a refusal. */
export async function refusal(service: RegistryService, request: ImportRequest): Promise<unknown> {
  const result = await service.importCopy('one', request, () => undefined);
  return result.ok && !result.value.ok ? result.value.refusal : result;
}

/** Insurance rows of these persons; undefined when there is no usable copy. */
export async function insuranceOf(service: RegistryService, ...citizenIds: string[]) {
  const set = await service.gather({ citizenIds });
  if (!set.ok) throw new Error(set.failure.code);
  return set.value.insurance?.rows;
}
