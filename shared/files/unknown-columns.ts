/** Columns whose headings say nothing: what was said of them before, what their content tells, and what to ask. */
import { parseCitizenId } from '../domain/citizen-id.ts';
import { columnKey, type ColumnAnswers } from '../rosters/roster-answers.ts';
import { isKnownOtherHeading, type RosterField } from '../rosters/roster-columns.ts';
import { holdsDiplomas, missingFields, possibleFields, recogniseContent, type ColumnCells } from './column-content.ts';
import type { ColumnQuestion, ColumnSource } from './roster-reading.ts';
import { longNumber, type NamedColumn, type RosterTable } from './roster-table.ts';
import type { SheetGrid } from './sheet-grid.ts';
import { cellAddress, columnLetters } from './sheet.ts';

const SAMPLES = 3;
const SAMPLE_CHARACTERS = 30;

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

/** Columns whose heading promises nothing that is needed (学历凭证, 备注, 编号) and that hold numbers of diplomas all the same. */
function diplomasElsewhere(grid: SheetGrid, table: RosterTable, persons: readonly number[]): readonly NamedColumn[] {
  if (table.columns.has('diplomaNumber')) return [];
  const row = table.headingRow;
  return Array.from({ length: grid.width }, (_, column) => ({
    row,
    column,
    heading: grid.headingAt(row, column),
  })).filter(
    ({ column, heading }) =>
      isKnownOtherHeading(heading) &&
      holdsDiplomas({ column, cells: persons.map((person) => grid.at(person, column)) }),
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

/** Days of birth that the persons' numbers say, `YYYYMMDD`; empty where a number is none. */
function birthdaysOf(grid: SheetGrid, table: RosterTable, persons: readonly number[]): readonly string[] {
  const column = table.columns.get('citizenId') ?? 0;
  return persons.map((row) => {
    const parsed = parseCitizenId(grid.at(row, column).text);
    return parsed.ok ? parsed.value.bornOn.replaceAll('-', '') : '';
  });
}

interface Columns {
  readonly columns: Map<RosterField, number>;
  readonly sources: Map<RosterField, ColumnSource>;
}

function take({ columns, sources }: Columns, field: RosterField, column: number, by: ColumnSource): void {
  if (columns.has(field)) return;
  columns.set(field, column);
  sources.set(field, by);
}

/** What is asked about the columns that are still unknown: only those that may hold something that is missing. */
function questionsOf(
  asked: readonly (NamedColumn & { readonly key: string; readonly cells: ColumnCells })[],
  known: Columns,
  supposed: ReadonlyMap<number, RosterField>,
  date1904: boolean,
): readonly ColumnQuestion[] {
  const missing = missingFields((field) => known.columns.has(field));
  return asked.flatMap(({ row, column, heading, key, cells }) => {
    const choices = possibleFields(cells, date1904).filter((field) => missing.includes(field));
    if (choices.length === 0) return [];
    const likely = supposed.get(column) ?? null;
    const question: ColumnQuestion = {
      key,
      cell: cellAddress(Math.max(1, row), column),
      heading,
      samples: samplesOf(cells),
      choices,
      supposed: likely !== null && choices.includes(likely) ? likely : null,
    };
    return [question];
  });
}

/** The table with its unknown columns read by what was said of them before, then by what stands in them; the rest is asked. */
export function withUnknown(
  grid: SheetGrid,
  table: RosterTable,
  answers: ColumnAnswers,
  date1904: boolean,
): RosterTable {
  const persons = personRows(grid, table);
  const named = [...table.unknown, ...unnamedColumns(grid, table, persons), ...diplomasElsewhere(grid, table, persons)];
  if (named.length === 0) return table;
  const keys = keysOf(named);
  const cellsOf = (column: number): ColumnCells => ({ column, cells: persons.map((row) => grid.at(row, column)) });
  const unknown = named.map((column) => ({
    ...column,
    key: keys.get(column.column) ?? '',
    cells: cellsOf(column.column),
  }));
  const known: Columns = { columns: new Map(table.columns), sources: new Map() };
  for (const { key, column } of unknown) {
    const answer = answers.get(key);
    if (answer !== undefined && answer !== 'none') take(known, answer, column, 'answer');
  }
  const open = unknown.filter(({ key }) => !answers.has(key));
  const found = recogniseContent(
    open.map(({ cells }) => cells),
    new Map([...known.columns].map(([field, column]) => [field, cellsOf(column)] as const)),
    { birthdays: birthdaysOf(grid, table, persons), date1904 },
  );
  for (const [column, field] of found.certain) if (field !== 'other') take(known, field, column, 'content');
  const asked = open.filter(({ column, cells }) => !found.certain.has(column) && samplesOf(cells).length > 0);
  return { ...table, ...known, questions: questionsOf(asked, known, found.supposed, date1904), unknown: asked };
}
