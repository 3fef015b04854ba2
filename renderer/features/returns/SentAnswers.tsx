/** Rows of returned files that were handed to other windows, and what became of them. */
import { useEffect, useState } from 'react';
import { answersStateWords } from '#shared/wording/answers.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import type { SentAnswersState } from '../../store/dispatches/answer-desk.ts';
import { readAgain } from '../../store/read-again.ts';

/** Latest that are listed; the ledger has all. */
const MOST = 20;

/** Nothing where nothing was ever sent. */
export function SentAnswers({ store }: { readonly store: CounterStore }) {
  const [states, setStates] = useState<readonly SentAnswersState[]>([]);
  useEffect(
    () =>
      readAgain(
        store.answers,
        () => store.answers.sent(),
        (found) => {
          if (found.ok) setStates(found.value);
        },
      ),
    [store],
  );
  if (states.length === 0) return null;
  return (
    <section className="panel stack" aria-label="送往别的窗口的返回">
      <h2 className="panel__title">
        送往别的窗口的返回<span className="soft small">合并导出的批次返回后，各窗口的行自动送去登记</span>
      </h2>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">窗口</th>
            <th scope="col">文件日期</th>
            <th scope="col" className="is-right">
              行数
            </th>
            <th scope="col">结果</th>
          </tr>
        </thead>
        <tbody>
          {states.slice(0, MOST).map(({ sent, settled, lost }) => (
            <tr key={sent.name}>
              <td>{sent.prefix}</td>
              <td className="number">{sent.day}</td>
              <td className="is-right number">{sent.rows}</td>
              <td>{answersStateWords(settled, lost)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
