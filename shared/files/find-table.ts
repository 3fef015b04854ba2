/**
 * Where the roster stands in a sheet: the row of headings (one row, or two with groups over halves), found by the names
 * of the columns; where those are unknown, by what the columns hold.
 */
import { parseCitizenId } from '../domain/citizen-id.ts';
import { foldNameDots } from '../domain/normalise.ts';
import type { ColumnAnswers } from '../rosters/roster-answers.ts';
import { isHalfOfPeriod, isKnownOtherHeading, rosterFieldOf, type RosterField } from '../rosters/roster-columns.ts';
import type { ColumnSource } from './roster-reading.ts';
import { longNumber, type NamedColumn, type RosterTable } from './roster-table.ts';
import type { SheetGrid } from './sheet-grid.ts';
import { withUnknown } from './unknown-columns.ts';

/** Rows that are looked at for headings; over a roster stand titles and notes, never pages. */
const SEARCHED_ROWS = 60;
const PERSON_NAME = /^[\p{Script=Han}·]{2,20}$/u;

/** The heading of a column, from one row or from two. */
function fieldAt(grid: SheetGrid, column: number, top: number | null, bottom: number): RosterField | null {
  const low = grid.headingAt(bottom, column);
  const high = top === null ? '' : grid.headingAt(top, column);
  if (high === '' || high === low) return rosterFieldOf(low);
  if (low === '') return rosterFieldOf(high);
  if (isHalfOfPeriod(low)) return rosterFieldOf(high + low) ?? rosterFieldOf(low);
  return rosterFieldOf(low) ?? rosterFieldOf(high + low);
}

function tableAt(grid: SheetGrid, top: number | null, bottom: number): RosterTable {
  const columns = new Map<RosterField, number>();
  const unknown: NamedColumn[] = [];
  const repeated: NamedColumn[] = [];
  for (let column = 0; column < grid.width; column += 1) {
    const field = fieldAt(grid, column, top, bottom);
    const heading = grid.headingAt(bottom, column) || (top === null ? '' : grid.headingAt(top, column));
    const named = { row: bottom, column, heading };
    if (field !== null && !columns.has(field)) columns.set(field, column);
    else if (field !== null && heading !== grid.headingAt(bottom, columns.get(field) ?? column)) repeated.push(named);
    else if (field === null && heading !== '' && !isKnownOtherHeading(heading)) unknown.push(named);
  }
  return { ...NOT_ASKED, columns, headingRow: bottom, unknown, repeated, guessed: false };
}

const NOT_ASKED = { sources: new Map<RosterField, ColumnSource>(), questions: [] } as const;

const isRoster = (table: RosterTable): boolean => table.columns.has('name') && table.columns.has('citizenId');

/** A row that only speaks of columns: it can be the lower half of the headings. */
function looksLikeHeadings(grid: SheetGrid, row: number): boolean {
  const texts = Array.from({ length: grid.width }, (_, column) => grid.at(row, column).text.trim()).filter(Boolean);
  if (texts.length === 0 || texts.some(longNumber)) return false;
  return texts.every((text) => isHalfOfPeriod(text) || rosterFieldOf(text) !== null || isKnownOtherHeading(text));
}

function byHeadings(grid: SheetGrid): RosterTable | null {
  for (const { number } of grid.rows.slice(0, SEARCHED_ROWS)) {
    const twoRows = looksLikeHeadings(grid, number + 1) ? [tableAt(grid, number, number + 1)] : [];
    const single = tableAt(grid, null, number);
    const candidates = isRoster(single) ? [single, ...twoRows, tableAt(grid, number - 1, number)] : twoRows;
    const usable = candidates.filter(isRoster);
    const [first, ...others] = usable;
    if (first !== undefined)
      return others.reduce((best, other) => (other.columns.size > best.columns.size ? other : best), first);
  }
  return null;
}

const isCitizenId = (text: string): boolean => parseCitizenId(text).ok;

function bestColumn(grid: SheetGrid, rows: readonly number[], fits: (text: string) => boolean): number | null {
  const counts = Array.from({ length: grid.width }, (_, column) => {
    const texts = rows.map((row) => grid.at(row, column).text.trim()).filter(fits);
    return new Set(texts).size;
  });
  const most = Math.max(0, ...counts);
  return most === 0 ? null : counts.indexOf(most);
}

/** Without usable headings: the column of right ID numbers, and the one of most different Chinese names beside them. */
function byContent(grid: SheetGrid): RosterTable | null {
  const all = grid.rows.map((row) => row.number);
  const citizenId = bestColumn(grid, all, isCitizenId);
  if (citizenId === null) return null;
  const persons = all.filter((row) => isCitizenId(grid.at(row, citizenId).text));
  const firstPerson = persons[0] ?? 0;
  const above = tableAt(grid, null, firstPerson - 1);
  const name =
    above.columns.get('name') ??
    bestColumn(grid, persons, (text) => PERSON_NAME.test(foldNameDots(text).replace(/\s/gu, '')));
  if (name === null) return null;
  const others = [...above.columns].filter(([, column]) => column !== citizenId && column !== name);
  const columns = new Map<RosterField, number>([['name', name], ['citizenId', citizenId], ...others]);
  const unknown = above.unknown.filter((found) => found.column !== citizenId && found.column !== name);
  return { ...NOT_ASKED, columns, headingRow: firstPerson - 1, unknown, repeated: [], guessed: true };
}

/**
 * The roster's table in the sheet; `null` when 姓名 and 证件号码 cannot be found.
 * @param answers what was said before about columns of the same firm
 */
export function findTable(grid: SheetGrid, answers: ColumnAnswers, date1904: boolean): RosterTable | null {
  const table = byHeadings(grid) ?? byContent(grid);
  return table === null ? null : withUnknown(grid, table, answers, date1904);
}
