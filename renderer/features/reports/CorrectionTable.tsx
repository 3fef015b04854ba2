import { spans, type LineChange } from '#shared/aftercare/reporting/report-line.ts';
import { correctionRows, spanLabels } from '#shared/wording/reporting.ts';

/** 原报 → 更正, a row each line that reads otherwise. */
export function CorrectionTable({ changes }: { readonly changes: readonly LineChange[] }) {
  return (
    <div className="reports__scroll" tabIndex={0} role="region" aria-label="更正的数字">
      <table className="table reports__corrections">
        <thead>
          <tr>
            <th scope="col">项目</th>
            {spans.map((span) => (
              <th key={span} scope="col">
                {spanLabels[span]}（原报 → 更正）
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {correctionRows(changes).map(({ id, label, words }) => (
            <tr key={id}>
              <th scope="row">{label}</th>
              {spans.map((span) => (
                <td key={span} className="number">
                  {words[span]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
