/** Payment lists: three outcomes, local codes beside the bank's own words, and money that does not agree is never taken for paid. */
import { describe, expect, it } from 'vitest';
import type { Attempt, NoticeBatch } from '#shared/aftercare/book.ts';
import type { PaymentResult } from '#shared/aftercare/event.ts';
import { matchPayments, type PaymentSaid } from '#shared/aftercare/payment-match.ts';
import { NO_RETURN_LAYOUT } from '#shared/casework/return-layout.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { faultOf, matchPaymentHeadings, readPayments } from '#shared/returns/payment-return.ts';

const HEADINGS = ['支付计划号', '单位名称', '收款账号', '支付金额', '支付结果', '失败原因', '返回码', '支付日期'];
const read = (rows: readonly (readonly string[])[], headings = HEADINGS, layout = NO_RETURN_LAYOUT) =>
  readPayments(
    headings,
    rows.map((cells, at) => ({
      line: at + 2,
      cells,
      dayAt: (column) => (/^\d{4}-\d\d-\d\d$/u.test(cells[column] ?? '') ? plainDate(cells[column] ?? '') : null),
    })),
    layout,
  );
const rowsOf = (...rows: readonly (readonly string[])[]) => {
  const reading = read(rows);
  if (!reading.ok) throw new Error(reading.sentence);
  return reading.rows;
};

describe('a payment list', () => {
  it.each([
    ['成功', 'paid'],
    ['支付成功', 'paid'],
    ['处理中', 'inProcess'],
    ['已受理', 'inProcess'],
    ['失败', 'failed'],
    ['退票', 'failed'],
  ])('%s is %s', (word, outcome) => {
    expect(rowsOf(['P-1', '甲公司', '6222', '1500', word])[0]?.outcome).toBe(outcome);
  });

  it.each([
    ['', '收款人户名不符', 'F02'],
    ['', '账号不存在', 'F01'],
    ['', '账户已销户', 'F03'],
    ['', '账户状态异常（只收不付）', 'F04'],
    ['', '久悬户', 'F05'],
    ['', '非一般结算账户', 'F06'],
    ['', '开户行行号有误', 'F07'],
    ['', '重复业务', 'F09'],
    ['', '通讯超时', 'F10'],
    ['', '该单位已注销', 'F12'],
    ['3018', '', 'F03'],
    ['3051', '', 'F09'],
    ['9999', '其他原因', 'F90'],
  ])('code %s, words %s: %s', (code, text, fault) => {
    expect(faultOf(code, text)).toBe(fault);
  });

  it('is refused whole for a word that nobody knows, and for columns that are missing', () => {
    expect(read([['P-1', '甲公司', '', '1500', '挂账']])).toMatchObject({
      ok: false,
      sentence: expect.stringContaining('挂账') as unknown,
    });
    expect(read([], ['支付金额', '支付结果'])).toMatchObject({
      ok: false,
      sentence: expect.stringContaining('缺少列') as unknown,
    });
    expect(matchPaymentHeadings(['户名', '状态']).missing).toEqual([]);
    const said = { headings: {}, words: { 挂账: 'inProcess' } } as const;
    expect(read([['P-1', '甲公司', '', '1500', '挂账']], HEADINGS, said)).toMatchObject({ ok: true });
  });
});

const today = plainDate('2022-08-26');
const signed = {
  sequence: 1,
  on: plainDate('2022-08-25'),
  by: { id: 'o1', name: '王', capacity: 'administrator' },
} as const;
const attempt = (
  firmKey: string,
  planNumber: string,
  account: string,
  answers: readonly PaymentResult[] = [],
): Attempt =>
  ({
    ...signed,
    attemptId: `a-${planNumber}`,
    batchId: 'b1',
    firmKey,
    planNumber,
    shares: new Map(),
    amountFen: 150_000,
    payee: {
      ...signed,
      version: 1,
      confirmedBy: 'o2',
      payee: { accountName: `${firmKey}公司`, accountNumber: account },
    },
    answers: answers.map((result) => ({ ...signed, result })),
  }) as unknown as Attempt;
const firms = ['甲', '乙'].map((firmKey) => ({
  firmKey,
  employerName: `${firmKey}公司`,
  unifiedSocialCreditCode: `CODE${firmKey}`,
}));
const matched = (rows: readonly PaymentSaid[], attempts: readonly Attempt[]) => {
  const { answers, unmatched, known } = matchPayments(rows, { attempts } as unknown as NoticeBatch, firms, today);
  return {
    answers: answers.map(({ attempt: { attemptId }, result }) => [attemptId, result.outcome]),
    unmatched: unmatched.map(({ line, reason }) => `${line} ${reason}`),
    known,
  };
};
const attempts = [attempt('甲', 'P-1', '6222-0001'), attempt('乙', 'P-2', '6222-0002')];

describe('whose a row is', () => {
  it('by plan number, by account, by the firm’s name', () => {
    const rows = rowsOf(
      ['P-1', '', '', '1500.00', '成功', '', '', '2022-08-26'],
      ['', '', '62220002', '', '失败', '户名不符', '', ''],
    );
    expect(matched(rows, attempts)).toEqual({
      answers: [
        ['a-P-1', 'paid'],
        ['a-P-2', 'failed'],
      ],
      unmatched: [],
      known: 0,
    });
    expect(matched(rowsOf(['', '乙公司', '', '', '处理中']), attempts).answers).toEqual([['a-P-2', 'inProcess']]);
  });

  it('none, several, twice with other words', () => {
    const rows = rowsOf(
      ['P-9', '', '', '1500', '成功', '', '', '2022-08-26'],
      ['', '', '', '1500', '处理中'],
      ['P-1', '', '', '', '失败', '账号不存在'],
      ['P-1', '', '', '', '处理中'],
    );
    expect(matched(rows, attempts)).toEqual({
      answers: [],
      unmatched: ['2 nobody', '3 several', '4 twice', '5 twice'],
      known: 0,
    });
  });

  it('is not paid with another amount, without a day, before the plan or after today', () => {
    const paid = (amount: string, day: string) => ['P-1', '', '', amount, '成功', '', '', day];
    const one = (row: readonly string[]) => matched(rowsOf(row), attempts).unmatched;
    expect(one(paid('1499', '2022-08-26'))).toEqual(['2 amount-differs']);
    expect(one(paid('', '2022-08-26'))).toEqual(['2 amount-differs']);
    expect(one(paid('1500', ''))).toEqual(['2 day-unfit']);
    expect(one(paid('1500', '2022-08-24'))).toEqual(['2 day-unfit']);
    expect(one(paid('1500', '2022-08-27'))).toEqual(['2 day-unfit']);
  });

  it('the same again is known; what was answered for good is not answered otherwise', () => {
    const paid: PaymentResult = { outcome: 'paid', paidOn: today, amountFen: 150_000 };
    const settled = [attempt('甲', 'P-1', '6222-0001', [paid]), attempt('乙', 'P-2', '6222-0002')];
    const rows = rowsOf(
      ['P-1', '', '', '1500', '成功', '', '', '2022-08-26'],
      ['P-1', '', '', '1500', '失败', '账号不存在'],
    );
    expect(matched(rows, settled)).toEqual({ answers: [], unmatched: ['3 answered'], known: 1 });
  });

  it('重复业务 and 处理中 leave a try open for a later answer', () => {
    const open = [attempt('甲', 'P-1', '1', [{ outcome: 'failed', fault: 'F09', rawCode: '3051', rawText: '' }])];
    expect(matched(rowsOf(['P-1', '', '', '1500', '成功', '', '', '2022-08-26']), open).answers).toEqual([
      ['a-P-1', 'paid'],
    ]);
  });
});
