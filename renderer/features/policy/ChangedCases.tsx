import { formatYuan } from '#shared/domain/money.ts';
import type { ChangedCheck, SettledAs } from '#shared/policy/changed-verdicts.ts';
import { checkLabels } from '#shared/wording/checks.ts';
import { outcomeLabels, verdictMarks } from '#shared/wording/verdicts.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { Notice } from '../../ui/Notice.tsx';
import type { ChangedLine } from './changed-cases.ts';
import { useChangedCases } from './use-changed-cases.ts';

const SHOWN_CHECKS = 6;

const settledWords: Readonly<Record<SettledAs, string>> = {
  atWindow: '在办',
  exported: '已导出',
  declined: '不予受理',
};

const told = (verdict: ChangedCheck['before']): string =>
  verdict === null ? '不核验' : `${verdictMarks[verdict.verdict].glyph} ${verdictMarks[verdict.verdict].word}`;

function checkWords({ citizenId, check, before, after }: ChangedCheck, nameOf: ChangedLine['nameOf']): string {
  const who = citizenId === null ? '单位' : (nameOf.get(citizenId) ?? '');
  const same = before?.verdict === after?.verdict;
  return `${who} ${checkLabels[check]}：${told(before)} → ${told(after)}${same ? '（原因不同）' : ''}`;
}

function Line({ line }: { readonly line: ChangedLine }) {
  const { summary, outcome, totalAmountFen, checks, nameOf, under } = line;
  return (
    <tr>
      <th scope="row" className="number">
        <a className="case-no" href={`#/case/${line.caseId}`}>
          {summary.number}
        </a>
      </th>
      <td>{summary.employerName}</td>
      <td>{settledWords[line.settled]}</td>
      <td>
        {outcomeLabels[outcome.before]}
        {outcome.before === outcome.after ? '（不变）' : ` → ${outcomeLabels[outcome.after]}`}
      </td>
      <td className="is-right number">
        {formatYuan(totalAmountFen.before)}
        {totalAmountFen.before === totalAmountFen.after ? '' : ` → ${formatYuan(totalAmountFen.after)}`}
      </td>
      <td>
        {under === undefined ? null : (
          <div>
            <strong>政策追溯</strong>：“{under.title}”从 {under.hiresFrom} 起招用的都适用，按该包重新看原来不符合的：
          </div>
        )}
        {checks.slice(0, SHOWN_CHECKS).map((check, index) => (
          <div key={`${check.citizenId}:${check.check}:${index}`}>{checkWords(check, nameOf)}</div>
        ))}
        {checks.length > SHOWN_CHECKS ? <div className="soft">另有 {checks.length - SHOWN_CHECKS} 项</div> : null}
      </td>
    </tr>
  );
}

/** 有变化: what would be decided otherwise now. A list to look at; each case is corrected on its own page or not at all. */
export function ChangedCases({ store }: { readonly store: CounterStore }) {
  const comparison = useChangedCases(store);
  const finished = comparison !== null && comparison.done === comparison.total;
  return (
    <section className="panel stack" aria-label="有变化的办件">
      <h2 className="panel__title">有变化</h2>
      <p className="soft">
        按原判定日期，用现在的登记数据和政策参数重新比对；只列出不同，不改动任何办件。在办的，打开办件更正；已导出的，只列有不符合证据的人（可能重复领取），须报省系统处理；不予受理的，只列现在可以受理的（可能应发未发），请通知单位重新申请。后来的政策追溯到此前招用的人，当时不符合、按新包不再是不符合的，也列在这里，请通知单位按新包申请。
      </p>
      <p role="status">
        {comparison === null
          ? '正在比对……'
          : finished
            ? `已比对 ${comparison.total} 件，${comparison.lines.length === 0 ? '结论都没有变化。' : `${comparison.lines.length} 处会有不同。`}`
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
                <th scope="col">状态</th>
                <th scope="col">结论</th>
                <th scope="col" className="is-right">
                  合计（元）
                </th>
                <th scope="col">不同之处</th>
              </tr>
            </thead>
            <tbody>
              {comparison.lines.map((line) => (
                <Line key={`${line.sequence} ${line.under?.id ?? ''}`} line={line} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
