/**
 * The key of a stored page: one number, copy before section before page before part, so that keys sort by copy. A number
 * is made and compared with less work than a key of several parts, and a copy has thousands.
 */
export const sectionNames = ['rows', 'problems', 'employers', 'keys', 'names'] as const;
export type SectionName = (typeof sectionNames)[number];

/** Where a page part belongs. A page has one part, unless its file was too large for memory. */
export interface PagePlace {
  readonly copy: number;
  readonly section: SectionName;
  readonly page: number;
  readonly part: number;
}

const PARTS = 2 ** 10;
const PAGES = 2 ** 20;
const SECTIONS = 2 ** 3;
const COPIES = 2 ** 20;

/** The key of a place. Throws (a bug) for a number that no copy reaches: 2²⁰ copies, 2²⁰ pages of 256 rows, 2¹⁰ parts. */
export function pageKey({ copy, section, page, part }: PagePlace): number {
  if (copy >= COPIES || page >= PAGES || part >= PARTS) throw new Error(`no such page: ${copy}/${page}/${part}`);
  return ((copy * SECTIONS + sectionNames.indexOf(section)) * PAGES + page) * PARTS + part;
}

/** The first key that a copy may have; that of the next copy is behind all of its own. */
export const firstKeyOf = (copy: number): number => pageKey({ copy, section: 'rows', page: 0, part: 0 });

/** The place of a key. */
export function placeOfKey(key: number): PagePlace {
  const pages = Math.floor(key / PARTS);
  const sections = Math.floor(pages / PAGES);
  return {
    copy: Math.floor(sections / SECTIONS),
    section: sectionNames[sections % SECTIONS] as SectionName,
    page: pages % PAGES,
    part: key % PARTS,
  };
}
