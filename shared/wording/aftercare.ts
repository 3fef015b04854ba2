/** What happens after acceptance, in the words of the office: states, parts of 复审, reasons, faults of payment, refusals. */
import type { PaymentMismatch } from '../aftercare/payment-match.ts';
import type { NotPayableReason, PaymentFault, SecondReviewStage } from '../aftercare/codes.ts';
import type { ObjectionManner, PayeeCheck, PayeeOrigin } from '../aftercare/event.ts';
import type { AftercareFault } from '../aftercare/faults.ts';
import type { ItemState } from '../aftercare/transitions.ts';
import { recoveryFaultWords } from './recovery.ts';
import { inquiryFaultWords } from './inquiry-faults.ts';

export const itemStateLabels: Readonly<Record<ItemState, string>> = {
  toReview: '待初审',
  toComplete: '待补信息',
  toSecondReview: '待复审',
  inSecondReview: '复审中',
  toPublish: '待公示',
  inNotice: '公示中',
  toAllocate: '待核拨',
  allocated: '已核拨',
  inPayment: '支付中',
  failed: '发放失败',
  paid: '已发放',
  rejected: '不予发放',
  removed: '异议成立，移出',
  withdrawn: '已撤回',
};

/** 湛人社函〔2022〕185号 附件一（三）: the parts of 复审 as the provincial system names them. */
export const stageLabels: Readonly<Record<SecondReviewStage, string>> = {
  examined: '审核',
  submitted: '提交复核',
  begun: '进入复核',
  confirmed: '复核通过',
  filed: '提交复核结果',
};

export const reasonLabels: Readonly<Record<NotPayableReason, string>> = {
  N01: '单位不是企业',
  N02: '不在本地参保',
  N03: '上月参保单位与申报单位不一致',
  N04: '已停保、减员或断缴',
  N05: '缓缴未补（补缴后到窗口申请）',
  N06: '缴费月数不足',
  N07: '参保或就业时间不在期内',
  N08: '核验接口返回“否”或不是毕业年度',
  N09: '不是普通高等学历',
  N10: '没有劳动合同或合同不是本单位的',
  N11: '已享受一次性吸纳就业补贴',
  N12: '本人已由其他单位或其他地区享受',
  N13: '劳务派遣权属未定',
  N14: '单位注销或严重失信',
  N15: '单位书面放弃',
  N16: '身份信息错误',
  N90: '其他（写明）',
};

export interface FaultWords {
  readonly label: string;
  /** What to do next. */
  readonly next: string;
}

export const paymentFaultWords: Readonly<Record<PaymentFault, FaultWords>> = {
  F01: { label: '账号不存在或有误', next: '请单位到窗口更正账户，由两人核对后重发' },
  F02: { label: '户名与账号不符', next: '与营业执照名称核对，更正账户后重发' },
  F03: { label: '账户已销户', next: '请单位换账户，由两人核对后重发' },
  F04: { label: '冻结、止付或状态异常', next: '请单位问开户银行，恢复后重发或换账户' },
  F05: { label: '久悬或长期不动户', next: '请单位到银行激活后重发，或换账户' },
  F06: { label: '账户种类不能入账', next: '请单位换账户，由两人核对后重发' },
  F07: { label: '开户行或行号有误', next: '更正开户行后重发' },
  F08: { label: '金额有误', next: '与社保局核对支付计划后重发' },
  F09: { label: '重复业务', next: '先向银行查清上一笔是否到账，查清前不重发' },
  F10: { label: '通讯或系统原因', next: '向社保局确认未付后原样重发' },
  F11: { label: '已撤销', next: '向社保局查明原因后重发' },
  F12: { label: '单位已注销', next: '提交会议决定' },
  F90: { label: '其他', next: '按原文处理' },
};

export const originLabels: Readonly<Record<PayeeOrigin, string>> = {
  window: '窗口申请表',
  list: '免申即享名单',
  insuranceAgency: '社保系统',
  taxOffice: '税务系统',
  marketRegulator: '市场监管系统',
  firm: '单位提供',
};
export const payeeCheckLabels: Readonly<Record<PayeeCheck, string>> = {
  counter: '窗口当面',
  telephone: '电话',
  message: '短信',
  online: '网上',
  notice: '公示确认',
};
export const mannerLabels: Readonly<Record<ObjectionManner, string>> = {
  letter: '来信',
  telephone: '来电',
  visit: '来访',
};
export const accountKindLabels = { corporate: '对公账户', contribution: '缴纳社会保险费账户' } as const;

/** Why nothing was recorded, and what to do. */
export const aftercareFaultWords: Readonly<Record<AftercareFault, string>> = {
  unreadable: '所填内容不完整或格式不对，请核对各项后再试',
  'author-missing': '没有登录人员，请重新登录',
  'administrator-only': '这项设置由管理员核定',
  'item-unknown': '所列人员中有不在名单内的，请刷新后重选',
  'item-twice': '同一人员列了两次，请核对',
  'step-not-allowed': '所列人员中有已办过这一步或还没到这一步的，请按最新的清单办理',
  'person-held': '所列人员中有已由另一办件或名单享受的：一人只能由一户企业享受一次，请先核对，不符合的按 N12 不予发放',
  'source-changed': '办件在初审之后更正过或已撤回，请先移出，再按更正后的内容重新初审',
  'reviewer-is-first': '复审人不能是初审人，请由另一名人员复审',
  'stages-out-of-order': '复审五步要按次序办理，请从下一步开始',
  'second-officer-needed': '这一步须由另一名人员核对，不能由同一人办',
  'payee-unchanged': '与现有的收款信息相同，没有需要登记的变化',
  'batch-unknown': '没有这个公示批次',
  'batch-exists': '这个公示批次已经建立',
  'batch-closed': '这一步已经办过，批次不能再改',
  'totals-differ': '户数、人数或金额与各人合计不符，请刷新后再办',
  'rules-not-confirmed': '公示天数和首日是否计入没有核定（待本地核定），请管理员在本页核定后再建批次',
  'notice-days-differ': '公示天数与核定的规则不符，请刷新后再办',
  'notice-not-over': '公示期未满：第三个工作日之后的工作日起才能登记公示结果',
  'objection-open': '还有没有处理完的异议，处理完再登记公示结果',
  'objection-unknown': '没有这件异议',
  'objection-settled': '这件异议已经处理完',
  'dates-out-of-order': '日期先后不对，请核对各个日期',
  'notice-not-registered': '还没有登记公示结果，不能核拨',
  'not-allocated': '还没有核拨，不能登记知会社保局',
  'agency-not-told': '还没有登记知会社保局，不能登记支付',
  'nobody-left': '批次中没有可核拨的人员',
  'firm-not-in-batch': '批次中没有这家单位',
  'payee-missing': '这家单位没有经两人核对的收款账户',
  'payment-open': '上一笔还没有结果（处理中或重复业务）：银行答复之前不能再付',
  'already-paid': '这家单位本批次已经付清，不能再付',
  'other-account-needed': '上一笔因账户原因失败，请先登记更正后的账户（两人核对）再重发',
  'unpaid-not-known': '上一笔因系统原因失败，请写明向谁确认过没有付出',
  'attempt-exists': '这一笔已经登记过',
  'attempt-unknown': '没有登记过这一笔支付',
  'answer-final': '这一笔已有结果，不能再改',
  'amount-differs': '实发金额与应发金额不符，没有登记：请与社保局核对后再登记',
  'list-exists': '这份名单已经登记过，没有重复登记',
  'list-unknown': '没有登记过这份名单，请重新读入文件',
  'list-part-known': '名单的这一段已经登记过，没有重复登记',
  'not-paid': '名单里有还没有真实发放日期的人，没有取号：请按最新的清单办理',
  'upload-exists': '这份名单已经建立',
  'list-unwritten': '上一份名单取了号还没有写完，请先续做或作废',
  'upload-unknown': '没有这份名单',
  'list-closed': '这份名单已经写出并关闭，只能另作更正名单',
  'list-corrects-other': '本期名单已有变化，请刷新后按最新的一份更正',
  'register-other-month': '参保数据不是报告期当月的，不能作为本期的缴费状态和缴费月数，请先导入当月数据',
  'report-rules-not-confirmed': '上报的期别、日期和追回人员的去留没有核定（待本地核定），请管理员在本页核定后再导出',
  'report-exists': '这份月报已经登记',
  'report-corrects-other': '本月月报已有变化，请刷新后按最新的一份更正',
  'message-unknown': '没有登记过发出这条短信',
  'message-answered': '这条短信的结果已经登记',
  ...recoveryFaultWords,
  ...inquiryFaultWords,
};

/** Why a row of a payment list was not taken. */
export const paymentMismatchWords: Readonly<Record<PaymentMismatch, string>> = {
  nobody: '本批次没有这样的支付计划（计划号、信用代码、账号、单位名称都对不上）',
  several: '对得上几户，文件没有写明是哪一户',
  answered: '这一户的结果已登记，而且与此不同，请核对',
  'amount-differs': '金额与应发不同，或没有写金额，不能当作已发放，请核对',
  'day-unfit': '没有写发放日期，或早于登记支付计划、晚于业务日期',
  twice: '同一笔出现两次而结果不同，两行都没有采用，请核对',
};
