/** Copies as pages in the database: where a browser has no file handles. Slower, and damage can reach further. */
import { nameOfPlace, type CopyPlace } from './manifest.ts';
import type { CopyDatabase } from './copy-database.ts';
import type { CopyAddress, CopyShelf, CopySink, PageRun } from './copy-shelf.ts';
import { pageKey, type SectionName } from './page-key.ts';
import { packed, unpacked, type Sealed } from './sealing.ts';

const numberOf = (place: CopyPlace): number => (place.form === 'pages' ? place.pack : 0);

export class DatabaseShelf implements CopyShelf {
  readonly #database: CopyDatabase;

  constructor(database: CopyDatabase) {
    this.#database = database;
  }

  async begin(): Promise<CopySink> {
    return new DatabaseSink(this.#database, await this.#database.claims.add({}));
  }

  async partsOf(copy: CopyAddress, section: SectionName, pages: readonly number[]): Promise<Sealed[][]> {
    const parts = section === 'rows' ? copy.rowParts : 1;
    const stored = await this.#database.partsOf(numberOf(copy.place), section, pages, parts);
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
    for (const copy of new Set([...claimed, ...(await this.#database.copiesWithPages())])) {
      if (names.has(nameOfPlace({ form: 'pages', pack: copy, bytes: 0 }))) await this.#database.claims.delete(copy);
      else await this.#database.removeCopy(copy);
    }
    return true;
  }
}

class DatabaseSink implements CopySink {
  readonly #database: CopyDatabase;
  readonly #copy: number;
  #bytes = 0;

  constructor(database: CopyDatabase, copy: number) {
    this.#database = database;
    this.#copy = copy;
  }

  reserve(): void {
    // A database cannot be asked for room: it says so when a page does not fit.
  }

  async add({ section, part, first }: PageRun, pages: readonly Sealed[]): Promise<void> {
    const stored = pages.map(packed);
    this.#bytes += stored.reduce((sum, { length }) => sum + length, 0);
    const keys = stored.map((_, index) => pageKey({ copy: this.#copy, section, page: first + index, part }));
    await this.#database.addPages(stored, keys);
  }

  finish(): Promise<CopyPlace> {
    return Promise.resolve({ form: 'pages', pack: this.#copy, bytes: this.#bytes });
  }

  async abandon(): Promise<void> {
    await this.#database.removeCopy(this.#copy);
  }
}
