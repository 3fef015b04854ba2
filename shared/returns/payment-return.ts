/**
 * A payment list that the agency or its bank gave back: its columns by their headings, its words and codes as outcomes of a payment (aftercare/codes.ts). The
 * file's own code and words are kept beside the local code; what the file does not settle is told, never guessed.
 */
import type { PaymentFault } from '../aftercare/codes.ts';
import type { PaymentResult } from '../aftercare/event.ts';
import type { ReturnLayout } from '../casework/return-layout.ts';
import { normaliseCode, normaliseEmployerName } from '../domain/normalise.ts';
import type { PlainDate } from '../domain/plain-date.ts';
import { foldWord } from '../registry/registry-cells.ts';
import { foldHeading } from '../registry/registry-heading-match.ts';
import { amountOf, type ReturnCells } from './return-file.ts';
import { meaningOf } from './return-layout.ts';

export const paymentFields = [
  'planNumber',
  'creditCode',
  'firm',
  'account',
  'amount',
  'result',
  'reason',
  'code',
  'day',
] as const;
export type PaymentField = (typeof paymentFields)[number];

const headings: Readonly<Record<PaymentField, readonly string[]>> = {
  planNumber: ['支付计划号', '计划号', '支付计划编号', '计划编号', '支付批次号'],
  creditCode: ['统一社会信用代码', '社会信用代码', '信用代码'],
  firm: ['单位名称', '企业名称', '收款户名', '收款单位', '户名', '账户名称', '收款人名称'],
  account: ['收款账号', '银行账号', '账号', '收款人账号', '账户'],
  amount: ['支付金额', '发放金额', '实发金额', '金额', '交易金额'],
  result: ['支付结果', '发放结果', '支付状态', '发放状态', '处理结果', '交易状态', '结果', '状态'],
  reason: ['失败原因', '退票原因', '原因', '银行返回信息', '返回信息', '附言', '备注'],
  code: ['返回码', '错误代码', '错误码', '银行返回码', '原始码'],
  day: ['支付日期', '发放日期', '交易日期', '入账日期', '日期', '支付时间', '交易时间'],
};

/** Per field the index of its column, −1 where the file has none; what must be there and is not. */
export function matchPaymentHeadings(row: readonly string[]): {
  readonly columns: Readonly<Record<PaymentField, number>>;
  readonly missing: readonly string[];
  readonly matched: number;
} {
  const folded = row.map(foldHeading);
  const taken = new Set<number>();
  const columns = Object.fromEntries(
    paymentFields.map((field) => {
      const at = headings[field]
        .map((spelling) => folded.findIndex((heading, index) => heading === foldHeading(spelling) && !taken.has(index)))
        .find((index) => index >= 0);
      if (at !== undefined) taken.add(at);
      return [field, at ?? -1];
    }),
  ) as Record<PaymentField, number>;
  const whose = columns.planNumber < 0 && columns.creditCode < 0 && columns.account < 0 && columns.firm < 0;
  const missing = [
    ...(columns.result < 0 ? ['支付结果'] : []),
    ...(whose ? ['支付计划号、信用代码、账号 或 单位名称'] : []),
  ];
  return { columns, missing, matched: paymentFields.filter((field) => columns[field] >= 0).length };
}

/** What banks write, more telling ones first (BEPS and the public list of a payment company). */
const words: readonly (readonly [RegExp, PaymentFault])[] = [
  [/单位.*注销|企业.*注销|主体.*注销/u, 'F12'],
  [/销户|账户.*注销|账号.*注销/u, 'F03'],
  [/户名|名称.*不符|名称.*不一致/u, 'F02'],
  [/冻结|止付|状态.*异常|账户异常/u, 'F04'],
  [/久悬|长期不动|睡眠户/u, 'F05'],
  [/非一般结算|结算户|账户种类|账户类型|账户性质/u, 'F06'],
  [/开户行|行号|行名|联行/u, 'F07'],
  [/金额/u, 'F08'],
  [/重复/u, 'F09'],
  [/超时|通讯|通信|系统|网络/u, 'F10'],
  [/已撤销|撤销/u, 'F11'],
  [/账号|账户不存在|无此账户|账户.*有误/u, 'F01'],
];
const codes: ReadonlyMap<string, PaymentFault> = new Map(
  (
    [
      ['F01', ['3009', '3030', '3035']],
      ['F02', ['3031', '3065']],
      ['F03', ['3018', '3039']],
      ['F04', ['3017', '3020', '3057']],
      ['F05', ['3069']],
      ['F06', ['3034', '3068']],
      ['F08', ['3014', '3040']],
      ['F09', ['3051']],
      ['F10', ['3028', '3044', '3059', '3071']],
      ['F11', ['3050']],
    ] as const
  ).flatMap(([fault, list]) => list.map((code) => [code, fault] as const)),
);

/** The local code of a failure: by what the bank wrote, else by a code that is known everywhere, else 其他. */
export const faultOf = (code: string, text: string): PaymentFault =>
  words.find(([pattern]) => pattern.test(text))?.[1] ?? codes.get(normaliseCode(code)) ?? 'F90';

type Outcome = PaymentResult['outcome'];

/** In a payment list 成功 is money that arrived; that something was only taken in is no payment yet. `null`: nobody has said it. */
function outcomeOf(word: string, layout: ReturnLayout): Outcome | null {
  if (foldWord(word) === '成功') return 'paid';
  const meaning = meaningOf(word, layout);
  if (meaning === 'paid') return 'paid';
  if (meaning === 'refused' || meaning === 'failed') return 'failed';
  if (meaning !== null) return 'inProcess';
  return foldWord(word) === '失败' ? 'failed' : null;
}

export interface PaymentRow {
  readonly line: number;
  readonly planNumber: string;
  readonly creditCode: string;
  readonly firm: string;
  /** Digits alone. */
  readonly account: string;
  readonly amountFen: number | null;
  readonly outcome: Outcome;
  readonly fault: PaymentFault;
  readonly code: string;
  readonly reason: string;
  readonly on: PlainDate | null;
}

export type PaymentReading =
  | { readonly ok: true; readonly rows: readonly PaymentRow[]; readonly blank: number }
  | { readonly ok: false; readonly sentence: string };

const listed = (names: readonly string[]): string => names.slice(0, 8).join('、') + (names.length > 8 ? ' 等' : '');

/** Reads the rows behind the headings; a word that nobody knows refuses the whole file. */
export function readPayments(
  heads: readonly string[],
  body: readonly ReturnCells[],
  layout: ReturnLayout,
): PaymentReading {
  const { columns, missing } = matchPaymentHeadings(heads);
  if (missing.length > 0) return { ok: false, sentence: `缺少列：${missing.join('、')}。` };
  const rows: PaymentRow[] = [];
  const unknown = new Set<string>();
  let blank = 0;
  for (const { line, cells, dayAt } of body) {
    const text = (field: PaymentField): string => (cells[columns[field]] ?? '').trim().slice(0, 500);
    if (cells.every((cell) => cell.trim() === '')) continue;
    const result = text('result');
    const outcome = result === '' ? null : outcomeOf(result, layout);
    if (result === '') blank += 1;
    else if (outcome === null) unknown.add(result);
    if (outcome === null) continue;
    const [code, reason] = [text('code'), text('reason')];
    const [word, own] = [foldWord(result), reason === '' && outcome !== 'paid' ? result : reason];
    rows.push({
      line,
      planNumber: normaliseCode(text('planNumber')),
      creditCode: normaliseCode(text('creditCode')),
      firm: normaliseEmployerName(text('firm')),
      account: text('account').replaceAll(/\D/gu, ''),
      amountFen: amountOf(text('amount')),
      outcome,
      fault: faultOf(code, `${reason} ${word}`),
      code,
      reason: own,
      on: columns.day < 0 ? null : dayAt(columns.day),
    });
  }
  if (unknown.size > 0)
    return {
      ok: false,
      sentence: `不认识的结果：${listed([...unknown])}。请管理员在“省系统返回”说明它们的意思后再读入。`,
    };
  return { ok: true, rows, blank };
}
