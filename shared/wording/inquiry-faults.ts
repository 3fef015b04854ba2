/** Why an entry of 核查 was not recorded, and what to do. Apart from `inquiry.ts`, whose labels rest on those of `aftercare.ts`. */
import type { InquiryFault } from '../aftercare/inquiry/faults.ts';

export const inquiryFaultWords: Readonly<Record<InquiryFault, string>> = {
  'inquiry-list-unknown': '没有这份名单',
  'inquiry-list-exists': '这份名单已经读入，没有改动任何内容',
  'inquiry-part-known': '这一段已经读入',
  'inquiry-rows-differ': '行数或行号与名单不符，请重新读入原来的文件',
  'inquiry-list-incomplete': '名单还没有读完，请重新读入同一份文件，会从中断处接着读',
  'inquiry-row-unknown': '名单中没有这一行',
  'inquiry-step-not-allowed': '所选的行中有已办过这一步或还没到这一步的，请按最新的清单办理',
  'inquiry-code-unfit': '这个结果码不用于这一种名单',
  'inquiry-meeting-missing': '疑似跨省重复的结论由会议研究核实：请填写会议日期、参会科室、参会人和结论',
  'inquiry-reason-missing': '有差异的，写明怎样处理',
  'inquiry-payment-missing': '已发放的，填写发放日期和金额',
  'inquiry-not-seen': '“未在库中见到”不是理由：写明查到了什么、依据是什么；查不到的继续核查',
  'inquiry-own-work': '核查人不能复核自己的答复，请由另一名人员复核',
  'inquiry-month-running': '这个月还没有过完，月底之后再登记对账',
  'inquiry-sample-exists': '这次抽样已经登记',
  'inquiry-sample-unfit': '抽样与种子不符，请刷新后再办',
  'inquiry-sample-unknown': '抽样中没有这一人',
  'inquiry-sample-settled': '这一人的抽查结果已经登记',
  'inquiry-handled-it': '抽查人经办过这一人，请由没有经办过的人员抽查',
};
