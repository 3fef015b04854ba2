/** 窗口日终交接表: four figures that must agree, every difference by name, the batches with their digests, where the journal stands. */
import { formatYuan, yuanInWords } from '../domain/money.ts';
import { formatDayForPaper, type PlainDate } from '../domain/plain-date.ts';
import type { OfficeSettings } from '../domain/office.ts';
import { contactLine, paperTitles } from '../wording/letters.ts';
import { SETTING, type Letter, type LetterBlock } from '../domain/letter.ts';

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
    /** Cases of which the hub has every entry; `null`: no hub was joined. */
    readonly synced: number | null;
  };
  readonly byOutcome: readonly {
    readonly label: string;
    readonly cases: number;
    readonly persons: number;
    readonly amountFen: number;
  }[];
  /** Every case of the day, in the order of the numbers. */
  readonly cases: readonly {
    readonly number: string;
    readonly employerName: string;
    /** `已受理`, `更正（批次 2022-W03-5）`. */
    readonly state: string;
    readonly persons: number;
    readonly metPersons: number;
    readonly amountFen: number;
    /** The paper and how it stands: `受理通知书 已打印`. */
    readonly paper: string;
    /** Empty while the case has not left. */
    readonly batch: string;
  }[];
  /** Sheets that were begun and not yet saved: they are in no figure. */
  readonly drafts: number;
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
  /** New keys and duties of the last 30 days, one sentence each; `null`: the office has no roll. */
  readonly rollChanges: readonly string[] | null;
  readonly ledger: { readonly count: number; readonly head: string };
  /** Up to which entry everything was durable at the hub when the sheet was printed, and its word on it; `null` without a hub. */
  readonly hub: { readonly syncedTo: number; readonly acknowledgement: string } | null;
}

/** 64 places in two lines of four groups, to be compared by eye. */
const inGroups = (digest: string): string =>
  digest.replace(/(.{32})(?=.)/gu, '$1\n').replace(/([0-9a-f]{8})(?=[0-9a-f])/gu, '$1 ');

function figures({ figures: { taken, printed, exported, synced } }: DaySheetInput): LetterBlock {
  return {
    type: 'table',
    headings: ['已受理（件）', '已打印（件）', '已导出（件）', '已同步（件）'],
    widths: [25, 25, 25, 25],
    align: ['centre', 'centre', 'centre', 'centre'],
    rows: [[...[taken, printed, exported].map(String), synced === null ? '未配置接收端' : String(synced)]],
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
      { text: `合计 ${byOutcome.reduce((sum, entry) => sum + entry.cases, 0)} 件（含未受理的）`, span: 2 },
      { text: `${formatYuan(amountFen)}（${yuanInWords(amountFen)}）`, span: 2 },
    ],
  };
}

function cases({ cases: all, drafts }: DaySheetInput): LetterBlock[] {
  const rest = drafts === 0 ? '' : `另有暂存 ${drafts} 份，没有保存为办件，不在各项数字内。`;
  if (all.length === 0) return [{ type: 'paragraph', text: `当日没有办件。${rest}`, indent: false }];
  const table: LetterBlock = {
    type: 'table',
    dense: true,
    headings: ['办件号', '单位', '结果', '符合/\n申报', '金额（元）', '文书', '批次'],
    widths: [22, 19, 13, 7, 11, 14, 14],
    align: ['left', 'left', 'left', 'centre', 'right', 'left', 'left'],
    rows: all.map((entry) => [
      entry.number,
      entry.employerName,
      entry.state,
      `${entry.metPersons}/${entry.persons}`,
      entry.amountFen === 0 ? '—' : formatYuan(entry.amountFen),
      entry.paper,
      entry.batch === '' ? '—' : entry.batch,
    ]),
  };
  return rest === '' ? [table] : [table, { type: 'paragraph', text: rest, indent: false }];
}

function batches({ batches: all }: DaySheetInput): LetterBlock {
  if (all.length === 0) return { type: 'paragraph', text: '当日没有导出批次。', indent: false };
  return {
    type: 'table',
    headings: ['批次号', '件数', '人数', '金额（元）', '清单摘要（SHA-256）'],
    widths: [24, 7, 7, 17, 45],
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

/** The sheet's own entry is written just before it is printed, and goes after it. */
function hubWords({ hub, ledger }: DaySheetInput): string {
  if (hub === null) return '未配置接收端';
  const waiting = Math.max(0, ledger.count - 1 - hub.syncedTo);
  const word = hub.acknowledgement === '' ? '' : `（${hub.acknowledgement}）`;
  return `打印时已同步到台账第 ${hub.syncedTo} 条${word}，${waiting === 0 ? '本表以前各条均已送达' : `另有 ${waiting} 条待送`}`;
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
    { type: 'heading', text: '三、当日办件' },
    ...cases(input),
    { type: 'heading', text: '四、导出批次' },
    batches(input),
    { type: 'heading', text: '五、台账' },
    {
      type: 'facts',
      columns: 1,
      facts: [
        { label: '台账条数', value: String(input.ledger.count) },
        { label: '链尾摘要', value: inGroups(input.ledger.head) },
        { label: '接收端', value: hubWords(input) },
        { label: '作废编号', value: input.voidedNumbers.length === 0 ? '无' : input.voidedNumbers.join('、') },
        // Rare, and only then a line more.
        ...(input.rollChanges === null || input.rollChanges.length === 0
          ? []
          : [{ label: '近30天名单变动', value: input.rollChanges.join('；') }]),
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
    template: `daySheet@${SETTING}`,
    page: 'A4',
    office: input.office.officeName,
    title: paperTitles.daySheet,
    number: input.number,
    training: input.training,
    blocks,
    footer: [contactLine(input.office)].filter((line) => line !== ''),
  };
}
