/** What each check is called, on screen and on paper. Here, because warnings of a decision name checks too. */
import type { CheckId } from './verdict.ts';

export const checkNames: Readonly<Record<CheckId, string>> = {
  'unit-type': '单位类型',
  'enrolment-place': '申请地点',
  'insured-here': '参保地',
  'name-match': '姓名',
  'insuring-employer': '上月参保单位',
  'last-month-contribution': '上月缴费',
  'this-month-enrolment': '本月参保状态',
  'hired-in-period': '招用时间',
  'months-contributed': '缴费月数',
  'programme-graduate': '毕业生身份',
  'entitled-group': '人员类别',
  'full-time': '全日制',
  'labour-contract': '劳动合同',
  'hiring-subsidy': '一次性吸纳就业补贴',
  'already-paid': '已享受扩岗补助',
  'single-application': '重复申请',
};
