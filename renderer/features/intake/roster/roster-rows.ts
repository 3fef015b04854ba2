/** Between the application's entries and the grid's rows. */
import { rosterColumns, type Attestation, type RosterColumn, type RosterEntry } from '#shared/domain/application.ts';
import { normaliseCode } from '#shared/domain/normalise.ts';
import type { ImportedEntry } from '#shared/files/roster-reading.ts';
import type { GridRow } from '../../../ui/grid/index.ts';

const rowOf = new WeakMap<RosterEntry, GridRow>();

/** The grid's row of an entry; the same object for the same entry. */
export function toGridRow(entry: RosterEntry): GridRow {
  const known = rowOf.get(entry);
  if (known !== undefined) return known;
  const row = { id: entry.entryId, cells: Object.fromEntries(rosterColumns.map((column) => [column, entry[column]])) };
  rowOf.set(entry, row);
  return row;
}

/** An entry with nothing in it. */
export function blankEntry(entryId: string): RosterEntry {
  const empty = Object.fromEntries(rosterColumns.map((column) => [column, ''])) as Record<RosterColumn, string>;
  return { entryId, ...empty, attestations: [] };
}

/** An imported person as an entry of the roster. */
export function importedEntry(imported: ImportedEntry, entryId: string): RosterEntry {
  return { ...imported, entryId, attestations: [] };
}

/**
 * Remembers every entry that was seen, so that undo brings back more than text: the row of the file and what officers
 * vouched for. An attestation belongs to a person: when the number in the row changes it goes, with the old number it returns.
 */
export class RosterMemory {
  readonly #entries = new Map<string, RosterEntry>();
  readonly #attestations = new Map<string, readonly Attestation[]>();

  see(entries: readonly RosterEntry[]): void {
    for (const entry of entries) {
      if (this.#entries.get(entry.entryId) === entry) continue;
      this.#entries.set(entry.entryId, entry);
      this.#attestations.set(personKey(entry.entryId, entry.citizenId), entry.attestations);
    }
  }

  /** The entry of a row; the very object that was seen when nothing in it changed. */
  entryOf(row: GridRow): RosterEntry {
    const known = this.#entries.get(row.id) ?? blankEntry(row.id);
    if (rosterColumns.every((column) => known[column] === (row.cells[column] ?? ''))) return known;
    const typed = Object.fromEntries(rosterColumns.map((column) => [column, row.cells[column] ?? '']));
    const entry = { ...known, ...typed };
    const attestations = [...(this.#attestations.get(personKey(row.id, entry.citizenId)) ?? [])];
    return { ...entry, attestations };
  }
}

const personKey = (entryId: string, citizenId: string): string => `${entryId}|${normaliseCode(citizenId)}`;
