/** 本单位办理情况概览: the overview of the office on paper. What it says is what the screen says (overview-report.ts). */
import type { ChartSpec, Letter, LetterBlock } from '../domain/letter.ts';
import { SETTING } from '../domain/letter.ts';
import { formatYuan } from '../domain/money.ts';
import type { OfficeSettings } from '../domain/office.ts';
import { formatDayForPaper } from '../domain/plain-date.ts';
import { contactLine, paperTitles } from '../wording/letters.ts';
import type { OverviewReport, SumLine } from './overview-report.ts';

export interface OverviewPaperInput {
  readonly office: OfficeSettings;
  readonly training: boolean;
  readonly officerName: string;
  readonly report: OverviewReport;
  readonly charts: readonly ChartSpec[];
  /** Ledger number of this print. */
  readonly number: string;
}

const figures = ({ total, missed, close, claims }: OverviewReport): LetterBlock => ({
  type: 'table',
  headings: ['办件', '人数', '符合人数', '金额（元）', '逾期（项）', '7 天内到期（项）', '两窗口同人'],
  widths: [11, 11, 13, 23, 13, 15, 14],
  align: ['centre', 'centre', 'centre', 'centre', 'centre', 'centre', 'centre'],
  rows: [
    [
      ...[total.cases, total.persons, total.met].map(String),
      formatYuan(total.amountFen),
      ...[missed, close, claims.twice].map(String),
    ],
  ],
});

const windows = ({ windows: all }: OverviewReport): LetterBlock => ({
  type: 'table',
  dense: true,
  headings: [
    '窗口',
    '接收端已有',
    '最后一条',
    '最近联系',
    '待送',
    '数字',
    '件',
    '人',
    '符合',
    '金额（元）',
    '逾期/\n临期',
  ],
  widths: [10, 9, 13, 11, 7, 10, 6, 6, 6, 14, 8],
  align: ['left', 'left', 'left', 'left', 'left', 'left', 'right', 'right', 'right', 'right', 'centre'],
  rows: all.map(({ name, held, last, seen, waiting, figures: told, sums, missed, close }) => [
    name,
    held,
    last,
    seen,
    waiting,
    told,
    ...(sums === null
      ? ['—', '—', '—', '—', '—']
      : [String(sums.cases), String(sums.persons), String(sums.met), formatYuan(sums.amountFen), `${missed}/${close}`]),
  ]),
});

const sums = (heading: string, rows: readonly SumLine[], total: SumLine | null): LetterBlock => ({
  type: 'table',
  dense: true,
  headings: [heading, '件数', '人数', '符合人数', '金额（元）'],
  widths: [28, 15, 15, 17, 25],
  align: ['left', 'right', 'right', 'right', 'right'],
  rows: [...rows, ...(total === null ? [] : [total])].map(({ label, cases, persons, met, amountFen }) => [
    label,
    String(cases),
    String(persons),
    String(met),
    formatYuan(amountFen),
  ]),
});

const clocks = ({ clocks: all, on, until }: OverviewReport): LetterBlock => ({
  type: 'table',
  headings: ['期限', '逾期（件）', `${on.slice(5)} 至 ${until.slice(5)} 到期（件）`, '定不出日期（件）'],
  widths: [25, 20, 33, 22],
  align: ['left', 'right', 'right', 'right'],
  rows: all.map(({ label, missed, close, undated }) => [label, String(missed), String(close), String(undated)]),
});

const heading = (text: string): LetterBlock => ({ type: 'heading', text });
const paragraph = (text: string): LetterBlock => ({ type: 'paragraph', text, indent: false });

/** What goes on the paper beside the tables: what the figures do not hold. */
function notes({ worries, lacks }: OverviewReport): LetterBlock[] {
  const all = [...worries, ...lacks];
  return all.length === 0 ? [] : [{ type: 'list', items: all, ordered: false }];
}

/** The report that a head of office takes along; every print is in the ledger. */
export function officeOverview(input: OverviewPaperInput): Letter {
  const { report, charts, office } = input;
  const chartBlocks = charts.map((chart): LetterBlock => ({ type: 'chart', chart }));
  const [byStatus, byDay, ...rest] = chartBlocks;
  return {
    paper: 'officeOverview',
    template: `officeOverview@${SETTING}`,
    page: 'A4',
    office: office.officeName,
    title: paperTitles.officeOverview,
    number: input.number,
    training: input.training,
    blocks: [
      {
        type: 'facts',
        columns: 3,
        facts: [
          { label: '业务日期', value: formatDayForPaper(report.on) },
          { label: '数字截至', value: `${report.asOf}（接收端）` },
          { label: '打印人', value: input.officerName },
        ],
      },
      figures(report),
      ...notes(report),
      heading('一、各窗口'),
      windows(report),
      ...rest,
      heading('二、按状态'),
      ...(byStatus === undefined || report.statuses.length === 0 ? [] : [byStatus]),
      report.statuses.length === 0
        ? paragraph('还没有办件。')
        : sums('状态', report.statuses, { label: '合计', ...report.total }),
      heading('三、期限'),
      clocks(report),
      heading('四、按收件日'),
      ...(byDay === undefined ? [] : [byDay]),
      report.days.length === 0 ? paragraph('近 31 天没有收件。') : sums('收件日', report.days, null),
      ...(report.months.length === 0 ? [] : [heading('五、按收件月份（近一年）'), sums('月份', report.months, null)]),
      {
        type: 'note',
        text: '人数为花名册所列人数；符合人数、金额以各窗口的决定为准，没有受理的为拟发数。数字由各窗口报送、接收端汇总，与省系统的审核、发放无关。“两窗口同人”为两个窗口同时在办或已受理的人，含已由两人核实、登记办理窗口的。',
      },
    ],
    footer: [contactLine(office)].filter((line) => line !== ''),
  };
}
