import { useId, useState, type ReactNode } from 'react';
import { maskCitizenId } from '#shared/domain/citizen-id.ts';
import type { KeptAnswer } from '#shared/verification/verification-events.ts';
import type { QueuedPerson } from '#shared/policy/verification-queue.ts';
import { Button } from '../../ui/Button.tsx';

/** The case that names a person, if there is one. */
export type CaseOf = (citizenId: string) => { readonly caseId: string; readonly number: string } | null;

const SHOWN = 50;

interface ListedProps<Row> {
  readonly title: string;
  readonly headings: readonly string[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly cells: (row: Row) => readonly ReactNode[];
  readonly empty: string;
}

function Listed<Row>({ title, headings, rows, keyOf, cells, empty }: ListedProps<Row>) {
  const id = useId();
  const [shown, setShown] = useState(SHOWN);
  return (
    <section className="panel" aria-labelledby={id}>
      <h2 className="panel__title" id={id}>
        {title} <span className="number soft">{rows.length} 人</span>
      </h2>
      {rows.length === 0 ? (
        <p className="soft">{empty}</p>
      ) : (
        <table className="table" aria-labelledby={id}>
          <thead>
            <tr>
              {headings.map((heading) => (
                <th key={heading} scope="col">
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, shown).map((row) => (
              <tr key={keyOf(row)}>
                {cells(row).map((cell, index) => (
                  <td key={headings[index]}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {rows.length > shown ? (
        <p className="row">
          <Button onClick={() => setShown(shown + SHOWN)}>再显示 {Math.min(SHOWN, rows.length - shown)} 人</Button>
          <span className="soft">已显示 {shown} 人</span>
        </p>
      ) : null}
    </section>
  );
}

function CaseLink({ citizenId, caseOf }: { readonly citizenId: string; readonly caseOf: CaseOf }) {
  const found = caseOf(citizenId);
  return found === null ? (
    <span className="soft">尚未保存为办件</span>
  ) : (
    <a className="number" href={`#/case/${found.caseId}`}>
      {found.number}
    </a>
  );
}

const masked = (citizenId: string): ReactNode => <span className="number">{maskCitizenId(citizenId)}</span>;

const waitingCells = ({ name, citizenId }: QueuedPerson, caseOf: CaseOf): readonly ReactNode[] => [
  name,
  masked(citizenId),
  <CaseLink key="case" citizenId={citizenId} caseOf={caseOf} />,
];

const answerCells = ({ name, answer, on, source }: KeptAnswer, caseOf: CaseOf): readonly ReactNode[] => [
  name,
  masked(answer.citizenId),
  answer.answer,
  <span key="day" className="number">
    {answer.answeredOn}
  </span>,
  <span key="from" className="small soft">
    <span className="number">{on}</span> <span data-machine="">{source}</span>
  </span>,
  <CaseLink key="case" citizenId={answer.citizenId} caseOf={caseOf} />,
];

/** Those to be asked, in the order in which they will be. */
export function WaitingTable({
  persons,
  caseOf,
}: {
  readonly persons: readonly QueuedPerson[];
  readonly caseOf: CaseOf;
}) {
  return (
    <Listed
      title="等待查询"
      headings={['姓名', '公民身份号码', '办件']}
      rows={persons}
      keyOf={({ citizenId }) => citizenId}
      cells={(person) => waitingCells(person, caseOf)}
      empty="没有人等待查询。"
    />
  );
}

/** Answers with their day and the file that they came in, the newest first. */
export function AnswerTable({ answers, caseOf }: { readonly answers: readonly KeptAnswer[]; readonly caseOf: CaseOf }) {
  return (
    <Listed
      title="已返回"
      headings={['姓名', '公民身份号码', '核验结果', '核验日期', '导入日期与文件', '办件']}
      rows={answers}
      keyOf={({ answer }) => answer.citizenId}
      cells={(answer) => answerCells(answer, caseOf)}
      empty="还没有返回结果。"
    />
  );
}
