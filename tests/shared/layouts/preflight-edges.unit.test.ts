/** The check before an export at its edges: equal days, the first character, the length that a column counts in. */
import { describe, expect, it } from 'vitest';
import { findLayout } from '#shared/layouts/index.ts';
import type { Layout } from '#shared/layouts/layout.ts';
import { mayExport, preflight } from '#shared/layouts/preflight.ts';
import type { ProvincialValues } from '#shared/layouts/provincial-record.ts';
import { aCreditCode, aProvincialRecord } from '#tests/builders/an-export-case.ts';

const intake = findLayout('window-intake') as Layout;
const paidList = findLayout('paid-list-2022') as Layout;
const codesOf = (values: ProvincialValues, layout = intake): string[] =>
  preflight(layout, [aProvincialRecord(1, values)], 'printed').problems.map(
    ({ heading, code }) => `${heading} ${code}`,
  );

describe('days that are equal', () => {
  it('a contract of one day, enrolled on the day of acceptance', () => {
    expect(codesOf({ contractFrom: '2022-07-01', contractTo: '2022-07-01' })).toEqual([]);
    expect(codesOf({ enrolledOn: '2022-08-22', acceptedOn: '2022-08-22' })).toEqual([]);
  });

  it('paid on the day of enrolment', () => {
    const found = codesOf({ enrolledOn: '2022-08-22', disbursedOn: '2022-08-22' }, paidList);
    expect(found.filter((line) => line.includes('disbursed-before-enrolled'))).toEqual([]);
    expect(codesOf({ enrolledOn: '2022-08-22', disbursedOn: '2022-08-21' }, paidList)).toContain(
      '发放日期 disbursed-before-enrolled',
    );
  });
});

describe('one firm in a batch', () => {
  const firm = { unifiedSocialCreditCode: aCreditCode(1), employerName: '湛江海晟食品1有限公司' };
  const of = (...values: ProvincialValues[]) =>
    preflight(
      intake,
      values.map((change, index) => aProvincialRecord(index + 1, { ...firm, ...change })),
      'printed',
    ).problems.map(({ heading, code, row, detail }) => ({ heading, code, row, detail }));

  it('has one number', () => {
    expect(of({ employerNumber: '00123' }, { employerNumber: '00123' }, { employerNumber: '00124' })).toEqual([
      { heading: '单位编号', code: 'employer-inconsistent', row: 3, detail: { firstRow: 1 } },
    ]);
  });

  it('is asked for its name before its number', () => {
    expect(of({}, { employerName: '另一名称', employerNumber: '9' })).toMatchObject([{ heading: '单位名称', row: 2 }]);
  });

  it('two firms may differ', () => {
    expect(of({}, { ...firm, unifiedSocialCreditCode: aCreditCode(2), employerNumber: '9' })).toEqual([]);
  });
});

describe('a text that a spreadsheet would take for a formula', () => {
  it.each(['=1', '+1', '-1', '@SUM'])('%s is not exported', (text) => {
    expect(codesOf({ school: text })).toEqual(['毕业院校 formula-start']);
  });
  it('is one only at its beginning', () => {
    expect(codesOf({ school: 'A=+-@' })).toEqual([]);
  });
});

describe('the pattern of a column', () => {
  const withPattern = (pattern: string): Layout => ({
    ...intake,
    columns: intake.columns.map((column) => (column.heading === '毕业院校' ? { ...column, pattern } : column)),
  });

  it('is asked of every row', () => {
    const layout = withPattern('^[A-C]{2}$');
    for (const school of ['AB', 'CC']) expect(codesOf({ school }, layout)).toEqual([]);
    for (const school of ['ABC', 'AD', 'A']) expect(codesOf({ school }, layout)).toEqual(['毕业院校 bad-pattern']);
  });

  it('that this program does not take any more fits nothing', () => {
    const layout = withPattern('^(?=A)A+$');
    for (const school of ['A', 'AA']) expect(codesOf({ school }, layout)).toEqual(['毕业院校 bad-pattern']);
  });
});

describe('the length of a column', () => {
  const school = intake.columns.find(({ heading }) => heading === '毕业院校');
  const measured = (lengthUnit: 'gbkBytes' | 'characters'): Layout => ({
    ...intake,
    columns: intake.columns.map((column) => (column === school ? { ...column, length: 10, lengthUnit } : column)),
  });
  const of = (text: string, layout: Layout) =>
    preflight(layout, [aProvincialRecord(1, { school: text })], 'printed').problems.map(({ code, detail }) => ({
      code,
      detail,
    }));

  it('is counted in the unit that the column names, not in the layout’s', () => {
    expect(intake.lengthUnit).toBe('gbkBytes');
    expect(of('湛'.repeat(10), measured('characters'))).toEqual([]);
    expect(of('湛'.repeat(11), measured('characters'))).toEqual([
      { code: 'too-long', detail: { length: 11, limit: 10, unit: 'characters' } },
    ]);
    expect(of('湛'.repeat(5), measured('gbkBytes'))).toEqual([]);
    expect(of('湛'.repeat(6), measured('gbkBytes'))).toEqual([
      { code: 'too-long', detail: { length: 12, limit: 10, unit: 'gbkBytes' } },
    ]);
  });

  it('of a number counts its digits, without the point', () => {
    const layout = (length: number): Layout => ({
      ...intake,
      columns: intake.columns.map((column) => (column.format === 'yuan' ? { ...column, length } : column)),
    });
    expect(codesOf({ amountFen: '150000' }, layout(6))).toEqual([]);
    expect(codesOf({ amountFen: '150000' }, layout(5))).toEqual(['补助金额（元） too-long']);
  });

  it('a character outside GBK is only worth a word where bytes are counted', () => {
    expect(of('王𠮷', measured('characters'))).toEqual([]);
    expect(of('王𠮷', measured('gbkBytes'))).toEqual([{ code: 'outside-gbk', detail: { count: 1 } }]);
    expect(of('王\ud842', measured('gbkBytes'))).toEqual([{ code: 'not-in-gb18030', detail: {} }]);
  });
});

describe('whether a batch may leave', () => {
  it('warnings do not stop it, one error does', () => {
    const of = (...values: ProvincialValues[]) =>
      preflight(
        intake,
        values.map((change, index) => aProvincialRecord(index + 1, change)),
        'printed',
      );
    expect(mayExport(of({ school: '' }, { school: '' }))).toBe(true);
    expect(mayExport(of({ school: '' }, { name: '' }))).toBe(false);
  });
});
