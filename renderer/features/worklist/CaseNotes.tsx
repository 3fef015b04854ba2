import type { CaseRecord } from '../../store/cases/case-store.ts';

/** The notes of a case, newest first; nothing where there are none. They stand in the history too, among everything else. */
export function CaseNotes({ record }: { readonly record: CaseRecord }) {
  const notes = record.actions.flatMap(({ action, sequence }) =>
    action.kind === 'caseNote' ? [{ ...action, sequence }] : [],
  );
  if (notes.length === 0) return null;
  return (
    <section className="panel" aria-label="备注">
      <h2 className="panel__title">备注（不打印）</h2>
      <ul className="case-page__notes">
        {notes.toReversed().map(({ sequence, on, officer, text }) => (
          <li key={sequence}>
            <span className="soft number">
              {on} {officer.name}
            </span>
            <div>{text}</div>
          </li>
        ))}
      </ul>
    </section>
  );
}
