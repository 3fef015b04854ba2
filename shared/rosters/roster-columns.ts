/**
 * Headings under which companies give the columns of the 花名册. The union of what counties' templates print and what
 * people type; a heading that is not here never refuses a file.
 */
import type { RosterColumn } from '../domain/application.ts';
import { bounded, limits } from '../domain/limits.ts';

/** `contractPeriod`: begin and end of the contract in one cell (`2022.7.1至2025.6.30`). */
export type RosterField = RosterColumn | 'contractPeriod';

/** Names of the columns as messages, the grid and the blank template give them. */
export const rosterColumnLabels: Readonly<Record<RosterColumn, string>> = {
  name: '姓名',
  citizenId: '证件号码',
  school: '毕业院校',
  diplomaNumber: '毕业证书编号',
  graduatedOn: '毕业时间',
  contractFrom: '劳动合同起始日期',
  contractTo: '劳动合同终止日期',
  enrolledOn: '参保日期',
};

/** 无固定期限劳动合同 (劳动合同法 art. 14): stands in the end column instead of a day. */
export const OPEN_ENDED = '无固定期限';

const exact: Readonly<Record<RosterField, readonly string[]>> = {
  name: [
    '姓名',
    '名字',
    '员工姓名',
    '职工姓名',
    '人员姓名',
    '毕业生姓名',
    '学生姓名',
    '申报人员姓名',
    '吸纳人员姓名',
    '招用人员姓名',
    '参保人姓名',
    '参保人员姓名',
    '高校毕业生姓名',
    '人员名称',
    'NAME',
    'AAC003',
  ],
  citizenId: [
    '证件号码',
    '证件号',
    '身份证',
    '身份证号',
    '身份证号码',
    '身份证件号码',
    '身份证件号',
    '居民身份证',
    '居民身份证号',
    '居民身份证号码',
    '公民身份号码',
    '公民身份证号',
    '公民身份证号码',
    '身份号码',
    '身份证明号码',
    '有效证件号码',
    '有效身份证件号码',
    '社会保障号',
    '社会保障号码',
    '社会保障卡号',
    '社保号',
    'ID',
    'ID号',
    'ID号码',
    'AAC002',
    'AAC147',
  ],
  school: [
    '毕业院校',
    '毕业学校',
    '毕业院校名称',
    '毕业学校名称',
    '毕业高校',
    '院校',
    '母校',
    '院校名称',
    '学校',
    '学校名称',
    '高校名称',
    '就读院校',
    '毕业院校全称',
  ],
  diplomaNumber: [
    '毕业证书编号',
    '毕业证书号',
    '毕业证书号码',
    '毕业证编号',
    '毕业证号',
    '毕业证号码',
    '证书编号',
    '证书号',
    '证书号码',
    '学历证书编号',
    '学历证书号',
    '学历证书号码',
    '学历证编号',
    '毕业证书',
    '毕业证',
    '证书注册号',
    '毕业证书注册号',
    '毕业证注册号',
  ],
  graduatedOn: [
    '毕业时间',
    '毕业日期',
    '毕业年月',
    '毕业年月日',
    '毕业年份',
    '何时毕业',
    '毕(结)业时间',
    '毕结业时间',
    '毕业证发证日期',
    '毕业证签发日期',
  ],
  contractFrom: [
    '劳动合同起始日期',
    '劳动合同起始时间',
    '劳动合同开始日期',
    '劳动合同开始时间',
    '劳动合同起',
    '劳动合同起始',
    '劳动合同起日',
    '劳动合同起期',
    '劳动合同期限起',
    '劳动合同期限开始日期',
    '劳动合同期限起始日期',
    '劳动合同期限起始时间',
    '劳动合同起止时间起',
    '劳动合同起止日期起',
    '劳动合同开始',
    '劳动合同签订日期',
    '劳动合同签订时间',
    '签订劳动合同日期',
    '签订劳动合同时间',
    '劳动合同生效日期',
    '起始日期',
    '起始时间',
    '开始日期',
    '开始时间',
    '合同起',
    '用工起始',
    '用工起始日期',
    '用工起始时间',
    '用工开始日期',
    '签约日',
    '签约日期',
    '签约时间',
    '合同签订日期',
    '合同签订时间',
  ],
  contractTo: [
    '劳动合同终止日期',
    '劳动合同终止时间',
    '劳动合同结束日期',
    '劳动合同结束时间',
    '劳动合同截止日期',
    '劳动合同截止时间',
    '劳动合同到期日期',
    '劳动合同到期时间',
    '劳动合同到期日',
    '劳动合同止',
    '劳动合同终止',
    '劳动合同止日',
    '劳动合同止期',
    '劳动合同期限止',
    '劳动合同期限结束日期',
    '劳动合同期限终止日期',
    '劳动合同期限终止时间',
    '劳动合同起止时间止',
    '劳动合同起止日期止',
    '劳动合同结束',
    '劳动合同到期',
    '终止日期',
    '终止时间',
    '结束日期',
    '结束时间',
    '截止日期',
    '到期日期',
    '合同止',
    '用工截止',
    '用工截止日期',
    '用工截止时间',
    '用工终止日期',
    '用工结束日期',
    '到期日',
  ],
  contractPeriod: [
    '劳动合同期限',
    '劳动合同起止',
    '劳动合同起止日期',
    '劳动合同起止时间',
    '劳动合同起止期限',
    '劳动合同期间',
    '劳动合同时间',
    '劳动合同日期',
    '劳动合同起讫时间',
    '劳动合同起讫日期',
  ],
  enrolledOn: [
    '参保日期',
    '参保时间',
    '参保年月',
    '参保起始日期',
    '参保起始时间',
    '参保开始日期',
    '首次参保日期',
    '首次参保时间',
    '本单位参保日期',
    '本单位参保时间',
    '失业保险参保日期',
    '失业保险参保时间',
    '失业保险参保年月',
    '社保参保日期',
    '社保参保时间',
    '社会保险参保日期',
    '社会保险参保时间',
    '参加失业保险时间',
    '参加失业保险日期',
    '参加社会保险时间',
    '缴费起始时间',
    'AAC030',
  ],
};

/** Last resort: a word that the heading holds, unless it speaks of somebody or something else. */
const parts: readonly (readonly [RosterField, RegExp])[] = [
  ['citizenId', /身份证(件)?(号|$)|证件号|公民身份|社会保障号/u],
  ['diplomaNumber', /(毕业|学历)证(书)?(编)?号/u],
  ['graduatedOn', /毕业(时间|日期|年月)/u],
  ['school', /毕业(院校|学校)|院校名称/u],
  ['contractTo', /合同.*(终止|结束|截止|到期|止)(日期|时间|日)?$/u],
  ['contractFrom', /合同.*(起始|开始|生效|签订|起)(日期|时间|日)?$/u],
  ['contractPeriod', /合同.*(期限|起止|期间)/u],
  ['enrolledOn', /(参保|参加.*保险)(?!.*(终止|停|结束|截止)).*(日期|时间|年月|起)$/u],
  ['name', /^(?!.*(单位|企业|公司|银行|院校|学校|专业|户名|开户)).*姓名/u],
];
const SOMEBODY_ELSE = /经办|法人|法定|联系人|负责人|配偶|父|母|紧急|填表|审核|单位证件|企业/u;

/** Columns that rosters often have and the program does not need: left out without a word about each. */
const KNOWN_OTHERS =
  /^(序号|编号|NO|性别|民族|年龄|出生(日期|年月)|籍贯|户籍.*|户口.*|.*电话.*|.*手机.*|联系方式|.*地址.*|学历.*|学位.*|文化程度|(所学)?专业.*|人员(类别|类型|身份)|证件类型|岗位.*|职务|工种|部门|科室|备注.*|说明|.*签名.*|.*签字.*|.*银行.*|.*账号|开户.*|.*金额.*|月工资.*|工资.*|.*险种.*|缴费(基数|月数|状态)|.*缴.*月数|.*补贴.*|.*补助.*|入职(日期|时间)|学制|学习形式|培养方式|是否.*|政治面貌|单位(名称|编号)?|公司名称|企业名称|用人单位.*|统一社会信用代码|.*验证码|失业登记.*|合同类型)$/u;

/** A heading as compared. Cut before any expression reads it: what is longer names no column. */
function bare(heading: string): string {
  return bounded(heading, limits.headingCharacters)
    .normalize('NFKC')
    .replace(/[\s*※:：、。.\-_/]/gu, '')
    .toUpperCase();
}

/** 合同 without 劳动 and 聘用合同 mean the same here. */
function withLabour(text: string): string {
  return text.replace(/^(劳动|聘用|用工)?合同/u, '劳动合同');
}

const lookup = new Map(
  (Object.keys(exact) as RosterField[]).flatMap((field) => exact[field].map((alias) => [bare(alias), field] as const)),
);

function exactField(text: string): RosterField | null {
  return lookup.get(text) ?? lookup.get(withLabour(text)) ?? null;
}

/** The field that a heading names; `null` for any other. Brackets (`（必填）`, `（起）`) are read first with, then without. */
export function rosterFieldOf(heading: string): RosterField | null {
  const whole = bare(heading);
  if (whole === '' || whole.length > 40) return null;
  const flat = whole.replace(/[()[\]【】]/gu, '');
  const without = whole.replace(/[([【][^)\]】]*[)\]】]?/gu, '');
  const found = exactField(flat) ?? exactField(without);
  if (found !== null) return found;
  if (SOMEBODY_ELSE.test(flat)) return null;
  return parts.find(([, pattern]) => pattern.test(flat))?.[0] ?? null;
}

/** A heading that says which half of a period it is, and needs the heading above it to say of what. */
export function isHalfOfPeriod(heading: string): boolean {
  return /^(起|止|从|至|到|起始|终止|开始|结束|截止|到期|起日|止日|(起始|终止|开始|结束|截止|到期)(日期|时间|日))$/u.test(
    bare(heading),
  );
}

/** A heading that rosters often have and the program does not need. */
export function isKnownOtherHeading(heading: string): boolean {
  const whole = bare(heading);
  return KNOWN_OTHERS.test(whole) || KNOWN_OTHERS.test(whole.replace(/[([【][^)\]】]*[)\]】]?/gu, ''));
}
