/** The two charts of 月报, alike on screen and on paper. */
import type { ReportLine, ReportMonth } from '../aftercare/reporting/report-line.ts';
import type { BarChart } from '../domain/bar-chart.ts';
import { formatYuan } from '../domain/money.ts';
import { lineWords, spanLabels } from './reporting.ts';

export function reportCharts(lines: readonly ReportLine[], months: readonly ReportMonth[]): readonly BarChart[] {
  const year = months[0]?.month.slice(0, 4) ?? '';
  const parts = lines.filter(({ id }) => id.startsWith('channel.') || id.startsWith('group.'));
  return [
    {
      title: `${year}年各月发放人数`,
      legend: ['发放人数'],
      groups: months.map(({ month, persons, amountFen }) => ({
        label: `${Number(month.slice(4))}月`,
        bars: [{ value: persons, shown: persons === 0 ? '0' : `${persons} 人，${formatYuan(amountFen)} 元` }],
      })),
    },
    {
      title: '发放人数的构成',
      legend: [spanLabels.month, spanLabels.year],
      groups: parts.map(({ id, month, year: whole }) => ({
        label: lineWords(id).label,
        bars: [month, whole].map(({ persons = 0 }) => ({ value: persons, shown: `${persons} 人` })),
      })),
    },
  ];
}
