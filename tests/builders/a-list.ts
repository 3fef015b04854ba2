/** A 免申即享 list as it goes into the ledger, and as a file says it. */
import type { AftercareEvent } from '#shared/aftercare/event.ts';
import type { CheckedRow, ListProblem, ListRow } from '#shared/aftercare/lists/list-row.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { month } from '#shared/domain/plain-date.ts';
import type { ListCells } from '#shared/lists/list-file.ts';

type Step<Name extends AftercareEvent['step']> = Extract<AftercareEvent, { step: Name }>;

/** The person and firm of tests/builders/an-aftercare.ts with the same numbers. */
export const aListRow = (person: number, firm = 1, line = person + 1, more: Partial<ListRow> = {}): CheckedRow => ({
  line,
  name: `人员${person}`,
  citizenId: `44080220000315${String(person).padStart(4, '0')}`,
  employerName: `湛江样例${firm}有限公司`,
  unifiedSocialCreditCode: `FIRM${firm}`,
  employerNumber: '',
  said: {},
  payee: null,
  ...more,
  findings: { verdict: 'met', checks: [], said: [] },
});

export const listBegun = (listId = 'l1', more: Partial<Step<'listBegun'>> = {}): Step<'listBegun'> => ({
  step: 'listBegun',
  listId,
  digest: 'd'.repeat(64),
  fileName: '名单.xlsx',
  period: month('202208'),
  downloadedOn: plainDate('2022-08-20'),
  rows: 1,
  problems: 0,
  parts: 1,
  policy: 'zhanjiang-2022',
  amountFen: 150_000,
  ...more,
});

export const rowsTaken = (
  rows: readonly CheckedRow[],
  listId = 'l1',
  part = 0,
  problems: readonly ListProblem[] = [],
): Step<'listRowsTaken'> => ({
  step: 'listRowsTaken',
  listId,
  part,
  copies: {},
  rows: [...rows],
  problems: [...problems],
});

/** Rows of a table under its headings; a cell that is a number stands for one that the spreadsheet made a quantity. */
export const cellsOf = (rows: readonly (readonly (string | number)[])[]): readonly ListCells[] =>
  rows.map((row, index) => ({
    line: index + 2,
    cells: row.map(String),
    addressAt: (column) => `${String.fromCharCode(65 + column)}${index + 2}`,
    isQuantityAt: (column) => typeof row[column] === 'number',
    dayAt: (column) => (/^\d{4}-\d{2}-\d{2}$/u.test(String(row[column])) ? plainDate(String(row[column])) : null),
  }));
