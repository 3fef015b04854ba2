/** 窗口日终交接表: four figures that must agree, every difference by name, the batches with their digests, where the journal stands. */
import { formatYuan, yuanInWords } from '../domain/money.ts';
import { formatDayForPaper, type PlainDate } from '../domain/plain-date.ts';
import type { OfficeSettings } from '../domain/office.ts';
import { contactLine, paperTitles } from '../wording/letters.ts';
import type { Letter, LetterBlock } from '../domain/letter.ts';

export interface DaySheetInput {
  readonly office: OfficeSettings;
  readonly training: boolean;
  readonly on: PlainDate;
  readonly officerName: string;
  /** Ledger number of this sheet. */
  readonly number: string;
  /** Cases of the day by what became of them. */
  readonly figures: {
    readonly taken: number;
    readonly printed: number;
    readonly exported: number;
    /** `null`: no receiver is configured. */
    readonly acknowledged: number | null;
  };
  readonly byOutcome: readonly {
    readonly label: string;
    readonly cases: number;
    readonly persons: number;
    readonly amountFen: number;
  }[];
  readonly batches: readonly {
    readonly number: string;
    readonly cases: number;
    readonly persons: number;
    readonly amountFen: number;
    readonly manifestDigest: string;
  }[];
  /** One sentence each; empty when the four figures agree. */
  readonly differences: readonly string[];
  /** Numbers that stay taken without a case behind them. */
  readonly voidedNumbers: readonly string[];
  readonly ledger: { readonly count: number; readonly head: string };
}

/** 64 places in two lines of four groups, to be compared by eye. */
const inGroups = (digest: string): string =>
  digest.replace(/(.{32})(?=.)/gu, '$1\n').replace(/([0-9a-f]{8})(?=[0-9a-f])/gu, '$1 ');

function figures({ figures: { taken, printed, exported, acknowledged } }: DaySheetInput): LetterBlock {
  return {
    type: 'table',
    headings: ['已受理（件）', '已打印（件）', '已导出（件）', '对方已确认（件）'],
    widths: [25, 25, 25, 25],
    align: ['centre', 'centre', 'centre', 'centre'],
    rows: [[...[taken, printed, exported].map(String), acknowledged === null ? '未配置接收端' : String(acknowledged)]],
  };
}

function outcomes({ byOutcome }: DaySheetInput): LetterBlock {
  const amountFen = byOutcome.reduce((sum, entry) => sum + entry.amountFen, 0);
  return {
    type: 'table',
    headings: ['办理结果', '件数', '符合人数', '金额（元）'],
    widths: [40, 15, 15, 30],
    align: ['left', 'centre', 'centre', 'right'],
    rows: byOutcome.map((entry) => [
      entry.label,
      String(entry.cases),
      String(entry.persons),
      formatYuan(entry.amountFen),
    ]),
    foot: [
      { text: `合计 ${byOutcome.reduce((sum, entry) => sum + entry.cases, 0)} 件`, span: 2 },
      { text: `${formatYuan(amountFen)} 元（${yuanInWords(amountFen)}）`, span: 2 },
    ],
  };
}

function batches({ batches: all }: DaySheetInput): LetterBlock {
  if (all.length === 0) return { type: 'paragraph', text: '当日没有导出批次。', indent: false };
  return {
    type: 'table',
    headings: ['批次号', '件数', '人数', '金额（元）', '清单摘要（SHA-256）'],
    widths: [22, 8, 8, 16, 46],
    align: ['left', 'centre', 'centre', 'right', 'left'],
    rows: all.map((batch) => [
      batch.number,
      String(batch.cases),
      String(batch.persons),
      formatYuan(batch.amountFen),
      inGroups(batch.manifestDigest),
    ]),
  };
}

function differences(input: DaySheetInput): LetterBlock {
  if (input.differences.length === 0) return { type: 'paragraph', text: '各项数字一致，没有差异。', indent: false };
  return { type: 'list', items: [...input.differences], ordered: true };
}

/** The sheet that two officers sign at the end of the day. */
export function daySheet(input: DaySheetInput): Letter {
  const blocks: LetterBlock[] = [
    {
      type: 'facts',
      columns: 3,
      facts: [
        { label: '业务日期', value: formatDayForPaper(input.on) },
        { label: '窗口', value: `${input.office.windowNumber} 号` },
        { label: '交接人', value: input.officerName },
      ],
    },
    { type: 'heading', text: '一、当日数字' },
    figures(input),
    outcomes(input),
    { type: 'heading', text: '二、差异' },
    differences(input),
    { type: 'heading', text: '三、导出批次' },
    batches(input),
    { type: 'heading', text: '四、台账' },
    {
      type: 'facts',
      columns: 1,
      facts: [
        { label: '台账条数', value: String(input.ledger.count) },
        { label: '链尾摘要', value: inGroups(input.ledger.head) },
        { label: '作废编号', value: input.voidedNumbers.length === 0 ? '无' : input.voidedNumbers.join('、') },
      ],
    },
    {
      type: 'signatures',
      lines: [
        '交接人签名：____________　　接收人签名：____________',
        '监交人签名：____________　　日期：____年__月__日',
      ],
    },
  ];
  return {
    paper: 'daySheet',
    template: 'daySheet@1',
    page: 'A4',
    office: input.office.officeName,
    title: paperTitles.daySheet,
    number: input.number,
    training: input.training,
    blocks,
    footer: [contactLine(input.office)].filter((line) => line !== ''),
  };
}
