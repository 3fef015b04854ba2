import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findLayout } from '#shared/layouts/index.ts';
import type { Layout } from '#shared/layouts/layout.ts';
import { mayExport, preflight } from '#shared/layouts/preflight.ts';
import { preflightCodes } from '#shared/layouts/preflight-codes.ts';
import type { ProvincialValues } from '#shared/layouts/provincial-record.ts';
import { preflightMessage, preflightPlace } from '#shared/wording/preflight.ts';
import { aCitizenId, aCreditCode, aProvincialRecord } from '#tests/builders/an-export-case.ts';

const intake = findLayout('window-intake') as Layout;
const paidList = findLayout('paid-list-2022') as Layout;

const found = (values: ProvincialValues, layout = intake) =>
  preflight(layout, [aProvincialRecord(1, values)], 'printed').problems.map((problem) =>
    [problem.heading, problem.code, problem.severity].join(' '),
  );

/** What other offices add to make a full row of the 19 indicators. */
const supplemented: ProvincialValues = {
  dataPeriod: '202208',
  organisationCode: aCreditCode(1).slice(8, 17),
  unitType: '10',
  economicType: '159',
  affiliation: '50',
  industry: 'C13',
  insuredPersonNumber: '0001',
  contributionStatus: '1',
  monthsContributed: '1',
  disbursedOn: '2022-08-26',
};
const without = (field: string): ProvincialValues => ({ [field]: '' });

describe('pre-flight, window-intake', () => {
  it('bars a person whom another window claims, and nobody else, whatever the layout', () => {
    for (const layout of [intake, paidList]) {
      const claimed = { ...aProvincialRecord(1), claimedElsewhere: '〔2022〕W04-000017' };
      const faults = preflight(layout, [claimed, aProvincialRecord(2)], 'printed').problems.filter(
        ({ code }) => code === 'claimed-elsewhere',
      );
      expect(faults).toMatchObject([{ row: 1, severity: 'error', elementCode: 'AAC002' }]);
      expect(faults.map(preflightMessage)).toEqual([expect.stringContaining('〔2022〕W04-000017')]);
    }
  });

  it('has nothing to say about a whole record, and adds up', () => {
    const result = preflight(intake, [aProvincialRecord(1), aProvincialRecord(2)], 'printed');
    expect(result).toEqual({ problems: [], totals: { cases: 2, persons: 2, amountFen: 300_000 } });
    expect(mayExport(result)).toBe(true);
  });

  it('nobody to export is no export', () => {
    expect(mayExport(preflight(intake, [], 'printed'))).toBe(false);
  });

  it.each<[string, ProvincialValues, string]>([
    ['an empty required value', without('name'), '姓名 missing error'],
    ['an empty advised value', without('school'), '毕业院校 missing-advised warning'],
    ['a wrong check digit', { citizenId: '440802200003150027', sex: '2' }, '公民身份号码 bad-citizen-id error'],
    [
      'a wrong credit code',
      { unifiedSocialCreditCode: '91440802MA5A1B2C30' },
      '统一社会信用代码 bad-credit-code error',
    ],
    ['a day that does not exist', { contractTo: '2023-02-29' }, '劳动合同终止日期 bad-day error'],
    ['a division of five digits', { officeDivision: '44080' }, '受理机构行政区划代码 bad-division error'],
    ['a code outside the table', { accountKind: '3' }, '账户类型 not-in-table error'],
    ['an account with letters', { accountNumber: '62AB' }, '账号 bad-pattern error'],
    ['a formula', { employerName: '=HYPERLINK("x")' }, '单位名称 formula-start error'],
    ['a formula in full width', { employerName: '＝HYPERLINK("x")' }, '单位名称 formula-start error'],
    ['a formula behind a blank', { employerName: ' @SUM(1)' }, '单位名称 formula-start error'],
    ['a mark of direction', { name: '王\u202e伟' }, '姓名 control-character error'],
    ['a line break', { school: '广东\n海洋大学' }, '毕业院校 control-character error'],
    ['a rare character', { name: '王𠮷' }, '姓名 outside-gbk warning'],
    ['a lone half of a character', { school: '广东\ud842大学' }, '毕业院校 not-in-gb18030 error'],
    ['the other sex', { sex: Number(aCitizenId(1).charAt(16)) % 2 === 1 ? '2' : '1' }, '性别 sex-differs error'],
    ['a contract that ends first', { contractTo: '2022-06-30' }, '劳动合同终止日期 contract-ends-before-start error'],
    ['enrolled after acceptance', { enrolledOn: '2022-08-23' }, '参保日期 enrolled-after-accepted error'],
    ['an account without its bank', { accountBank: '' }, '开户银行 account-incomplete warning'],
    ['nothing to pay', { amountFen: '0' }, '补助金额（元） amount-not-positive error'],
    ['an amount that is none', { amountFen: '-5' }, '补助金额（元） bad-amount error'],
  ])('finds %s', (_, values, expected) => {
    expect(found(values)).toContain(expected);
  });

  it('finds one person in two cases, and names the first row', () => {
    const { problems } = preflight(
      intake,
      [
        aProvincialRecord(1),
        aProvincialRecord(2),
        aProvincialRecord(3, { citizenId: aCitizenId(1), sex: aProvincialRecord(1).values.sex ?? '' }),
      ],
      'printed',
    );
    expect(problems.map(({ row, code, detail }) => ({ row, code, detail }))).toEqual([
      { row: 3, code: 'person-twice', detail: { firstRow: 1 } },
    ]);
  });

  it('finds one firm under two names', () => {
    const { problems } = preflight(
      intake,
      [aProvincialRecord(1), aProvincialRecord(2, { unifiedSocialCreditCode: aCreditCode(1) })],
      'printed',
    );
    expect(problems.map((problem) => `${problem.heading} ${problem.code}`)).toEqual(['单位名称 employer-inconsistent']);
  });
});

describe('pre-flight, paid-list-2022', () => {
  it('takes a record that the other offices have completed', () => {
    expect(found(supplemented, paidList)).toEqual([]);
  });

  it('asks for everything that the window does not know', () => {
    expect(found({}, paidList).filter((line) => line.endsWith('missing error'))).toEqual(
      [
        '数据期别',
        '组织机构代码',
        '单位类型',
        '隶属关系',
        '所属行业',
        '个人编号',
        '个人缴费状态',
        '实际缴费月数',
        '发放日期',
      ].map((heading) => `${heading} missing error`),
    );
  });

  it.each<[string, ProvincialValues, string]>([
    ['no economic type of an enterprise', { economicType: '' }, '经济类型 economic-type-missing error'],
    ['an economic type of an office', { unitType: '30' }, '经济类型 economic-type-not-empty error'],
    ['paid before enrolment', { disbursedOn: '2022-06-01' }, '发放日期 disbursed-before-enrolled error'],
    ['another organisation code', { organisationCode: 'MA0000009' }, '组织机构代码 organisation-code-differs error'],
    ['an industry without its letter', { industry: '13' }, '所属行业 bad-pattern error'],
    ['a month 13', { dataPeriod: '202213' }, '数据期别 bad-month error'],
    ['a thousand months', { monthsContributed: '1000' }, '实际缴费月数 too-long error'],
  ])('finds %s', (_, values, expected) => {
    expect(found({ ...supplemented, ...values }, paidList)).toContain(expected);
  });

  it('the code in a finding follows the chosen reading', () => {
    const of = (codes: 'printed' | 'corrected') =>
      preflight(paidList, [aProvincialRecord(1, { ...supplemented, employerNumber: '' })], codes).problems[0];
    expect([of('printed')?.elementCode, of('corrected')?.elementCode, of('printed')?.column]).toEqual([
      'AAB01',
      'AAB001',
      '1-3',
    ]);
  });
});

describe('lengths', () => {
  it('counts hanzi as two: 50 fit a firm name of 100, 51 do not', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 80 }), fc.integer({ min: 0, max: 40 }), (hanzi, ascii) => {
        const name = '湛'.repeat(hanzi) + 'a'.repeat(ascii);
        const tooLong = found({ employerName: name }).includes('单位名称 too-long error');
        expect(tooLong).toBe(hanzi * 2 + ascii > 100);
      }),
    );
  });

  it('counts characters where the layout says so', () => {
    const layout: Layout = { ...intake, lengthUnit: 'characters' };
    const tooLong = (name: string) =>
      preflight(layout, [aProvincialRecord(1, { employerName: name })], 'printed').problems.length;
    expect([tooLong('湛'.repeat(100)), tooLong('湛'.repeat(101))]).toEqual([0, 1]);
  });
});

describe('words', () => {
  it('every finding has a sentence that says what to do, without a value from the record', () => {
    for (const code of preflightCodes) {
      const problem = {
        severity: 'error' as const,
        code,
        caseReference: '〔2022〕W03-000001',
        position: 2,
        row: 5,
        column: '1-14',
        heading: '公民身份号码',
        elementCode: 'AAC002',
        detail: { length: 20, limit: 18, unit: 'gbkBytes', table: 'AAC004', firstRow: 1, count: 1 },
      };
      expect(preflightMessage(problem)).toMatch(/^[^?]+。$/u);
      expect(preflightMessage(problem)).not.toContain('undefined');
      expect(preflightPlace(problem)).toBe('〔2022〕W03-000001 第 2 人 · 第 5 行 1-14 列 公民身份号码 AAC002');
    }
  });

  it('no finding carries what the record says', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('name', 'citizenId', 'accountNumber', 'employerName'),
        fc.stringMatching(/^[=A-Z]{12,200}$/u),
        (field, value) => {
          const { problems } = preflight(intake, [aProvincialRecord(1, { [field]: value })], 'printed');
          expect(JSON.stringify(problems)).not.toContain(value);
        },
      ),
    );
  });
});
