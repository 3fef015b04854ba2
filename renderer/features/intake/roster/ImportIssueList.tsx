import type { ImportIssue, SkippedRow } from '#shared/files/roster-reading.ts';
import { Button } from '../../../ui/Button.tsx';

export interface ImportIssueListProps {
  readonly source: string;
  readonly issues: readonly ImportIssue[];
  readonly skippedRows: readonly SkippedRow[];
  /** Brings the row of the file into view. */
  readonly onGoTo: (issue: ImportIssue) => void;
  readonly onClose: () => void;
}

/** What the importer found, each with its place in the company's own file; a click leads to the row in the grid. */
export function ImportIssueList({ source, issues, skippedRows, onGoTo, onClose }: ImportIssueListProps) {
  const errors = issues.filter((issue) => issue.level === 'error').length;
  const notices = issues.length - errors;
  return (
    <section className="roster__issues" aria-label="读入时发现的问题">
      <div className="roster__issues-head">
        <strong>
          {source}：{errors} 处待更正{notices > 0 ? `，${notices} 处请看一眼` : ''}
        </strong>
        <Button look="quiet" shortcut="Escape" onClick={onClose}>
          收起
        </Button>
      </div>
      <ul className="roster__issues-list">
        {issues.map((issue, index) => (
          <li key={`${issue.cell ?? issue.row ?? ''}:${issue.code}:${index}`}>
            {issue.row === null ? (
              <span>{issue.message}</span>
            ) : (
              <button type="button" className="roster__issue" onClick={() => onGoTo(issue)}>
                <span className={issue.level === 'error' ? 'roster__correct' : 'soft'} aria-hidden="true">
                  {issue.level === 'error' ? '✎' : '·'}
                </span>{' '}
                {issue.message}
              </button>
            )}
          </li>
        ))}
        {skippedRows.map((skipped) => (
          <li key={`skipped-${skipped.row}`} className="soft">
            第 {skipped.row} 行没有作为人员读入：{skipped.text}
          </li>
        ))}
      </ul>
    </section>
  );
}
