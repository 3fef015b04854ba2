/** What the 数据 screen says of files, rows and refusals: what is wrong, what is safe, what to do. */
import type { RegistryKind } from '../domain/registries.ts';
import type { RowProblemCode } from '../registry/registry-rows.ts';
import { registryNames } from './registries.ts';

export const rowProblemLabels: Readonly<Record<RowProblemCode, string>> = {
  'cell-empty': '必填内容为空',
  'citizen-id-format': '证件号格式不对（须为 18 位）',
  'citizen-id-damaged': '证件号被表格软件改成了数字，已损坏',
  'citizen-id-15': '15 位旧证件号，须为 18 位',
  'citizen-id-check-digit': '证件号校验码不符（行已保留，请核对）',
  'code-format': '代码格式不对',
  'code-check-character': '统一社会信用代码的校验位不符',
  'not-a-date': '不是真实存在的日期',
  'not-a-month': '不是年月（如 202207）',
  'not-a-number': '不是有效的数字',
  'not-an-amount': '不是有效的金额',
  'not-in-dictionary': '不在允许的取值之内',
  'too-long': '内容过长',
  undecodable: '文字编码损坏（乱码）',
  'cell-count': '列数与表头不一致',
  'quote-open': '引号没有成对',
  'row-too-long': '一行过长',
};

/** Words of a stored code; a code of a later version is shown as it is. */
export const rowProblemLabel = (code: string): string =>
  (rowProblemLabels as Readonly<Record<string, string>>)[code] ?? code;

const OLD_STAYS = '原有数据未动，仍可使用。';

export const refusalWordings = {
  'empty-file': () => `文件里没有数据行。${OLD_STAYS}请核对是否选错文件，或请提供方重新导出。`,
  'not-a-table': () =>
    `这个文件不是 CSV 或 xlsx 表格（旧式 xls、网页、PDF 都读不了）。${OLD_STAYS}请在 Excel 或 WPS 里另存为“CSV”或“xlsx”后再导入。`,
  'no-heading-row': () =>
    `没有找到表头行。${OLD_STAYS}请确认第一行是列名；列名与我们的不同，可在下面逐列对应后再导入。`,
  'import-running': () => `另一个窗口正在导入数据。${OLD_STAYS}请等它结束后再试。`,
  'as-of-in-future': () => `数据日期晚于业务日期。${OLD_STAYS}请改成数据实际截止的日期。`,
  'same-as-of': () => `已有同一数据日期的数据。${OLD_STAYS}如果新文件是更正，请勾选“替换同日的数据”后再导入。`,
} as const;

export const wrongKindText = (chosen: RegistryKind, looksLike: RegistryKind): string =>
  `这个文件的表头像“${registryNames[looksLike]}”，不像“${registryNames[chosen]}”。${OLD_STAYS}请改选登记库，或核对文件。`;

export const columnsMissingText = (missing: readonly string[]): string =>
  `缺少必需的列：${missing.join('、')}。${OLD_STAYS}请在下面把文件的列对应到这些内容，或请提供方补上。`;

export const differsText = `这个文件与正在使用的数据差别较大。${OLD_STAYS}请核对下面各项；确实要替换的，由管理员确认。`;

export const tooManyBadRowsText = (rows: number, badRows: number, limit: number): string =>
  `${rows + badRows} 行里有 ${badRows} 行有问题，超过 ${Math.round(limit * 100)}%，整个文件没有导入。${OLD_STAYS}请把下面的问题清单交给提供方更正后重新导出。`;
