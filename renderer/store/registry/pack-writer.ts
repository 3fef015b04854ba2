/**
 * Rows in any order → pages by keyed hash, in bounded memory: what fits is sealed once; a larger file is sealed in
 * runs, each spread over the same pages, and the runs' parts of a page are merged at the end.
 */
import { Dexie } from 'dexie';
import type { SealedPage } from './pack-database.ts';
import { writePages, type PageTarget } from './page-writer.ts';
import { RowArena } from './row-arena.ts';
import { pagePlace, unseal } from './sealing.ts';

export const ROWS_PER_PAGE = 256;
/** Rows kept in memory before a run is written. A million rows of insurance are about 125 MiB: one run. */
export const RUN_BYTES = 144 << 20;
const MERGED_AT_ONCE = 32;

export class StoreDamagedError extends Error {}

export interface PackWriterOptions {
  readonly target: PageTarget;
  readonly section: string;
  readonly runBytes?: number;
  /** Share of the file read so far (0…1), asked when the first run is full, to guess how many rows are to come. */
  readonly shareRead: () => number;
}

export class PackWriter {
  readonly arena = new RowArena();
  readonly #options: PackWriterOptions;
  readonly #runBytes: number;
  #runs = 0;
  #pages = 0;

  constructor(options: PackWriterOptions) {
    this.#options = options;
    this.#runBytes = options.runBytes ?? RUN_BYTES;
  }

  get isFull(): boolean {
    return this.arena.bytes >= this.#runBytes;
  }

  /** Seals what is in memory as a run of its own and forgets it. */
  async writeRun(): Promise<void> {
    const { target, shareRead } = this.#options;
    if (this.#runs === 0)
      this.#pages = Math.max(1, Math.ceil(this.arena.rows / Math.max(shareRead(), 0.001) / ROWS_PER_PAGE));
    await writePages(target, `run${this.#runs}`, 0, this.arena.pages(this.#pages));
    this.#runs += 1;
    this.arena.clear();
  }

  /** Writes the final pages; answers their number and fingerprints. */
  async finish(): Promise<{ readonly pages: number; readonly marks: readonly Uint8Array[] }> {
    const { target, section } = this.#options;
    if (this.#runs === 0) {
      const pages = Math.max(1, Math.ceil(this.arena.rows / ROWS_PER_PAGE));
      const marks = await writePages(target, section, 0, this.arena.pages(pages));
      this.arena.clear();
      return { pages, marks };
    }
    if (this.arena.rows > 0) await this.writeRun();
    const marks = await writePages(target, section, 0, this.#merged());
    for (let run = 0; run < this.#runs; run += 1) await target.database.removeSection(target.pack, `run${run}`);
    return { pages: this.#pages, marks };
  }

  async *#merged(): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
    for (let from = 0; from < this.#pages; from += MERGED_AT_ONCE) {
      const to = Math.min(from + MERGED_AT_ONCE, this.#pages);
      const runs = await Promise.all(Array.from({ length: this.#runs }, (_, run) => this.#parts(run, from, to)));
      for (let page = 0; page < to - from; page += 1) yield joined(runs.map((parts) => parts[page] as Uint8Array));
    }
  }

  /** The parts of pages `[from, to)` in one run, opened. Throws when one is missing or altered. */
  async #parts(run: number, from: number, to: number): Promise<Uint8Array[]> {
    const { target } = this.#options;
    const section = `run${run}`;
    const records = await target.database.pages
      .where('[pack+section+page]')
      .between([target.pack, section, from], [target.pack, section, to], true, false)
      .toArray();
    if (records.length !== to - from) throw new StoreDamagedError('a part of a run is missing');
    return Dexie.Promise.all(records.map((record) => this.#open(section, record)));
  }

  async #open(section: string, record: SealedPage): Promise<Uint8Array> {
    const { target } = this.#options;
    const plain = await unseal(target.key, pagePlace(target.packId, section, record.page), record);
    if (plain === null) throw new StoreDamagedError('a part of a run is altered');
    return plain;
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
