import type { ImportIssue } from '#shared/files/roster-reading.ts';
import { Button } from '../../../ui/Button.tsx';
import type { ReadRoster } from './use-roster-import.ts';

export interface ImportIssueListProps {
  readonly read: ReadRoster;
  /** Brings the row of the file into view. */
  readonly onGoTo: (issue: ImportIssue) => void;
  readonly onClose: () => void;
}

/** `略过 3 行 · 2 处请看`: what the file held that no row of the grid shows by itself; empty when nothing. */
export function findingsOf({ reading }: ReadRoster): string {
  const notices = reading.issues.filter(({ level }) => level === 'notice').length;
  const skipped = reading.skippedRows.length;
  return [skipped > 0 ? `略过 ${skipped} 行` : '', notices > 0 ? `${notices} 处请看` : ''].filter(Boolean).join(' · ');
}

/** What the importer found, each with its place in the company's own file, beside the roster; Enter leads to the row. */
export function ImportIssueList({ read, onGoTo, onClose }: ImportIssueListProps) {
  const { issues, skippedRows } = read.reading;
  return (
    <aside className="roster__issues" aria-label="读入时发现的问题">
      <div className="roster__issues-head">
        <h2>读入时发现</h2>
        <Button look="quiet" shortcut="back" onClick={onClose}>
          收起
        </Button>
      </div>
      <p className="soft small">{read.source}</p>
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
    </aside>
  );
}
