/**
 * Which rows of a list are for this office and this month, and new: a row of another county or month, a person who stands twice for
 * the same firm, or who is on the way already by an earlier list, is named with where, and is no item. Persons whom a window case
 * holds, or who were paid, are items: 初审 refuses them with a reason (粤人社函〔2022〕252号 一, 三).
 */
import { covers, isDivisionCode } from '../../domain/division.ts';
import { normaliseCode } from '../../domain/normalise.ts';
import type { Month } from '../../domain/plain-date.ts';
import type { GrantItem } from '../book.ts';
import { firmKeyOf } from '../source.ts';
import { holdsPerson } from '../transitions.ts';
import type { ListProblem, ListRow } from './list-row.ts';

/** A row that can be read, with what says whether it is for this office. */
export interface ReadListRow {
  readonly row: ListRow;
  /** `null`: the row does not say. */
  readonly period: Month | null;
  readonly periodCell: string;
  readonly division: string;
  readonly divisionCell: string;
}

export interface Placing {
  readonly period: Month;
  readonly officeDivision: string;
  /** Whole name of the office's division, `广东省湛江市赤坎区`; empty where it is not known. */
  readonly officeDivisionName: string;
  readonly items: readonly GrantItem[];
}

export interface PlacedRows {
  readonly rows: readonly ListRow[];
  readonly problems: readonly ListProblem[];
}

/** Whether a place that a row names is clearly another one: a wider area that holds ours decides nothing. */
function isElsewhere(division: string, { officeDivision, officeDivisionName }: Placing): boolean {
  const text = normaliseCode(division);
  if (text === '') return false;
  const digits = /^\d{6,12}$/u.exec(text)?.[0].slice(0, 6) ?? null;
  if (digits !== null && isDivisionCode(digits))
    return !covers(officeDivision, digits) && !covers(digits, officeDivision);
  if (/^\d+$/u.test(text) || officeDivisionName === '') return false;
  const own = normaliseCode(officeDivisionName);
  const last = own.replace(/^.*(?:省|自治区|市)(?=.)/u, '');
  return !own.includes(text) && !text.includes(last);
}

const keyOf = (
  row: Pick<ListRow, 'citizenId' | 'employerName' | 'unifiedSocialCreditCode' | 'employerNumber'>,
): string => `${normaliseCode(row.citizenId)} ${firmKeyOf({ ...row, name: row.employerName })}`;

/** The period that most rows name; `null` where none does. */
export function periodIn(rows: readonly Pick<ReadListRow, 'period'>[]): Month | null {
  const counts = new Map<Month, number>();
  for (const { period } of rows) if (period !== null) counts.set(period, (counts.get(period) ?? 0) + 1);
  return [...counts].toSorted(([, one], [, other]) => other - one)[0]?.[0] ?? null;
}

/** Parts the rows of a file, in their order. */
export function placeRows(read: readonly ReadListRow[], placing: Placing): PlacedRows {
  const known = new Map(
    placing.items
      .filter(({ source, state }) => source.channel === 'automatic' && holdsPerson(state))
      .map(({ source }) => [`${source.citizenId} ${source.firmKey}`, source.reference]),
  );
  const first = new Map<string, number>();
  const rows: ListRow[] = [];
  const problems: ListProblem[] = [];
  for (const { row, period, periodCell, division, divisionCell } of read) {
    const refuse = (code: ListProblem['code'], cell: string, detail: string): unknown =>
      problems.push({ line: row.line, cell, code, name: row.name, detail });
    const key = keyOf(row);
    const [before, earlier] = [first.get(key), known.get(key)];
    if (isElsewhere(division, placing)) refuse('other-county', divisionCell, division);
    else if (period !== null && period !== placing.period) refuse('other-month', periodCell, period);
    else if (before !== undefined) refuse('twice', '', `第 ${before} 行`);
    else if (earlier !== undefined) refuse('known', '', earlier);
    else {
      first.set(key, row.line);
      rows.push(row);
    }
  }
  return { rows, problems };
}
