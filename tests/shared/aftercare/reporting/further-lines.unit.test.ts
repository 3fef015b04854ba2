/** 月报 beside payments, figure by figure: lists, 核查 by its last words, 追回 and what is still owed. */
import { describe, expect, it } from 'vitest';
import type { AftercareBook } from '#shared/aftercare/book.ts';
import type { RowCode } from '#shared/aftercare/inquiry/codes.ts';
import { furtherLines } from '#shared/aftercare/reporting/further-lines.ts';
import type { Cells, ReportLine } from '#shared/aftercare/reporting/report-line.ts';
import { plainDate, type PlainDate } from '#shared/domain/plain-date.ts';

const nothing = { lists: { taken: [] }, inquiryLists: [], recoveries: [] };
/** Two spans are enough: September, and everything. */
function linesOf(part: object, lastDay = '2022-09-30'): Readonly<Record<string, readonly [month: Cells, term: Cells]>> {
  const book = { ...nothing, ...part } as unknown as AftercareBook;
  const inMonth = (day: PlainDate): boolean => day.startsWith('2022-09');
  const line = (id: string, of: (within: (day: PlainDate) => boolean) => Cells): ReportLine => ({
    id,
    month: of(inMonth),
    year: {},
    term: of(() => true),
  });
  const lines = furtherLines(book, line, plainDate(lastDay));
  return Object.fromEntries(lines.map(({ id, month, term }) => [id, [month, term]]));
}

it('there is no line of what nobody did', () => {
  expect(linesOf({})).toEqual({});
});

it('lists count on the day they were downloaded, with the rows that were taken', () => {
  const taken = [
    { head: { downloadedOn: '2022-09-01' }, rows: [1, 2, 3] },
    { head: { downloadedOn: '2022-08-31' }, rows: [1] },
  ];
  expect(linesOf({ lists: { taken } })).toEqual({
    list: [
      { count: 1, persons: 3 },
      { count: 2, persons: 4 },
    ],
  });
});

describe('核查', () => {
  const row = (code: RowCode | null, checked: object | null = {}) => ({
    answered: code === null ? null : { answer: { code } },
    checked,
  });
  const listed = (kind: 'dueButUnpaid' | 'duplicate', ...rows: readonly object[]) => ({
    inquiryLists: [
      { begun: { act: { kind, issuedOn: '2022-09-12' } }, rows },
      { begun: { act: { kind, issuedOn: '2022-10-12' } }, rows: [row(null, null)] },
    ],
  });
  const persons = (part: object): Readonly<Record<string, readonly (number | undefined)[]>> =>
    Object.fromEntries(Object.entries(linesOf(part)).map(([id, cells]) => [id, cells.map((cell) => cell.persons)]));

  it('of 应发未发 by the last word on each row; one that nobody checked, or that is answered again, is open', () => {
    const rows = [
      row('Y1'),
      row('Y4'),
      row('N04'),
      row('N12'),
      row('N01'),
      row('Y2'),
      row('Y3'),
      row('Y1', null),
      row(null),
    ];
    expect(persons(listed('dueButUnpaid', ...rows))).toEqual({
      unpaid: [9, 10],
      'unpaid.paid': [2, 2],
      'unpaid.not-due': [3, 3],
      'unpaid.open': [4, 5],
    });
  });

  it('of 疑似重复 by whether it is one', () => {
    const rows = [
      row('K1'),
      row('K2'),
      row('K3'),
      row('K4'),
      row('K5'),
      row('K6'),
      row('K7'),
      row('K1', null),
      row(null),
    ];
    expect(persons(listed('duplicate', ...rows))).toEqual({
      duplicate: [9, 10],
      'duplicate.true': [4, 4],
      'duplicate.none': [2, 2],
      'duplicate.open': [3, 4],
    });
  });
});

describe('追回', () => {
  const item = (amountFen: number) => ({ amountFen });
  const recovery = (firmKey: string, on: string, amounts: readonly number[], more: object = {}) => ({
    firmKey,
    opened: { on },
    withdrawn: null,
    items: amounts.map(item),
    decided: null,
    repayments: [],
    ...more,
  });
  const repaid = (paidOn: string, amountFen: number, reversed: object | null = null) => ({
    act: { paidOn, amountFen },
    reversed,
  });

  it('counts firms once, what came back on the day it was paid, and nothing that was taken back or given up', () => {
    const recoveries = [
      recovery('a', '2022-09-02', [100, 200], {
        repayments: [repaid('2022-09-20', 50), repaid('2022-10-05', 70), repaid('2022-09-21', 30, {})],
      }),
      recovery('a', '2022-08-02', [1000]),
      recovery('b', '2022-09-03', [400]),
      recovery('c', '2022-09-04', [9000], { withdrawn: {} }),
    ];
    expect(linesOf({ recoveries })).toEqual({
      recovery: [
        { firms: 2, persons: 3, amountFen: 700 },
        { firms: 2, persons: 4, amountFen: 1700 },
      ],
      'recovery.returned': [
        { count: 1, amountFen: 50 },
        { count: 2, amountFen: 120 },
      ],
      // At the end of September, in every span.
      'recovery.debt': [{ amountFen: 1650 }, { amountFen: 1650 }],
    });
    expect(linesOf({ recoveries }, '2022-10-05')['recovery.debt']).toEqual([{ amountFen: 1580 }, { amountFen: 1580 }]);
    expect(linesOf({ recoveries: [recovery('c', '2022-09-04', [9000], { withdrawn: {} })] })).toEqual({});
  });

  it('is never owed below nothing', () => {
    const recoveries = [recovery('a', '2022-09-02', [100], { repayments: [repaid('2022-09-20', 150)] })];
    expect(linesOf({ recoveries })['recovery.debt']?.[1]).toEqual({ amountFen: 0 });
  });
});
