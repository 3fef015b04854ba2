import { describe, expect, it } from 'vitest';
import { builtInLayouts, findLayout, formerLayouts } from '#shared/layouts/index.ts';
import { columnWidth } from '#shared/layouts/layout-rows.ts';
import { columnCode, layoutDigest, readLayout, type Layout } from '#shared/layouts/layout.ts';

const paidList = findLayout('paid-list-2022') as Layout;
const intake = findLayout('window-intake') as Layout;

/** The table as printed: number, name, code, type, length (59号 附件). */
const printed = `1-1	行政区划代码	AAB01	C	6
1-2	数据期别	AAB043	C	6
1-3	单位编号	AAB01	C	20
1-4	单位名称	AAB004	C	100
1-5	组织机构代码	AAB003	C	9
1-6	统一社会信用代码	AAB098	C	18
1-7	单位类型	AAB019	C	2
1-8	经济类型	AAB020	C	3
1-9	隶属关系	AAB021	C	2
1-10	所属行业	AAB022	C	5
1-11	个人编号	AAC001	C	20
1-12	姓名	AAC003	C	50
1-13	性别	AAC004	C	1
1-14	公民身份证码	AAC002	C	18
1-15	参保日期	AAC030	C	8
1-16	个人缴费状态	AAC031	C	1
1-17	实际缴费月数	AJC032	N	3
1-18	发放日期	AAE166	C	8
1-19	一次性扩岗补助金额	AAE019	N	16,2`;

describe('built-in layouts', () => {
  it('paid-list-2022 is the printed table, word by word', () => {
    const ours = paidList.columns.map((column) =>
      [
        column.no,
        column.heading,
        column.code,
        column.type,
        column.decimals === undefined ? column.length : `${column.length},${column.decimals}`,
      ].join('\t'),
    );
    expect(ours.join('\n')).toBe(printed);
  });

  it('prints AAB01 twice, or the corrected codes when asked', () => {
    expect(
      paidList.columns.map((column) => columnCode(column, 'printed')).filter((code) => code === 'AAB01'),
    ).toHaveLength(2);
    const corrected = paidList.columns.map((column) => columnCode(column, 'corrected'));
    expect([corrected[0], corrected[2]]).toEqual(['AAB301', 'AAB001']);
    expect(new Set(corrected).size).toBe(19);
  });

  it('every column names a source and a table that exists', () => {
    for (const layout of builtInLayouts) {
      for (const column of layout.columns) {
        expect(column.source).not.toBe('');
        expect([undefined, ...Object.keys(layout.codeTables)]).toContain(column.codeTable);
      }
    }
  });

  it('keeps the layout of before the column 更正, byte for byte, for batches that were begun with it', () => {
    expect(formerLayouts.map(layoutDigest)).toEqual([
      '1e87712ef3bcb1846ccec66a8831c1fdb625eba957705dce6018d013ec0ee4f8',
    ]);
  });

  it('the digest follows the content, not the order of keys', () => {
    const shuffled = JSON.parse(JSON.stringify(Object.fromEntries(Object.entries(intake).toReversed()))) as Layout;
    expect(layoutDigest(shuffled)).toBe(layoutDigest(intake));
    expect(layoutDigest({ ...intake, version: 'other' })).not.toBe(layoutDigest(intake));
  });
});

describe('a layout from a file', () => {
  const text = (change: (layout: Record<string, unknown>) => void): string => {
    const copy = structuredClone(intake) as unknown as Record<string, unknown>;
    change(copy);
    return JSON.stringify(copy);
  };

  it('is read, also with a byte order mark', () => {
    const read = readLayout(`\uFEFF${text((layout) => (layout['id'] = 'province-2023'))}`);
    expect(read.ok && read.layout.id).toBe('province-2023');
  });

  it.each<[string, (layout: Record<string, unknown>) => void, string]>([
    [
      'a field that nobody fills',
      (l) => Object.assign((l['columns'] as object[])[0], { value: { field: 'bloodGroup' } }),
      'columns.0.value',
    ],
    [
      'a format nobody knows',
      (l) => Object.assign((l['columns'] as object[])[3], { format: 'julian' }),
      'columns.3.format',
    ],
    [
      'a table that is missing',
      (l) => Object.assign((l['columns'] as object[])[1], { codeTable: 'AAB099' }),
      'columns.1.codeTable',
    ],
    [
      'the same row number and code twice',
      (l) => (l['columns'] as unknown[]).push((l['columns'] as unknown[])[0]),
      'columns.27',
    ],
    ['an unknown rule', (l) => (l['rules'] as string[]).push('be-kind'), 'rules.7'],
    ['a broken pattern', (l) => Object.assign((l['columns'] as object[])[0], { pattern: '(' }), 'columns.0.pattern'],
    ['decimals on text', (l) => Object.assign((l['columns'] as object[])[0], { decimals: 2 }), 'columns.0.decimals'],
    ['no columns', (l) => (l['columns'] = []), 'columns'],
    ['an id with a path in it', (l) => (l['id'] = '../x'), 'id'],
    // Security review, points 9 and 11.
    ['an id that Windows keeps for a device', (l) => (l['id'] = 'con'), 'id'],
    [
      'a heading that is a formula',
      (l) => Object.assign((l['columns'] as object[])[0], { heading: '=1+1' }),
      'columns.0.heading',
    ],
    [
      'a heading with a mark of direction',
      (l) => Object.assign((l['columns'] as object[])[0], { heading: '姓\u202e名' }),
      'columns.0.heading',
    ],
    [
      'a constant that is a formula',
      (l) => Object.assign((l['columns'] as object[])[0], { value: { constant: '＝1' } }),
      'columns.0.value.constant',
    ],
    [
      'a pattern that looks back',
      (l) => Object.assign((l['columns'] as object[])[0], { pattern: '(a)\\1' }),
      'columns.0.pattern',
    ],
    [
      'a heading of 100,000 characters',
      (l) => Object.assign((l['columns'] as object[])[0], { heading: '名'.repeat(100_000) }),
      'columns.0.heading',
    ],
  ])('is refused for %s, with the place', (_, change, path) => {
    const read = readLayout(text(change));
    expect(read.ok).toBe(false);
    if (read.ok) return;
    expect(read.issues.map((issue) => issue.path)).toContain(path);
    for (const issue of read.issues) expect(issue.message).toMatch(/[\u4e00-\u9fff]/u);
  });

  it('is refused when it is no JSON', () => {
    expect(readLayout('<xml/>')).toEqual({ ok: false, issues: [{ path: '', message: '不是 JSON 文件' }] });
  });
});

describe('the width of a column on screen', () => {
  const [column] = intake.columns;
  const width = (length: number, heading: string): number => {
    if (column === undefined) throw new Error('no column');
    return columnWidth({ ...column, length, heading });
  };

  it('is its length and two, the heading at least, and never more than 40', () => {
    expect([1, 10, 35, 36, 37, 500].map((length) => width(length, '姓名'))).toEqual([6, 12, 37, 38, 38, 38]);
    expect(width(1, '统一社会信用代码')).toBe(18);
    expect(width(1, '长'.repeat(19))).toBe(40);
    expect(width(1, '长'.repeat(30))).toBe(40);
    expect(width(1, '𠮷𠮷')).toBe(6);
  });
});
