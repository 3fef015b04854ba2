/**
 * Which column of a 免申即享 list says what. The exact columns of the provincial list are not published: headings in use are
 * known from the start, the rest is named once by whoever reads the file and kept. Files in which another office fills in
 * accounts are read by the same table.
 */
import { z } from 'zod';
import { foldHeading } from '../registry/registry-heading-match.ts';

export const listFields = [
  'period',
  'division',
  'employerNumber',
  'employerName',
  'creditCode',
  'unitType',
  'name',
  'citizenId',
  'enrolledOn',
  'jobStartedOn',
  'lastMonthFirm',
  'lastMonth',
  'thisMonth',
  'graduate',
  'subsidised',
  'amount',
  'contact',
  'mobile',
  'accountName',
  'bank',
  'accountNumber',
] as const;
export const ListField = z.enum(listFields);
export type ListField = z.infer<typeof ListField>;

/** What was said of headings that are not known: heading as in the file → field, or that nobody needs it. */
export const ListMapping = z.record(z.string().min(1).max(200), z.enum([...listFields, 'unused']));
export type ListMapping = z.infer<typeof ListMapping>;

/** Headings in the order in which they are looked for; the first is what the program calls the column. */
export const listHeadings: Readonly<Record<ListField, readonly string[]>> = {
  period: ['期别', '名单期别', '数据期别', '所属期', '年月', '比对期别', 'AAB043'],
  division: ['行政区划', '行政区划代码', '区划代码', '参保地', '参保地代码', '参保地行政区划', '统筹区', 'AAB301'],
  employerNumber: ['单位编号', '单位社保号', '社保登记号', '单位社保编号', '单位代码', 'AAB001'],
  employerName: ['单位名称', '企业名称', '用人单位', '用人单位名称', '参保单位', '参保单位名称', 'AAB004', 'AAB069'],
  creditCode: ['统一社会信用代码', '社会信用代码', '信用代码', '统一信用代码', 'AAB998', 'AAB098'],
  unitType: ['单位类型', '单位性质', '主体类型', '市场主体类型', 'AAB019'],
  name: ['姓名', '人员姓名', '职工姓名', '参保人姓名', 'AAC003'],
  citizenId: [
    '公民身份号码',
    '公民身份证码',
    '公民身份证号码',
    '居民身份证号码',
    '身份证号码',
    '身份证号',
    '证件号码',
    '证件号',
    '社会保障号码',
    'AAC002',
    'AAC147',
  ],
  enrolledOn: ['参保日期', '本次参保日期', '本次参保时间', '参保时间', '失业保险参保日期', 'AAC030'],
  jobStartedOn: ['本次参加工作时间', '本次参加工作日期', '参加工作时间', '参加工作日期', 'AAC007'],
  lastMonthFirm: ['上月参保单位', '上月参保单位名称', '上月缴费单位'],
  lastMonth: ['上月参保缴费状态', '上月缴费状态', '上月参保状态', '上月个人缴费状态'],
  thisMonth: ['本月参保缴费状态', '本月缴费状态', '本月参保状态', '个人缴费状态', '缴费状态', 'AAC031'],
  graduate: [
    '部毕业生接口返回结果',
    '毕业生接口返回结果',
    '毕业生接口结果',
    '接口返回结果',
    '核验接口返回',
    '核验结果',
    '比对结果',
    '是否毕业年度高校毕业生',
  ],
  subsidised: [
    '已享受一次性吸纳就业补贴',
    '是否享受一次性吸纳就业补贴',
    '是否已享受一次性吸纳就业补贴',
    '已享受吸纳补贴',
    '是否享受吸纳补贴',
  ],
  amount: ['补助标准', '标准', '补助金额', '金额', '应发金额', 'AAE019'],
  contact: ['联系人', '单位联系人', '经办人', '联系人姓名'],
  mobile: ['联系电话', '手机', '手机号', '手机号码', '联系人手机', '企业联系人手机', '电话'],
  accountName: ['开户名', '户名', '账户名称', '银行户名', '开户名称', '收款户名'],
  bank: ['开户银行', '开户行', '开户行名称', '开户银行名称', '银行名称'],
  accountNumber: ['银行账号', '账号', '银行卡账号', '银行账户', '收款账号', '对公账号', '帐号', '银行帐号'],
};

export interface ListColumns {
  /** Per field the index of its column, −1 where the file has none. */
  readonly columns: Readonly<Record<ListField, number>>;
  /** What must be there and is not, as the program calls it. */
  readonly missing: readonly string[];
  /** Headings whose meaning nobody has said yet. */
  readonly unnamed: readonly string[];
  readonly matched: number;
}

/** What a list of persons needs, and what a file with accounts of firms needs. */
export type ListKind = 'persons' | 'accounts';

function missingOf(kind: ListKind, has: (field: ListField) => boolean): readonly string[] {
  const needed: readonly ListField[] = kind === 'persons' ? ['name', 'citizenId', 'employerName'] : ['employerName'];
  const whose = has('creditCode') || has('employerNumber');
  const tells = (['contact', 'mobile', 'accountNumber'] as const).some(has);
  return [
    ...needed.filter((field) => !has(field)).map((field) => listHeadings[field][0] ?? field),
    ...(whose ? [] : ['统一社会信用代码 或 单位编号']),
    ...(kind === 'accounts' && !tells ? ['银行账号、联系人 或 联系电话'] : []),
  ];
}

/** Matches the headings of a file; what somebody said goes before what is known. */
export function matchListHeadings(headings: readonly string[], mapping: ListMapping, kind: ListKind): ListColumns {
  const folded = headings.map(foldHeading);
  const own = new Map(Object.entries(mapping).map(([heading, field]) => [foldHeading(heading), field]));
  const taken = new Set<number>();
  const find = (field: ListField): number => {
    const byHand = folded.findIndex((heading, at) => own.get(heading) === field && !taken.has(at));
    if (byHand >= 0) return byHand;
    for (const spelling of listHeadings[field].map(foldHeading)) {
      const at = folded.findIndex((heading, index) => heading === spelling && !taken.has(index) && !own.has(heading));
      if (at >= 0) return at;
    }
    return -1;
  };
  const columns = Object.fromEntries(
    listFields.map((field) => {
      const at = find(field);
      if (at >= 0) taken.add(at);
      return [field, at];
    }),
  ) as Record<ListField, number>;
  const unnamed = headings.filter((heading, at) => {
    const word = folded[at] ?? '';
    return heading.trim() !== '' && !taken.has(at) && own.get(word) !== 'unused' && !ORDER.has(word);
  });
  return {
    columns,
    missing: missingOf(kind, (field) => columns[field] >= 0),
    unnamed: [...new Set(unnamed)],
    matched: listFields.filter((field) => columns[field] >= 0).length,
  };
}

/** Columns that every system writes and nobody asks for. */
const ORDER: ReadonlySet<string> = new Set(
  ['序号', '编号', '备注', '个人编号', '性别', 'AAC001', 'AAC004'].map(foldHeading),
);
