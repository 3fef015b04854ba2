import { preflightMessage } from '#shared/wording/preflight.ts';
import type { PreparedBatch } from './batch-data.ts';
import { groupedProblems, isError } from './grouped-problems.ts';

const SHOWN = 200;

/** What the pre-flight found, one line for the same finding in one case: case, person, column and code, and what to do. Errors first. */
export function ProblemList({ prepared }: { readonly prepared: PreparedBatch }) {
  const caseIds = new Map(prepared.cases.map(({ caseId, source }) => [source.reference, caseId]));
  const { problems } = prepared.check;
  const grouped = groupedProblems(problems);
  return (
    <div className="day-close__scroll" tabIndex={0} role="region" aria-label="导出前检查结果">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">办件号</th>
            <th scope="col">人员</th>
            <th scope="col">列</th>
            <th scope="col">问题与办法</th>
          </tr>
        </thead>
        <tbody>
          {grouped.slice(0, SHOWN).map(({ problem, positions }) => (
            <tr key={`${problem.row} ${problem.column} ${problem.code}`}>
              <td>
                {caseIds.has(problem.caseReference) ? (
                  <a className="number case-no" href={`#/case/${caseIds.get(problem.caseReference) ?? ''}`}>
                    {problem.caseReference}
                  </a>
                ) : (
                  <>
                    <span className="number case-no">{problem.caseReference}</span>
                    <div className="soft small">别的窗口的办件：请在上面“退回”</div>
                  </>
                )}
              </td>
              <td className="number">第{positions.join('、')}人</td>
              <td>
                {problem.heading} <span className="soft small number">{problem.elementCode}</span>
              </td>
              <td>
                <span className={isError(problem) ? 'day-close__error' : 'day-close__hint'}>
                  {isError(problem) ? '✕ 须改' : '！提示'}
                </span>{' '}
                {preflightMessage(problem)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {grouped.length > SHOWN ? (
        <p className="small soft">
          只列出前 {SHOWN} 行，共 {grouped.length} 行。改正后会重新检查。
        </p>
      ) : null}
    </div>
  );
}
