/** 台账核对: every entry opened and compared, with progress; what is wrong by its ledger number. */
import { useState } from 'react';
import type { Result } from '#shared/contract/failure.ts';
import { failureText } from '#shared/wording/failures.ts';
import { ledgerProblemWords } from '#shared/wording/ledger-check.ts';
import type { LedgerFindings } from '../../store/check-ledger.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Progress } from '../../ui/Progress.tsx';

/** More lines than this help nobody at the window; the rest is counted. */
const SHOWN = 50;

function Findings({ findings: { entries, problems, head } }: { readonly findings: LedgerFindings }) {
  if (problems.length === 0)
    return (
      <Notice tone="good" live="status">
        台账完好：{entries} 条，编号连续，前后衔接，逐条都能解开。链首{' '}
        <span className="number">{head.slice(0, 16)}</span>
      </Notice>
    );
  return (
    <>
      <Notice tone="bad" live="alert">
        台账有 {problems.length} 处不符。程序没有改动任何内容；请先停止受理，把这张表交给信息人员。
      </Notice>
      <table className="table" aria-label="不符之处">
        <thead>
          <tr>
            <th scope="col" className="is-right">
              台账号
            </th>
            <th scope="col">不符</th>
            <th scope="col">关于</th>
          </tr>
        </thead>
        <tbody>
          {problems.slice(0, SHOWN).map(({ sequence, code, about = '' }, at) => (
            <tr key={at}>
              <td className="is-right number">{sequence > 0 ? sequence : '—'}</td>
              <td>{ledgerProblemWords[code]}</td>
              <td>{about}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {problems.length > SHOWN ? <p className="soft small">另有 {problems.length - SHOWN} 处没有列出。</p> : null}
    </>
  );
}

export function LedgerCheckPanel({ store }: { readonly store: CounterStore }) {
  const [progress, setProgress] = useState<{ readonly done: number; readonly total: number } | null>(null);
  const [result, setResult] = useState<Result<LedgerFindings> | null>(null);
  const check = async () => {
    setResult(null);
    setProgress({ done: 0, total: store.cases.ledger().count });
    setResult(await store.ledger.check((done, total) => setProgress({ done, total })));
    setProgress(null);
  };
  return (
    <section className="panel stack" aria-label="台账核对">
      <h2 className="panel__title">
        台账核对<span className="soft small">逐条解开，核对编号、衔接、密钥和设置；只读不写，可以照常办理</span>
      </h2>
      <div className="row">
        <Button unavailable={progress !== null} onClick={() => void check()}>
          核对台账
        </Button>
      </div>
      {progress === null ? null : (
        <Progress
          label="正在核对"
          value={progress.done}
          max={progress.total}
          text={`${progress.done} / ${progress.total} 条`}
        />
      )}
      {result === null ? null : result.ok ? (
        <Findings findings={result.value} />
      ) : (
        <Notice tone="bad" live="alert">
          {failureText(result.failure)}
        </Notice>
      )}
    </section>
  );
}
