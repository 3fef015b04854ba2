/**
 * Where the roster stands in a sheet: the row of headings (one row, or two with groups over halves), found by the names
 * of the columns; where those are unknown, by what the columns hold.
 */
import { parseCitizenId } from '../domain/citizen-id.ts';
import { foldNameDots, normaliseCode } from '../domain/normalise.ts';
import { columnKey, type ColumnAnswers } from '../exchange/roster-answers.ts';
import { isHalfOfPeriod, isKnownOtherHeading, rosterFieldOf, type RosterField } from '../exchange/roster-columns.ts';
import { missingFields, possibleFields, recogniseContent, type ColumnCells } from './column-content.ts';
import type { ColumnQuestion, ColumnSource } from './roster-reading.ts';
import type { SheetGrid } from './sheet-grid.ts';
import { cellAddress, columnLetters } from './sheet.ts';

export interface NamedColumn {
  readonly row: number;
  readonly column: number;
  readonly heading: string;
}

export interface RosterTable {
  /** Field → column, counted from 0. Holds `name` and `citizenId`. */
  readonly columns: ReadonlyMap<RosterField, number>;
  /** Fields whose column was not known by its heading. */
  readonly sources: ReadonlyMap<RosterField, ColumnSource>;
  /** Columns that the clerk is asked about; their headings are in `unknown`. */
  readonly questions: readonly ColumnQuestion[];
  /** The last row of headings; persons begin below. */
  readonly headingRow: number;
  readonly unknown: readonly NamedColumn[];
  readonly repeated: readonly NamedColumn[];
  /** 姓名 or 证件号码 was found by content, not by a heading. */
  readonly guessed: boolean;
}

/** Rows that are looked at for headings; over a roster stand titles and notes, never pages. */
const SEARCHED_ROWS = 60;
const PERSON_NAME = /^[\p{Script=Han}·]{2,20}$/u;
const SAMPLES = 3;
const SAMPLE_CHARACTERS = 30;

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

const longNumber = (text: string): boolean => /\d{15}/u.test(normaliseCode(text)) || /E\+\d/u.test(text);

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

/** Rows under the headings that hold a number of a person. */
function personRows(grid: SheetGrid, table: RosterTable): readonly number[] {
  const column = table.columns.get('citizenId') ?? 0;
  return grid.rows
    .filter(({ number }) => number > table.headingRow && longNumber(grid.at(number, column).text))
    .map(({ number }) => number);
}

/** Columns without a heading that hold something beside persons. */
function unnamedColumns(grid: SheetGrid, table: RosterTable, persons: readonly number[]): readonly NamedColumn[] {
  const known = new Set([
    ...table.columns.values(),
    ...[...table.unknown, ...table.repeated].map(({ column }) => column),
  ]);
  const row = table.headingRow;
  return Array.from({ length: grid.width }, (_, column) => ({ row, column, heading: '' })).filter(
    ({ column }) =>
      !known.has(column) &&
      grid.headingAt(row, column) === '' &&
      grid.headingAt(row - 1, column) === '' &&
      persons.some((person) => grid.at(person, column).kind !== 'empty'),
  );
}

function samplesOf({ cells }: ColumnCells): readonly string[] {
  const texts = cells.map(({ text }) => text.slice(0, SAMPLE_CHARACTERS).replace(/\s+/gu, ' ').trim()).filter(Boolean);
  return [...new Set(texts)].slice(0, SAMPLES);
}

/** The key of each unknown column, so that equal headings are told apart by their order. */
function keysOf(columns: readonly NamedColumn[]): ReadonlyMap<number, string> {
  const seen = new Map<string, number>();
  return new Map(
    columns.map(({ column, heading }) => {
      const letters = columnLetters(column);
      const plain = columnKey(heading, letters, 1);
      const nth = (seen.get(plain) ?? 0) + 1;
      seen.set(plain, nth);
      return [column, columnKey(heading, letters, nth)];
    }),
  );
}

/** The table with its unknown columns read by what was said of them before, then by what stands in them; the rest is asked. */
function withUnknown(grid: SheetGrid, table: RosterTable, answers: ColumnAnswers, date1904: boolean): RosterTable {
  const persons = personRows(grid, table);
  const unknown = [...table.unknown, ...unnamedColumns(grid, table, persons)];
  if (unknown.length === 0) return table;
  const keys = keysOf(unknown);
  const answerOf = ({ column }: NamedColumn): ReturnType<ColumnAnswers['get']> => answers.get(keys.get(column) ?? '');
  const columns = new Map(table.columns);
  const sources = new Map<RosterField, ColumnSource>();
  const take = (field: RosterField, column: number, by: ColumnSource): void => {
    if (columns.has(field)) return;
    columns.set(field, column);
    sources.set(field, by);
  };
  for (const named of unknown) {
    const answer = answerOf(named);
    if (answer !== undefined && answer !== 'none') take(answer, named.column, 'answer');
  }
  const cellsOf = (column: number): ColumnCells => ({ column, cells: persons.map((row) => grid.at(row, column)) });
  const open = unknown.filter((named) => answerOf(named) === undefined);
  const named = new Map([...columns].map(([field, column]) => [field, cellsOf(column)] as const));
  const birthdays = persons.map((row) => {
    const parsed = parseCitizenId(grid.at(row, table.columns.get('citizenId') ?? 0).text);
    return parsed.ok ? normaliseCode(grid.at(row, table.columns.get('citizenId') ?? 0).text).slice(6, 14) : '';
  });
  const found = recogniseContent(
    open.map(({ column }) => cellsOf(column)),
    named,
    { birthdays, date1904 },
  );
  for (const [column, field] of found.certain) if (field !== 'other') take(field, column, 'content');
  const asked = open.filter(({ column }) => !found.certain.has(column) && samplesOf(cellsOf(column)).length > 0);
  const missing = missingFields((field) => columns.has(field));
  const questions = asked.flatMap(({ row, column, heading }) => {
    const cells = cellsOf(column);
    const choices = possibleFields(cells, date1904).filter((field) => missing.includes(field));
    if (choices.length === 0) return [];
    const supposed = found.supposed.get(column) ?? null;
    const question: ColumnQuestion = {
      key: keys.get(column) ?? '',
      cell: cellAddress(Math.max(1, row), column),
      heading,
      samples: samplesOf(cells),
      choices,
      supposed: supposed !== null && choices.includes(supposed) ? supposed : null,
    };
    return [question];
  });
  return { ...table, columns, sources, questions, unknown: asked };
}

/**
 * The roster's table in the sheet; `null` when 姓名 and 证件号码 cannot be found.
 * @param answers what was said before about columns of the same firm
 */
export function findTable(grid: SheetGrid, answers: ColumnAnswers, date1904: boolean): RosterTable | null {
  const table = byHeadings(grid) ?? byContent(grid);
  return table === null ? null : withUnknown(grid, table, answers, date1904);
}
