/** Where the pages of packs lie: what files (`file-shelf.ts`) and database pages (`database-shelf.ts`) have in common. */
import type { PackPlace } from './manifest.ts';
import type { SectionName } from './page-key.ts';
import type { Sealed } from './sealing.ts';

/** Where pages go: `first`, `first + 1`, … of a section, as one part of each. */
export interface PageRun {
  readonly section: SectionName;
  readonly part: number;
  readonly first: number;
}

/** A pack being written. */
export interface PackSink {
  /** Asks for room for so many bytes of pages in all. Throws `QuotaExceededError`. */
  reserve(bytes: number): void;
  /** Takes sealed pages, in the run's order. Throws what the disk throws. */
  add(run: PageRun, pages: readonly Sealed[]): Promise<void>;
  /** Everything is on the disk and could be found again: answers where the pack lies. */
  finish(): Promise<PackPlace>;
  /** Closes and removes what was written. */
  abandon(): Promise<void>;
}

/** What is needed to find a pack's pages. */
export interface PackAddress {
  readonly packId: string;
  readonly place: PackPlace;
  /** Parts of each page of section `rows`; other sections have one. */
  readonly rowParts: number;
}

export interface PackShelf {
  begin(packId: string): Promise<PackSink>;
  /** The parts of each of these pages, in order; a part that is missing or short is left out. */
  partsOf(pack: PackAddress, section: SectionName, pages: readonly number[]): Promise<Sealed[][]>;
  /** Lets go of every pack but those of these names. */
  release(names: ReadonlySet<string>): Promise<void>;
  /** Lets go of all, for good. */
  close(): Promise<void>;
  /** Removes every pack but those of these names. False while another window still reads one: to be tried again. */
  removeOthers(names: ReadonlySet<string>): Promise<boolean>;
}
