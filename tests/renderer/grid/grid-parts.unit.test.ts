import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layoutColumns, visibleLeft } from '#renderer/ui/grid/column-layout.ts';
import { moveFrom, nextRow, tabFrom } from '#renderer/ui/grid/grid-moves.ts';
import type { GridColumn } from '#renderer/ui/grid/grid-types.ts';
import { formatTsv, parseTsv } from '#renderer/ui/grid/tsv.ts';

describe('cells on the clipboard', () => {
  it.each([
    [
      'a\tb\r\nc\td\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['a\nb', [['a'], ['b']]],
    ['"两\r\n行"\t"说""好"""', [['两\r\n行', '说"好"']]],
    ['', [['']]],
    [
      '\t\r\n\t',
      [
        ['', ''],
        ['', ''],
      ],
    ],
    ['"没有合上\tb', [['"没有合上', 'b']]],
    ['"甲"乙\tb', [['"甲"乙', 'b']]],
    ['a\r\n\r\nb', [['a'], [''], ['b']]],
  ])('reads %j', (text, cells) => {
    expect(parseTsv(text)).toEqual(cells);
  });
  it('reads back what it wrote', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', '\t', '\n', '\r', ' ', '字') });
    const table = fc
      .integer({ min: 1, max: 4 })
      .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1 }));
    fc.assert(
      fc.property(table, (rows) => {
        const last = rows.at(-1) ?? [];
        fc.pre(!(rows.length > 1 && last.length === 1 && last[0] === ''));
        expect(parseTsv(formatTsv(rows))).toEqual(rows);
      }),
    );
  });
});

describe('moves', () => {
  const size = { rows: 10, columns: 4, page: 5 };
  it.each([
    ['up', { row: 0, column: 0 }, { row: 0, column: 0 }],
    ['down', { row: 9, column: 0 }, { row: 10, column: 0 }],
    ['down', { row: 10, column: 0 }, { row: 10, column: 0 }],
    ['end', { row: 3, column: 0 }, { row: 3, column: 3 }],
    ['last', { row: 0, column: 0 }, { row: 9, column: 3 }],
    ['pageDown', { row: 3, column: 1 }, { row: 8, column: 1 }],
    ['pageUp', { row: 3, column: 1 }, { row: 0, column: 1 }],
  ] as const)('%s from %j', (key, from, expected) => {
    expect(moveFrom(from, key, size)).toEqual(expected);
  });
  const columns = [
    { id: 'a', editable: true },
    { id: 'b', editable: false },
    { id: 'c', editable: true },
  ];
  it('takes Tab over what can be typed into, and out of the grid at its ends', () => {
    expect(tabFrom({ row: 0, column: 0 }, 1, columns, 2)).toEqual({ row: 0, column: 2 });
    expect(tabFrom({ row: 0, column: 2 }, 1, columns, 2)).toEqual({ row: 1, column: 0 });
    expect(tabFrom({ row: 2, column: 2 }, 1, columns, 2)).toBeNull();
    expect(tabFrom({ row: 0, column: 0 }, -1, columns, 2)).toBeNull();
    expect(tabFrom({ row: 1, column: 0 }, -1, columns, 2)).toEqual({ row: 0, column: 2 });
  });
  it('goes round once for the next problem', () => {
    expect(nextRow(2, 1, 5, (row) => row === 1)).toBe(1);
    expect(nextRow(2, -1, 5, (row) => row === 4)).toBe(4);
    expect(nextRow(2, 1, 5, () => false)).toBe(-1);
    expect(nextRow(2, 1, 5, (row) => row === 2)).toBe(2);
    expect(nextRow(0, 1, 0, () => true)).toBe(-1);
  });
});

describe('column layout', () => {
  const column = (id: string, width: number, more: Partial<GridColumn> = {}): GridColumn => ({
    id,
    heading: id,
    width,
    editable: true,
    ...more,
  });
  const columns = [
    column('name', 100, { sticky: 'start', keep: true }),
    column('number', 200, { sticky: 'start' }),
    column('school', 150, { grow: 1 }),
    column('verdict', 100, { sticky: 'end', keep: true }),
    column('amount', 100, { sticky: 'end' }),
  ];
  it('gives the spare width to the columns that grow', () => {
    const layout = layoutColumns(columns, 1000, 1, 50);
    expect(layout.columns.map((placed) => placed.width)).toEqual([100, 200, 450, 100, 100]);
    expect(layout.total).toBe(1000);
    expect([layout.coveredStart, layout.coveredEnd]).toEqual([350, 200]);
    expect(layout.columns.map((placed) => placed.inset)[3]).toBe(100);
  });
  it('keeps only what must be seen where it is narrow, and nothing where there is no room at all', () => {
    expect(layoutColumns(columns, 500, 1, 50).columns.map((placed) => placed.sticky)).toEqual([
      'start',
      null,
      null,
      'end',
      null,
    ]);
    const tiny = layoutColumns(columns, 300, 1, 50);
    expect(tiny.columns.every((placed) => placed.sticky === null)).toBe(true);
    expect(tiny.numberSticky).toBe(false);
  });
  it('says where a sticky cell is seen while the view is scrolled', () => {
    const layout = layoutColumns(columns, 560, 1.0, 50);
    const verdict = layout.columns[3];
    const name = layout.columns[0];
    if (verdict === undefined || name === undefined) throw new Error('no columns');
    expect(visibleLeft(name, layout, 80, 560)).toBe(130);
    expect(visibleLeft(verdict, layout, 0, 560)).toBe(460);
    expect(visibleLeft(verdict, layout, layout.total - 560, 560)).toBe(layout.total - 200);
  });
});
