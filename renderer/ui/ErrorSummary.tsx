import { useEffect, useRef } from 'react';

export interface SummaryError {
  /** Id of the control that the link leads to. */
  readonly fieldId: string;
  /** The same sentence as at the field. */
  readonly message: string;
}

export interface ErrorSummaryProps {
  readonly errors: readonly SummaryError[];
  /** Counts the tries to go on; the summary takes focus once for each (never while the clerk corrects a field). */
  readonly attempt: number;
  readonly title?: string;
}

/** GOV.UK error summary: takes focus after a try that failed, each line leads to its field. Nothing typed is lost. */
export function ErrorSummary({ errors, attempt, title = '还有内容需要更正' }: ErrorSummaryProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (attempt > 0) box.current?.focus();
  }, [attempt]);
  if (errors.length === 0) return null;
  return (
    <div className="error-summary" role="alert" tabIndex={-1} ref={box} aria-labelledby="error-summary-title">
      <h2 className="error-summary__title" id="error-summary-title">
        {title}
      </h2>
      <ul>
        {errors.map((error) => (
          <li key={`${error.fieldId}:${error.message}`}>
            <a
              href={`#${error.fieldId}`}
              onClick={(event) => {
                event.preventDefault();
                const field = document.getElementById(error.fieldId);
                document.getElementById(`${error.fieldId}-label`)?.scrollIntoView({ block: 'nearest' });
                field?.focus();
              }}
            >
              {error.message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
