/**
 * The key of a stored page: one number, pack before section before page before part, so that keys sort by pack. A number
 * is made and compared with less work than a key of several parts, and a pack has thousands.
 */
export const sectionNames = ['rows', 'problems', 'employers', 'keys', 'names'] as const;
export type SectionName = (typeof sectionNames)[number];

/** Where a page part belongs. A page has one part, unless its file was too large for memory. */
export interface PagePlace {
  readonly pack: number;
  readonly section: SectionName;
  readonly page: number;
  readonly part: number;
}

const PARTS = 2 ** 10;
const PAGES = 2 ** 20;
const SECTIONS = 2 ** 3;
const PACKS = 2 ** 20;

/** The key of a place. Throws (a bug) for a number that no pack reaches: 2²⁰ packs, 2²⁰ pages of 256 rows, 2¹⁰ parts. */
export function pageKey({ pack, section, page, part }: PagePlace): number {
  if (pack >= PACKS || page >= PAGES || part >= PARTS) throw new Error(`no such page: ${pack}/${page}/${part}`);
  return ((pack * SECTIONS + sectionNames.indexOf(section)) * PAGES + page) * PARTS + part;
}

/** The first key that a pack may have; that of the next pack is behind all of its own. */
export const firstKeyOf = (pack: number): number => pageKey({ pack, section: 'rows', page: 0, part: 0 });

/** The place of a key. */
export function placeOfKey(key: number): PagePlace {
  const pages = Math.floor(key / PARTS);
  const sections = Math.floor(pages / PAGES);
  return {
    pack: Math.floor(sections / SECTIONS),
    section: sectionNames[sections % SECTIONS] as SectionName,
    page: pages % PAGES,
    part: key % PARTS,
  };
}
