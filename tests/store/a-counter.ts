/** A window in a test: the product's store over the product's host, with IndexedDB and crypto in place. */
import type { FileLayer } from '#electron/host/file-layer.ts';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { failed, success, type Result } from '#shared/contract/failure.ts';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import type { CryptoClient } from '#renderer/store/crypto/crypto-client.ts';
import { CryptoService } from '#renderer/store/crypto/crypto-service.ts';
import { openCounterStore, type SignIn, type StoreEnvironment } from '#renderer/store/open-counter-store.ts';
import type { RegistryStore } from '#renderer/store/registry/registry-store.ts';
import { finishArea, prepareArea } from '#renderer/store/vault-access.ts';
import { anOffice } from '#tests/builders/a-case-action.ts';
import { aHost, type TestHost } from '#tests/builders/a-host.ts';

export const officers = [
  { id: 'o1', name: '李样例', role: 'administrator', passphrase: '管理员口令二〇二二' },
  { id: 'o2', name: '王样例', role: 'windowClerk', passphrase: '窗口口令二〇二二' },
  { id: 'o3', name: '张样例', role: 'windowClerk', passphrase: '另一窗口的口令 22' },
] as const;

/** Tests of the cases look nothing up in registers. */
const noRegistry = {
  copies: () => Promise.resolve([]),
  importCopy: () => Promise.resolve(failed('cancelled')),
  status: () => Promise.resolve({ storage: 'default', form: 'pages', unreadable: [], earlierForm: [], before: [] }),
  subscribe: () => () => undefined,
} as unknown as RegistryStore;

export function cryptoInPlace(): CryptoClient {
  return new CryptoService() as unknown as CryptoClient;
}

export const NOW = '2022-08-22T10:00:00+08:00';

/** The environment of a window whose browser profile is `idb`. */
export function environmentOver(idb: IDBFactory): StoreEnvironment {
  return {
    startCrypto: () => ({ client: cryptoInPlace(), end: () => undefined }),
    holdArea: () => Promise.resolve({ onWanted: () => undefined, release: () => undefined }),
    openStoragePlace: () =>
      Promise.resolve({ kind: 'default', persisted: false, indexedDB: idb, remove: async () => undefined }),
    keyRange: IDBKeyRange,
    openRegistry: () => Promise.resolve(success({ store: noRegistry, close: () => Promise.resolve() })),
    deleteCopies: () => Promise.resolve(),
    now: () => NOW,
    builtOn: '',
  };
}

export interface TestCounter {
  readonly host: TestHost;
  readonly recoveryKey: string;
  /** The browser profile; replace it to lose the working copy. */
  idb: IDBFactory;
  open(officerId?: string, passphrase?: string): Promise<Result<CounterStore>>;
  openAs(signIn: SignIn): Promise<Result<CounterStore>>;
  /** Opens and expects that to work. */
  opened(): Promise<CounterStore>;
}

/** An office that was set up, nobody signed in yet. `folder`: where its data lies, the caller's to remove. */
export async function aCounter(layer?: FileLayer, folder?: string): Promise<TestCounter> {
  const host = await aHost(folder, layer);
  const prepared = await prepareArea({
    host: host.host,
    area: 'office',
    crypto: cryptoInPlace(),
    settings: anOffice,
    officers,
    recovery: true,
    iterations: 1000,
    now: NOW,
  });
  if (!prepared.ok) throw new Error(`office not prepared: ${JSON.stringify(prepared.failure)}`);
  const finished = await finishArea(host.host, 'office', prepared.value);
  if (!finished.ok) throw new Error(`office not set up: ${JSON.stringify(finished.failure)}`);
  const counter: TestCounter = {
    host,
    recoveryKey: prepared.value.recoveryKey ?? '',
    idb: new IDBFactory(),
    openAs: async (signIn) =>
      openCounterStore(
        { host: host.host, description: await host.describe(), area: 'office', signIn },
        environmentOver(counter.idb),
      ),
    open: async (officerId = 'o2', passphrase = officers[1].passphrase) =>
      counter.openAs({ kind: 'passphrase', officerId, passphrase }),
    opened: async () => {
      const result = await counter.open();
      if (!result.ok) throw new Error(`not opened: ${JSON.stringify(result.failure)}`);
      return result.value;
    },
  };
  return counter;
}
