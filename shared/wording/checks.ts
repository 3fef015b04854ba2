/** Names of checks and of the groups that make the columns of the grid. */
import { checkNames } from '../policy/check-names.ts';
import type { CheckGroup, CheckId } from '../policy/verdict.ts';

export const checkLabels: Readonly<Record<CheckId, string>> = checkNames;

export const checkGroupLabels: Readonly<Record<CheckGroup, string>> = {
  licence: '证照',
  identity: '姓名',
  insurance: '参保',
  diploma: '毕业',
  contract: '合同',
  exclusive: '不重复享受',
};

/** What each check asks, for the panel and the help sheet. */
export const checkQuestions: Readonly<Record<CheckId, string>> = {
  'unit-type': '申请单位是否属于可享受的单位类型',
  'enrolment-place': '是否到参保地申请',
  'insured-here': '本人失业保险是否在本地参保',
  'name-match': '姓名是否与登记一致',
  'insuring-employer': '上月参保单位是否为申请单位',
  'last-month-contribution': '上月是否正常缴费，有无停缴、缓缴',
  'this-month-enrolment': '本月是否正常参保，有无减员停保',
  'hired-in-period': '参保或参加工作时间是否在规定时段内',
  'months-contributed': '缴费月数是否达到要求',
  'programme-graduate': '是否毕业年度普通高校毕业生（或规定的其他人员）',
  'full-time': '是否全日制毕业生',
  'labour-contract': '是否与申请单位签订劳动合同并在有效期内',
  'hiring-subsidy': '是否已享受一次性吸纳就业补贴',
  'already-paid': '是否已享受一次性扩岗补助',
  'single-application': '是否同时出现在其他申请中',
};
