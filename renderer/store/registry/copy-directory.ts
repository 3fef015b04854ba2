/** Where each page part lies in a copy file: kept at the file's end, sealed as a whole. */
import { sectionNames, type SectionName } from './page-key.ts';

/** Bytes `[at, at + length)` of the file. */
export interface Extent {
  readonly at: number;
  readonly length: number;
}

/** Per section: parts, pages, then place and length of every page of the first part, of the second, … */
const COUNTS = 2;
const ENTRY = 2;

export class CopyDirectory {
  /** By section, part and page: place, length. */
  readonly #sections: number[][][];

  constructor(sections: number[][][] = sectionNames.map(() => [])) {
    this.#sections = sections;
  }

  add(section: SectionName, part: number, page: number, { at, length }: Extent): void {
    const parts = this.#sections[sectionNames.indexOf(section)] as number[][];
    const entries = (parts[part] ??= []);
    entries[page * ENTRY] = at;
    entries[page * ENTRY + 1] = length;
  }

  /** Every part of a page, in order; fewer than there should be where one is missing. */
  partsOf(section: SectionName, page: number): Extent[] {
    const parts = this.#sections[sectionNames.indexOf(section)] as number[][];
    return parts.flatMap((entries) => {
      const [at, length] = entries.slice(page * ENTRY, (page + 1) * ENTRY);
      return at === undefined || length === undefined || length === 0 ? [] : [{ at, length }];
    });
  }

  encode(): Uint8Array<ArrayBuffer> {
    const numbers = this.#sections.flatMap((parts) => {
      const pages = Math.max(0, ...parts.map(({ length }) => length / ENTRY));
      const entries = parts.flatMap((part) => Array.from({ length: pages * ENTRY }, (_, index) => part[index] ?? 0));
      return [parts.length, pages, ...entries];
    });
    return new Uint8Array(Float64Array.from(numbers).buffer);
  }

  /** Null for bytes that are none. */
  static decode(bytes: Uint8Array<ArrayBuffer>): CopyDirectory | null {
    if (bytes.length % Float64Array.BYTES_PER_ELEMENT !== 0) return null;
    const numbers = [...new Float64Array(bytes.slice().buffer)];
    let next = 0;
    const sections = sectionNames.map(() => {
      const [parts = 0, pages = 0] = numbers.slice(next, next + COUNTS);
      next += COUNTS;
      return Array.from({ length: parts }, () => {
        const entries = numbers.slice(next, next + pages * ENTRY);
        next += pages * ENTRY;
        return entries;
      });
    });
    return next === numbers.length ? new CopyDirectory(sections) : null;
  }
}
