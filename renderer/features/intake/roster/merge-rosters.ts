/** A second roster over a first one: what would change, and the two ways of taking it. */
import { rosterColumns, type RosterColumn, type RosterEntry } from '#shared/domain/application.ts';
import { normaliseCode, normalisePersonName } from '#shared/domain/normalise.ts';

export interface RosterDifference {
  /** In the new roster only. */
  readonly added: readonly RosterEntry[];
  /** In both, cell by cell the same. */
  readonly same: number;
  /** In both, something written differently. */
  readonly changed: readonly ChangedEntry[];
  /** In the old roster only. */
  readonly removed: readonly RosterEntry[];
}

/** One person as written before and now; `columns`: where the two differ. */
export interface ChangedEntry {
  readonly before: RosterEntry;
  readonly after: RosterEntry;
  readonly columns: readonly RosterColumn[];
}

/** A person is known by the number; a row without a number by its name. */
function personOf(entry: RosterEntry): string {
  const id = normaliseCode(entry.citizenId);
  return id === '' ? `name:${normalisePersonName(entry.name)}` : id;
}

const differing = (a: RosterEntry, b: RosterEntry): readonly RosterColumn[] =>
  rosterColumns.filter((column) => a[column] !== b[column]);

function firstByPerson(entries: readonly RosterEntry[]): ReadonlyMap<string, RosterEntry> {
  const found = new Map<string, RosterEntry>();
  for (const entry of entries) if (!found.has(personOf(entry))) found.set(personOf(entry), entry);
  return found;
}

/** The persons of the new roster against those of the old one. */
export function compareRosters(before: readonly RosterEntry[], after: readonly RosterEntry[]): RosterDifference {
  const old = firstByPerson(before);
  const fresh = firstByPerson(after);
  const known = after.flatMap((entry): ChangedEntry[] => {
    const earlier = old.get(personOf(entry));
    return earlier === undefined ? [] : [{ before: earlier, after: entry, columns: differing(earlier, entry) }];
  });
  const changed = known.filter(({ columns }) => columns.length > 0);
  return {
    added: after.filter((entry) => !old.has(personOf(entry))),
    same: known.length - changed.length,
    changed,
    removed: before.filter((entry) => !fresh.has(personOf(entry))),
  };
}

/** The new roster; for a person who was there before, what officers vouched for is kept. */
export function replaceRoster(before: readonly RosterEntry[], after: readonly RosterEntry[]): RosterEntry[] {
  const old = new Map(firstByPerson(before));
  return after.map((entry) => {
    const earlier = old.get(personOf(entry));
    if (earlier === undefined || entry.citizenId === '') return entry;
    old.delete(personOf(entry));
    return { ...entry, attestations: earlier.attestations };
  });
}

/** The old roster and below it the persons who were not in it; nobody already there is touched. */
export function appendRoster(before: readonly RosterEntry[], after: readonly RosterEntry[]): RosterEntry[] {
  return [...before, ...compareRosters(before, after).added];
}
