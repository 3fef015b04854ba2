/**
 * 月报 on paper: the figures in three spans, two charts, 问题与建议, three signatures. What was sent before and reads otherwise now
 * stands on it as a 更正, figure by figure. No person is named.
 */
import type { LineChange, ReportLine, ReportMonth } from '../aftercare/reporting/report-line.ts';
import { spans } from '../aftercare/reporting/report-line.ts';
import { SETTING, type Letter, type LetterBlock } from '../domain/letter.ts';
import type { OfficeSettings } from '../domain/office.ts';
import { formatDayForPaper, lastDayOf, type Month, type PlainDate } from '../domain/plain-date.ts';
import { contactLine, paperTitles } from '../wording/letters.ts';
import { reportCharts } from '../wording/report-charts.ts';
import {
  amountWords,
  correctionRows,
  countWords,
  lineWords,
  monthWords,
  partHeadings,
  personsWords,
  spanLabels,
} from '../wording/reporting.ts';

export interface MonthlyReportInput {
  readonly office: OfficeSettings;
  readonly training: boolean;
  readonly period: Month;
  readonly termFrom: PlainDate;
  readonly lines: readonly ReportLine[];
  readonly months: readonly ReportMonth[];
  readonly remarks: string;
  /** Day on which it was sent, and by whom; `null` on a draft. */
  readonly sent: { readonly on: PlainDate; readonly by: string } | null;
  readonly correction: {
    readonly reason: string;
    readonly of: PlainDate;
    readonly changes: readonly LineChange[];
  } | null;
  /** Empty on a draft: it has no place in the ledger. */
  readonly number: string;
  /** By what its code names it; absent on a draft. */
  readonly reference?: string | undefined;
}

/** How a row is called: parts stand a character further in than what they divide. */
export function rowLabel(id: string): string {
  const { label, part } = lineWords(id);
  return part === true ? `　${label}` : label;
}

/** Rows in order, a heading row before each division. `null` cells: a heading. */
export function reportRows(
  lines: readonly ReportLine[],
): readonly { readonly label: string; readonly line: ReportLine | null }[] {
  let last = '';
  return lines.flatMap((line) => {
    const [part = ''] = line.id.split('.');
    const heading = line.id.includes('.') && part !== last ? partHeadings[part] : undefined;
    last = part;
    const row = { label: rowLabel(line.id), line };
    return heading === undefined ? [row] : [{ label: heading, line: null }, row];
  });
}

function figures(lines: readonly ReportLine[]): LetterBlock {
  return {
    type: 'table',
    dense: true,
    headings: ['项目', ...spans.flatMap((span) => [`${spanLabels[span]}\n户、件`, '人数', '金额（元）'])],
    widths: [22, ...spans.flatMap(() => [7, 6, 13])],
    align: ['left', ...spans.flatMap(() => ['right' as const, 'right' as const, 'right' as const])],
    rows: reportRows(lines).map(({ label, line }) => [
      label,
      ...spans.flatMap((span) =>
        line === null
          ? ['', '', '']
          : [countWords(line.id, line[span]), personsWords(line[span]), amountWords(line[span])],
      ),
    ]),
  };
}

function correctionBlocks({ correction }: MonthlyReportInput): LetterBlock[] {
  if (correction === null) return [];
  return [
    { type: 'heading', text: `更正（${formatDayForPaper(correction.of)}所报，${correction.reason}）` },
    {
      type: 'table',
      dense: true,
      headings: ['项目', ...spans.map((span) => `${spanLabels[span]}（原报 → 更正）`)],
      widths: [22, 26, 26, 26],
      rows: correctionRows(correction.changes).map(({ label, words }) => [label, ...spans.map((span) => words[span])]),
    },
  ];
}

export function monthlyReport(input: MonthlyReportInput): Letter {
  const { office, period, termFrom, lines, months, remarks, sent, correction, number } = input;
  const state = sent === null ? '（草稿，未报出）' : correction === null ? '' : '（更正）';
  return {
    paper: 'monthlyReport',
    template: `monthlyReport@${SETTING}`,
    page: 'A4-landscape',
    office: office.officeName,
    title: `${paperTitles.monthlyReport}${state}`,
    number,
    ...(input.reference === undefined ? {} : { reference: input.reference }),
    training: input.training,
    blocks: [
      {
        type: 'paragraph',
        indent: false,
        text: `期别：${monthWords(period)}（截至${formatDayForPaper(lastDayOf(period))}）；政策期自${formatDayForPaper(termFrom)}起。发放按银行实际发放日期统计；户数按单位去重，各月户数相加不等于累计。`,
      },
      figures(lines),
      ...correctionBlocks(input),
      ...reportCharts(lines, months).map((chart): LetterBlock => ({ type: 'bars', bars: chart })),
      { type: 'heading', text: '问题与建议' },
      { type: 'paragraph', text: remarks === '' ? '无。' : remarks },
      {
        type: 'signatures',
        lines: [
          `填报人${sent === null ? '' : ` ${sent.by}`}签名：____________　　复核人签名：____________　　负责人签名：____________`,
        ],
      },
      {
        type: 'seal',
        officeName: office.officeName,
        day: sent === null ? '' : formatDayForPaper(sent.on),
        sealName: office.sealName,
      },
    ],
    footer: [contactLine(office)].filter((line) => line !== ''),
  };
}
