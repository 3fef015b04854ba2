import { useEffect, useState } from 'react';
import { formatYuan } from '#shared/domain/money.ts';
import type { ChangedCheck } from '#shared/policy/changed-verdicts.ts';
import type { PolicyState } from '#shared/policy/policy-events.ts';
import { checkLabels } from '#shared/wording/checks.ts';
import { outcomeLabels, verdictMarks } from '#shared/wording/verdicts.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { Notice } from '../../ui/Notice.tsx';
import { compareOpenCases, type ChangedLine, type Comparison } from './changed-cases.ts';

const SHOWN_CHECKS = 6;

/** Compares anew whenever a pack or a registry copy arrives. */
function useComparison(store: CounterStore, state: PolicyState): Comparison | null {
  const [comparison, setComparison] = useState<Comparison | null>(null);
  useEffect(() => {
    let running = new AbortController();
    const start = () => {
      running.abort();
      running = new AbortController();
      void compareOpenCases(store, state, setComparison, running.signal);
    };
    start();
    const stop = store.registry.subscribe(start);
    return () => {
      running.abort();
      stop();
    };
  }, [store, state]);
  return comparison;
}

const told = (verdict: ChangedCheck['before']): string =>
  verdict === null ? '不核验' : `${verdictMarks[verdict.verdict].glyph} ${verdictMarks[verdict.verdict].word}`;

function checkWords({ citizenId, check, before, after }: ChangedCheck, nameOf: ChangedLine['nameOf']): string {
  const who = citizenId === null ? '单位' : (nameOf.get(citizenId) ?? '');
  const same = before?.verdict === after?.verdict;
  return `${who} ${checkLabels[check]}：${told(before)} → ${told(after)}${same ? '（原因不同）' : ''}`;
}

function Line({ line }: { readonly line: ChangedLine }) {
  const { summary, outcome, totalAmountFen, checks, nameOf } = line;
  return (
    <tr>
      <th scope="row" className="number">
        <a href={`#/case/${line.caseId}`}>{summary.number}</a>
      </th>
      <td>{summary.employerName}</td>
      <td>
        {outcomeLabels[outcome.before]}
        {outcome.before === outcome.after ? '（不变）' : ` → ${outcomeLabels[outcome.after]}`}
      </td>
      <td className="is-right number">
        {formatYuan(totalAmountFen.before)}
        {totalAmountFen.before === totalAmountFen.after ? '' : ` → ${formatYuan(totalAmountFen.after)}`}
      </td>
      <td>
        {checks.slice(0, SHOWN_CHECKS).map((check, index) => (
          <div key={`${check.citizenId}:${check.check}:${index}`}>{checkWords(check, nameOf)}</div>
        ))}
        {checks.length > SHOWN_CHECKS ? <div className="soft">另有 {checks.length - SHOWN_CHECKS} 项</div> : null}
      </td>
    </tr>
  );
}

/** 有变化: what would be decided otherwise now. A list to look at; each case is corrected on its own page or not at all. */
export function ChangedCases({ store, state }: { readonly store: CounterStore; readonly state: PolicyState }) {
  const comparison = useComparison(store, state);
  const finished = comparison !== null && comparison.done === comparison.total;
  return (
    <section className="panel stack" aria-label="有变化的办件">
      <h2 className="panel__title">有变化</h2>
      <p className="soft">
        在办办件按原判定日期，用现在的登记数据和政策参数重新比对；只列出不同，不改动任何办件。需要更正的，打开办件处理。
      </p>
      <p role="status">
        {comparison === null
          ? '正在比对……'
          : finished
            ? `已比对在办 ${comparison.total} 件，${comparison.lines.length === 0 ? '结论都没有变化。' : `${comparison.lines.length} 件会有不同。`}`
            : `正在比对 ${comparison.done} / ${comparison.total} 件`}
      </p>
      {comparison === null || comparison.unread === 0 ? null : (
        <Notice tone="warn">
          有 {comparison.unread} 件读不出来，没有比对。已保存的内容不受影响，请重新打开本页再试。
        </Notice>
      )}
      {comparison === null || comparison.lines.length === 0 ? null : (
        <div className="policy__board">
          <table className="table" aria-label="有变化的办件">
            <thead>
              <tr>
                <th scope="col">办件号</th>
                <th scope="col">单位</th>
                <th scope="col">结论</th>
                <th scope="col" className="is-right">
                  合计（元）
                </th>
                <th scope="col">不同之处</th>
              </tr>
            </thead>
            <tbody>
              {comparison.lines.map((line) => (
                <Line key={line.caseId} line={line} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
