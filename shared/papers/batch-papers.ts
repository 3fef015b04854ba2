/**
 * The two papers of a batch. 公示: firms, persons by count and amounts, when and how to object; the firm is paid, so no person
 * is named (社会保险法 81, 条例 49). 核拨单: the same sums in capitals, three signatures, the agency's receipt.
 */
import type { NoticeBatch } from '../aftercare/book.ts';
import type { GrantSource } from '../aftercare/source.ts';
import { formatYuan, yuanInWords } from '../domain/money.ts';
import type { OfficeSettings } from '../domain/office.ts';
import { formatDayForPaper } from '../domain/plain-date.ts';
import { batchReference } from '../domain/paper-reference.ts';
import { contactLine, MATTER, paperTitles } from '../wording/letters.ts';
import { SETTING, type Letter, type LetterBlock } from '../domain/letter.ts';

export interface BatchPaperInput {
  readonly office: OfficeSettings;
  readonly training: boolean;
  readonly batch: NoticeBatch;
  /** Who is in the batch as it is printed. */
  readonly sources: readonly GrantSource[];
  /** Ledger number of the print. */
  readonly number: string;
}

export interface FirmRow {
  readonly employerName: string;
  readonly persons: number;
  readonly amountFen: number;
}

/** One row a firm, in the order of the batch. */
export function firmRows({ batch, sources }: Pick<BatchPaperInput, 'batch' | 'sources'>): readonly FirmRow[] {
  const rows = new Map<string, FirmRow>();
  for (const { firmKey, employerName, itemId } of sources) {
    const share = batch.shares.get(itemId) ?? 0;
    const known = rows.get(firmKey) ?? { employerName, persons: 0, amountFen: 0 };
    rows.set(firmKey, { ...known, persons: known.persons + 1, amountFen: known.amountFen + share });
  }
  return [...rows.values()];
}

/** The table of the notice, and of its file. */
export const noticeHeadings = ['序号', '单位名称', '人数', '金额（元）'] as const;
export const noticeCells = (rows: readonly FirmRow[]): readonly (readonly string[])[] =>
  rows.map(({ employerName, persons, amountFen }, index) => [
    String(index + 1),
    employerName,
    String(persons),
    formatYuan(amountFen),
  ]);

function firmTable(rows: readonly FirmRow[]): LetterBlock {
  const persons = rows.reduce((sum, row) => sum + row.persons, 0);
  const amountFen = rows.reduce((sum, row) => sum + row.amountFen, 0);
  return {
    type: 'table',
    headings: [...noticeHeadings],
    widths: [10, 54, 14, 22],
    align: ['centre', 'left', 'centre', 'right'],
    rows: noticeCells(rows).map((cells) => [...cells]),
    foot: [
      { text: `合计 ${rows.length} 户`, span: 2 },
      { text: `${persons} 人`, span: 1 },
      { text: formatYuan(amountFen), span: 1 },
    ],
  };
}

function letter(input: BatchPaperInput, paper: 'publicNotice' | 'allocationSheet', blocks: LetterBlock[]): Letter {
  return {
    paper,
    template: `${paper}@${SETTING}`,
    page: 'A4',
    office: input.office.officeName,
    title: paperTitles[paper],
    number: input.number,
    reference: batchReference(input.batch.number),
    training: input.training,
    blocks,
    footer: [contactLine(input.office)].filter((line) => line !== ''),
  };
}

const total = (rows: readonly FirmRow[]): number => rows.reduce((sum, { amountFen }) => sum + amountFen, 0);
const count = (rows: readonly FirmRow[]): number => rows.reduce((sum, { persons }) => sum + persons, 0);

/** The notice of a batch. */
export function publicNotice(input: BatchPaperInput): Letter {
  const { office, batch } = input;
  const rows = firmRows(input);
  const { beginsOn, lastDay, days, period } = batch.begun.event;
  const where = [office.address, office.phone === '' ? '' : `电话 ${office.phone}`].filter((part) => part !== '');
  return letter(input, 'publicNotice', [
    {
      type: 'paragraph',
      text:
        `根据《人力资源社会保障部办公厅 教育部办公厅 财政部办公厅关于加快落实一次性扩岗补助政策有关工作的通知》（人社厅发〔2022〕41号）和粤人社函〔2022〕252号，` +
        `经审核，${period}（批次 ${batch.number}）拟向 ${rows.length} 户企业发放${MATTER}，涉及 ${count(rows)} 人，共 ${formatYuan(total(rows))} 元，现予公示。`,
    },
    {
      type: 'paragraph',
      text: `公示时间：${formatDayForPaper(beginsOn)}至${formatDayForPaper(lastDay)}（${days}个工作日）。`,
    },
    {
      type: 'paragraph',
      text:
        '公示期间对公示内容有异议的，可以来信、来电、来访反映。个人反映提倡实名，单位反映应加盖公章，并写明事实和联系方式。' +
        `受理单位：${office.officeName}${where.length === 0 ? '' : `（${where.join('，')}）`}${office.supervisionPhone === '' ? '' : `；监督电话：${office.supervisionPhone}`}。`,
    },
    firmTable(rows),
    {
      type: 'seal',
      officeName: office.officeName,
      day: formatDayForPaper(beginsOn),
      sealName: office.sealName,
    },
  ]);
}

/** The sheet that goes to the agency. Throws (a bug) for a batch that was not allocated. */
export function allocationSheet(input: BatchPaperInput): Letter {
  const { batch } = input;
  const { allocated, registered } = batch;
  if (allocated === null || registered === null) throw new Error('a 核拨单 of a batch that was not allocated');
  const rows = firmRows(input);
  const { firms, persons, amountFen, checkedBy, approvedBy } = allocated.event;
  return letter(input, 'allocationSheet', [
    {
      type: 'facts',
      columns: 2,
      facts: [
        { label: '核拨批次', value: batch.number },
        { label: '期别', value: batch.begun.event.period },
        { label: '单位数', value: `${firms} 户` },
        { label: '人数', value: `${persons} 人` },
        { label: '金额（元）', value: formatYuan(amountFen) },
        { label: '列支科目', value: '失业保险基金“其他支出”' },
        { label: '金额（大写）', value: yuanInWords(amountFen), wide: true },
        {
          label: '公示',
          value: `${batch.begun.event.beginsOn} 至 ${batch.begun.event.lastDay}；${registered.conclusion}（${registered.on} 登记）`,
          wide: true,
        },
      ],
    },
    firmTable(rows),
    {
      type: 'signatures',
      lines: [
        `经办人 ${allocated.by.name} 签名：____________`,
        `复核人 ${checkedBy} 签名：____________`,
        `负责人 ${approvedBy} 签名：____________`,
        '社保局签收：____________',
        '签收日期：____年__月__日',
      ],
    },
    {
      type: 'seal',
      officeName: input.office.officeName,
      day: formatDayForPaper(allocated.on),
      sealName: input.office.sealName,
    },
  ]);
}
