/**
 * What a file that came back from the provincial system or the bank looks like: which of its columns says what, and what its words
 * mean. Headings and words in use are known from the start; what an office meets beside them an administrator says once.
 */
import type { ProvinceOutcome } from '../casework/province-answer.ts';
import { returnFields, type ReturnField, type ReturnLayout } from '../casework/return-layout.ts';
import { foldWord } from '../registry/registry-cells.ts';
import { foldHeading } from '../registry/registry-heading-match.ts';

/** Headings in the order in which they are looked for; element codes of the notice's annex stand beside the words. */
export const returnHeadings: Readonly<Record<ReturnField, readonly string[]>> = {
  caseNumber: ['办件号', '窗口办件号', '受理编号', '受理单号', '申请编号', '业务编号', '收件编号'],
  citizenId: [
    '公民身份号码',
    '公民身份证码',
    '公民身份证号码',
    '居民身份证号码',
    '身份证号码',
    '身份证号',
    '证件号码',
    '证件号',
    'AAC002',
    'AAC147',
  ],
  name: ['姓名', '人员姓名', 'AAC003'],
  creditCode: ['统一社会信用代码', '社会信用代码', '信用代码', 'AAB998', 'AAB098'],
  batchNumber: ['批次号', '批次', '批次编号'],
  result: [
    '处理结果',
    '审核结果',
    '办理结果',
    '校验结果',
    '导入结果',
    '发放结果',
    '支付结果',
    '发放状态',
    '支付状态',
    '审核状态',
    '办理状态',
    '处理状态',
    '结果',
    '状态',
  ],
  stage: ['办理环节', '当前环节', '审核环节', '业务环节', '环节', '所处环节'],
  reason: [
    '退回原因',
    '不通过原因',
    '失败原因',
    '错误原因',
    '错误信息',
    '银行返回信息',
    '返回信息',
    '审核意见',
    '原因',
    '说明',
    '备注',
  ],
  code: ['返回码', '错误代码', '错误码', '失败代码', '银行返回码', '原始码'],
  day: [
    '处理日期',
    '审核日期',
    '办理日期',
    '发放日期',
    '支付日期',
    '返回日期',
    '日期',
    '处理时间',
    '审核时间',
    '发放时间',
  ],
  amount: ['发放金额', '实发金额', '支付金额', '金额', '补助金额'],
};

const words: Readonly<Record<ProvinceOutcome, readonly string[]>> = {
  paid: ['已发放', '发放成功', '支付成功', '已支付', '已到账', '入账成功'],
  accepted: [
    '通过',
    '审核通过',
    '初审通过',
    '复审通过',
    '校验通过',
    '导入成功',
    '已受理',
    '受理成功',
    '已入库',
    '成功',
    '正常',
    '是',
    '合格',
    '同意',
    '办结',
  ],
  inProcess: [
    '处理中',
    '审核中',
    '待审核',
    '待初审',
    '待复审',
    '待处理',
    '待发放',
    '发放中',
    '支付中',
    '公示中',
    '在途',
    '复审中',
    '初审中',
    '重复业务',
  ],
  refused: [
    '退回',
    '已退回',
    '不通过',
    '未通过',
    '审核不通过',
    '初审不通过',
    '复审不通过',
    '校验不通过',
    '校验失败',
    '导入失败',
    '驳回',
    '已驳回',
    '否',
    '不合格',
    '不同意',
    '不予受理',
    '不予发放',
    '错误',
  ],
  failed: ['发放失败', '支付失败', '退票', '已退票', '银行退回', '退款', '入账失败'],
};

const known: ReadonlyMap<string, ProvinceOutcome> = new Map(
  Object.entries(words).flatMap(([outcome, list]) =>
    list.map((word) => [foldWord(word), outcome as ProvinceOutcome] as const),
  ),
);

export type ReturnColumns = Readonly<Record<ReturnField, number>>;

export interface ReturnMatch {
  /** Per field the index of its column; −1 where the file has none. */
  readonly columns: ReturnColumns;
  /** A result, and a case number or an ID to know whose. */
  readonly missing: readonly string[];
  readonly matched: number;
}

/** What an office said goes before what is known. A heading that repeats counts once, at its first place. */
export function matchReturn(headings: readonly string[], layout: ReturnLayout): ReturnMatch {
  const folded = headings.map(foldHeading);
  const own = new Map(Object.entries(layout.headings).map(([heading, field]) => [foldHeading(heading), field]));
  const taken = new Set<number>();
  const find = (field: ReturnField): number => {
    const byHand = folded.findIndex((heading, at) => own.get(heading) === field && !taken.has(at));
    if (byHand >= 0) return byHand;
    for (const spelling of returnHeadings[field].map(foldHeading)) {
      const at = folded.findIndex((heading, index) => heading === spelling && !taken.has(index) && !own.has(heading));
      if (at >= 0) return at;
    }
    return -1;
  };
  const columns = Object.fromEntries(
    returnFields.map((field) => {
      const at = find(field);
      if (at >= 0) taken.add(at);
      return [field, at];
    }),
  ) as Record<ReturnField, number>;
  const missing = [
    ...(columns.result < 0 ? ['处理结果'] : []),
    ...(columns.caseNumber < 0 && columns.citizenId < 0 ? ['办件号 或 公民身份号码'] : []),
  ];
  return { columns, missing, matched: returnFields.filter((field) => columns[field] >= 0).length };
}

/** What a word means; `null` where nobody has said it. */
export function meaningOf(word: string, layout: ReturnLayout): ProvinceOutcome | null {
  const folded = foldWord(word);
  const own = Object.entries(layout.words).find(([known]) => foldWord(known) === folded);
  return own?.[1] ?? known.get(folded) ?? null;
}
