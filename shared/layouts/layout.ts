/**
 * What a file for the provincial system looks like, as data: one column after the other, each with its element code, type,
 * length, dictionary and source. Code knows the fields, the formats and the cross-field rules; a layout picks from them,
 * so that an administrator can load another one without a new release.
 */
import { z } from 'zod';
import { isPlainFileName } from '../domain/file-name.ts';
import { limits } from '../domain/limits.ts';
import { DEEPEST_FILE, isDeeperThan } from '../domain/nesting.ts';
import { hasHidden, startsFormula } from '../domain/plain-text.ts';
import { digestOf } from '../policy/canonical-json.ts';
import { ProvincialField } from './provincial-record.ts';
import { linearPattern } from './linear-pattern.ts';

/** How a value is written. Days and months lose their hyphens in the 8- and 6-digit forms; `yuan` has two decimals. */
export const ColumnFormat = z.enum([
  'text',
  'day8',
  'day10',
  'month6',
  'yuan',
  'count',
  'citizenId',
  'creditCode',
  'organisationCode',
  'division',
]);
export type ColumnFormat = z.infer<typeof ColumnFormat>;

/** Rules over several fields or several rows; what each means stands in preflight-rules.ts. */
export const CrossRule = z.enum([
  'person-once',
  'employer-consistent',
  'sex-matches-citizen-id',
  'organisation-code-in-credit-code',
  'economic-type-by-unit-type',
  'contract-ends-after-start',
  'enrolled-not-after-accepted',
  'disbursed-not-before-enrolled',
  'account-complete',
  'amount-positive',
]);
export type CrossRule = z.infer<typeof CrossRule>;

const LONGEST_TEXT = 2000;
/** Text that is shown, and text that stands in a cell of the export: there nothing may be calculated or turned round. */
const ShownText = z
  .string()
  .max(LONGEST_TEXT)
  .refine((text) => !hasHidden(text), { message: '含有换行、控制字符或看不见的方向标记' });
const CellText = ShownText.refine((text) => text.length <= limits.headingCharacters, {
  message: `超过 ${limits.headingCharacters} 个字`,
}).refine((text) => !startsFormula(text), { message: '以 =、+、-、@ 开头，电子表格会当成公式' });

const CodeTable = z.object({
  source: ShownText.min(1),
  /** Code → meaning. */
  values: z.record(CellText.min(1), ShownText),
});

export const LayoutColumn = z
  .object({
    /** Number of the row in the layout's own document, e.g. `1-3`. With the code it identifies the column: AAB01 is printed twice. */
    no: ShownText.min(1),
    heading: CellText.min(1),
    /** Element code as the document prints it; empty where the document has none. */
    code: CellText,
    /** The code that other systems use where the printed one is a slip. */
    correctedCode: CellText.min(1).optional(),
    /** C text, N number. */
    type: z.enum(['C', 'N']),
    length: z.number().int().min(1).max(4000),
    /** N only: digits after the point, counted inside `length`. */
    decimals: z.number().int().min(0).max(6).optional(),
    lengthUnit: z.enum(['gbkBytes', 'characters']).optional(),
    format: ColumnFormat,
    /** An empty value stops the export. */
    required: z.boolean(),
    /** An empty value is listed, and does not stop the export. */
    advised: z.boolean().optional(),
    codeTable: z.string().optional(),
    /** Of the language of linear-pattern.ts. */
    pattern: z
      .string()
      .max(limits.patternSource, { message: `校验表达式超过 ${limits.patternSource} 个字` })
      .optional(),
    /** What fills the column: a field of the record, or the same text in every row. */
    value: z.union([z.object({ field: ProvincialField }), z.object({ constant: CellText })]),
    source: ShownText.min(1),
  })
  .refine((column) => column.decimals === undefined || column.type === 'N', {
    message: '只有数值列才有小数位',
    path: ['decimals'],
  })
  .refine((column) => column.pattern === undefined || isPattern(column.pattern), {
    message: '不是可用的校验表达式（只能用字符、[ ]、( )、|、? * + { } 和首尾的 ^ $）',
    path: ['pattern'],
  });
export type LayoutColumn = z.infer<typeof LayoutColumn>;

export const Layout = z
  .object({
    id: z
      .string()
      .regex(/^[a-z][a-z0-9-]{2,39}$/u, { message: '版式代号须为小写字母、数字和连字符' })
      .refine(isPlainFileName, { message: '这个代号是系统保留的名称，请换一个' }),
    title: ShownText.min(1),
    /** `intake`: what the window enters for accepted persons. `report`: lists that are reported upwards after payment. */
    purpose: z.enum(['intake', 'report']),
    version: ShownText.min(1),
    source: ShownText.min(1),
    /** Unit of `length` where a column does not say its own. */
    lengthUnit: z.enum(['gbkBytes', 'characters']),
    /** `headings`: one heading row. `headingsAndCodes`: element codes in a second row. */
    headingRows: z.enum(['headings', 'headingsAndCodes']),
    codeTables: z.record(z.string(), CodeTable),
    columns: z.array(LayoutColumn).min(1).max(200),
    rules: z.array(CrossRule),
  })
  .superRefine((layout, context) => {
    const seen = new Set<string>();
    for (const [index, column] of layout.columns.entries()) {
      const key = `${column.no} ${column.code}`;
      if (seen.has(key)) {
        context.addIssue({ code: 'custom', path: ['columns', index], message: `行号与代码重复：${key}` });
      }
      seen.add(key);
      if (column.codeTable !== undefined && !Object.hasOwn(layout.codeTables, column.codeTable)) {
        context.addIssue({
          code: 'custom',
          path: ['columns', index, 'codeTable'],
          message: `没有代码表 ${column.codeTable}`,
        });
      }
    }
  });
export type Layout = z.infer<typeof Layout>;

/** Whether the codes stand as printed in the document or corrected (`correctedCode`). */
export const CodeChoice = z.enum(['printed', 'corrected']);
export type CodeChoice = z.infer<typeof CodeChoice>;

/** The element code of a column under the chosen reading. */
export function columnCode(column: LayoutColumn, codes: CodeChoice): string {
  return codes === 'corrected' ? (column.correctedCode ?? column.code) : column.code;
}

/** Lower-case hex SHA-256 of the layout's canonical JSON: what the manifest names. */
export function layoutDigest(layout: Layout): string {
  return digestOf(layout);
}

export type LayoutReading =
  | { readonly ok: true; readonly layout: Layout }
  | { readonly ok: false; readonly issues: readonly { readonly path: string; readonly message: string }[] };

const refused = (message: string): LayoutReading => ({ ok: false, issues: [{ path: '', message }] });

/** Reads a layout file (JSON text). Problems name their place as a dotted path. */
export function readLayout(text: string): LayoutReading {
  if (text.length > limits.settingsFileBytes) return refused('文件超过 1 MB，不像是版式文件');
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/u, ''));
  } catch {
    return refused('不是 JSON 文件');
  }
  if (isDeeperThan(value, DEEPEST_FILE)) return refused('内容嵌套过深，不是版式文件');
  const parsed = Layout.safeParse(value);
  if (parsed.success) return { ok: true, layout: parsed.data };
  return {
    ok: false,
    issues: parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: chineseMessage(issue) })),
  };
}

const issueWords: Readonly<Record<string, string>> = {
  invalid_type: '缺少此项，或类型不对',
  too_small: '内容太短或数值太小',
  too_big: '内容太长或数值太大',
};

function chineseMessage(issue: z.core.$ZodIssue): string {
  if (/[\u4e00-\u9fff]/u.test(issue.message)) return issue.message;
  if (issue.code === 'invalid_value') return `只能是：${issue.values.map(String).join('、')}`;
  return issueWords[issue.code] ?? '内容不符合版式文件的要求';
}

const isPattern = (text: string): boolean => linearPattern(text) !== null;
