/**
 * What a column is by what stands in it, where that is certain: a diploma's number by its make-up (GB: five digits of the
 * school, kind, year, level, number), a school by its last word, the two days of a contract because one lies whole years
 * after the other. A single day may be many things: then only a supposition is made, and the clerk is asked.
 */
import { parseCitizenId } from '../domain/citizen-id.ts';
import { limits } from '../domain/limits.ts';
import { normaliseCode } from '../domain/normalise.ts';
import { addDays, parsePlainDate } from '../domain/plain-date.ts';
import { OPEN_ENDED, type RosterField } from '../rosters/roster-columns.ts';
import { readDay, readPeriod } from './roster-dates.ts';
import type { SheetCell } from './sheet.ts';

/** One column under its heading: the cells of persons, in their order. */
export interface ColumnCells {
  readonly column: number;
  readonly cells: readonly SheetCell[];
}

export interface PersonFacts {
  /** Per person the day of birth that the number says, `YYYYMMDD`; empty where it is no right number. */
  readonly birthdays: readonly string[];
  readonly date1904: boolean;
}

/** `other`: a column that rosters often have and that is not needed. */
export type ContentField = RosterField | 'other';

export interface ContentFindings {
  readonly certain: ReadonlyMap<number, ContentField>;
  readonly supposed: ReadonlyMap<number, RosterField>;
}

/** Regular higher education: schools have 10001–14999; kinds 1–7; levels 01, 02, 04, 05, 06. */
const DIPLOMA = /^1[0-4]\d{3}[1-7](?:19|20)\d{2}0[12456]\d{6}$/u;
const SCHOOL =
  /^[\p{Script=Han}\p{Script=Latin}()·]{2,40}(?:大学|学院|学校|分校|党校|专科|研究院)(?:\([\p{Script=Han}]{1,20}\))?$/u;
const MOBILE = /^(?:\+?86-?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}$/u;
const TRIVIAL = /^(?:\d{1,4}|\d{1,3}\.\d{1,2}|男|女|[是否有无√×]|.{1,3}族|汉|[^@\s]{1,60}@[^@\s]{1,60})$/u;

const textOf = (cell: SheetCell): string =>
  cell.kind === 'error' || cell.text.length > limits.valueCharacters ? '' : cell.text.normalize('NFKC').trim();

const filled = (cells: readonly SheetCell[]): readonly SheetCell[] => cells.filter((cell) => cell.kind !== 'empty');

/** Every filled cell fits, and at least every second person has one. */
function all({ cells }: ColumnCells, fits: (text: string) => boolean): boolean {
  const texts = filled(cells).map(textOf);
  return texts.length * 2 >= cells.length && texts.length > 0 && texts.every((text) => text !== '' && fits(text));
}

const dayText = (cell: SheetCell, date1904: boolean): string | null => {
  const { text, problem } = readDay(cell, date1904);
  return problem === null && (text === OPEN_ENDED || parsePlainDate(text) !== null) ? text : null;
};

interface DayColumn {
  readonly column: number;
  /** Per person; empty where the cell is. */
  readonly days: readonly string[];
}

function asDays({ column, cells }: ColumnCells, date1904: boolean): DayColumn | null {
  const days = cells.map((cell) => (cell.kind === 'empty' ? '' : dayText(cell, date1904)));
  const count = days.filter((day) => day !== '').length;
  if (count === 0 || count * 2 < days.length || days.some((day) => day === null)) return null;
  return { column, days: days.map((day) => day ?? '') };
}

/** Whether `to` ends a contract that begins on `from`: the same day, or the day before it, one to ten years later. */
function endsContract(from: string, to: string): boolean {
  if (to === OPEN_ENDED) return true;
  const day = parsePlainDate(to);
  if (day === null) return false;
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  const fits = [to, addDays(day, 1)].some((end) => end.slice(5) === from.slice(5) && end > from);
  return fits && years >= 1 && years <= 11;
}

/** Whether the columns are begin and end of contracts, row for row. */
function isContract(from: DayColumn, to: DayColumn): boolean {
  const pairs = from.days.map((day, at) => [day, to.days[at] ?? ''] as const).filter(([a, b]) => a !== '' && b !== '');
  return (
    pairs.length * 2 >= from.days.length &&
    pairs.some(([, end]) => end !== OPEN_ENDED) &&
    pairs.every(([begin, end]) => begin !== OPEN_ENDED && endsContract(begin, end))
  );
}

/** Whether every filled cell is the number of a diploma, and they are not numbers of persons. */
export const holdsDiplomas = (column: ColumnCells): boolean =>
  all(column, (text) => DIPLOMA.test(normaliseCode(text))) && !all(column, (text) => parseCitizenId(text).ok);

function certainOne(column: ColumnCells, { birthdays, date1904 }: PersonFacts): ContentField | null {
  if (holdsDiplomas(column)) return 'diplomaNumber';
  if (all(column, (text) => SCHOOL.test(text.replace(/\s/gu, '')))) return 'school';
  if (all(column, (text) => MOBILE.test(text)) || all(column, (text) => TRIVIAL.test(text))) return 'other';
  const days = asDays(column, date1904)?.days.map((day) => day.replaceAll('-', ''));
  if (days?.every((day, at) => day === '' || day === birthdays[at]) === true) return 'other';
  const isPeriod = (text: string): boolean => readPeriod(text)?.every(({ text: day }) => day !== '') === true;
  return all(column, isPeriod) ? 'contractPeriod' : null;
}

/** The fields that single columns hold for certain, each once. */
function certainSingles(
  columns: readonly ColumnCells[],
  facts: PersonFacts,
  taken: ReadonlySet<RosterField>,
): Map<number, ContentField> {
  const found = columns.flatMap((column) => {
    const field = certainOne(column, facts);
    return field === null ? [] : [[column.column, field] as const];
  });
  const once = (field: ContentField): boolean => found.filter(([, other]) => other === field).length === 1;
  return new Map(found.filter(([, field]) => field === 'other' || (once(field) && !taken.has(field))));
}

/** Begin and end of contracts among columns of days; the ones that headings named count as candidates too. */
function contractDays(
  unknown: readonly DayColumn[],
  known: ReadonlyMap<RosterField, DayColumn>,
): readonly (readonly [number, RosterField])[] {
  const from = known.get('contractFrom');
  const to = known.get('contractTo');
  if (from !== undefined && to !== undefined) return [];
  const begins = from === undefined ? unknown : [from];
  const ends = to === undefined ? unknown : [to];
  const pairs = begins.flatMap((begin) =>
    ends.filter((end) => end !== begin && isContract(begin, end)).map((end) => [begin, end] as const),
  );
  const [pair] = pairs;
  if (pair === undefined || pairs.length > 1) return [];
  const fields = [
    [pair[0].column, 'contractFrom'],
    [pair[1].column, 'contractTo'],
  ] as const;
  return fields.filter(([column]) => unknown.some((day) => day.column === column));
}

/** What a column of days may be: before the contract the diploma's day, else the first that is still open. */
function supposedDay(
  days: DayColumn,
  from: DayColumn | undefined,
  taken: ReadonlySet<RosterField>,
): RosterField | null {
  const before = from?.days.every((day, at) => day === '' || (days.days[at] ?? '') <= day) === true;
  const order: readonly RosterField[] = before
    ? ['graduatedOn', 'enrolledOn']
    : ['enrolledOn', 'contractFrom', 'contractTo', 'graduatedOn'];
  return order.find((field) => !taken.has(field)) ?? null;
}

/**
 * Reads unknown columns by what stands in them.
 * @param unknown columns whose headings say nothing
 * @param named columns that are known already, by field
 */
export function recogniseContent(
  unknown: readonly ColumnCells[],
  named: ReadonlyMap<RosterField, ColumnCells>,
  facts: PersonFacts,
): ContentFindings {
  const taken = new Set<RosterField>(named.keys());
  if (taken.has('contractPeriod')) for (const field of ['contractFrom', 'contractTo'] as const) taken.add(field);
  if (taken.has('contractFrom') || taken.has('contractTo')) taken.add('contractPeriod');
  const certain = certainSingles(unknown, facts, taken);
  const asDayColumn = (column: ColumnCells): readonly DayColumn[] => {
    const days = asDays(column, facts.date1904);
    return days === null ? [] : [days];
  };
  const open = unknown.filter(({ column }) => !certain.has(column)).flatMap(asDayColumn);
  const known = new Map(
    [...named].flatMap(([field, column]) => asDayColumn(column).map((days) => [field, days] as const)),
  );
  const inOneCell = named.has('contractPeriod') || [...certain.values()].includes('contractPeriod');
  if (!inOneCell) for (const [column, field] of contractDays(open, known)) certain.set(column, field);
  for (const field of certain.values()) if (field !== 'other') taken.add(field);
  const from = known.get('contractFrom') ?? open.find(({ column }) => certain.get(column) === 'contractFrom');
  const supposed = new Map<number, RosterField>();
  for (const days of open.filter(({ column }) => !certain.has(column))) {
    const field = supposedDay(days, from, taken);
    if (field === null) continue;
    supposed.set(days.column, field);
    taken.add(field);
  }
  return { certain, supposed };
}

const DAY_FIELDS: readonly RosterField[] = ['graduatedOn', 'contractFrom', 'contractTo', 'enrolledOn'];

/** What a column can be by its kind of content: most of its cells are days, two days, long numbers, or words. */
export function possibleFields({ cells }: ColumnCells, date1904: boolean): readonly RosterField[] {
  const all = filled(cells);
  const mostly = (fits: (cell: SheetCell) => boolean): boolean =>
    all.length > 0 && all.filter(fits).length * 2 >= all.length;
  if (mostly((cell) => ['date-not-real', 'date-without-day', null].includes(readDay(cell, date1904).problem)))
    return DAY_FIELDS;
  if (mostly((cell) => readPeriod(textOf(cell)) !== null)) return ['contractPeriod'];
  if (mostly((cell) => /\d{8}/u.test(normaliseCode(textOf(cell))))) return ['diplomaNumber'];
  return mostly((cell) => /\p{Script=Han}{3}/u.test(textOf(cell))) ? ['school'] : [];
}

/** The fields that have no column yet; begin and end of a contract and both in one cell stand for each other. */
export function missingFields(has: (field: RosterField) => boolean): readonly RosterField[] {
  const single: readonly RosterField[] = ['school', 'diplomaNumber', ...DAY_FIELDS];
  const contract = has('contractFrom') || has('contractTo');
  const open = single.filter((field) => !has(field) && !(has('contractPeriod') && field.startsWith('contract')));
  return has('contractPeriod') || contract ? open : [...open, 'contractPeriod'];
}
