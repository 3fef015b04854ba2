/** A roster under two policy packs becomes two applications of the same firm: a case is decided under one pack. */
import type { Application, RosterEntry } from '../domain/application.ts';
import type { HeldPack } from '../policy/pack.ts';

/** Persons of one pack, by entry id. */
export interface SheetShare {
  readonly held: HeldPack;
  readonly entryIds: readonly string[];
}

export interface RosterPart {
  readonly held: HeldPack;
  readonly entries: readonly RosterEntry[];
}

export interface RosterSplit {
  /** Stays on the sheet: the first share, and everybody who is in none. */
  readonly kept: RosterPart;
  readonly moved: readonly RosterPart[];
  /** Of those kept: whose pack the day of hire does not tell, the rows with an input error among them. */
  readonly unplaced: readonly RosterEntry[];
}

/** Divides a roster, every row in the order of the sheet; `null` where there is nothing to divide. */
export function splitRoster(
  roster: readonly RosterEntry[],
  [first, ...others]: readonly SheetShare[],
): RosterSplit | null {
  if (first === undefined || others.length === 0) return null;
  const partOf = ({ held, entryIds }: SheetShare): RosterPart => {
    const own = new Set(entryIds);
    return { held, entries: roster.filter(({ entryId }) => own.has(entryId)) };
  };
  const moved = others.map(partOf);
  const gone = new Set(moved.flatMap(({ entries }) => entries));
  const placed = new Set([...gone, ...partOf(first).entries]);
  return {
    kept: { held: first.held, entries: roster.filter((entry) => !gone.has(entry)) },
    moved,
    unplaced: roster.filter((entry) => !placed.has(entry)),
  };
}

/** The application with these persons only: the same firm, day and papers, and why it was divided. */
export function withPart(application: Application, { entries }: RosterPart, rosterSplit: string): Application {
  return { ...application, roster: [...entries], rosterSplit };
}
