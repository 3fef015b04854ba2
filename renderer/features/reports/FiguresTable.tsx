import {
  spans,
  type Cells,
  type LineChange,
  type ReportLine,
  type Span,
} from '#shared/aftercare/reporting/report-line.ts';
import { reportRows } from '#shared/papers/monthly-report.ts';
import { amountWords, countWords, personsWords, spanLabels } from '#shared/wording/reporting.ts';

export interface FiguresTableProps {
  readonly lines: readonly ReportLine[];
  /** Figures that read otherwise than before are marked. */
  readonly changes: readonly LineChange[];
}

/** The figures of a month in three spans. */
export function FiguresTable({ lines, changes }: FiguresTableProps) {
  const changed = new Set(changes.map(({ id, span, cell }) => `${id} ${span} ${cell}`));
  const cell = (id: string, span: Span, names: readonly (keyof Cells)[], text: string) => {
    const mark = names.some((name) => changed.has(`${id} ${span} ${name}`));
    return (
      <td key={`${span} ${names.join()}`} className="is-right number">
        {mark ? <span className="tag">更正</span> : null} {text}
      </td>
    );
  };
  return (
    <table className="table reports__figures" aria-label="月报数字">
      <thead>
        <tr>
          <th scope="col" rowSpan={2}>
            项目
          </th>
          {spans.map((span) => (
            <th key={span} scope="colgroup" colSpan={3}>
              {spanLabels[span]}
            </th>
          ))}
        </tr>
        <tr>
          {spans.flatMap((span) =>
            ['户、件', '人数', '金额（元）'].map((heading) => (
              <th key={`${span} ${heading}`} scope="col" className="is-right">
                {heading}
              </th>
            )),
          )}
        </tr>
      </thead>
      <tbody>
        {reportRows(lines).map(({ label, line }) =>
          line === null ? (
            <tr key={label}>
              <th scope="rowgroup" colSpan={10} className="reports__part">
                {label}
              </th>
            </tr>
          ) : (
            <tr key={line.id}>
              <th scope="row">{label}</th>
              {spans.flatMap((span) => [
                cell(line.id, span, ['firms', 'count'], countWords(line.id, line[span])),
                cell(line.id, span, ['persons'], personsWords(line[span])),
                cell(line.id, span, ['amountFen'], amountWords(line[span])),
              ])}
            </tr>
          ),
        )}
      </tbody>
    </table>
  );
}
