/** Why: for the person (or the firm) under the cursor every check of the group, and what an officer can do about it. */
import type { Officer } from '#shared/domain/officer.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { Button } from '../../ui/Button.tsx';
import { keyName } from '../../ui/key-table.ts';
import { EvidenceList, WarningList } from '../evidence/index.ts';
import type { Queueing } from '../verification/index.ts';
import type { Selected } from './use-selected-results.ts';

export interface EvidencePanelProps {
  readonly selected: Selected;
  readonly date: PlainDate;
  readonly staleAfterDays: number;
  readonly officers: readonly Officer[];
  readonly onAttest: () => void;
  readonly queueing: Queueing;
}

export function EvidencePanel({ selected, onAttest, queueing, ...evidence }: EvidencePanelProps) {
  const { who, subjects, corrections, policy, warnings, nameOf } = selected;
  const [first] = subjects;
  const open = subjects.flatMap(({ checks }) => checks).filter(({ verdict }) => verdict !== 'met').length;
  return (
    <aside className="evidence" aria-label="依据与证据">
      <h2 className="evidence__who">{who}</h2>
      {policy === null ? null : <p className="evidence__policy soft small">{policy}</p>}
      {first === undefined && corrections.length === 0 ? (
        <p className="soft">选中一人或一格，这里显示每项结论的原因、依据和数据日期。</p>
      ) : null}
      {corrections.length === 0 ? null : (
        <div className="evidence__corrections">
          <p>
            <strong>✎ 待更正</strong>：改好之前不能判定。
          </p>
          <ul>
            {corrections.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
          <p className="soft small">
            直接键入即替换，{keyName('editCell')} 在格内修改；不清楚的，收件后写入一次性告知书。
          </p>
        </div>
      )}
      {subjects.length > 1 ? (
        <p className="soft">
          已选 {subjects.length} 人，其中 {open} 项未符合；{keyName('attest')} 逐人逐项记录，只记勾选的人。
        </p>
      ) : null}
      {first === undefined ? null : (
        <div className="row">
          <Button keyHint="attest" onClick={onAttest}>
            看过原件
          </Button>
          <Button keyHint="enqueue" unavailable={queueing.open === 0} onClick={queueing.enqueue}>
            进入核验队列
          </Button>
        </div>
      )}
      <p className="small" role="status">
        {queueing.note}
      </p>
      {first !== undefined && subjects.length === 1 ? <EvidenceList checks={first.checks} {...evidence} /> : null}
      <WarningList warnings={warnings} nameOf={nameOf} />
    </aside>
  );
}
