import type { PolicyWarning } from '#shared/policy/verdict.ts';

export interface WarningListProps {
  readonly warnings: readonly PolicyWarning[];
  /** Name of the person with this number, or of the firm for `employer`; `null` where the warning concerns the whole case. */
  readonly nameOf: (subject: string) => string | null;
}

/** What should be looked at although it decides nothing, each with whom it concerns. Empty: nothing is shown. */
export function WarningList({ warnings, nameOf }: WarningListProps) {
  if (warnings.length === 0) return null;
  return (
    <section className="evidence-warnings">
      <h3>提示（不影响结论）</h3>
      <ul>
        {warnings.map(({ code, message, subject }, index) => {
          const name = subject === undefined ? null : nameOf(subject);
          return (
            <li key={`${code}:${index}`}>
              {name === null ? null : <strong>{name}：</strong>}
              {message}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
