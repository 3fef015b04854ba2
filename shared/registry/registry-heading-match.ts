/** Which column of a file is which field, and which registry a file looks like. */
import { bounded, limits } from '../domain/limits.ts';
import { registryKinds, type RegistryKind } from '../domain/registries.ts';
import { foldWord } from './registry-cells.ts';
import { registryLayouts, type RegistryLayout } from './registry-headings.ts';

export interface HeadingMatch {
  /** Per column of the layout the index in the file's headings, −1 where the file has none. */
  readonly cellOf: readonly number[];
  /** Headings of columns that must be there and are not; a group of alternatives as `甲 或 乙`. */
  readonly missing: readonly string[];
  readonly matched: number;
}

/** `参保日期（YYYY-MM-DD）*` and `参保日期` are one heading. */
export const foldHeading = (heading: string): string =>
  foldWord(
    bounded(heading, limits.headingCharacters)
      .replace(/[（(【[].*$/su, '')
      .replace(/[*＊：:]/gu, ''),
  );

function indexOfColumn(folded: readonly string[], spellings: readonly string[], taken: ReadonlySet<number>): number {
  for (const spelling of spellings.map(foldWord)) {
    const index = folded.findIndex((heading, at) => heading === spelling && !taken.has(at));
    if (index >= 0) return index;
  }
  return -1;
}

/** Matches the headings of a file. `mapping`: heading as it stands in the file → field, chosen by hand; it goes before the aliases. */
export function matchHeadings(
  kind: RegistryKind,
  headings: readonly string[],
  mapping: Readonly<Record<string, string>> = {},
): HeadingMatch {
  const layout: RegistryLayout = registryLayouts[kind];
  const folded = headings.map(foldHeading);
  const taken = new Set<number>();
  headings.forEach((heading, index) => {
    if (mapping[heading] !== undefined) taken.add(index);
  });
  const cellOf = layout.columns.map((column) => {
    const byHand = headings.findIndex((heading) => mapping[heading] === column.field);
    const index = byHand >= 0 ? byHand : indexOfColumn(folded, [column.heading, ...column.aliases], taken);
    if (index >= 0) taken.add(index);
    return index;
  });
  return { cellOf, missing: missingColumns(layout, cellOf), matched: cellOf.filter((index) => index >= 0).length };
}

function missingColumns(layout: RegistryLayout, cellOf: readonly number[]): string[] {
  const single = layout.columns.filter(
    (column, index) => (column.required === true || column.columnRequired === true) && (cellOf[index] ?? -1) < 0,
  );
  const groups = layout.oneOf.filter((fields) =>
    layout.columns.every((column, index) => !fields.includes(column.field) || (cellOf[index] ?? -1) < 0),
  );
  const headingOf = (field: string): string =>
    layout.columns.find((column) => column.field === field)?.heading ?? field;
  return [...single.map(({ heading }) => heading), ...groups.map((fields) => fields.map(headingOf).join(' 或 '))];
}

const signed = (kind: RegistryKind, headings: readonly string[]): boolean =>
  headings.some(
    (heading) => registryLayouts[kind].signature?.test(bounded(heading, limits.headingCharacters)) ?? false,
  );

/** The registry that these headings fit best; null when none has its required columns. */
export function detectKind(headings: readonly string[]): RegistryKind | null {
  const fitting = registryKinds
    .map((kind) => ({ kind, match: matchHeadings(kind, headings), signed: signed(kind, headings) }))
    .filter(({ match }) => match.missing.length === 0)
    .sort((a, b) => b.match.matched + (b.signed ? 2 : 0) - a.match.matched - (a.signed ? 2 : 0));
  return fitting[0]?.kind ?? null;
}

/** Another registry that a file clearly belongs to rather than the chosen one; null when the choice can stand. */
export function otherKind(
  chosen: RegistryKind,
  headings: readonly string[],
  mapping?: Readonly<Record<string, string>>,
): RegistryKind | null {
  const best = detectKind(headings);
  if (best === null || best === chosen) return null;
  const own = matchHeadings(chosen, headings, mapping);
  const otherSigned = signed(best, headings) && !signed(chosen, headings);
  const lead = matchHeadings(best, headings).matched - own.matched;
  return otherSigned || lead > (own.missing.length > 0 ? 0 : 1) ? best : null;
}

/** The heading row among the first rows of a file (titles may stand above it): the one with the most known headings; −1 if none has two. */
export function findHeadingRow(
  rows: readonly (readonly string[])[],
  mapping: Readonly<Record<string, string>> = {},
): number {
  let best = -1;
  let most = 1;
  rows.forEach((row, index) => {
    const matched = Math.max(...registryKinds.map((kind) => matchHeadings(kind, row, mapping).matched));
    if (matched > most) {
      most = matched;
      best = index;
    }
  });
  return best;
}
