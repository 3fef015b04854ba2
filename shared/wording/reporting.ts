/** 上报, 月报, 短信 and 宣传单 in words. */
import type { Channel, PersonGroup } from '../aftercare/source.ts';
import type { HeldReason } from '../aftercare/reporting/events.ts';
import type { ListChangeKind } from '../aftercare/reporting/list-changes.ts';
import type { Cells, LineChange, Span } from '../aftercare/reporting/report-line.ts';
import { formatYuan } from '../domain/money.ts';
import type { Month } from '../domain/plain-date.ts';
import { unitTypeLabels } from './labels.ts';

/** `2022年8月` */
export const monthWords = (period: Month): string => `${period.slice(0, 4)}年${Number(period.slice(4))}月`;

/** Why a row is held, and what to do. */
export const heldReasonWords: Readonly<Record<HeldReason, string>> = {
  'register-missing': '本机没有参保数据：缴费状态和缴费月数是报告期当月的值。请在“数据”页导入当月的参保数据。',
  'register-other-month':
    '本机的参保数据不是报告期当月的：缴费状态和缴费月数不能用别的月份代替。请导入当月的参保数据。',
  'not-in-register': '当月参保数据中未见此人在该单位的失业保险行。请向社保经办机构核对。',
  doubtful: '当月参保数据中此人有几行，缺少日期或状态，分不清以哪一行为准。请向社保经办机构核对。',
  faulty: '导出前检查没有通过，本次暂缓。改正后另作更正名单。',
};

export const changeKindLabels: Readonly<Record<ListChangeKind, string>> = {
  added: '新增',
  corrected: '更正',
  removed: '撤出',
  held: '暂缓',
};

export const channelLabels: Readonly<Record<Channel, string>> = { automatic: '免申即享', window: '窗口申请' };

export const groupLabels: Readonly<Record<PersonGroup, string>> = {
  graduate: '毕业年度毕业生',
  'left-school-unemployed': '离校两年内未就业',
  'registered-unemployed': '登记失业青年',
};

export const spanLabels: Readonly<Record<Span, string>> = { month: '本月', year: '本年累计', term: '政策期累计' };

interface LineWords {
  readonly label: string;
  /** Unit of `count`. */
  readonly unit: '件' | '笔' | '批' | '份';
  /** A part of the line above. */
  readonly part?: true;
}

const lines: Readonly<Record<string, LineWords>> = {
  paid: { label: '发放', unit: '笔' },
  failed: { label: '发放失败', unit: '笔' },
  repaid: { label: '失败后重发成功', unit: '笔' },
  notice: { label: '公示批次', unit: '批' },
  objection: { label: '收到异议', unit: '件' },
  'objection-upheld': { label: '其中成立或部分成立', unit: '件', part: true },
  allocated: { label: '资金核拨', unit: '批' },
  list: { label: '免申即享名单', unit: '份' },
  unpaid: { label: '应发未发下发', unit: '件' },
  'unpaid.paid': { label: '其中已发放', unit: '件', part: true },
  'unpaid.not-due': { label: '其中不应发', unit: '件', part: true },
  'unpaid.open': { label: '其中办理中', unit: '件', part: true },
  duplicate: { label: '疑似重复下发', unit: '件' },
  'duplicate.true': { label: '其中属实', unit: '件', part: true },
  'duplicate.none': { label: '其中不属实', unit: '件', part: true },
  'duplicate.open': { label: '其中办理中', unit: '件', part: true },
  recovery: { label: '追回应退', unit: '件' },
  'recovery.returned': { label: '其中已退', unit: '笔', part: true },
  'recovery.debt': { label: '期末余额', unit: '件', part: true },
  'window.received': { label: '窗口收件', unit: '件' },
  'window.accepted': { label: '窗口受理', unit: '件' },
  'window.deficient': { label: '窗口一次性告知补正', unit: '件' },
  'window.declined': { label: '窗口不予受理', unit: '件' },
};

const kinds: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  channel: channelLabels,
  group: groupLabels,
  unit: unitTypeLabels,
};

/** How a line of 月报 is called; one that a later program wrote keeps its id. */
export function lineWords(id: string): LineWords {
  const known = lines[id];
  if (known !== undefined) return known;
  const [part = '', kind = ''] = id.split('.');
  const label = kinds[part]?.[kind] ?? (kind === 'unknown' ? unknownWords[part] : undefined);
  return { label: label ?? id, unit: '件', part: true };
}

const unknownWords: Readonly<Record<string, string>> = {
  group: '人群未注明',
  unit: '单位类型未注明',
  channel: '渠道未注明',
};

/** Headings over the parts of 发放. */
export const partHeadings: Readonly<Record<string, string>> = {
  channel: '按渠道',
  group: '按人群',
  unit: '按单位类型',
};

/** `3 户`, `2 笔`; empty where the line has neither. */
export function countWords(id: string, { firms, count }: Cells): string {
  if (firms !== undefined) return `${firms} 户`;
  return count === undefined ? '' : `${count} ${lineWords(id).unit}`;
}
export const personsWords = ({ persons }: Cells): string => (persons === undefined ? '' : String(persons));
export const amountWords = ({ amountFen }: Cells): string => (amountFen === undefined ? '' : formatYuan(amountFen));

const cellWords = (id: string, cell: keyof Cells, value: number | null): string => {
  if (value === null) return '无';
  if (cell === 'amountFen') return `${formatYuan(value)} 元`;
  return `${value} ${cell === 'firms' ? '户' : cell === 'persons' ? '人' : lineWords(id).unit}`;
};

export interface CorrectionRow {
  readonly id: string;
  readonly label: string;
  /** By span, a line each figure: `1 户 → 2 户`; `—` where nothing changed. */
  readonly words: Readonly<Record<Span, string>>;
}

/** Figures that read otherwise than before, a row each line of 月报. */
export function correctionRows(changes: readonly LineChange[]): readonly CorrectionRow[] {
  return [...new Set(changes.map(({ id }) => id))].map((id) => {
    const inSpan = (wanted: Span): string => {
      const own = changes.filter((one) => one.id === id && one.span === wanted);
      const said = own.map(
        ({ cell, before, after }) => `${cellWords(id, cell, before)} → ${cellWords(id, cell, after)}`,
      );
      return said.length === 0 ? '—' : said.join('\n');
    };
    return {
      id,
      label: lineWords(id).label,
      words: { month: inSpan('month'), year: inSpan('year'), term: inSpan('term') },
    };
  });
}
