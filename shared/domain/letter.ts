/**
 * A printed paper as data: what stands on it, ready to be set by a template. Stored with the print, so that a
 * reprint needs neither the rules nor the registers of the day. Text only; amounts and dates are already words.
 * A line feed in a text is a line break on paper.
 */
import { z } from 'zod';
import { BarChart } from './bar-chart.ts';

export const PaperKind = z.enum([
  /** 收件凭证（含收件清单） */
  'receipt',
  /** 受理通知书 */
  'acceptance',
  /** 补正材料一次性告知书 */
  'deficiencyNotice',
  /** 不予受理通知书 */
  'declineNotice',
  /** 继续核验结果告知书: a supplementary decision that accepts nobody */
  'supplementNotice',
  /** 申请表 */
  'applicationForm',
  /** 花名册 */
  'roster',
  /** 送达回证 */
  'deliveryReceipt',
  /** 日终交接表 */
  'daySheet',
  /** 公示: firms, persons by count, amounts; no person is named */
  'publicNotice',
  /** 资金核拨单 */
  'allocationSheet',
  /** 概览: sums over the windows of the office */
  'officeOverview',
  /** 收款信息确认表: to be filled in and sealed by a firm of a 免申即享 list */
  'payeeSheet',
  /** 缓缴补缴告知书 */
  'deferralNotice',
  /** 月报 */
  'monthlyReport',
  /** 宣传单 */
  'leaflet',
  /** 拟责令退回告知书: what is meant to be claimed back, and how to answer */
  'recoveryWarning',
  /** 责令限期退回通知书 */
  'recoveryDecision',
  /** 催告书 */
  'recoveryReminder',
  /** 还款协议 */
  'repaymentAgreement',
  /** 恢复码: never kept as a snapshot, never in a QR */
  'recoverySheet',
]);
export type PaperKind = z.infer<typeof PaperKind>;

export const PageFormat = z.enum(['A4', 'A4-landscape', '80mm']);
export type PageFormat = z.infer<typeof PageFormat>;

/**
 * A chart that needs no colour: each row is a bar of up to three parts, filled, striped and empty in the order of `parts`, with its label
 * and `text` written beside it. `bars` lie one under the other, `columns` stand side by side.
 */
export const ChartSpec = z.object({
  kind: z.enum(['bars', 'columns']),
  title: z.string(),
  parts: z.array(z.string()).min(1).max(3),
  rows: z.array(z.object({ label: z.string(), values: z.array(z.number().nonnegative()).max(3), text: z.string() })),
});
export type ChartSpec = z.infer<typeof ChartSpec>;

const Align = z.enum(['left', 'centre', 'right']);

/** One block of a paper, top to bottom. */
export const LetterBlock = z.discriminatedUnion('type', [
  /** `致：` line. */
  z.object({ type: z.literal('addressee'), text: z.string() }),
  z.object({ type: z.literal('paragraph'), text: z.string(), indent: z.boolean().optional() }),
  /** Stays with what follows it. `newPage`: begins a page of its own. */
  z.object({ type: z.literal('heading'), text: z.string(), newPage: z.boolean().optional() }),
  /** Ruled label and value cells, `columns` pairs a line; a `wide` fact takes the whole line. */
  z.object({
    type: z.literal('facts'),
    columns: z.number().int().min(1).max(3),
    facts: z.array(z.object({ label: z.string(), value: z.string(), wide: z.boolean().optional() })),
  }),
  /** Column headings repeat on each page. `widths` in per cent. `foot`: totals under the last row, once. */
  z.object({
    type: z.literal('table'),
    caption: z.string().optional(),
    headings: z.array(z.string()),
    widths: z.array(z.number()),
    rows: z.array(z.array(z.string())),
    align: z.array(Align).optional(),
    foot: z.array(z.object({ text: z.string(), span: z.number().int().positive() })).optional(),
    /** Small letters for tables of many columns. */
    dense: z.boolean().optional(),
  }),
  z.object({ type: z.literal('list'), items: z.array(z.string()), ordered: z.boolean() }),
  /** Small print, e.g. the personal-information notice. */
  z.object({ type: z.literal('note'), text: z.string() }),
  /** Lines to sign on: `经办人签名：________ 日期：____年__月__日`. */
  z.object({ type: z.literal('signatures'), lines: z.array(z.string()) }),
  /** Ruled boxes of a form: label at the left, sentence, lines to sign, room for a seal where `seal` names it. */
  z.object({
    type: z.literal('opinions'),
    boxes: z.array(
      z.object({ label: z.string(), text: z.string(), signatures: z.array(z.string()), seal: z.string().optional() }),
    ),
  }),
  /** Office name, day, empty seal box（盖章处）. `day` empty: a line to write it on. */
  z.object({ type: z.literal('seal'), officeName: z.string(), day: z.string(), sealName: z.string() }),
  z.object({ type: z.literal('chart'), chart: ChartSpec }),
  /** Bars with their values beside them, told apart by patterns. */
  z.object({ type: z.literal('bars'), bars: BarChart }),
  /** A key in large figures, in numbered groups, to be typed back. */
  z.object({ type: z.literal('key'), groups: z.array(z.string()) }),
]);
export type LetterBlock = z.infer<typeof LetterBlock>;

export const Letter = z.object({
  paper: PaperKind,
  /** Id and version of the template that sets it; old snapshots keep theirs. */
  template: z.string(),
  page: PageFormat,
  /** Over the title: the office, or nothing. */
  office: z.string(),
  title: z.string(),
  /** Empty on papers outside the ledger: they carry no QR. */
  number: z.string(),
  /** By what its code names it where the number holds what no scanner types (domain/paper-reference.ts). */
  reference: z.string().optional(),
  /** 培训 mark on every page. */
  training: z.boolean(),
  blocks: z.array(LetterBlock),
  /** Under everything: copies line, phones. */
  footer: z.array(z.string()),
});
export type Letter = z.infer<typeof Letter>;

/** How papers are set now. Letters that were made under an earlier number keep its look, so that a reprint has the same pages. */
export const SETTING = 2;

/** The number under which a letter was made. */
export const settingOf = ({ template }: Letter): number => Number(/@(\d+)$/u.exec(template)?.[1] ?? 1);
