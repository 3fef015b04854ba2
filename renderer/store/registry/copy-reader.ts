/** Reading a copy's pages: many keys at once, each page opened once, kept within a bound. A page that does not open condemns the copy. */
import { keyOf, rowsUnder, type StoredRow } from '#shared/registry/registry-record.ts';
import { makeSipHash, type SipHash } from '#shared/registry/sip-hash.ts';
import type { Manifest } from './manifest.ts';
import type { CopyStorage } from './copy-storage.ts';
import type { CopyShelf } from './copy-shelf.ts';
import { EMPLOYERS_PER_PAGE } from './employer-units.ts';
import { PageDamagedError } from './page-damaged.ts';
import { PageCache } from './page-cache.ts';
import { sectionNames, type SectionName } from './page-key.ts';
import { pageOf } from './row-arena.ts';
import { pagePlace, unseal, type Sealed } from './sealing.ts';

const CACHE_BYTES = 32 << 20;
/** Pages asked of the store in one go, and how many such goes are under way: one is opened while the next are fetched. */
const PAGES_AT_ONCE = 32;
const GOES_UNDER_WAY = 4;
/** A directory of up to 100,000 employers, 6 MB of the cache, is read before it is needed. */
const PAGES_AHEAD = 200;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export class CopyReader {
  readonly #storage: CopyStorage;
  readonly #key: CryptoKey;
  readonly #sip: SipHash;
  readonly #cache = new PageCache(CACHE_BYTES);

  constructor(storage: CopyStorage, key: CryptoKey, seed: Uint8Array) {
    this.#storage = storage;
    this.#key = key;
    this.#sip = makeSipHash(seed);
  }

  /** The rows under each key. */
  rows(manifest: Manifest, keys: readonly string[]): Promise<Map<string, StoredRow[]>> {
    const { kind } = manifest.info;
    return this.#find(manifest, 'rows', keys, (key) => keyOf(kind, key), rowsUnder);
  }

  /** The values under each key of the second partition. */
  values(manifest: Manifest, keys: readonly string[]): Promise<Map<string, string[]>> {
    return this.#find(
      manifest,
      'keys',
      keys,
      (key) => encoder.encode(key),
      (page, _, key) => valuesUnder(decoder.decode(page), key),
    );
  }

  async #find<T>(
    manifest: Manifest,
    section: 'rows' | 'keys',
    keys: readonly string[],
    bytesOf: (key: string) => Uint8Array | null,
    under: (page: Uint8Array, bytes: Uint8Array, key: string) => T[],
  ): Promise<Map<string, T[]>> {
    const byPage = new Map<number, { key: string; bytes: Uint8Array }[]>();
    const found = new Map<string, T[]>();
    const count = manifest.sections[section];
    for (const key of new Set(keys)) {
      const bytes = count === 0 ? null : bytesOf(key);
      if (bytes === null) continue;
      const page = pageOf(this.#sip.hash(bytes, 0, bytes.length), count);
      const there = byPage.get(page);
      if (there) there.push({ key, bytes });
      else byPage.set(page, [{ key, bytes }]);
    }
    const pages = await this.#pages(manifest, section, [...byPage.keys()]);
    for (const [page, wanted] of byPage) {
      const opened = pages.get(page) ?? new Uint8Array(0);
      for (const { key, bytes } of wanted) {
        const entries = under(opened, bytes, key);
        if (entries.length > 0) found.set(key, entries);
      }
    }
    return found;
  }

  /** Employers of the directory by number: their fields. Throws {@link PageDamagedError}, also where a number has no employer. */
  async employers(manifest: Manifest, numbers: Iterable<number>): Promise<Map<number, string[]>> {
    const wanted = [...new Set(numbers)];
    const pageOfNumber = (number: number): number => Math.floor(number / EMPLOYERS_PER_PAGE);
    const texts = await this.texts(manifest, 'employers', [...new Set(wanted.map(pageOfNumber))]);
    const lines = new Map([...texts].map(([page, text]) => [page, text.split('\n')]));
    return new Map(
      wanted.map((number) => {
        const page = pageOfNumber(number);
        const text = lines.get(page)?.[number % EMPLOYERS_PER_PAGE];
        if (text === undefined) throw new PageDamagedError(manifest.info.packId, 'employers', page);
        return [number, text.split('\t')];
      }),
    );
  }

  /** Texts of these pages, of another section than `rows`. Throws {@link PageDamagedError} for one that is missing or does not open. */
  async texts(
    manifest: Manifest,
    section: Exclude<SectionName, 'rows'>,
    numbers: readonly number[],
  ): Promise<Map<number, string>> {
    const pages = await this.#pages(manifest, section, numbers);
    return new Map([...pages].map(([page, bytes]) => [page, decoder.decode(bytes)]));
  }

  async #pages(manifest: Manifest, section: SectionName, numbers: readonly number[]): Promise<Map<number, Uint8Array>> {
    const { packId } = manifest.info;
    const pages = new Map<number, Uint8Array>();
    const absent: number[] = [];
    for (const page of numbers) {
      const cached = this.#cache.get(`${packId}/${section}/${page}`);
      if (cached === undefined) absent.push(page);
      else pages.set(page, cached);
    }
    const open = async (some: readonly number[]): Promise<void> => {
      const opened = await this.#open(manifest, section, some);
      some.forEach((page, index) => {
        const bytes = opened[index] as Uint8Array;
        pages.set(page, bytes);
        this.#cache.set(`${packId}/${section}/${page}`, bytes);
      });
    };
    let next = 0;
    const inTurn = async (): Promise<void> => {
      while (next < absent.length) {
        const from = next;
        next += PAGES_AT_ONCE;
        await open(absent.slice(from, from + PAGES_AT_ONCE));
      }
    };
    await Promise.all(Array.from({ length: GOES_UNDER_WAY }, inTurn));
    return pages;
  }

  /** Opens the pages of the directory and keeps them, where they are few. Throws {@link PageDamagedError}. */
  async readAhead(manifest: Manifest): Promise<void> {
    const count = manifest.sections.employers;
    if (count > PAGES_AHEAD) return;
    await this.#pages(
      manifest,
      'employers',
      Array.from({ length: count }, (_, page) => page),
    );
  }

  /** Reads a new copy's directory back, and its first page. Throws {@link PageDamagedError}. */
  async check(manifest: Manifest): Promise<void> {
    await this.#open(manifest, 'rows', manifest.sections.rows > 0 ? [0] : []);
  }

  /** Opens every page of a copy, keeping none. Throws {@link PageDamagedError} at the first that does not open. */
  async verify(manifest: Manifest, breathe: () => Promise<void>): Promise<void> {
    // The directory is read from the disk again as well.
    await this.#shelfOf(manifest).release(new Set());
    await this.check(manifest);
    for (const section of sectionNames) {
      const count = manifest.sections[section];
      for (let from = 0; from < count; from += PAGES_AT_ONCE) {
        const pages = Array.from({ length: Math.min(PAGES_AT_ONCE, count - from) }, (_, index) => from + index);
        await this.#open(manifest, section, pages);
        await breathe();
      }
    }
  }

  forget(): void {
    this.#cache.clear();
  }

  async #open(manifest: Manifest, section: SectionName, pages: readonly number[]): Promise<Uint8Array[]> {
    const parts = section === 'rows' ? manifest.rowParts : 1;
    const { rowParts, place, info } = manifest;
    const stored = await this.#shelfOf(manifest).partsOf({ packId: info.packId, place, rowParts }, section, pages);
    return Promise.all(
      pages.map((page, index) => this.#openPage(info.packId, { section, page, parts }, stored[index] ?? [])),
    );
  }

  #shelfOf({ place, info }: Manifest): CopyShelf {
    const shelf = this.#storage.shelves[place.form];
    if (shelf === undefined) throw new PageDamagedError(info.packId, 'file', 0);
    return shelf;
  }

  async #openPage(
    packId: string,
    { section, page, parts }: { readonly section: SectionName; readonly page: number; readonly parts: number },
    stored: readonly Sealed[],
  ): Promise<Uint8Array> {
    const damaged = (): PageDamagedError => new PageDamagedError(packId, section, page);
    if (stored.length !== parts) throw damaged();
    const opened = await Promise.all(
      stored.map(async (one, part) => {
        const plain = await unseal(this.#key, pagePlace(packId, section, page, part), one);
        if (plain === null) throw damaged();
        return plain;
      }),
    );
    return opened.length === 1 && opened[0] ? opened[0] : joined(opened);
  }
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

/** Values of the lines `key \t value` with this key. */
function valuesUnder(text: string, key: string): string[] {
  const wanted = `${key}\t`;
  return text
    .split('\n')
    .filter((line) => line.startsWith(wanted))
    .map((line) => line.slice(wanted.length));
}
