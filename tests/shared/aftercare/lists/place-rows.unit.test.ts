/** Whose a row is: this office's, of this month, and new. Everything else is named with where. */
import { describe, expect, it } from 'vitest';
import { foldAftercare } from '#shared/aftercare/fold.ts';
import { periodIn, placeRows, type Placing, type ReadListRow } from '#shared/aftercare/lists/place-rows.ts';
import { month } from '#shared/domain/plain-date.ts';
import { first, Ledger } from '#tests/builders/an-aftercare.ts';
import { aListRow, listBegun, rowsTaken } from '#tests/builders/a-list.ts';

const placing: Placing = {
  period: month('202208'),
  officeDivision: '440802',
  officeDivisionName: '广东省湛江市赤坎区',
  items: [],
};
const aRow = (person: number, firm = 1, more: Partial<ReadListRow> = {}, line = person + 1): ReadListRow => {
  const { findings: _, ...row } = aListRow(person, firm, line);
  return { row, period: null, periodCell: 'A2', division: '', divisionCell: 'B2', ...more };
};
const codes = (rows: readonly ReadListRow[], more: Partial<Placing> = {}) =>
  placeRows(rows, { ...placing, ...more }).problems.map(({ line, code, detail }) => [line, code, detail]);

describe('the place', () => {
  it.each(['440802', '440802000', '440800', '440000', '赤坎区', '湛江市赤坎区', '湛江市', '广东省', '', '12'])(
    'takes %s',
    (division) => {
      expect(codes([aRow(1, 1, { division })])).toEqual([]);
    },
  );
  it.each(['440823', '440803', '450802', '遂溪县', '湛江市霞山区', '广西壮族自治区'])('names %s', (division) => {
    expect(codes([aRow(1, 1, { division })])).toEqual([[2, 'other-county', division]]);
  });
});

describe('the month and the persons', () => {
  it('names another month, and takes a row that says none', () => {
    expect(codes([aRow(1, 1, { period: month('202209') }), aRow(2), aRow(3, 1, { period: month('202208') })])).toEqual([
      [2, 'other-month', '202209'],
    ]);
    expect(
      periodIn([
        { period: null },
        { period: month('202209') },
        { period: month('202208') },
        { period: month('202208') },
      ]),
    ).toBe('202208');
    expect(periodIn([{ period: null }])).toBeNull();
  });

  it('names a person twice for one firm; for two firms both rows stay, one holds the other', () => {
    expect(codes([aRow(1), aRow(1, 1, {}, 9), aRow(1, 2, {}, 10)])).toEqual([[9, 'twice', '第 2 行']]);
  });

  it('names a person who is on the way by an earlier list; who was refused there may come again', () => {
    const ledger = new Ledger()
      .add('2022-08-22', first, listBegun())
      .add('2022-08-22', first, rowsTaken([aListRow(1), aListRow(2)]));
    const sources = { items: [], origins: new Set<string>() };
    const [one] = foldAftercare(sources, ledger.entries).items;
    const rejected = { conclusion: 'rejected', source: one?.source, reason: 'N06', evidenceOn: '2022-08-22', note: '' };
    ledger.add('2022-08-22', first, { step: 'reviewed', items: [rejected] });
    const { items } = foldAftercare(sources, ledger.entries);
    expect(codes([aRow(1), aRow(2), aRow(2, 2, {}, 9)], { items })).toEqual([[3, 'known', '名单202208 第3行']]);
  });

  it('loses no row: taken and named together are all of them', () => {
    const rows = [aRow(1), aRow(1, 1, {}, 5), aRow(2, 1, { division: '440823' }), aRow(3)];
    const placed = placeRows(rows, placing);
    expect([...placed.rows, ...placed.problems].map(({ line }) => line).toSorted((a, b) => a - b)).toEqual([
      2, 3, 4, 5,
    ]);
  });
});
