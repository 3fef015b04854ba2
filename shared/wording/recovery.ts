/** 追回 in the words of the office: states, acts, findings, days, refusals. */
import type { RecoveryDayKind } from '../aftercare/recovery/days.ts';
import type { FindingKind, RecoveryActName, ServiceManner } from '../aftercare/recovery/event.ts';
import type { RecoveryFault } from '../aftercare/recovery/faults.ts';
import type { RecoveryState } from '../aftercare/recovery/transitions.ts';

export const recoveryStateLabels: Readonly<Record<RecoveryState, string>> = {
  found: '拟追回',
  informed: '已告知',
  decided: '已决定',
  served: '已送达',
  repaying: '部分退回',
  instalments: '分期中',
  urged: '催告',
  applied: '申请强制执行',
  suspended: '中止',
  ended: '终结',
  settled: '结清',
  withdrawn: '撤销',
};

export const recoveryActLabels: Readonly<Record<RecoveryActName, string>> = {
  opened: '拟追回',
  informed: '登记告知',
  stated: '登记陈述申辩',
  weighed: '复核陈述申辩',
  decided: '登记决定',
  served: '登记送达',
  agreed: '登记还款协议',
  accelerated: '提前到期',
  repaid: '登记退款',
  reversed: '冲正退款',
  urged: '登记催告',
  applied: '登记申请强制执行',
  suspended: '中止',
  resumed: '恢复',
  ended: '终结',
  withdrawn: '撤销',
};

export const findingLabels: Readonly<Record<FindingKind, string>> = {
  excess: '多发（办件更正或撤回）',
  inquiry: '核查',
  objection: '异议',
  report: '举报',
};

export const serviceLabels: Readonly<Record<ServiceManner, string>> = {
  counter: '窗口直接送达',
  post: '邮寄送达',
  visit: '上门送达',
  left: '留置送达',
  notice: '公告送达',
};

export const recoveryDayLabels: Readonly<Record<RecoveryDayKind, string>> = {
  statement: '陈述申辩',
  payment: '限期退回',
  instalment: '分期还款',
  reminder: '催告期满',
  application: '申请执行',
};

export const recoveryFaultWords: Readonly<Record<RecoveryFault, string>> = {
  'recovery-unknown': '没有这件追回',
  'recovery-exists': '这件追回已经登记',
  'recovery-step-not-allowed': '按现在的状态不能办这一步，请按最新的状态办理',
  'recovery-item-unpaid': '所列人员中有没有发放过的，没有可追回的款项',
  'recovery-above-paid': '追回金额超过已发放的金额（另一件追回已列的也算在内），请核对',
  'recovery-several-firms': '一件追回只能列一户单位的人员，请分开登记',
  'recovery-own-work': '拟追回的人和经办人不能自己复核，请由另一名人员输入口令确认',
  'recovery-rules-missing': '作出决定的机关、收款账户和期限没有核定（待本地核定），请管理员在本页核定后再登记决定',
  'recovery-rules-differ': '决定机关、收款账户或期限与核定的不同，请刷新后再办',
  'recovery-not-heard': '还没有登记单位的陈述申辩（没有提出的，期满后登记“未提出”）',
  'recovery-statement-open': '单位的陈述申辩还没有复核，复核后再登记决定',
  'recovery-amount-differs': '金额与应退的余额或各人合计不符，请核对',
  'recovery-above-debt': '退款超过应退余额，没有登记：请与社保局核对，多退的由社保局退还单位',
  'recovery-repaid': '已收到退款，不能撤销或减到已退金额以下：请先与社保局办理退付，冲正退款记录后再办',
  'recovery-voucher-known': '这个凭证号的退款已经登记过，同一笔只登记一次',
  'recovery-repayment-unknown': '没有这笔退款，或已经冲正',
  'recovery-plan-differs': '各期金额之和须等于应退余额，期数从 1 起连续',
  'recovery-no-arrears': '没有逾期未还的一期，不能提前到期',
  'recovery-period-running': '期限还没有届满，届满之后再登记',
  'recovery-reminder-unserved': '催告书还没有登记送达，不能申请强制执行',
  'recovery-too-early':
    '还不能申请：须过了复议、诉讼期限（送达之日起六个月），且催告书送达满十个工作日（行政强制法第五十三、五十四条）',
  'recovery-too-late': '已超过申请期限（复议、诉讼期限届满之日起三个月，行政强制法第五十三条），没有登记',
};
