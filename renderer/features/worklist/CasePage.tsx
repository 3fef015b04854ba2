import { useEffect, useState } from 'react';
import { formatDayForPaper, type PlainDate } from '#shared/domain/plain-date.ts';
import { formatYuan } from '#shared/domain/money.ts';
import { groupCitizenId } from '#shared/domain/citizen-id.ts';
import type { CaseAction, CaseActionKind } from '#shared/casework/action.ts';
import { standingEntries, standingRecords } from '#shared/casework/standing-records.ts';
import { isAllowed } from '#shared/casework/transitions.ts';
import { actionLabels } from '#shared/wording/labels.ts';
import { clerkSentence } from '#shared/wording/reasons.ts';
import { checkNames } from '#shared/policy/check-names.ts';
import { failureText } from '#shared/wording/failures.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import type { CaseRecord, Draft } from '../../store/cases/case-store.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { VerdictMark } from '../../ui/VerdictMark.tsx';
import { useKeys } from '../../ui/keys.ts';
import { PrintPanel } from '../papers/index.ts';
import { draftOfCase } from './case-drafts.ts';
import { DecisionExportPanel } from './DecisionExport.tsx';
import { EndCaseDialog } from './EndCaseDialog.tsx';
import { OutdatedDraft } from './OutdatedDraft.tsx';
import { openPersons } from './queues.ts';
import { statusLabel } from './status-label.ts';

export interface CasePageProps {
  readonly store: CounterStore;
  readonly caseId: string;
  readonly businessDate: PlainDate;
  readonly onCorrect: (draftId: string) => void;
  readonly onClose: () => void;
}

function Persons({ record }: { readonly record: CaseRecord }) {
  const records = standingRecords(record.actions);
  if (records.length === 0) return <p className="soft">收件时没有适用的政策包，尚未判定。</p>;
  const names = new Map(
    record.application.roster.map((entry) => [
      entry.citizenId.normalize('NFKC').replace(/\s/gu, '').toUpperCase(),
      entry.name,
    ]),
  );
  return (
    <table className="table" aria-label="人员与结论">
      <thead>
        <tr>
          <th scope="col">姓名</th>
          <th scope="col">证件号</th>
          <th scope="col">结论</th>
          <th scope="col">原因</th>
          <th scope="col" className="is-right">
            金额（元）
          </th>
        </tr>
      </thead>
      <tbody>
        {standingEntries(records).map((entry, index) => (
          <tr key={`${entry.citizenId}:${index}`}>
            <td>{names.get(entry.citizenId) ?? ''}</td>
            <td className="number">{groupCitizenId(entry.citizenId)}</td>
            <td>
              <VerdictMark verdict={entry.verdict} />
            </td>
            <td>
              {entry.checks
                .filter((check) => check.verdict !== 'met')
                .map((check) => (
                  <div key={check.check}>
                    {checkNames[check.check]}：{clerkSentence(check)}
                  </div>
                ))}
            </td>
            <td className="is-right number">{formatYuan(entry.amountFen)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function describe(action: CaseAction): string {
  if (action.kind === 'voided' || action.kind === 'withdrawn') return `${actionLabels[action.kind]}：${action.reason}`;
  if (action.kind === 'exported') return `${actionLabels.exported} 批次 ${action.batchNumber}`;
  if (action.kind === 'printSent')
    return `${actionLabels.printSent}：${action.letter.title}${action.copy > 1 ? `（补打第 ${action.copy - 1} 次）` : ''}`;
  return actionLabels[action.kind];
}

function History({ record }: { readonly record: CaseRecord }) {
  return (
    <ol className="case-page__history" reversed>
      {[...record.actions].reverse().map(({ sequence, action }) => (
        <li key={sequence}>
          <span className="number">{formatDayForPaper(action.on)}</span> {describe(action)}
          <span className="soft">
            {' '}
            {action.officer.name} · 台账 {sequence}
          </span>
        </li>
      ))}
    </ol>
  );
}

/** One recorded case: persons and reasons, papers, the whole history with ledger numbers. */
export function CasePage({ store, caseId, businessDate, onCorrect, onClose }: CasePageProps) {
  const [record, setRecord] = useState<CaseRecord | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [outdated, setOutdated] = useState<Draft | null>(null);
  const [ending, setEnding] = useState<'voided' | 'withdrawn' | null>(null);
  useEffect(() => {
    let current = true;
    const read = () =>
      void store.cases.open(caseId).then((result) => {
        if (!current) return;
        if (result.ok) setRecord(result.value);
        else setProblem(failureText(result.failure));
      });
    read();
    const stop = store.cases.subscribe(read);
    return () => {
      current = false;
      stop();
    };
  }, [store, caseId]);
  const edit = async (supplement: boolean) => {
    if (record === null) return;
    const draft = await draftOfCase(store, record, supplement);
    if (draft.kind === 'ready') onCorrect(draft.draftId);
    else if (draft.kind === 'outdated') setOutdated(draft.draft);
    else setProblem(failureText(draft.failure));
  };
  useKeys({ Escape: onClose });
  if (record === null)
    return <div className="page">{problem === null ? null : <Notice tone="bad">{problem}</Notice>}</div>;
  const { summary } = record;
  const may = (kind: CaseActionKind): boolean => isAllowed(summary.status, kind, store.officer.role);
  const open = openPersons(summary);
  return (
    <div className="page">
      <div className="page__head">
        <h1 className="number">{summary.number}</h1>
        <strong>{statusLabel[summary.status]}</strong>
        <span>{summary.employerName}</span>
        <span className="number soft">
          收件 {summary.receivedOn} · 办结期限 {summary.decisionDue ?? '日历未更新'}
          {open > 0 ? ` · 待核 ${open} 人，${summary.acceptBy ?? '日历未更新'} 前答复` : ''} · 合计{' '}
          {formatYuan(summary.totalAmountFen)} 元
        </span>
        <span className="grow" />
        {may('deficiencyNotified') ? (
          <Button shortcut="Alt+G" onClick={() => void edit(false)}>
            补正 / 重新判定
          </Button>
        ) : null}
        {may('supplemented') && open > 0 ? (
          <Button look="primary" shortcut="Alt+G" onClick={() => void edit(true)}>
            补充决定（待核 {open} 人）
          </Button>
        ) : null}
        {may('withdrawn') ? (
          <Button shortcut="Alt+C" onClick={() => setEnding('withdrawn')}>
            申请人撤回
          </Button>
        ) : null}
        {may('voided') ? (
          <Button look="danger" shortcut="Alt+X" onClick={() => setEnding('voided')}>
            作废
          </Button>
        ) : null}
      </div>
      {problem === null ? null : (
        <Notice tone="bad" live="alert">
          {problem}
        </Notice>
      )}
      {outdated === null ? null : (
        <OutdatedDraft
          store={store}
          draft={outdated}
          onOpen={() => onCorrect(outdated.draftId)}
          onRemoved={() => setOutdated(null)}
        />
      )}
      <div className="case-page__columns">
        <div>
          <section className="panel">
            <h2 className="panel__title">人员</h2>
            <Persons record={record} />
          </section>
          <section className="panel">
            <h2 className="panel__title">经过</h2>
            <History record={record} />
          </section>
          <DecisionExportPanel store={store} record={record} on={businessDate} />
        </div>
        <PrintPanel store={store} caseId={caseId} businessDate={businessDate} />
      </div>
      {ending === null ? null : (
        <EndCaseDialog
          store={store}
          record={record}
          kind={ending}
          on={businessDate}
          onDone={() => setEnding(null)}
          onClose={() => setEnding(null)}
        />
      )}
    </div>
  );
}
