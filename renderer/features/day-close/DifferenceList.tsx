import { differenceWords, type DayFigures, type Difference } from './day-figures.ts';

interface CaseDifferences extends Difference {
  readonly words: readonly string[];
}

/** One line a case, however much is missing of it. */
function byCase(differences: readonly Difference[]): readonly CaseDifferences[] {
  const lines = new Map<string, CaseDifferences>();
  for (const difference of differences) {
    const words = lines.get(difference.caseId)?.words ?? [];
    lines.set(difference.caseId, { ...difference, words: [...words, differenceWords[difference.kind]] });
  }
  return [...lines.values()];
}

/** Every difference by name, with what to do; the number opens the case. */
export function DifferenceList({ figures }: { readonly figures: DayFigures }) {
  const { differences } = figures;
  return (
    <section className="panel">
      <h2 className="panel__title">
        差异 <span className="soft small">{differences.length === 0 ? '没有' : `${differences.length} 项`}</span>
      </h2>
      {differences.length === 0 ? (
        <p>受理、打印、导出三项数字一致，当日其他文书也都打印了。</p>
      ) : (
        <div className="day-close__scroll" tabIndex={0} role="region" aria-label="差异清单">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">办件号</th>
                <th scope="col">单位</th>
                <th scope="col">差在哪里，怎么办</th>
              </tr>
            </thead>
            <tbody>
              {byCase(differences).map((difference) => (
                <tr key={difference.caseId}>
                  <td>
                    <a className="number case-no" href={`#/case/${difference.caseId}`}>
                      {difference.number}
                    </a>
                  </td>
                  <td>{difference.employerName}</td>
                  <td>
                    {difference.words.map((words) => (
                      <div key={words}>{words}</div>
                    ))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
