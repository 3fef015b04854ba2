import { useState } from 'react';
import type { ListProblem } from '#shared/aftercare/lists/list-row.ts';
import { listProblemWords } from '#shared/wording/lists.ts';
import { Button } from '../../../ui/Button.tsx';

const PAGE = 100;

/** Rows that were not taken: by line and cell, whom they name, and why. */
export function ProblemTable({ problems }: { readonly problems: readonly ListProblem[] }) {
  const [shown, setShown] = useState(PAGE);
  return (
    <div className="stack">
      <table className="table lists__problems" aria-label="没有采用的行">
        <thead>
          <tr>
            <th scope="col" className="is-right">
              行
            </th>
            <th scope="col">单元格</th>
            <th scope="col">姓名</th>
            <th scope="col">原因</th>
          </tr>
        </thead>
        <tbody>
          {problems.slice(0, shown).map((problem) => (
            <tr key={`${problem.line} ${problem.code}`}>
              <td className="is-right number">{problem.line}</td>
              <td className="number">{problem.cell}</td>
              <td>{problem.name}</td>
              <td>{listProblemWords(problem)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {problems.length > shown ? (
        <p className="row">
          <Button onClick={() => setShown(shown + PAGE)}>再显示 {Math.min(PAGE, problems.length - shown)} 处</Button>
          <span className="soft">
            共 {problems.length} 处，已显示 {shown} 处
          </span>
        </p>
      ) : null}
    </div>
  );
}
