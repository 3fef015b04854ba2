/**
 * Rows in any order → pages by keyed hash, in bounded memory: what fits is one part of every page; a larger file is stored
 * in several, each spread over the same pages. A page is all its parts, so that nothing is read back to be merged.
 */
import { KeyCount } from './key-count.ts';
import type { SectionName } from './page-key.ts';
import { writePages, type PageTarget } from './page-writer.ts';
import { RowArena } from './row-arena.ts';
import { SEAL_BYTES } from './sealing.ts';

export const ROWS_PER_PAGE = 256;
/**
 * Memory for one part. A million rows of insurance are about 50 MiB: one part, so that pages are written in the order of
 * their keys and a look-up finds each in one place. Tried and left: four parts, each sealed while the next was read (the
 * store then sorts them together in the background: import and look-ups took a third longer), and sealing in a worker of
 * its own (no gain in a few runs; why is not known).
 */
export const PART_BYTES = 144 << 20;

export interface CopyWriterOptions {
  readonly target: PageTarget;
  readonly section: SectionName;
  readonly partBytes: number;
  /** Share of the file read so far (0…1), asked when the first part is full, to guess how many rows are to come. */
  readonly shareRead: () => number;
}

export interface WrittenPages {
  readonly pages: number;
  /** Every page has so many parts, empty ones included. */
  readonly parts: number;
  /** By part, then by page. */
  readonly marks: readonly Uint8Array[];
}

export class CopyWriter {
  readonly #options: CopyWriterOptions;
  #arena = new RowArena();
  #pages = 0;
  #parts = 0;
  readonly #marks: Uint8Array[][] = [];
  readonly #sealedKeys = new KeyCount();

  constructor(options: CopyWriterOptions) {
    this.#options = options;
  }

  /** Where rows go now: another one after each {@link sealPart}. */
  get arena(): RowArena {
    return this.#arena;
  }

  get isFull(): boolean {
    return this.#arena.bytes >= this.#options.partBytes;
  }

  /**
   * How many keys the rows have between them: persons, firms in their register. By the 32 bits of their hashes: of a
   * million, some hundred may be taken for another.
   */
  keys(): number {
    return this.#sealedKeys.with(this.#arena.hashes());
  }

  /** Seals what is in memory as a part of its own and forgets it. */
  async sealPart(): Promise<void> {
    const { target, section, shareRead } = this.#options;
    const arena = this.#arena;
    if (this.#parts === 0)
      this.#pages = Math.max(1, Math.ceil(arena.rows / Math.max(shareRead(), 0.001) / ROWS_PER_PAGE));
    await target.reserve(arena.rowBytes + this.#pages * SEAL_BYTES);
    this.#marks.push(await writePages(target, { section, part: this.#parts, first: 0 }, arena.pages(this.#pages)));
    this.#parts += 1;
    this.#sealedKeys.add(arena.hashes());
    this.#arena = new RowArena();
  }

  /** Seals what is left. */
  async finish(): Promise<WrittenPages> {
    if (this.#arena.rows > 0 || this.#parts === 0) await this.sealPart();
    return { pages: this.#pages, parts: this.#parts, marks: this.#marks.flat() };
  }
}
