import { useEffect, useState } from 'react';
import { formatDayForPaper, type PlainDate } from '#shared/domain/plain-date.ts';
import { formatYuan } from '#shared/domain/money.ts';
import type { CaseAction, CaseActionKind } from '#shared/casework/action.ts';
import { isAllowed } from '#shared/casework/transitions.ts';
import { actionLabels } from '#shared/wording/labels.ts';
import { failureText } from '#shared/wording/failures.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import type { CaseRecord, Draft } from '../../store/cases/case-store.ts';
import { readAgain } from '../../store/read-again.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useKeys } from '../../ui/keys.ts';
import { PrintPanel } from '../papers/index.ts';
import { draftOfCase } from './case-drafts.ts';
import { CasePersons } from './CasePersons.tsx';
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
  useEffect(
    () =>
      readAgain(
        store.cases,
        () => store.cases.open(caseId),
        (result) => {
          if (result.ok) setRecord(result.value);
          else setProblem(failureText(result.failure));
        },
      ),
    [store, caseId],
  );
  const edit = async (supplement: boolean) => {
    if (record === null) return;
    const draft = await draftOfCase(store, record, supplement);
    if (draft.kind === 'ready') onCorrect(draft.draftId);
    else if (draft.kind === 'outdated') setOutdated(draft.draft);
    else setProblem(failureText(draft.failure));
  };
  useKeys({ back: onClose });
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
        <div className="row">
          {may('deficiencyNotified') ? (
            <Button shortcut="correct" onClick={() => void edit(false)}>
              补正 / 重新判定
            </Button>
          ) : null}
          {may('supplemented') && open > 0 ? (
            <Button look="primary" shortcut="correct" onClick={() => void edit(true)}>
              补充决定（待核 {open} 人）
            </Button>
          ) : null}
          {may('withdrawn') ? (
            <Button shortcut="withdraw" onClick={() => setEnding('withdrawn')}>
              申请人撤回
            </Button>
          ) : null}
          {may('voided') ? (
            <Button look="danger" shortcut="voidCase" onClick={() => setEnding('voided')}>
              作废
            </Button>
          ) : null}
        </div>
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
            <h2 className="panel__title">人员、依据与证据</h2>
            <CasePersons store={store} record={record} />
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
