/** One row under the headings: a person, a note, or nothing. */
import type { RosterColumn } from '../domain/application.ts';
import { parseCitizenId } from '../domain/citizen-id.ts';
import { bounded, limits } from '../domain/limits.ts';
import { foldNameDots, normaliseCode } from '../domain/normalise.ts';
import type { RosterField } from '../rosters/roster-columns.ts';
import type { RosterTable } from './roster-table.ts';
import { readDay, readPeriod, type DayReading } from './roster-dates.ts';
import { citizenIdIssueCode, importIssue } from './roster-issues.ts';
import type { ImportedEntry, ImportIssue, ImportIssueCode } from './roster-reading.ts';
import type { SheetGrid } from './sheet-grid.ts';
import { EMPTY_CELL, type SheetCell } from './sheet.ts';

export interface TableContext {
  readonly grid: SheetGrid;
  readonly table: RosterTable;
  readonly date1904: boolean;
}

export interface PersonReading {
  readonly entry: ImportedEntry;
  readonly issues: readonly ImportIssue[];
}

/** A spreadsheet keeps 15 digits of a number; what follows in it is made up. */
const RELIABLE_DIGITS = 15;
const UNSAFE_NUMBER = 1e15;

type DateColumn = 'graduatedOn' | 'contractFrom' | 'contractTo' | 'enrolledOn';

/**
 * The cell of a field. A cell that was merged downwards counts for each of its rows, except name and number:
 * two rows under one name are one person, not two.
 */
export function fieldCell(context: TableContext, row: number, field: RosterField): SheetCell {
  const { grid, table } = context;
  const column = table.columns.get(field);
  if (column === undefined) return EMPTY_CELL;
  const own = grid.at(row, column);
  if (own.kind !== 'empty' || field === 'name' || field === 'citizenId') return own;
  const merge = grid.mergeOver(row, column);
  const inside = merge !== null && merge.firstRow > table.headingRow && merge.firstColumn === column;
  return inside ? grid.at(merge.firstRow, column) : own;
}

/** Full-width letters, digits and spaces become plain ones, what shows nothing goes; rare characters stay as they are. */
function plainWidth(text: string): string {
  return bounded(text)
    .replace(/[！-～]/gu, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
    .replace(/\p{Cf}/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** A Chinese name without the spaces that align it (`王 伟`); in a Latin one, single spaces stay. */
function cleanName(text: string): string {
  const plain = plainWidth(text);
  return /\p{Script=Han}/u.test(plain) ? foldNameDots(plain).replace(/ /gu, '') : plain;
}

const cleanText = (text: string): string => plainWidth(text).replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '');

/** The digits that can be trusted, then a `?` for each that cannot, so that no made-up number passes for a person's. */
function damagedDigits(text: string): string {
  return text.slice(0, RELIABLE_DIGITS).padEnd(text.length, '?');
}

interface Finding {
  readonly text: string;
  readonly code: ImportIssueCode | null;
}

function findCitizenId(cell: SheetCell): Finding {
  if (cell.kind === 'error') return { text: '', code: 'cell-error' };
  if (cell.kind === 'number' && Math.abs(cell.value) >= UNSAFE_NUMBER) {
    return { text: damagedDigits(cell.text), code: 'id-damaged' };
  }
  const text = normaliseCode(cell.text).replace(/^['’‘`]+/u, '');
  const parsed = parseCitizenId(text);
  return { text, code: parsed.ok ? null : citizenIdIssueCode(parsed.error) };
}

function findName(cell: SheetCell): Finding {
  if (cell.kind === 'error') return { text: '', code: 'cell-error' };
  const text = cleanName(cell.text);
  return { text, code: text === '' ? 'name-missing' : null };
}

function findDiplomaNumber(cell: SheetCell): Finding {
  if (cell.kind === 'error') return { text: '', code: 'cell-error' };
  if (cell.kind === 'number' && Math.abs(cell.value) >= UNSAFE_NUMBER) {
    return { text: damagedDigits(cell.text), code: 'number-damaged' };
  }
  const text = normaliseCode(cell.text).replace(/^['’‘`]+/u, '');
  return { text, code: /^\d\.\d+E\+?\d+$/u.test(text) ? 'number-damaged' : null };
}

const findSchool = (cell: SheetCell): Finding =>
  cell.kind === 'error' ? { text: '', code: 'cell-error' } : { text: cleanText(cell.text), code: null };

function findDay(cell: SheetCell, date1904: boolean): Finding {
  if (cell.kind === 'error') return { text: '', code: 'cell-error' };
  const day = readDay(cell, date1904);
  return { text: day.text, code: day.problem };
}

function findings(context: TableContext, row: number): Record<RosterColumn, Finding> {
  const find = (field: RosterField, read: (cell: SheetCell) => Finding): Finding => {
    const cell = fieldCell(context, row, field);
    return cell.text.length > limits.valueCharacters ? { text: '', code: 'cell-too-long' } : read(cell);
  };
  const day = (column: DateColumn): Finding => find(column, (cell) => findDay(cell, context.date1904));
  return {
    name: find('name', findName),
    citizenId: find('citizenId', findCitizenId),
    school: find('school', findSchool),
    diplomaNumber: find('diplomaNumber', findDiplomaNumber),
    graduatedOn: day('graduatedOn'),
    contractFrom: day('contractFrom'),
    contractTo: day('contractTo'),
    enrolledOn: day('enrolledOn'),
  };
}

/** Begin and end from one 合同期限 cell, where the two columns of their own say nothing. */
function withPeriod(
  context: TableContext,
  row: number,
  found: Record<RosterColumn, Finding>,
): Record<RosterColumn, Finding> {
  const text = fieldCell(context, row, 'contractPeriod').text;
  if (text.trim() === '' || found.contractFrom.text !== '' || found.contractTo.text !== '') return found;
  const finding = (day: DayReading): Finding => ({ text: day.text, code: day.problem });
  const period = readPeriod(text);
  if (period === null) return { ...found, contractFrom: { text: plainWidth(text), code: 'period-unreadable' } };
  return { ...found, contractFrom: finding(period[0]), contractTo: finding(period[1]) };
}

/** Reads a row that is a person. Every column gets a text; every text that is not right gets an issue. */
export function readPerson(context: TableContext, row: number): PersonReading {
  const found = withPeriod(context, row, findings(context, row));
  const columns = Object.keys(found) as RosterColumn[];
  const period = context.table.columns.get('contractPeriod') ?? null;
  const issues = columns.flatMap((column) => {
    const { code } = found[column];
    const own = context.table.columns.get(column);
    return code === null ? [] : [importIssue(code, { row, column, columnIndex: own ?? period })];
  });
  const text = (column: RosterColumn): string => found[column].text;
  return {
    entry: {
      row,
      name: text('name'),
      citizenId: text('citizenId'),
      school: text('school'),
      diplomaNumber: text('diplomaNumber'),
      graduatedOn: text('graduatedOn'),
      contractFrom: text('contractFrom'),
      contractTo: text('contractTo'),
      enrolledOn: text('enrolledOn'),
    },
    issues,
  };
}
