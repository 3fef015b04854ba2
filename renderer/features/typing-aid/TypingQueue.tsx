import type { CaseSummary } from '../../store/cases/case-store.ts';
import { typedCount, type TypingMemory } from './typing-marks.ts';

export interface TypingQueueProps {
  readonly cases: readonly CaseSummary[];
  readonly memory: TypingMemory;
  readonly current: string | null;
  readonly onChoose: (caseId: string) => void;
}

const SHOWN = 100;

/** The cases with somebody to type, and how far each is. */
export function TypingQueue({ cases, memory, current, onChoose }: TypingQueueProps) {
  return (
    <section className="panel typing-queue" aria-label="待录入办件">
      <h2 className="panel__title">办件</h2>
      <ul className="typing-queue__list">
        {cases.slice(0, SHOWN).map((entry) => {
          const typed = typedCount(memory, entry.caseId);
          return (
            <li key={entry.caseId}>
              <button
                type="button"
                className="typing-queue__case"
                aria-current={entry.caseId === current ? 'true' : undefined}
                onClick={() => onChoose(entry.caseId)}
              >
                <span className="number">{entry.number}</span>
                <span className="typing-queue__firm">{entry.employerName}</span>
                <span className="small soft number">
                  {typed >= entry.metPersons ? '✓ ' : ''}已录 {typed}/{entry.metPersons} 人
                </span>
              </button>
            </li>
          );
        })}
      </ul>
      {cases.length > SHOWN ? (
        <p className="small soft">
          只列出前 {SHOWN} 件，共 {cases.length} 件；录完后面的会补上来。
        </p>
      ) : null}
    </section>
  );
}
