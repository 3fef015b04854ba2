/** A register row as label and value, in the order a clerk reads it. Only what explains a verdict; never the person's number. */
import { divisionName } from '#shared/domain/division-names.ts';
import { unitTypeLabels } from '#shared/wording/labels.ts';

const STATUS: Readonly<Record<string, string>> = { '1': '1 参保缴费', '2': '2 暂停缴费', '3': '3 终止缴费' };
const LICENCE: Readonly<Record<string, string>> = { active: '存续', revoked: '吊销', cancelled: '注销' };
const INSURANCE: Readonly<Record<string, string>> = { '210': '失业保险', '410': '工伤保险', '110': '职工养老保险' };
const CATEGORY: Readonly<Record<string, string>> = {
  regular: '普通高等教育',
  adult: '成人教育',
  'self-taught': '自学考试',
  online: '网络教育',
};

/** `202207` as the register keeps a month, as 2022-07. */
const monthWords = (value: unknown): string => String(value).replace(/^(\d{4})(\d{2})$/u, '$1-$2');

const FACTS: readonly (readonly [string, string, (value: unknown) => string])[] = [
  ['name', '姓名', String],
  ['employerName', '单位', String],
  ['unifiedSocialCreditCode', '信用代码', String],
  ['unitType', '单位类型', (value) => (unitTypeLabels as Readonly<Record<string, string>>)[String(value)] ?? ''],
  ['insurance', '险种', (value) => INSURANCE[String(value)] ?? String(value)],
  ['divisionCode', '地区', (value) => `${divisionName(String(value)) ?? '未收录'} ${String(value)}`],
  ['enrolledOn', '参保日期', String],
  ['jobStartedOn', '本次参加工作', String],
  // The same field in the registers of insurance and of firms.
  ['status', '缴费状态', (value) => STATUS[String(value)] ?? ''],
  ['status', '登记状态', (value) => LICENCE[String(value)] ?? ''],
  ['paidThrough', '缴至', monthWords],
  ['monthsContributed', '实缴月数', String],
  ['deferred', '缓缴', (value) => (value === true ? '是' : '否')],
  ['school', '学校', String],
  ['graduatedOn', '毕业日期', String],
  ['category', '学历类别', (value) => CATEGORY[String(value)] ?? String(value)],
  ['fullTime', '全日制', (value) => (value === true ? '是' : '否')],
  ['answer', '接口返回', String],
  ['answeredOn', '返回日期', String],
  ['from', '合同起', String],
  ['to', '合同止', String],
  ['paidOn', '发放日期', String],
  ['registeredOn', '失业登记', String],
  ['endedOn', '登记终止', String],
];

/** One field of a row as it is read. */
export interface RowFact {
  readonly field: string;
  readonly label: string;
  readonly value: string;
}

/** The fields that the row has and that have words. */
export function rowFacts(row: unknown): readonly RowFact[] {
  if (typeof row !== 'object' || row === null) return [];
  const fields = row as Readonly<Record<string, unknown>>;
  return FACTS.flatMap(([field, label, show]) => {
    const value = fields[field];
    const text = value === undefined || value === null ? '' : show(value);
    return text === '' ? [] : [{ field, label, value: text }];
  });
}
