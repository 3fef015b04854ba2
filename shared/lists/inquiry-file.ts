/**
 * A list that came down (应发未发, 疑似跨省重复): its columns by their headings. Its layout is published nowhere, so that usual
 * headings are known and what is not recognised the clerk names.
 */
import type { ListKind } from '../aftercare/inquiry/codes.ts';
import type { InquiryRow } from '../aftercare/inquiry/event.ts';
import { covers, coarser, isDivisionCode } from '../domain/division.ts';
import { divisionFullName, divisionName } from '../domain/division-names.ts';
import { normaliseCode } from '../domain/normalise.ts';
import { foldHeading } from '../registry/registry-heading-match.ts';
import { amountOf, type ReturnCells } from '../returns/return-file.ts';

export const inquiryFields = [
  'citizenId',
  'name',
  'creditCode',
  'employerNumber',
  'employerName',
  'county',
  'period',
  'otherProvince',
  'otherFirm',
  'otherPaidOn',
  'otherAmount',
] as const;
export type InquiryField = (typeof inquiryFields)[number];

const headings: Readonly<Record<InquiryField, readonly string[]>> = {
  citizenId: [
    '公民身份号码',
    '公民身份证码',
    '身份证号码',
    '身份证号',
    '居民身份证号码',
    '证件号码',
    '证件号',
    '社会保障号码',
    'AAC002',
    'AAC147',
  ],
  name: ['姓名', '人员姓名', '毕业生姓名', 'AAC003'],
  creditCode: ['统一社会信用代码', '社会信用代码', '信用代码', 'AAB998', 'AAB098'],
  employerNumber: ['单位编号', '单位编码', '参保单位编号', 'AAB001'],
  employerName: ['单位名称', '参保单位名称', '参保单位', '企业名称', '用人单位', 'AAB004', '单位'],
  county: [
    '行政区划代码',
    '行政区划',
    '参保地行政区划',
    '区划代码',
    '县区',
    '区县',
    '县（市、区）',
    '参保地',
    '所属地区',
    '地区',
    'AAB301',
  ],
  period: ['下发期别', '数据期别', '期别', '下发批次', '批次'],
  otherProvince: ['对方省份', '外省', '重复省份', '涉及省份', '他省名称', '省份'],
  otherFirm: ['对方单位', '对方单位名称', '外省单位名称', '重复单位名称', '他省单位名称'],
  otherPaidOn: ['对方发放日期', '外省发放日期', '他省发放日期', '重复发放日期'],
  otherAmount: ['对方发放金额', '外省发放金额', '他省发放金额', '重复发放金额'],
};

/** What the clerk said of headings that are not known: heading → field. */
export type NamedHeadings = Readonly<Record<string, InquiryField>>;

export interface InquiryMatch {
  readonly columns: Readonly<Record<InquiryField, number>>;
  /** Fields without which no row says whose it is. */
  readonly missing: readonly InquiryField[];
  readonly matched: number;
}

/** What the clerk said goes before what is known; a column is one thing only. */
export function matchInquiryHeadings(row: readonly string[], named: NamedHeadings = {}): InquiryMatch {
  const folded = row.map(foldHeading);
  const own = new Map(Object.entries(named).map(([heading, field]) => [foldHeading(heading), field]));
  const taken = new Set<number>();
  const columns = Object.fromEntries(
    inquiryFields.map((field) => {
      const byHand = folded.findIndex((heading, at) => own.get(heading) === field && !taken.has(at));
      const known = headings[field]
        .map((spelling) =>
          folded.findIndex((heading, at) => heading === foldHeading(spelling) && !taken.has(at) && !own.has(heading)),
        )
        .find((at) => at >= 0);
      const at = byHand >= 0 ? byHand : (known ?? -1);
      if (at >= 0) taken.add(at);
      return [field, at];
    }),
  ) as Record<InquiryField, number>;
  const firm = columns.creditCode >= 0 || columns.employerNumber >= 0 || columns.employerName >= 0;
  const missing: InquiryField[] = [
    ...(columns.citizenId < 0 ? (['citizenId'] as const) : []),
    ...(columns.name < 0 ? (['name'] as const) : []),
    ...(firm ? [] : (['employerName'] as const)),
  ];
  return { columns, missing, matched: inquiryFields.filter((field) => columns[field] >= 0).length };
}

export interface InquiryFileRow extends InquiryRow {
  /** As the file writes it: a code or a name; empty where it says none. */
  readonly county: string;
}

export type InquiryReading =
  | { readonly ok: true; readonly rows: readonly InquiryFileRow[] }
  | {
      readonly ok: false;
      readonly reason: 'columns-missing';
      readonly missing: readonly InquiryField[];
      readonly headings: readonly string[];
    };

/** Reads the rows behind the headings; lines without person and firm are passed over. */
export function readInquiry(
  heads: readonly string[],
  body: readonly ReturnCells[],
  named: NamedHeadings,
): InquiryReading {
  const { columns, missing } = matchInquiryHeadings(heads, named);
  if (missing.length > 0) return { ok: false, reason: 'columns-missing', missing, headings: heads };
  const rows = body.flatMap(({ line, cells, dayAt }): InquiryFileRow[] => {
    const text = (field: InquiryField): string => (cells[columns[field]] ?? '').trim().slice(0, 500);
    const [citizenId, name] = [normaliseCode(text('citizenId')), text('name')];
    if (citizenId === '' && name === '') return [];
    const [province, firm] = [text('otherProvince'), text('otherFirm')];
    const paidOn = columns.otherPaidOn < 0 ? null : dayAt(columns.otherPaidOn);
    const other =
      province === '' && firm === '' && paidOn === null
        ? null
        : { province, firm, paidOn, amountFen: amountOf(text('otherAmount')) };
    return [
      {
        line,
        employerNumber: normaliseCode(text('employerNumber')),
        employerName: text('employerName'),
        creditCode: normaliseCode(text('creditCode')),
        name,
        citizenId,
        period: text('period'),
        other,
        county: text('county'),
      },
    ];
  });
  return { ok: true, rows };
}

/** Whether a row is this office's: by code or by name; one that names no place, or a larger one, may be ours and is taken. */
function isOurs(county: string, divisionCode: string): boolean {
  if (county === '') return true;
  if (isDivisionCode(county)) return covers(divisionCode, county) || coarser(county, divisionCode);
  const [own, full] = [divisionName(divisionCode), divisionFullName(divisionCode)];
  return own === null || county.includes(own) || (full?.includes(county) ?? false);
}

/** Rows of this county, and the others by place and number. */
export function rowsByCounty(
  rows: readonly InquiryFileRow[],
  divisionCode: string,
): { readonly own: readonly InquiryRow[]; readonly elsewhere: readonly { county: string; rows: number }[] } {
  const own: InquiryRow[] = [];
  const others = new Map<string, number>();
  for (const { county, ...row } of rows) {
    if (isOurs(county, divisionCode)) own.push(row);
    else others.set(county, (others.get(county) ?? 0) + 1);
  }
  const named = [...others].map(([county, count]) => ({ county: divisionFullName(county) ?? county, rows: count }));
  return { own, elsewhere: named };
}

/** Headings of the answer file; the official layout is published nowhere. */
export const answerHeadings = [
  '序号',
  '单位编号',
  '单位名称',
  '姓名',
  '证件号',
  '下发期别',
  '核查结果码',
  '说明',
  '依据日期',
  '发放日期',
  '发放金额',
  '核查人',
  '复核人',
  '状态',
] as const;

/** Which kind a file is by its own headings: one that tells of another province is a list of duplicates. */
export const kindOfColumns = ({ columns }: InquiryMatch): ListKind =>
  columns.otherProvince >= 0 || columns.otherFirm >= 0 || columns.otherPaidOn >= 0 ? 'duplicate' : 'dueButUnpaid';
