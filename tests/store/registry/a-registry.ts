/** Made-up registry files and an open registry store for tests. IDs have right check digits and belong to nobody. */
import { PlainDateSchema, type PlainDate } from '#shared/domain/plain-date.ts';
import { creditCodeCheckCharacter } from '#shared/domain/unified-social-credit-code.ts';
import type { ImportRequest } from '#renderer/store/registry/registry-store.ts';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** The `index`th made-up citizen of division 440802. */
export function citizen(index: number): string {
  const day = String(1 + (index % 28)).padStart(2, '0');
  const month = String(1 + (Math.floor(index / 28) % 12)).padStart(2, '0');
  const year = 1960 + (Math.floor(index / 336) % 45);
  const order = String(Math.floor(index / 15_120) % 1000).padStart(3, '0');
  const body = `440802${year}${month}${day}${order}`;
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(body[at]), 0);
  return body + ('10X98765432'[sum % 11] ?? '');
}

/** The `index`th made-up firm's credit code. */
export function creditCode(index: number): string {
  const first17 = `91440802MA${String(index).padStart(7, '0')}`;
  return `${first17}${creditCodeCheckCharacter(first17) ?? ''}`;
}

export const INSURANCE_HEADINGS =
  '公民身份号码,姓名,单位编号,统一社会信用代码,单位名称,行政区划代码,险种,参保日期,本次参加工作时间,缴费状态,实际缴费月数,最后缴费月份,是否缓缴';

/** One good line of an insurance file. */
export const insuranceLine = (index: number, firms = 50): string => {
  const firm = index % firms;
  return `${citizen(index)},陈海${'晴明远佳'[index % 4]},4408${String(firm).padStart(10, '0')},${creditCode(firm)},湛江第${firm}食品有限公司,440802,210,2022-0${1 + (index % 8)}-01,2022-01-01,1,${index % 12},202207,否`;
};

export const insuranceFile = (rows: number, firms?: number): string =>
  `${INSURANCE_HEADINGS}\r\n${Array.from({ length: rows }, (_, index) => insuranceLine(index, firms)).join('\r\n')}\r\n`;

/** A request to import `content` as insurance, changed by `change`. */
export function aRequest(content: BlobPart, change: Partial<ImportRequest> = {}): ImportRequest {
  return {
    kind: 'insurance',
    file: new File([content], 'insurance.csv'),
    asOf: day('2022-08-20'),
    scope: '440800',
    source: '市社保局',
    importedOn: day('2022-08-22'),
    importedBy: '管理员',
    badRowLimit: 0.05,
    ...change,
  };
}

export const day = (text: string): PlainDate => PlainDateSchema.parse(text);
