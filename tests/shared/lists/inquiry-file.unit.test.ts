/** A list that came down: its headings in many spellings, what the clerk names, rows of other counties. */
import { describe, expect, it } from 'vitest';
import { kindOfColumns, matchInquiryHeadings, readInquiry, rowsByCounty } from '#shared/lists/inquiry-file.ts';
import { parsePlainDate } from '#shared/domain/plain-date.ts';

const bodyOf = (rows: readonly (readonly string[])[]) =>
  rows.map((cells, index) => ({ line: index + 2, cells, dayAt: (at: number) => parsePlainDate(cells[at] ?? '') }));

describe('headings', () => {
  it.each([
    [['姓名', '身份证号', '单位名称', '行政区划']],
    [['AAC003', 'AAC002', 'AAB004', 'AAB301']],
    [['序号', '毕业生姓名', '公民身份号码（18位）', '统一社会信用代码']],
  ])('%s are known', (heads) => expect(matchInquiryHeadings(heads).missing).toEqual([]));

  it('that are not known are asked for, and taken as the clerk says', () => {
    const heads = ['人员', '证照号', '用工主体'];
    expect(matchInquiryHeadings(heads).missing).toEqual(['citizenId', 'name', 'employerName']);
    const named = { 人员: 'name', 证照号: 'citizenId', 用工主体: 'employerName' } as const;
    const read = readInquiry(heads, bodyOf([['甲', '440802200003159020', '某公司']]), named);
    expect(read).toMatchObject({
      ok: true,
      rows: [{ line: 2, name: '甲', citizenId: '440802200003159020', employerName: '某公司' }],
    });
  });

  it('of another province make it a list of duplicates', () => {
    expect(kindOfColumns(matchInquiryHeadings(['姓名', '身份证号', '单位名称', '对方省份', '对方发放日期']))).toBe(
      'duplicate',
    );
    expect(kindOfColumns(matchInquiryHeadings(['姓名', '身份证号', '单位名称']))).toBe('dueButUnpaid');
  });
});

it('reads what the other province says', () => {
  const heads = ['姓名', '身份证号', '单位名称', '对方省份', '对方单位', '对方发放日期', '对方发放金额'];
  const read = readInquiry(
    heads,
    bodyOf([
      ['甲', '440802200003159020', '某公司', '广西', '南宁某公司', '2022-08-20', '1,500.00'],
      ['', '', '', '', '', '', ''],
    ]),
    {},
  );
  expect(read).toMatchObject({
    ok: true,
    rows: [{ other: { province: '广西', firm: '南宁某公司', paidOn: '2022-08-20', amountFen: 150_000 } }],
  });
});

it('keeps the rows of this county and names the others', () => {
  const heads = ['姓名', '身份证号', '单位名称', '行政区划'];
  const counties = ['440802', '440803', '440800', '', '赤坎区', '湛江市霞山区', '霞山区', '湛江市赤坎区', '440803'];
  const read = readInquiry(heads, bodyOf(counties.map((county, at) => [`人${at}`, `id${at}`, '某公司', county])), {});
  if (!read.ok) throw new Error('not read');
  const { own, elsewhere } = rowsByCounty(read.rows, '440802');
  expect(own.map(({ line }) => line)).toEqual([2, 4, 5, 6, 9]);
  expect(elsewhere).toEqual([
    { county: '广东省湛江市霞山区', rows: 2 },
    { county: '湛江市霞山区', rows: 1 },
    { county: '霞山区', rows: 1 },
  ]);
  expect(own[0]).not.toHaveProperty('county');
});
