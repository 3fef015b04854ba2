/** What is read of a list: values, errors of form with their cell, and what is asked where a heading is not known. */
import { describe, expect, it } from 'vitest';
import { listFields, listHeadings, matchListHeadings } from '#shared/lists/list-columns.ts';
import { periodOf, readAccounts, readList } from '#shared/lists/list-file.ts';
import { cellsOf } from '#tests/builders/a-list.ts';
import { aCitizenId, aCreditCode } from '#tests/builders/an-export-case.ts';

const id = aCitizenId(1);
const code = aCreditCode(1);
const heads = [
  '期别',
  '单位名称',
  '统一社会信用代码',
  '姓名',
  '证件号码',
  '上月缴费状态',
  '毕业生接口返回结果',
  '银行账号',
];
const row = (more: Readonly<Record<number, string | number>> = {}): (string | number)[] =>
  ['202208', '湛江样例一有限公司', code, '陈样例', id, '参保缴费', '是', ''].map((cell, at) => more[at] ?? cell);

function read(rows: readonly (readonly (string | number)[])[], headings = heads, mapping = {}) {
  const reading = readList(headings, cellsOf(rows), mapping);
  if (!reading.ok) throw new Error(reading.reason);
  return reading;
}

describe('headings', () => {
  it('knows every field by each of its spellings, and none by two fields', () => {
    for (const field of listFields)
      for (const heading of listHeadings[field])
        expect([heading, matchListHeadings([heading], {}, 'persons').columns[field]]).toEqual([heading, 0]);
  });

  it('asks for what is missing, and shows what stands under a heading that is not known', () => {
    const cells = cellsOf([
      ['甲', '陈样例', id, 'x'],
      ['乙', '林样例', aCitizenId(2), 'x'],
    ]);
    const reading = readList(['所在公司', '姓名', '证件号', '序号'], cells, {});
    expect(reading).toEqual({
      ok: false,
      reason: 'columns-missing',
      missing: ['单位名称', '统一社会信用代码 或 单位编号'],
      unnamed: ['所在公司'],
      examples: { 所在公司: ['甲', '乙'] },
    });
  });

  it('asks once for headings that nobody needs: what was said is kept', () => {
    const headings = [...heads, '推送标志'];
    const asked = readList(headings, cellsOf([[...row(), 'Y']]), {});
    expect(asked).toMatchObject({ ok: false, reason: 'columns-unnamed', unnamed: ['推送标志'] });
    expect(read([[...row(), 'Y']], headings, { 推送标志: 'unused' }).rows).toHaveLength(1);
    const named = read([[...row(), '陈会计']], headings, { 推送标志: 'contact' });
    expect(named.rows[0]?.row.payee?.contact).toBe('陈会计');
  });
});

describe('rows', () => {
  it('reads values; a cell that is empty says nothing', () => {
    const [one] = read([row({ 5: '缓缴' })]).rows;
    expect(one).toMatchObject({
      period: '202208',
      row: {
        line: 2,
        name: '陈样例',
        citizenId: id,
        unifiedSocialCreditCode: code,
        said: { lastMonth: 'deferred', graduate: '是' },
      },
    });
    expect(one?.row.payee).toBeNull();
    expect(read([row({ 5: '', 6: '' })]).rows[0]?.row.said).toEqual({});
  });

  it.each<[string, Readonly<Record<number, string | number>>, string, string]>([
    ['no name', { 3: '' }, 'name-missing', 'D2'],
    ['no number', { 4: '' }, 'id-missing', 'E2'],
    ['a number that became a quantity', { 4: 440802200003150000 }, 'id-damaged', 'E2'],
    ['fifteen digits', { 4: '440802000315002' }, 'id-fifteen', 'E2'],
    ['a wrong digit', { 4: `${id.slice(0, 17)}${id.endsWith('1') ? '2' : '1'}` }, 'id-wrong', 'E2'],
    ['no firm', { 1: '' }, 'firm-missing', 'B2'],
    ['no code of the firm', { 2: '' }, 'firm-missing', 'C2'],
    ['a wrong code of the firm', { 2: `${code.slice(0, 17)}I` }, 'credit-code-wrong', 'C2'],
    ['a month that is none', { 0: '二〇二二' }, 'month-wrong', 'A2'],
  ])('%s is told with its cell', (_, more, problem, cell) => {
    const { rows, problems } = read([row(more), row({ 4: aCitizenId(2) })]);
    expect(rows).toHaveLength(1);
    expect(problems.map((one) => [one.code, one.cell])).toEqual([[problem, cell]]);
  });

  it('tells every error of a row, and passes over blank rows and sums', () => {
    const { rows, problems, blank } = read([
      row({ 3: '', 2: 'x' }),
      ['', '', '', '', '', '', '', ''],
      ['', '合计', '', '', '', '1', '', ''],
    ]);
    expect([rows.length, problems.map(({ code: one }) => one), blank]).toEqual([
      0,
      ['name-missing', 'credit-code-wrong'],
      2,
    ]);
  });

  it('keeps a word that nobody knows, and an account that lost its end, to be looked at', () => {
    const { said, payee } = read([row({ 5: '待核', 7: 6222020200112233000 })]).rows[0]?.row ?? {};
    expect(said?.unread).toEqual(['银行账号：账号读不出', '上月缴费状态：待核']);
    expect(payee).toBeNull();
  });

  it.each([
    ['202208', '202208'],
    ['2022-8', '202208'],
    ['2022年08月', '202208'],
    ['2022-08-01', '202208'],
    ['202213', null],
    ['八月', null],
  ])('reads the month %s', (text, month) => {
    expect(periodOf(text)).toBe(month);
  });
});

describe('accounts that another office filled in', () => {
  const headings = ['单位名称', '统一社会信用代码', '联系人', '联系电话', '开户名', '开户银行', '银行账号'];
  it('reads what was filled in, counts what was not, and names an account that is none', () => {
    const reading = readAccounts(
      headings,
      cellsOf([
        [
          '湛江样例一有限公司',
          code,
          '林会计',
          '13800000000',
          '湛江样例一有限公司',
          '中国银行赤坎支行',
          '0012345678901234',
        ],
        ['湛江样例二有限公司', aCreditCode(2), '', '', '', '', ''],
        ['湛江样例三有限公司', aCreditCode(3), '', '', '', '', 6222020200112233000],
      ]),
      {},
    );
    expect(reading).toMatchObject({ ok: true, blank: 1, rows: [{ line: 2, unifiedSocialCreditCode: code }] });
    expect(reading.ok && reading.problems.map((one) => [one.code, one.cell])).toEqual([['account-wrong', 'G4']]);
  });

  it('does not take a file that tells nothing of a firm', () => {
    expect(readAccounts(['单位名称', '统一社会信用代码'], cellsOf([]), {})).toMatchObject({
      ok: false,
      missing: ['银行账号、联系人 或 联系电话'],
    });
  });
});
