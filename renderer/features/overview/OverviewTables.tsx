import type { ReactNode } from 'react';
import { formatYuan } from '#shared/domain/money.ts';
import type { OverviewReport, SumLine, WindowLine } from '#shared/papers/overview-report.ts';

interface Column<Row> {
  readonly heading: string;
  readonly right?: true;
  readonly cell: (row: Row) => ReactNode;
}

interface TableProps<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
}

function Table<Row>({ label, columns, rows, keyOf }: TableProps<Row>) {
  return (
    <table className="table" aria-label={label}>
      <thead>
        <tr>
          {columns.map(({ heading, right }) => (
            <th key={heading} scope="col" className={right ? 'is-right' : undefined}>
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)}>
            {columns.map(({ heading, right, cell }, at) =>
              at === 0 ? (
                <th key={heading} scope="row">
                  {cell(row)}
                </th>
              ) : (
                <td key={heading} className={right ? 'is-right number' : undefined}>
                  {cell(row)}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const windowColumns: readonly Column<WindowLine>[] = [
  { heading: '窗口', cell: ({ name }) => name },
  { heading: '接收端已有', cell: ({ held }) => held },
  { heading: '最后一条', cell: ({ last }) => <span className="number">{last}</span> },
  { heading: '最近联系', cell: ({ seen }) => <span className="number">{seen}</span> },
  { heading: '本机待送', cell: ({ waiting }) => waiting },
  { heading: '数字', cell: ({ figures }) => figures },
  { heading: '件数', right: true, cell: ({ sums }) => sums?.cases ?? '—' },
  { heading: '人数', right: true, cell: ({ sums }) => sums?.persons ?? '—' },
  { heading: '符合', right: true, cell: ({ sums }) => sums?.met ?? '—' },
  { heading: '金额（元）', right: true, cell: ({ sums }) => (sums === null ? '—' : formatYuan(sums.amountFen)) },
  { heading: '逾期', right: true, cell: ({ sums, missed }) => (sums === null ? '—' : missed) },
  { heading: '临期', right: true, cell: ({ sums, close }) => (sums === null ? '—' : close) },
];

export function WindowTable({ windows }: Pick<OverviewReport, 'windows'>) {
  return <Table label="各窗口" columns={windowColumns} rows={windows} keyOf={({ name }) => name} />;
}

export function ClockTable({ clocks, on, until }: Pick<OverviewReport, 'clocks' | 'on' | 'until'>) {
  const columns: readonly Column<OverviewReport['clocks'][number]>[] = [
    { heading: '期限', cell: ({ label }) => label },
    { heading: '逾期（件）', right: true, cell: ({ missed }) => missed },
    { heading: `${on.slice(5)} 至 ${until.slice(5)} 到期（件）`, right: true, cell: ({ close }) => close },
    { heading: '定不出日期（件）', right: true, cell: ({ undated }) => undated },
  ];
  return <Table label="期限" columns={columns} rows={clocks} keyOf={({ label }) => label} />;
}

const rowLabel = ({ label }: SumLine) => <span className="number">{label}</span>;

export function SumTable({ label, rows }: { readonly label: string; readonly rows: readonly SumLine[] }) {
  const columns: readonly Column<SumLine>[] = [
    { heading: label, cell: rowLabel },
    { heading: '件数', right: true, cell: ({ cases }) => cases },
    { heading: '人数', right: true, cell: ({ persons }) => persons },
    { heading: '符合', right: true, cell: ({ met }) => met },
    { heading: '金额（元）', right: true, cell: ({ amountFen }) => formatYuan(amountFen) },
  ];
  return <Table label={label} columns={columns} rows={rows} keyOf={(row) => row.label} />;
}
