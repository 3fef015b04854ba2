/**
 * The catalogue of copies: which one serves in each registry, and which served before it. Every change is one strict
 * transaction, made only where the record is still the one it was decided on: another window may have changed it.
 */
import { registryKinds, type RegistryKind } from '#shared/domain/registries.ts';
import { openManifest, sealManifest, type Manifest, type ManifestRole } from './manifest.ts';
import type { CopyDatabase, SealedManifest } from './copy-database.ts';
import type { CopyStorage } from './copy-storage.ts';

/**
 * Copies before that are kept for a step back take no more than this together: a county's seven registries are some 40 MB.
 * A larger copy is not kept; the 数据 screen shows which registries have one.
 */
export const BEFORE_BYTES = 256 << 20;

export interface Manifests {
  readonly serving: readonly Manifest[];
  readonly before: readonly Manifest[];
  /** Written in the form of an earlier version: to be imported again. */
  readonly earlierForm: readonly RegistryKind[];
  /** There and cannot be read: to be imported again. */
  readonly unreadable: readonly RegistryKind[];
}

const inOrder = (a: Manifest, b: Manifest): number =>
  registryKinds.indexOf(a.info.kind) - registryKinds.indexOf(b.info.kind);

const isSame = (a: SealedManifest | undefined, b: SealedManifest | undefined): boolean =>
  a === undefined || b === undefined ? a === b : a.iv.every((byte, index) => byte === b.iv[index]);

export class Catalogue {
  readonly #storage: CopyStorage;
  readonly #key: CryptoKey;

  constructor(storage: CopyStorage, key: CryptoKey) {
    this.#storage = storage;
    this.#key = key;
  }

  async read(): Promise<Manifests> {
    const { database } = this.#storage;
    const [records, recordsBefore] = await Promise.all([database.manifests.toArray(), database.before.toArray()]);
    const opened = await Promise.all(records.map((record) => this.#open('serving', record)));
    const before = await Promise.all(recordsBefore.map((record) => this.#open('before', record)));
    const kindsOf = (why: string): RegistryKind[] =>
      records.filter((_, at) => opened[at] === why).map(({ kind }) => kind);
    return {
      serving: opened.filter((one) => typeof one === 'object').sort(inOrder),
      before: before.filter((one) => typeof one === 'object').sort(inOrder),
      earlierForm: kindsOf('earlier-form'),
      unreadable: kindsOf('unreadable'),
    };
  }

  /** The copy that serves in a registry; null where none does or its manifest cannot be read. */
  async serving(kind: RegistryKind): Promise<Manifest | null> {
    const record = await this.#storage.database.manifests.get(kind);
    const opened = record && (await this.#open('serving', record));
    return typeof opened === 'object' ? opened : null;
  }

  /** Names of every copy that a record tells of, whether it opens or not: nothing of them may be removed. */
  async names(): Promise<ReadonlySet<string>> {
    const { database } = this.#storage;
    const records = [...(await database.manifests.toArray()), ...(await database.before.toArray())];
    return new Set(records.flatMap(({ name }) => name ?? []));
  }

  /** Makes a new copy serve. What served before is kept for one step back where there is room for it. */
  async switchTo(manifest: Manifest): Promise<void> {
    const { kind } = manifest.info;
    const { durable } = this.#storage;
    const record = await durable.manifests.get(kind);
    const current = record && (await this.#open('serving', record));
    const kept = typeof current === 'object' && (await this.#hasRoomFor(current)) ? current : null;
    const sealed = await sealManifest(this.#key, 'serving', manifest);
    const sealedBefore = kept && (await sealManifest(this.#key, 'before', kept));
    await durable.transaction('rw', durable.manifests, durable.before, durable.claims, async () => {
      await durable.manifests.put(sealed);
      if (sealedBefore === null) await durable.before.delete(kind);
      else await durable.before.put(sealedBefore);
      if (manifest.place.form === 'pages') await durable.claims.delete(manifest.place.pack);
    });
  }

  /** The copy before serves again, and the one that served becomes the copy before. False where there is none. */
  async stepBack(kind: RegistryKind): Promise<boolean> {
    const { durable } = this.#storage;
    const [record, recordBefore] = [await durable.manifests.get(kind), await durable.before.get(kind)];
    const before = recordBefore && (await this.#open('before', recordBefore));
    if (typeof before !== 'object') return false;
    const current = record && (await this.#open('serving', record));
    const sealed = await sealManifest(this.#key, 'serving', before);
    const sealedBefore = typeof current === 'object' ? await sealManifest(this.#key, 'before', current) : null;
    return durable.transaction('rw', durable.manifests, durable.before, async () => {
      const unchanged =
        isSame(await durable.manifests.get(kind), record) && isSame(await durable.before.get(kind), recordBefore);
      if (!unchanged) return false;
      await durable.manifests.put(sealed);
      if (sealedBefore === null) await durable.before.delete(kind);
      else await durable.before.put(sealedBefore);
      return true;
    });
  }

  /** Marks a copy as damaged where it still serves, or is the copy before; false when another has taken its place. */
  async condemn(packId: string): Promise<boolean> {
    for (const role of ['serving', 'before'] as const) {
      const table = this.#tableOf(role);
      for (const record of await table.toArray()) {
        const manifest = await this.#open(role, record);
        if (typeof manifest !== 'object' || manifest.info.packId !== packId) continue;
        const damaged = { ...manifest, info: { ...manifest.info, state: 'damaged' as const } };
        const sealed = await sealManifest(this.#key, role, damaged);
        return this.#storage.durable.transaction('rw', table, async () => {
          const same = isSame(await table.get(record.kind), record);
          if (same) await table.put(sealed);
          return same;
        });
      }
    }
    return false;
  }

  /** Takes a registry out, with the copy before. */
  async remove(kind: RegistryKind): Promise<void> {
    const { durable } = this.#storage;
    await durable.transaction('rw', durable.manifests, durable.before, async () => {
      await durable.manifests.delete(kind);
      await durable.before.delete(kind);
    });
  }

  /** Gives up every copy before, for the space they take. False where there is none. */
  async giveUpBefore(): Promise<boolean> {
    const { durable } = this.#storage;
    const count = await durable.before.count();
    await durable.before.clear();
    return count > 0;
  }

  /** A copy in files needs handles: without them it is as good as unreadable. */
  async #open(role: ManifestRole, record: SealedManifest): ReturnType<typeof openManifest> {
    const opened = await openManifest(this.#key, role, record);
    return typeof opened === 'object' && this.#storage.shelves[opened.place.form] === undefined ? 'unreadable' : opened;
  }

  #tableOf(role: ManifestRole): CopyDatabase['manifests'] {
    const { durable } = this.#storage;
    return role === 'serving' ? durable.manifests : durable.before;
  }

  async #hasRoomFor({ info, place }: Manifest): Promise<boolean> {
    if (info.state === 'damaged') return false;
    const { before } = await this.read();
    const others = before.filter((one) => one.info.kind !== info.kind);
    return others.reduce((sum, one) => sum + one.place.bytes, place.bytes) <= BEFORE_BYTES;
  }
}
