/** The registry store as it runs in its worker: one per open area. Nothing here touches a screen. */
import type { Area } from '#shared/contract/channels.ts';
import { failed, success, type Result } from '#shared/contract/failure.ts';
import type { RegistryKind, RegistrySet } from '#shared/domain/registries.ts';
import { onStore } from '../store-failure.ts';
import { fileOrStoreFailure } from './import-failure.ts';
import { importPack, importRunning, type ImportEnvironment } from './importer.ts';
import { inspectTable } from './inspect-file.ts';
import { exclusively } from './import-lock.ts';
import { copyOf, EmployerSearch, keysFor, type GatherRequest } from './lookups.ts';
import { openManifest, readManifests, sealManifest, type Manifest } from './manifest.ts';
import { openPackStorage, type PackStorage } from './pack-database.ts';
import { PackReader, PageDamagedError } from './pack-reader.ts';
import { problemsOfPage, PROBLEMS_PER_PAGE } from './problem-log.ts';
import type {
  EmployerHit,
  FileInspection,
  ImportOutcome,
  ImportProgress,
  ImportRequest,
  PackInfo,
  RegistryStatus,
  RowProblem,
} from './registry-store.ts';

export interface OpenRegistryRequest {
  readonly area: Area;
  readonly installationId: string;
  /** AES-256-GCM, not extractable. */
  readonly key: CryptoKey;
  /** 16 bytes; spreads rows over pages. */
  readonly seed: Uint8Array;
}

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

export class RegistryService {
  readonly #lock: string;
  readonly #key: CryptoKey;
  readonly #seed: Uint8Array;
  readonly #storage: PackStorage;
  readonly #reader: PackReader;
  readonly #search: EmployerSearch;
  readonly #onChange: () => void;
  #running: { readonly importId: string; cancelled: boolean } | null = null;
  #partBytes: number | undefined;
  #second: ImportEnvironment['second'];

  private constructor(request: OpenRegistryRequest, storage: PackStorage, onChange: () => void) {
    this.#lock = `registry-import-${request.area}-${request.installationId}`;
    this.#key = request.key;
    this.#seed = request.seed;
    this.#storage = storage;
    this.#reader = new PackReader(storage, request.key, request.seed);
    this.#search = new EmployerSearch(this.#reader);
    this.#onChange = onChange;
  }

  /** Opens the packs of an area and removes what an interrupted import left. */
  static async open(request: OpenRegistryRequest, onChange: () => void): Promise<Result<RegistryService>> {
    return onStore(async () => {
      const service = new RegistryService(
        request,
        await openPackStorage(request.area, request.installationId),
        onChange,
      );
      await exclusively(service.#lock, () => service.#removeLeftovers());
      void service.#readAhead();
      return success(service);
    });
  }

  /** Parts of this size instead of the usual one (tests with small files). */
  usePartsOf(bytes: number): void {
    this.#partBytes = bytes;
  }

  /** Large text files are read by two from now on. */
  useSecondReader(second: NonNullable<ImportEnvironment['second']>): void {
    this.#second = second;
  }

  async packs(): Promise<readonly PackInfo[]> {
    return (await this.#manifests()).map(({ info }) => info);
  }

  async status(): Promise<RegistryStatus> {
    const { unreadable } = await readManifests(this.#storage.database, this.#key);
    return { storage: this.#storage.kind, unreadable };
  }

  async gather(request: GatherRequest): Promise<Result<RegistrySet>> {
    return onStore(async () => {
      const set: Partial<Record<RegistryKind, unknown>> = {};
      const manifests = await this.#usable();
      await Promise.all(
        manifests.map(async (manifest) => {
          const { kind } = manifest.info;
          const copy = await this.#guarded(manifest, (current) =>
            copyOf(this.#reader, current, keysFor(kind, request)),
          );
          if (copy !== null) set[kind] = copy;
        }),
      );
      return success(set as RegistrySet);
    });
  }

  async findEmployers(text: string, limit: number): Promise<readonly EmployerHit[]> {
    for (let attempt = 0; attempt < 3; attempt += 1) {
      try {
        return await this.#search.find(await this.#usable(), text, limit);
      } catch (error) {
        if (!(error instanceof PageDamagedError)) throw error;
        await this.#condemn(error.packId);
      }
    }
    return [];
  }

  async inspect(file: File): Promise<Result<FileInspection>> {
    try {
      return success(await inspectTable(file));
    } catch (error) {
      return fileOrStoreFailure(error);
    }
  }

  async importPack(
    importId: string,
    request: ImportRequest,
    onProgress: (progress: ImportProgress) => void,
  ): Promise<Result<ImportOutcome>> {
    if (this.#running !== null) return importRunning();
    const running = { importId, cancelled: false };
    this.#running = running;
    try {
      const result = await exclusively(this.#lock, () =>
        importPack(request, {
          storage: this.#storage,
          key: this.#key,
          seed: this.#seed,
          isCancelled: () => running.cancelled,
          onProgress,
          now: () => performance.now(),
          ...(this.#partBytes === undefined ? {} : { partBytes: this.#partBytes }),
          ...(this.#second === undefined ? {} : { second: this.#second }),
        }),
      );
      if (result?.ok && result.value.ok) this.#changed();
      return result ?? importRunning();
    } finally {
      this.#running = null;
    }
  }

  cancel(importId: string): void {
    if (this.#running?.importId === importId) this.#running.cancelled = true;
  }

  async problems(packId: string, from: number, limit: number): Promise<readonly RowProblem[]> {
    const manifest = (await this.#manifests()).find(({ info }) => info.packId === packId);
    if (!manifest || limit <= 0) return [];
    const first = Math.floor(from / PROBLEMS_PER_PAGE);
    const last = Math.min(manifest.sections.problems - 1, Math.floor((from + limit - 1) / PROBLEMS_PER_PAGE));
    const numbers = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
    const texts = await this.#guarded(manifest, (current) => this.#reader.texts(current, 'problems', numbers));
    if (texts === null) return [];
    const all = numbers.flatMap((page) => problemsOfPage(texts.get(page) ?? ''));
    return all.slice(from - first * PROBLEMS_PER_PAGE, from - first * PROBLEMS_PER_PAGE + limit);
  }

  async removePack(packId: string): Promise<Result<null>> {
    const removed = await exclusively(this.#lock, () =>
      onStore(async () => {
        const { database, durable } = this.#storage;
        const manifest = (await this.#manifests()).find(({ info }) => info.packId === packId);
        if (!manifest) return success(null);
        await durable.transaction('rw', durable.manifests, durable.claims, async () => {
          await durable.manifests.delete(manifest.info.kind);
          await durable.claims.put({ pack: manifest.pack });
        });
        await database.removePack(manifest.pack);
        this.#changed();
        return success(null);
      }),
    );
    return removed ?? failed('store-blocked');
  }

  async verifyPacks(): Promise<readonly RegistryKind[]> {
    const damaged: RegistryKind[] = [];
    for (const manifest of await this.#usable()) {
      const whole = await this.#guarded(manifest, async (current) => {
        await this.#reader.verify(current, pause);
        return true;
      });
      if (whole === null) damaged.push(manifest.info.kind);
    }
    return damaged;
  }

  close(): void {
    this.#reader.forget();
    this.#search.forget();
    this.#storage.database.close();
    this.#storage.durable.close();
  }

  async #manifests(): Promise<readonly Manifest[]> {
    return (await readManifests(this.#storage.database, this.#key)).manifests;
  }

  async #usable(): Promise<readonly Manifest[]> {
    return (await this.#manifests()).filter(({ info }) => info.state === 'usable');
  }

  /**
   * Reads from a pack. A page that does not open: if the pack was replaced meanwhile (another window imported), the
   * new one is read; else the pack is set aside and the answer is null.
   */
  async #guarded<T>(manifest: Manifest, read: (manifest: Manifest) => Promise<T>): Promise<T | null> {
    let current = manifest;
    for (let attempt = 0; attempt < 3; attempt += 1) {
      try {
        return await read(current);
      } catch (error) {
        if (!(error instanceof PageDamagedError)) throw error;
        if (await this.#condemn(current.info.packId)) return null;
        const next = (await this.#usable()).find(({ info }) => info.kind === manifest.info.kind);
        if (!next) return null;
        current = next;
      }
    }
    return null;
  }

  /** Marks the pack as damaged if it still serves; false when another has taken its place. */
  async #condemn(packId: string): Promise<boolean> {
    const { database } = this.#storage;
    for (const record of await database.manifests.toArray()) {
      const manifest = await openManifest(this.#key, record);
      if (manifest?.info.packId !== packId) continue;
      const sealed = await sealManifest(this.#key, { ...manifest, info: { ...manifest.info, state: 'damaged' } });
      const written = await database.transaction('rw', database.manifests, async () => {
        const now = await database.manifests.get(record.kind);
        const same = now !== undefined && now.iv.every((byte, index) => byte === record.iv[index]);
        if (same) await database.manifests.put(sealed);
        return same;
      });
      if (written) this.#changed();
      return written;
    }
    return false;
  }

  async #removeLeftovers(): Promise<void> {
    const { database } = this.#storage;
    const { manifests, unreadable } = await readManifests(database, this.#key);
    const serving = new Set(manifests.map(({ pack }) => pack));
    for (const { pack } of await database.claims.toArray()) {
      if (pack === undefined) continue;
      if (serving.has(pack)) await database.claims.delete(pack);
      else await database.removePack(pack);
    }
    // A pack whose manifest could not be read was replaced without anybody knowing which pages were its own.
    if (unreadable.length > 0) return;
    for (const pack of await database.packsWithPages()) if (!serving.has(pack)) await database.removePack(pack);
  }

  #changed(): void {
    this.#reader.forget();
    this.#search.forget();
    void this.#readAhead();
    this.#onChange();
  }

  /** Directories of employers, small and touched by every roster, are read before the first one comes. */
  async #readAhead(): Promise<void> {
    try {
      for (const manifest of await this.#usable()) await this.#reader.readAhead(manifest);
    } catch {
      // Closed meanwhile, or a page is damaged: whoever asks for it, or the day's check, finds out.
    }
  }
}
