/** Packs as pages in the database: where a browser has no file handles. Slower, and damage can reach further. */
import { nameOfPlace, type PackPlace } from './manifest.ts';
import type { PackDatabase } from './pack-database.ts';
import type { PackAddress, PackShelf, PackSink, PageRun } from './pack-shelf.ts';
import { pageKey, type SectionName } from './page-key.ts';
import { packed, unpacked, type Sealed } from './sealing.ts';

const numberOf = (place: PackPlace): number => (place.form === 'pages' ? place.pack : 0);

export class DatabaseShelf implements PackShelf {
  readonly #database: PackDatabase;

  constructor(database: PackDatabase) {
    this.#database = database;
  }

  async begin(): Promise<PackSink> {
    return new DatabaseSink(this.#database, await this.#database.claims.add({}));
  }

  async partsOf(pack: PackAddress, section: SectionName, pages: readonly number[]): Promise<Sealed[][]> {
    const parts = section === 'rows' ? pack.rowParts : 1;
    const stored = await this.#database.partsOf(numberOf(pack.place), section, pages, parts);
    return stored.map((page) => page.flatMap((one) => (one instanceof Uint8Array ? [unpacked(one)] : [])));
  }

  /** Nothing is held: every page is asked for anew. */
  release(): Promise<void> {
    return Promise.resolve();
  }

  /** The database is closed by whoever opened it. */
  close(): Promise<void> {
    return Promise.resolve();
  }

  async removeOthers(names: ReadonlySet<string>): Promise<boolean> {
    const claimed = (await this.#database.claims.toArray()).flatMap(({ pack }) => pack ?? []);
    for (const pack of new Set([...claimed, ...(await this.#database.packsWithPages())])) {
      if (names.has(nameOfPlace({ form: 'pages', pack, bytes: 0 }))) await this.#database.claims.delete(pack);
      else await this.#database.removePack(pack);
    }
    return true;
  }
}

class DatabaseSink implements PackSink {
  readonly #database: PackDatabase;
  readonly #pack: number;
  #bytes = 0;

  constructor(database: PackDatabase, pack: number) {
    this.#database = database;
    this.#pack = pack;
  }

  reserve(): void {
    // A database cannot be asked for room: it says so when a page does not fit.
  }

  async add({ section, part, first }: PageRun, pages: readonly Sealed[]): Promise<void> {
    const stored = pages.map(packed);
    this.#bytes += stored.reduce((sum, { length }) => sum + length, 0);
    const keys = stored.map((_, index) => pageKey({ pack: this.#pack, section, page: first + index, part }));
    await this.#database.addPages(stored, keys);
  }

  finish(): Promise<PackPlace> {
    return Promise.resolve({ form: 'pages', pack: this.#pack, bytes: this.#bytes });
  }

  async abandon(): Promise<void> {
    await this.#database.removePack(this.#pack);
  }
}
