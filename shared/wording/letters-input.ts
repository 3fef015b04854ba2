/** Input errors of roster and form as the applicant reads them: what is wrong with the text itself, before any condition. */
import type { ApplicationEmployer, RosterEntry } from '../domain/application.ts';
import { parseCitizenId, type CitizenIdError } from '../domain/citizen-id.ts';
import type { EmployerFieldPath, EmployerFormIssue } from '../domain/employer-form.ts';

const citizenIdWords: Readonly<Record<CitizenIdError, string>> = {
  empty: '花名册未填证件号码',
  'damaged-by-spreadsheet': '花名册的证件号码已被电子表格改成数字，后几位丢失',
  'old-fifteen-digit': '花名册填的是15位旧证件号码，须填18位公民身份号码',
  'illegal-characters': '花名册的证件号码含有不应有的字符',
  'wrong-length': '花名册的证件号码不是18位',
  'impossible-birthday': '花名册证件号码中的出生日期不存在',
  'wrong-check-digit': '花名册的证件号码有误（校验码不符）',
};

/** The sentences for one row; empty when name and number can be read. */
export function inputErrorWords(entry: RosterEntry): readonly string[] {
  const id = parseCitizenId(entry.citizenId);
  return [...(entry.name.trim() === '' ? ['花名册未填姓名'] : []), ...(id.ok ? [] : [citizenIdWords[id.error]])];
}

/** The fields of 申请表 as a letter names them. */
export const employerFieldNames: Readonly<Record<EmployerFieldPath, string>> = {
  name: '单位名称',
  unifiedSocialCreditCode: '统一社会信用代码',
  organisationCode: '组织机构代码',
  employerNumber: '单位编号',
  divisionCode: '失业保险参保地',
  legalRepresentative: '法定代表人（负责人）',
  registeredAddress: '注册地址',
  'account.name': '开户名',
  'account.bank': '开户银行',
  'account.number': '账号',
  'agent.name': '经办人姓名',
  'agent.citizenId': '经办人身份证号',
  'agent.mobile': '经办人联系电话',
  'agent.authorisationSeen': '单位授权委托书（或介绍信）',
};

function isFilled(employer: Omit<ApplicationEmployer, 'attestations'>, path: EmployerFieldPath): boolean {
  const value = path.split('.').reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], employer);
  return typeof value === 'string' && value.trim() !== '';
}

/** `申请表未填经办人联系电话`, or that it is filled in wrongly; what to do stands in the issue itself. */
export function formErrorWords(
  employer: Omit<ApplicationEmployer, 'attestations'>,
  { path }: EmployerFormIssue,
): string {
  if (path === 'agent.authorisationSeen') return `缺少材料：${employerFieldNames[path]}`;
  return isFilled(employer, path)
    ? `申请表的${employerFieldNames[path]}填写有误`
    : `申请表未填${employerFieldNames[path]}`;
}

/** Where the right value of a field is to be read, for whoever has to write it down. */
const readFrom: Readonly<Partial<Record<EmployerFieldPath, string>>> = {
  unifiedSocialCreditCode: '按营业执照',
  organisationCode: '按营业执照',
  legalRepresentative: '按营业执照',
  name: '按公章、营业执照',
  'account.name': '按银行预留信息',
  'account.bank': '写到支行全称',
  'account.number': '按银行预留信息',
  'agent.citizenId': '按本人身份证',
};

/** What the firm does about it: never a repetition of what is wrong. */
export function formErrorRemedy(
  employer: Omit<ApplicationEmployer, 'attestations'>,
  { path }: EmployerFormIssue,
): string {
  if (path === 'agent.authorisationSeen') return '提交加盖公章的单位授权委托书（或介绍信），由经办人带本人身份证';
  const how = readFrom[path] === undefined ? '' : `${readFrom[path]}，`;
  return `${how}在申请表上${isFilled(employer, path) ? '更正' : '填写'}${employerFieldNames[path]}，加盖公章`;
}
