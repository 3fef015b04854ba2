/** Where the pages of copies lie: what files (`file-shelf.ts`) and database pages (`database-shelf.ts`) have in common. */
import type { CopyPlace } from './manifest.ts';
import type { SectionName } from './page-key.ts';
import type { Sealed } from './sealing.ts';

/** Where pages go: `first`, `first + 1`, … of a section, as one part of each. */
export interface PageRun {
  readonly section: SectionName;
  readonly part: number;
  readonly first: number;
}

/** A copy being written. */
export interface CopySink {
  /** Asks for room for so many bytes of pages in all. Throws `QuotaExceededError`. */
  reserve(bytes: number): void;
  /** Takes sealed pages, in the run's order. Throws what the disk throws. */
  add(run: PageRun, pages: readonly Sealed[]): Promise<void>;
  /** Everything is on the disk and could be found again: answers where the copy lies. */
  finish(): Promise<CopyPlace>;
  /** Closes and removes what was written. */
  abandon(): Promise<void>;
}

/** What is needed to find a copy's pages. */
export interface CopyAddress {
  readonly packId: string;
  readonly place: CopyPlace;
  /** Parts of each page of section `rows`; other sections have one. */
  readonly rowParts: number;
}

export interface CopyShelf {
  begin(packId: string): Promise<CopySink>;
  /** The parts of each of these pages, in order; a part that is missing or short is left out. */
  partsOf(copy: CopyAddress, section: SectionName, pages: readonly number[]): Promise<Sealed[][]>;
  /** Lets go of every copy but those of these names. */
  release(names: ReadonlySet<string>): Promise<void>;
  /** Lets go of all, for good. */
  close(): Promise<void>;
  /** Removes every copy but those of these names. False while another window still reads one: to be tried again. */
  removeOthers(names: ReadonlySet<string>): Promise<boolean>;
}
