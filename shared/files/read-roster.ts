/** A company's file → the persons in it. Used by the window's worker and by `counter -- roster`. */
import { rosterColumns } from '../domain/application.ts';
import { bounded, limits } from '../domain/limits.ts';
import { rosterFieldLabels, type ColumnAnswers } from '../rosters/roster-answers.ts';
import { rosterFieldOf, type RosterField } from '../rosters/roster-columns.ts';
import { FILE_LIMIT_BYTES, fileProblem, type FileProblem } from './file-problem.ts';
import { findTable } from './find-table.ts';
import type { RosterTable } from './roster-table.ts';
import { openBook } from './open-book.ts';
import { importIssue, sheetIssue } from './roster-issues.ts';
import type {
  ImportedEntry,
  ImportIssue,
  RecognisedColumn,
  RosterReading,
  RosterRefusal,
  RosterSheetReading,
  SkippedRow,
} from './roster-reading.ts';
import { fieldCell, readPerson, type TableContext } from './roster-row.ts';
import { sheetGrid } from './sheet-grid.ts';
import { cellAddress, type Sheet, type SheetBook, type SheetRow } from './sheet.ts';

const NOTE =
  /^(合计|总计|小计|共计|总人数|共\d+人|填表|制表|填报|经办|审核|复核|审批|负责人|法定代表人|单位(盖章|公章|负责人|名称|意见|经办|[(（])|公司[(（]|盖章|联系(人|电话|方式)|电话|日期|时间|备注|注[:：.、\d]|附[:：注件]|说明|声明|承诺|本单位|本公司|我单位|以上|温馨提示|提示|示例|样例|例[:：]|[★※*])/u;
const SIGNS_OF_A_NOTE = /[:：。；;]|\d{3}|^.{21,}$/u;

type RowKind = 'person' | 'blank' | 'skip' | 'merged';

const squeezed = (text: string): string => bounded(text).normalize('NFKC').replace(/\s/gu, '');

function isHeadingAgain(context: TableContext, row: SheetRow): boolean {
  const name = fieldCell(context, row.number, 'name').text;
  return (
    rosterFieldOf(name) === 'name' && rosterFieldOf(fieldCell(context, row.number, 'citizenId').text) === 'citizenId'
  );
}

/** Cells of the row itself, merges left aside, that belong to a column that is read. */
function ownTexts(context: TableContext, row: SheetRow): readonly string[] {
  return [...context.table.columns.values()].map((column) => row.cells[column]?.text.trim() ?? '').filter(Boolean);
}

/** Columns that are not read may still hold a running number. */
const isNumbering = (row: SheetRow): boolean =>
  row.cells.every((cell) => cell.kind === 'empty' || /^\d{1,4}$/u.test(cell.text.trim()));

function rowKind(context: TableContext, row: SheetRow): RowKind {
  const name = squeezed(fieldCell(context, row.number, 'name').text);
  const id = squeezed(fieldCell(context, row.number, 'citizenId').text);
  if (/\d{15}|E\+\d/iu.test(id)) return 'person';
  const own = ownTexts(context, row);
  if (own.length === 0) return isNumbering(row) ? 'blank' : 'skip';
  if (isHeadingAgain(context, row)) return 'skip';
  const first = squeezed(row.cells.find((cell) => cell.kind !== 'empty')?.text ?? '');
  if (NOTE.test(first) || NOTE.test(name)) return 'skip';
  if (name === '' && id === '') return withoutPerson(context, row, own.length);
  return id === '' && own.length === 1 && SIGNS_OF_A_NOTE.test(name) ? 'skip' : 'person';
}

function withoutPerson(context: TableContext, row: SheetRow, filled: number): RowKind {
  const merge = context.grid.mergeOver(row.number, context.table.columns.get('name') ?? 0);
  if (merge !== null && merge.firstRow > context.table.headingRow && merge.firstRow < row.number) return 'merged';
  return filled >= 2 ? 'person' : 'skip';
}

function hiddenNotice(row: SheetRow): readonly ImportIssue[] {
  return row.hidden ? [importIssue('hidden-row', { row: row.number, columnIndex: null })] : [];
}

function duplicates(entries: readonly ImportedEntry[], table: RosterTable): readonly ImportIssue[] {
  const firstRows = new Map<string, number>();
  const columnIndex = table.columns.get('citizenId') ?? null;
  return entries.flatMap(({ row, citizenId }) => {
    const earlier = firstRows.get(citizenId);
    if (earlier === undefined) firstRows.set(citizenId, row);
    if (earlier === undefined || citizenId === '' || citizenId.includes('?') || citizenId.includes('E+')) return [];
    return [importIssue('duplicate-person', { row, column: 'citizenId', columnIndex, fact: `同第 ${earlier} 行。` })];
  });
}

const headingWords = (heading: string): string => (heading === '' ? '没有列名，' : `“${heading.slice(0, 20)}”`);

/** The columns that were read, in the order of the file. */
function recognised({ grid, table }: TableContext): readonly RecognisedColumn[] {
  const headingOf = (column: number): string =>
    grid.headingAt(table.headingRow, column) || grid.headingAt(table.headingRow - 1, column);
  return [...table.columns]
    .sort(([, a], [, b]) => a - b)
    .map(([field, column]) => ({
      cell: cellAddress(Math.max(1, table.headingRow), column),
      heading: bounded(headingOf(column), limits.headingCharacters),
      field,
      by: table.sources.get(field) ?? (table.guessed && isGuessed(field, headingOf(column)) ? 'content' : 'heading'),
    }));
}

const isGuessed = (field: RosterField, heading: string): boolean => rosterFieldOf(heading) !== field;

/** Columns that were known by something else than their heading, each with what it was taken for. */
function sourceIssues({ grid, table }: TableContext): readonly ImportIssue[] {
  return [...table.sources].map(([field, by]) => {
    const columnIndex = table.columns.get(field) ?? 0;
    const heading = headingWords(grid.headingAt(table.headingRow, columnIndex));
    const code = by === 'answer' ? 'column-remembered' : 'column-by-content';
    const fact = `${heading}读作${rosterFieldLabels[field]}。`;
    return importIssue(code, { row: Math.max(1, table.headingRow), columnIndex, fact });
  });
}

function leftOut(sheet: Sheet): readonly ImportIssue[] {
  const beyond = sheet.rows.some(({ cells }) => cells.slice(limits.sheetColumns).some((cell) => cell.kind !== 'empty'));
  return beyond ? [sheetIssue('columns-left-out', sheet.name === '' ? '' : `工作表“${sheet.name}”：`)] : [];
}

function tableIssues(table: RosterTable): readonly ImportIssue[] {
  const named = (
    code: 'heading-unknown' | 'column-repeated',
    columns: RosterTable['unknown'],
  ): readonly ImportIssue[] =>
    columns.map(({ row, column, heading }) =>
      importIssue(code, { row, columnIndex: column, fact: headingWords(heading) }),
    );
  const guessed = table.guessed
    ? [importIssue('columns-guessed', { row: table.headingRow + 1, columnIndex: null })]
    : [];
  return [...guessed, ...named('heading-unknown', table.unknown), ...named('column-repeated', table.repeated)];
}

const lineText = (row: SheetRow): string =>
  row.cells
    .map((cell) => cell.text.trim())
    .filter(Boolean)
    .join(' ');

function readTable(sheet: Sheet, context: TableContext): RosterSheetReading {
  const entries: ImportedEntry[] = [];
  const issues: ImportIssue[] = [...tableIssues(context.table), ...sourceIssues(context), ...leftOut(sheet)];
  const skippedRows: SkippedRow[] = [];
  for (const row of sheet.rows.filter((candidate) => candidate.number > context.table.headingRow)) {
    const kind = rowKind(context, row);
    if (kind === 'person') {
      const person = readPerson(context, row.number);
      entries.push(person.entry);
      issues.push(...hiddenNotice(row), ...person.issues);
    } else if (kind !== 'blank') skippedRows.push({ row: row.number, text: bounded(lineText(row)) });
    if (kind === 'merged') issues.push(importIssue('merged-person', { row: row.number, columnIndex: null }));
  }
  issues.push(...duplicates(entries, context.table));
  const rows = entries.map((entry) => entry.row);
  const [firstRow = 0, lastRow = 0] = [rows[0], rows.at(-1)];
  const { questions } = context.table;
  const columns = recognised(context);
  return { ok: true, sheetName: sheet.name, firstRow, lastRow, entries, issues, skippedRows, columns, questions };
}

function readSheet(
  sheet: Sheet,
  date1904: boolean,
  answers: ColumnAnswers,
): { reading: RosterSheetReading; guessed: boolean } | null {
  const grid = sheetGrid(sheet);
  const table = findTable(grid, answers, date1904);
  if (table === null) return null;
  return { reading: readTable(sheet, { grid, table, date1904 }), guessed: table.guessed };
}

function refusal(problem: FileProblem): RosterRefusal {
  return { ok: false, error: { code: problem.code, issues: [{ path: 'file', message: problem.message }] } };
}

/** In the order of the rows, then of the columns; issues about no row last. */
function ordered(issues: readonly ImportIssue[]): readonly ImportIssue[] {
  const place = ({ row, column }: ImportIssue): number =>
    (row ?? Number.MAX_SAFE_INTEGER / 100) * 10 + (column === null ? 0 : rosterColumns.indexOf(column) + 1);
  return [...issues].sort((a, b) => place(a) - place(b));
}

function readBook(book: SheetBook, answers: ColumnAnswers): RosterReading {
  const read = (sheets: readonly Sheet[]): ReturnType<typeof readSheet>[] =>
    sheets.map((sheet) => readSheet(sheet, book.date1904, answers));
  const found = read(book.sheets.filter((sheet) => !sheet.hidden)).filter((table) => table !== null);
  const filled = found.filter(({ reading }) => reading.entries.length > 0);
  const chosen = filled.find(({ guessed }) => !guessed) ?? filled[0];
  if (chosen === undefined) {
    const hidden = read(book.sheets.filter((sheet) => sheet.hidden)).some(
      (table) => (table?.reading.entries.length ?? 0) > 0,
    );
    if (hidden) return refusal(fileProblem('roster-hidden'));
    return refusal(fileProblem(found.length > 0 ? 'roster-empty' : 'roster-not-found'));
  }
  const others = filled.filter((table) => table !== chosen);
  const elsewhere = others.map(({ reading }) =>
    sheetIssue('other-sheet', `工作表“${reading.sheetName}”（${reading.entries.length} 人）：`),
  );
  return { ...chosen.reading, issues: ordered([...chosen.reading.issues, ...elsewhere]) };
}

/**
 * Reads a roster from the bytes of any table file; the name of the file plays no part.
 * @param limit bytes over which the file is refused unread
 * @param answers what the clerk said about columns of this firm before
 */
export async function readRoster(
  bytes: Uint8Array,
  limit = FILE_LIMIT_BYTES,
  answers: ColumnAnswers = new Map(),
): Promise<RosterReading> {
  const opened = await openBook(bytes, limit);
  return opened.ok ? readBook(opened.value, answers) : refusal(opened.problem);
}
