/**
 * What is wrong with a typed number and what to do, in the clerk's words. Beside the parsers, because the command line
 * reports the same sentences as the window. These are input errors: never used where somebody does not qualify.
 */
import type { BankAccountError } from './bank-account.ts';
import type { CalendarProblemCode } from './calendar-check.ts';
import type { CitizenIdError } from './citizen-id.ts';
import type { OrganisationCodeError } from './organisation-code.ts';
import type { CreditCodeError } from './unified-social-credit-code.ts';

export const citizenIdSentences: Readonly<Record<CitizenIdError, string>> = {
  empty: '证件号码未填写',
  'damaged-by-spreadsheet': '证件号已损坏：表格软件把号码当成数字，末几位已丢失，请对照证件重新录入',
  'old-fifteen-digit': '这是15位旧号码，请出示现行居民身份证，按18位号码录入',
  'illegal-characters': '证件号码只能由17位数字加1位数字或X组成；其他证件请由工作人员另行办理',
  'wrong-length': '证件号码应为18位，请对照证件核对位数',
  'impossible-birthday': '证件号码中的出生日期不存在，请对照证件核对第7至14位',
  'wrong-check-digit': '证件号码校验位不对，请对照证件逐位核对',
};

export const creditCodeSentences: Readonly<Record<CreditCodeError, string>> = {
  empty: '统一社会信用代码未填写',
  'wrong-length': '统一社会信用代码应为18位，请对照营业执照核对位数',
  'illegal-characters': '统一社会信用代码只含数字和大写字母（不含I、O、S、V、Z），请对照营业执照核对',
  'wrong-check-character': '统一社会信用代码校验位不对，请对照营业执照逐位核对',
};

export const organisationCodeSentences: Readonly<Record<OrganisationCodeError, string>> = {
  empty: '组织机构代码未填写',
  'wrong-length': '组织机构代码应为9位（不含连字符）',
  'illegal-characters': '组织机构代码只含数字和大写字母',
  'wrong-check-character': '组织机构代码校验位不对，请逐位核对',
};

export const bankAccountSentences: Readonly<Record<BankAccountError, string>> = {
  empty: '银行账号未填写',
  'damaged-by-spreadsheet': '银行账号已损坏：表格软件把账号当成数字，请对照开户资料重新录入',
  'illegal-characters': '银行账号只含数字和连字符',
  'wrong-length': '银行账号应为8至32位，请对照开户资料核对',
};

export const calendarProblemSentences: Readonly<Record<CalendarProblemCode, string>> = {
  'not-a-calendar': '这一处不符合日历文件的格式',
  'year-twice': '同一年度出现两次',
  'undated-notice': '没有写明放假通知的印发日期',
  'notice-of-another-year': '放假通知不是这一年的：通知在上一年或当年印发，请核对年度',
  'holiday-missing': '元旦、劳动节、国庆节应当放假，这一天没有列入',
  'break-too-long': '一段假期超过 20 天，请核对首末日',
  'day-outside-year': '日期不在所写的年度内',
  'break-ends-before-it-begins': '假期的最后一天早于第一天',
  'breaks-overlap': '两段假期重叠',
  'worked-and-free': '同一天既放假又上班',
  'worked-day-is-a-weekday': '调休上班日不是星期六或星期日',
  'worked-day-twice': '同一个调休上班日出现两次',
};
