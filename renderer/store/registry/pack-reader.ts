/** Reading a pack's pages: many keys at once, each page opened once, kept within a bound. A page that does not open condemns the pack. */
import { makeSipHash, type SipHash } from '#shared/exchange/sip-hash.ts';
import type { Manifest, SectionName } from './manifest.ts';
import type { PackStorage, StoredPage } from './pack-database.ts';
import { EMPLOYERS_PER_PAGE } from './employer-units.ts';
import { PageCache } from './page-cache.ts';
import { pageOf } from './row-arena.ts';
import { pagePlace, unsealPacked } from './sealing.ts';

const CACHE_BYTES = 32 << 20;
/** Pages asked of the store in one go, and how many such goes are under way: one is opened while the next are fetched. */
const PAGES_AT_ONCE = 32;
const GOES_UNDER_WAY = 4;

/** A stored page is missing, altered or not in its place. */
export class PageDamagedError extends Error {
  readonly packId: string;

  constructor(packId: string, section: string, page: number) {
    super(`page ${section}/${page} does not open`);
    this.packId = packId;
  }
}

export class PackReader {
  readonly #storage: PackStorage;
  readonly #key: CryptoKey;
  readonly #sip: SipHash;
  readonly #cache = new PageCache(CACHE_BYTES);
  readonly #encoder = new TextEncoder();
  readonly #decoder = new TextDecoder();

  constructor(storage: PackStorage, key: CryptoKey, seed: Uint8Array) {
    this.#storage = storage;
    this.#key = key;
    this.#sip = makeSipHash(seed);
  }

  /** The lines under each key, split at their tabs. Section `rows`: `[line, key, …]`; `keys`: `[key, value]`. */
  async find(manifest: Manifest, section: 'rows' | 'keys', keys: readonly string[]): Promise<Map<string, string[][]>> {
    const byPage = new Map<number, string[]>();
    if (manifest.sections[section] === 0) return new Map();
    for (const key of new Set(keys)) {
      const page = this.#pageOfKey(key, manifest.sections[section]);
      const there = byPage.get(page);
      if (there) there.push(key);
      else byPage.set(page, [key]);
    }
    const found = new Map<string, string[][]>();
    const texts = await this.pages(manifest, section, [...byPage.keys()]);
    for (const [page, wanted] of byPage) {
      const text = texts.get(page) ?? '';
      for (const key of wanted) {
        const entries = section === 'rows' ? rowsUnder(text, key) : valuesUnder(text, key);
        if (entries.length > 0) found.set(key, entries);
      }
    }
    return found;
  }

  /** Employers of the directory by number: their fields. Throws {@link PageDamagedError}, also where a number has no employer. */
  async employers(manifest: Manifest, numbers: Iterable<number>): Promise<Map<number, string[]>> {
    const wanted = [...new Set(numbers)];
    const pageOfNumber = (number: number): number => Math.floor(number / EMPLOYERS_PER_PAGE);
    const texts = await this.pages(manifest, 'employers', [...new Set(wanted.map(pageOfNumber))]);
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

  /** Texts of these pages. Throws {@link PageDamagedError} for one that is missing or does not open. */
  async pages(manifest: Manifest, section: SectionName, numbers: readonly number[]): Promise<Map<number, string>> {
    const { packId } = manifest.info;
    const texts = new Map<number, string>();
    const absent: number[] = [];
    for (const page of numbers) {
      const cached = this.#cache.get(`${packId}/${section}/${page}`);
      if (cached === undefined) absent.push(page);
      else texts.set(page, cached);
    }
    const open = async (some: readonly number[]): Promise<void> => {
      const opened = await this.#open(manifest, section, some);
      some.forEach((page, index) => {
        const text = opened[index] as string;
        texts.set(page, text);
        this.#cache.set(`${packId}/${section}/${page}`, text);
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
    return texts;
  }

  /** Opens every page of a pack, keeping none. Throws {@link PageDamagedError} at the first that does not open. */
  async verify(manifest: Manifest, breathe: () => Promise<void>): Promise<void> {
    for (const [section, count] of Object.entries(manifest.sections) as [SectionName, number][]) {
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

  async #open(manifest: Manifest, section: SectionName, pages: readonly number[]): Promise<string[]> {
    const parts = section === 'rows' ? manifest.rowParts : 1;
    const stored = await this.#storage.database.partsOf(manifest.pack, section, pages, parts);
    return Promise.all(
      pages.map((page, index) => this.#openPage(manifest.info.packId, { section, page, parts }, stored[index] ?? [])),
    );
  }

  async #openPage(
    packId: string,
    { section, page, parts }: { readonly section: SectionName; readonly page: number; readonly parts: number },
    stored: readonly StoredPage[],
  ): Promise<string> {
    const damaged = (): PageDamagedError => new PageDamagedError(packId, section, page);
    if (stored.length !== parts) throw damaged();
    const texts = await Promise.all(
      stored.map(async (one, part) => {
        const plain = await unsealPacked(this.#key, pagePlace(packId, section, page, part), one);
        if (plain === null) throw damaged();
        return this.#decoder.decode(plain);
      }),
    );
    return texts.join('');
  }

  #pageOfKey(key: string, pages: number): number {
    const bytes = this.#encoder.encode(key);
    return pageOf(this.#sip.hash(bytes, 0, bytes.length), pages);
  }
}

/** Lines `line \t key \t …` with this key. */
function rowsUnder(text: string, key: string): string[][] {
  const rows: string[][] = [];
  const wanted = `\t${key}\t`;
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    const start = text.lastIndexOf('\n', at) + 1;
    const end = text.indexOf('\n', at);
    const fields = text.slice(start, end).split('\t');
    if (fields[1] === key && fields[0] === text.slice(start, at)) rows.push(fields);
  }
  return rows;
}

/** Lines `key \t …` with this key. */
function valuesUnder(text: string, key: string): string[][] {
  const wanted = `${key}\t`;
  return text
    .split('\n')
    .filter((line) => line.startsWith(wanted))
    .map((line) => line.split('\t'));
}
