/** 免申即享 lists in the words of the office: rows that were not taken, what the list says, what is missing of a firm, what a firm is told. */
import type { Gap } from '../aftercare/lists/gaps.ts';
import type { OfferOrigin } from '../aftercare/lists/list-event.ts';
import type { ListProblem, ListProblemCode, ListQuestion } from '../aftercare/lists/list-row.ts';
import type { OfficeSettings } from '../domain/office.ts';
import type { ListField } from '../lists/list-columns.ts';
import { MATTER, whereToAsk } from './letters.ts';

const problems: Readonly<Record<ListProblemCode, string>> = {
  'name-missing': '没有姓名',
  'id-missing': '没有证件号',
  'id-damaged': '证件号已损坏：表格软件把号码当成数字，末几位已丢失，请从省系统重新导出为文本',
  'id-fifteen': '15 位旧号码，请按现行证件的 18 位号码更正',
  'id-wrong': '证件号位数、出生日期或校验位不对，请核对',
  'firm-missing': '没有单位名称，或统一社会信用代码和单位编号都没有',
  'credit-code-wrong': '统一社会信用代码位数或校验位不对，请核对',
  'month-wrong': '期别不是年月，如 202208',
  'account-wrong': '账号已损坏或不是账号，请对方以文本格式重新填写',
  'other-county': '参保地是其他区县，由参保地办理',
  'other-month': '期别与本名单不同，读入那一期的名单时再登记',
  twice: '同一人同一单位在名单里列了两次，只算一次',
  known: '已在以前登记的名单里办理，没有重复登记',
};

export const listProblemWords = ({ code, detail }: Pick<ListProblem, 'code' | 'detail'>): string =>
  detail === '' || code.startsWith('id-') ? problems[code] : `${problems[code]}（${detail}）`;

/** What the list says of a row that needs a look, as a sentence. */
export const listQuestionWords: Readonly<Record<ListQuestion, string>> = {
  'unit-type': '名单所载单位类型不是企业',
  'last-month-firm': '名单所载上月参保单位与单位名称不一致',
  'last-month': '名单所载上月缴费状态不正常',
  'this-month': '名单所载本月缴费状态不正常',
  graduate: '名单所载毕业生接口返回结果为“否”',
  subsidised: '名单注明已享受一次性吸纳就业补贴',
  amount: '名单所载金额与现行标准不同',
  unread: '名单里有程序不认识的内容',
};

export const gapLabels: Readonly<Record<Gap, string>> = {
  contact: '缺联系方式',
  account: '缺账户',
  both: '两者皆缺',
  none: '齐全，待两人核对',
};

export const offerOriginLabels: Readonly<Record<OfferOrigin, string>> = {
  insuranceAgency: '社保局',
  taxOffice: '税务局',
  marketRegulator: '市场监管局',
};

export const listFieldLabels: Readonly<Record<ListField, string>> = {
  period: '期别',
  division: '参保地（行政区划）',
  employerNumber: '单位编号',
  employerName: '单位名称',
  creditCode: '统一社会信用代码',
  unitType: '单位类型',
  name: '姓名',
  citizenId: '公民身份号码',
  enrolledOn: '参保日期',
  jobStartedOn: '本次参加工作时间',
  lastMonthFirm: '上月参保单位',
  lastMonth: '上月缴费状态',
  thisMonth: '本月缴费状态',
  graduate: '毕业生接口返回结果',
  subsidised: '已享受一次性吸纳就业补贴',
  amount: '补助标准',
  contact: '联系人',
  mobile: '联系电话',
  accountName: '开户名',
  bank: '开户银行',
  accountNumber: '银行账号',
};

/** What a firm is told of 缓缴, for a message or the telephone: no person, no number, no link. */
export const deferralText = (office: OfficeSettings, persons: number): string =>
  `贵单位有 ${persons} 名职工在${MATTER}“免申即享”名单内，因失业保险费缓缴未补，暂不能发放。请补缴后携带申请表、花名册等材料到窗口申请。` +
  `办理和咨询：${whereToAsk(office)}。`;
