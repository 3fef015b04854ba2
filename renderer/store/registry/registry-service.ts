/** The registry store as it runs in its worker: one per open area. Nothing here touches a screen. */
import type { Area } from '#shared/contract/channels.ts';
import { failed, success, type Result } from '#shared/contract/failure.ts';
import type { RegistryKind, RegistrySet } from '#shared/domain/registries.ts';
import { onStore } from '../store-failure.ts';
import { fileOrStoreFailure } from './import-failure.ts';
import { importCopy, importRunning, type ImportEnvironment } from './importer.ts';
import { inspectTable } from './inspect-file.ts';
import { exclusively } from './import-lock.ts';
import { copyOf, EmployerSearch, keysFor, type GatherRequest } from './lookups.ts';
import { Catalogue } from './catalogue.ts';
import type { Manifest } from './manifest.ts';
import { openCopyStorage, type OpenFolder, type CopyStorage } from './copy-storage.ts';
import { CopyReader } from './copy-reader.ts';
import { PageDamagedError } from './page-damaged.ts';
import { SpareSecondReader } from './spare-second-reader.ts';
import { problemsOfPage, PROBLEMS_PER_PAGE } from './problem-log.ts';
import type {
  EmployerHit,
  FileInspection,
  ImportOutcome,
  ImportProgress,
  ImportRequest,
  RegistryCopy,
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

/** How long a file that another window still reads is waited for; what is left then goes at the next opening. */
const TIDY_AGAIN_MS = [1000, 5000, 30_000, 300_000];

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

export class RegistryService {
  readonly #lock: string;
  readonly #key: CryptoKey;
  readonly #seed: Uint8Array;
  readonly #storage: CopyStorage;
  readonly #catalogue: Catalogue;
  readonly #reader: CopyReader;
  readonly #search: EmployerSearch;
  readonly #onChange: () => void;
  #running: { readonly importId: string; cancelled: boolean } | null = null;
  #partBytes: number | undefined;
  #tidying: ReturnType<typeof setTimeout> | undefined;
  #second: ImportEnvironment['second'];
  #spare: SpareSecondReader | null = null;

  private constructor(request: OpenRegistryRequest, storage: CopyStorage, onChange: () => void) {
    this.#lock = `registry-import-${request.area}-${request.installationId}`;
    this.#key = request.key;
    this.#seed = request.seed;
    this.#storage = storage;
    this.#catalogue = new Catalogue(storage, request.key);
    this.#reader = new CopyReader(storage, request.key, request.seed);
    this.#search = new EmployerSearch(this.#reader);
    this.#onChange = onChange;
  }

  /** Opens the copies of an area and removes what an interrupted import left. */
  static async open(
    request: OpenRegistryRequest,
    onChange: () => void,
    openFolder?: OpenFolder,
  ): Promise<Result<RegistryService>> {
    return onStore(async () => {
      const { area, installationId, key } = request;
      const storage = await openCopyStorage(area, installationId, key, openFolder);
      const service = new RegistryService(request, storage, onChange);
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
    const spare = new SpareSecondReader(second.start);
    this.#spare = spare;
    this.#second = { ...second, start: spare.take };
  }

  async copies(): Promise<readonly RegistryCopy[]> {
    return (await this.#manifests()).map(({ info }) => info);
  }

  async status(): Promise<RegistryStatus> {
    const { unreadable, earlierForm, before } = await this.#catalogue.read();
    const { kind, form } = this.#storage;
    return { storage: kind, form, unreadable, earlierForm, before: before.map(({ info }) => info) };
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
    this.#spare?.prepareFor(file);
    try {
      return success(await inspectTable(file));
    } catch (error) {
      return fileOrStoreFailure(error);
    }
  }

  async importCopy(
    importId: string,
    request: ImportRequest,
    onProgress: (progress: ImportProgress) => void,
  ): Promise<Result<ImportOutcome>> {
    if (this.#running !== null) return importRunning();
    const running = { importId, cancelled: false };
    this.#running = running;
    try {
      const result = await exclusively(this.#lock, () => this.#importAlone(request, running, onProgress));
      return result ?? importRunning();
    } finally {
      this.#running = null;
    }
  }

  async #importAlone(
    request: ImportRequest,
    running: { readonly cancelled: boolean },
    onProgress: (progress: ImportProgress) => void,
  ): Promise<Result<ImportOutcome>> {
    this.#spare?.prepareFor(request.file);
    const result = await importCopy(request, {
      storage: this.#storage,
      catalogue: this.#catalogue,
      reader: this.#reader,
      key: this.#key,
      seed: this.#seed,
      isCancelled: () => running.cancelled,
      onProgress,
      now: () => performance.now(),
      ...(this.#partBytes === undefined ? {} : { partBytes: this.#partBytes }),
      ...(this.#second === undefined ? {} : { second: this.#second }),
    });
    this.#spare?.drop();
    if (result.ok && result.value.ok) this.#changed();
    await this.#removeLeftovers().catch(() => undefined);
    return result;
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

  async removeCopy(packId: string): Promise<Result<null>> {
    return this.#changing(async () => {
      const kind = (await this.#manifests()).find(({ info }) => info.packId === packId)?.info.kind;
      if (kind === undefined) return null;
      await this.#catalogue.remove(kind);
      this.#changed();
      return null;
    });
  }

  async stepBack(kind: RegistryKind): Promise<Result<RegistryCopy | null>> {
    return this.#changing(async () => {
      const before = (await this.#catalogue.read()).before.find(({ info }) => info.kind === kind);
      if (before === undefined) return null;
      // Read before it serves: a copy that does not open is not gone back to.
      const whole = await this.#guarded(before, async (manifest) => this.#reader.check(manifest).then(() => true));
      if (whole === null || !(await this.#catalogue.stepBack(kind))) return null;
      this.#changed();
      return before.info;
    });
  }

  /** A change of the catalogue, while nobody imports. */
  async #changing<T>(work: () => Promise<T>): Promise<Result<T>> {
    const result = await exclusively(this.#lock, () =>
      onStore(async () => {
        const value = await work();
        await this.#removeLeftovers();
        return success(value);
      }),
    );
    return result ?? failed('store-blocked');
  }

  /** Another window has changed the copies: what is held or remembered of them is let go. */
  async copiesChanged(): Promise<void> {
    this.#forget();
    await this.#storage.shelves.file?.release(await this.#catalogue.names());
    void this.#readAhead();
  }

  async verifyCopies(): Promise<readonly RegistryKind[]> {
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

  async close(): Promise<void> {
    clearTimeout(this.#tidying);
    this.#spare?.drop();
    this.#forget();
    this.#storage.database.close();
    this.#storage.durable.close();
    await this.#storage.shelves.file?.close();
  }

  #forget(): void {
    this.#reader.forget();
    this.#search.forget();
  }

  async #manifests(): Promise<readonly Manifest[]> {
    return (await this.#catalogue.read()).serving;
  }

  async #usable(): Promise<readonly Manifest[]> {
    return (await this.#manifests()).filter(({ info }) => info.state === 'usable');
  }

  /**
   * Reads from a copy. A page that does not open: if the copy was replaced meanwhile (another window imported), the
   * new one is read; else the copy is set aside and the answer is null.
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

  /** Marks the copy as damaged if it still serves; false when another has taken its place. */
  async #condemn(packId: string): Promise<boolean> {
    const written = await this.#catalogue.condemn(packId);
    if (written) this.#changed();
    return written;
  }

  /** Removes every copy that no record names; one that another window still reads goes when it has let go. */
  async #removeLeftovers(attempt = 0): Promise<void> {
    clearTimeout(this.#tidying);
    const names = await this.#catalogue.names();
    const { file, pages } = this.#storage.shelves;
    await pages.removeOthers(names);
    if ((await file?.removeOthers(names)) !== false) return;
    const wait = TIDY_AGAIN_MS[attempt];
    if (wait === undefined) return;
    this.#tidying = setTimeout(() => {
      void exclusively(this.#lock, () => this.#removeLeftovers(attempt + 1).catch(() => undefined));
    }, wait);
  }

  #changed(): void {
    this.#forget();
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
