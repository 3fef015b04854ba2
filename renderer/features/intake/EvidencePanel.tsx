/** Why: for the person (or the firm) under the cursor every check of the group, its sentence, basis, evidence and level. */
import type { Evidence, CheckResult, PolicyWarning } from '#shared/policy/verdict.ts';
import { checkNames } from '#shared/policy/check-names.ts';
import { clerkSentence } from '#shared/wording/reasons.ts';
import { levelLabels, registryLabels } from '#shared/wording/labels.ts';
import { Button } from '../../ui/Button.tsx';
import { VerdictMark } from '../../ui/VerdictMark.tsx';
import type { Queueing } from '../verification/index.ts';
import { rowFacts } from './row-facts.ts';

export interface EvidencePanelProps {
  readonly who: string;
  /** One list of checks per person; several persons when a selection is open. */
  readonly results: readonly (readonly CheckResult[])[];
  readonly warnings: readonly PolicyWarning[];
  readonly onAttest: () => void;
  readonly queueing: Queueing;
}

function EvidenceLine({ evidence }: { readonly evidence: Evidence }) {
  if (evidence.registry === null || evidence.asOf === null) return null;
  const row = evidence.row as { readonly line?: number; readonly divisionCode?: string } | undefined;
  return (
    <div className="evidence__facts soft">
      证据：{registryLabels[evidence.registry]} 截至 <span className="number">{evidence.asOf}</span>
      {row === undefined ? '，未见此人' : row.line === undefined ? '' : ` 第 ${row.line.toLocaleString('en-US')} 行`}
      {evidence.grade === 'B' ? <span className="tag">原件</span> : null}
    </div>
  );
}

function Check({ result }: { readonly result: CheckResult }) {
  const facts = rowFacts(result.evidence.row);
  return (
    <li className="evidence__check">
      <div className="evidence__head">
        <VerdictMark verdict={result.verdict} />
        <strong>{checkNames[result.check]}</strong>
        {result.stricterThanMinistry === true ? (
          <span className="tag" title="此项严于部级规定">
            {levelLabels[result.source.level]}
          </span>
        ) : null}
        {result.evidence.grade === 'B' ? <span className="tag">原件</span> : null}
      </div>
      {result.verdict === 'met' ? null : <p>{clerkSentence(result)}</p>}
      <div className="evidence__facts soft">
        依据：{result.source.document} {result.source.clause}
      </div>
      <EvidenceLine evidence={result.evidence} />
      {facts.length === 0 || result.verdict === 'met' ? null : (
        <dl className="facts evidence__facts">
          {facts.map(([label, value]) => (
            <div key={label} className="evidence__fact">
              <dt>{label}</dt>
              <dd className="number">{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  );
}

/** The sides that are not met first; what is met stays in the list, so that the basis of a payment can be read too. */
const byUrgency = (results: readonly CheckResult[]): CheckResult[] =>
  [...results].sort((a, b) => Number(a.verdict === 'met') - Number(b.verdict === 'met'));

export function EvidencePanel({ who, results, warnings, onAttest, queueing }: EvidencePanelProps) {
  const [first] = results;
  const open = results.flat().filter((result) => result.verdict !== 'met').length;
  return (
    <aside className="evidence" aria-label="依据与证据">
      <h2 className="evidence__who">{who}</h2>
      {first === undefined ? <p className="soft">选中一人或一格，这里显示每项结论的原因、依据和数据日期。</p> : null}
      {results.length > 1 ? (
        <p className="soft">
          已选 {results.length} 人，其中 {open} 项未符合；F7 一次记录所选各人的原件核验。
        </p>
      ) : null}
      {results.length > 0 ? (
        <div className="row">
          <Button keyHint="F7" unavailable={open === 0} onClick={onAttest}>
            看过原件
          </Button>
          <Button keyHint="F8" unavailable={queueing.open === 0} onClick={queueing.enqueue}>
            进入核验队列
          </Button>
        </div>
      ) : null}
      <p className="small" role="status">
        {queueing.note}
      </p>
      {first !== undefined && results.length === 1 ? (
        <ul className="evidence__list">
          {byUrgency(first).map((result) => (
            <Check key={result.check} result={result} />
          ))}
        </ul>
      ) : null}
      {warnings.length > 0 ? (
        <section className="evidence__warnings">
          <h3>提示（不影响结论）</h3>
          <ul>
            {warnings.map((warning, index) => (
              <li key={`${warning.code}:${index}`}>{warning.message}</li>
            ))}
          </ul>
        </section>
      ) : null}
    </aside>
  );
}
