import { useEffect, useState } from 'react';
import { heldBack } from '#shared/casework/review.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { failureText } from '#shared/wording/failures.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import type { CaseRecord, Draft } from '../../store/cases/case-store.ts';
import { readAgain } from '../../store/read-again.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useKeys } from '../../ui/keys.ts';
import { CaseClaims } from '../claims/index.ts';
import { CaseReview } from '../reviews/index.ts';
import { PrintPanel } from '../papers/index.ts';
import { draftOfCase, unrecordedBatch, type DraftPurpose } from './case-drafts.ts';
import { amountText } from './case-columns.tsx';
import { awaitsDecision, CaseActions, type CaseDialog } from './CaseActions.tsx';
import { CaseFacts } from './CaseFacts.tsx';
import { CaseHall } from './CaseHall.tsx';
import { CaseHistory } from './CaseHistory.tsx';
import { CaseNotes } from './CaseNotes.tsx';
import { CasePersons } from './CasePersons.tsx';
import { CopyCaseDialog } from './CopyCaseDialog.tsx';
import { DecisionExportPanel } from './DecisionExport.tsx';
import { EndCaseDialog } from './EndCaseDialog.tsx';
import { NoteDialog } from './NoteDialog.tsx';
import { OutdatedDraft } from './OutdatedDraft.tsx';
import { StatusMark } from './StatusMark.tsx';

export interface CasePageProps {
  readonly store: CounterStore;
  readonly caseId: string;
  /** The place that somebody came for: `decide`, `amend`, `review`, `papers`. */
  readonly wanted?: string;
  readonly businessDate: PlainDate;
  /** Opens a kept draft, of this case or a new one copied from it. */
  readonly onCorrect: (draftId: string) => void;
  readonly onClose: () => void;
}

interface CaseRead {
  readonly record: CaseRecord | null;
  readonly problem: string | null;
  readonly setProblem: (problem: string | null) => void;
}

function useCase(store: CounterStore, caseId: string): CaseRead {
  const [record, setRecord] = useState<CaseRecord | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
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
  const number = record?.summary.number;
  useEffect(() => {
    if (number !== undefined) store.accessLog.note({ type: 'caseOpened', caseId, number });
  }, [store, caseId, number]);
  return { record, problem, setProblem };
}

function Head({ record }: { readonly record: CaseRecord }) {
  const { summary } = record;
  const { number, employerName, metPersons, persons, batchNumber, rounds } = summary;
  const corrects = rounds.find((round) => round.corrects !== null && round.batchNumber === null && round.rows > 0);
  return (
    <>
      <h1 className="number case-no">{number}</h1>
      <StatusMark entry={summary} />
      <span>{employerName}</span>
      <span className="number soft">
        符合 {metPersons}/{persons.length} 人 · {amountText(summary)}
        {summary.totalAmountFen === 0 ? '' : ' 元'}
        {batchNumber === null ? '' : ` · 批次 ${batchNumber}`}
        {corrects === undefined ? '' : ` · 更正 ${corrects.rows} 行待导出`}
      </span>
    </>
  );
}

/** As-of day of the last file that the province answered in, whichever case it named. */
const lastFileOf = ({ cases }: CounterStore): PlainDate | null =>
  cases
    .list()
    .reduce<PlainDate | null>(
      (last, { answeredOn }) => (answeredOn !== null && answeredOn > (last ?? '') ? answeredOn : last),
      null,
    );

/** One recorded case: persons and reasons, papers, notes, the whole history with ledger numbers. */
export function CasePage({ store, caseId, wanted, businessDate, onCorrect, onClose }: CasePageProps) {
  const { record, problem, setProblem } = useCase(store, caseId);
  const [outdated, setOutdated] = useState<Draft | null>(null);
  const [dialog, setDialog] = useState<CaseDialog | null>(null);
  const close = () => setDialog(null);
  const edit = async (purpose: DraftPurpose) => {
    // As the case stands now: a batch may have been recorded since it was shown.
    const current = await store.cases.open(caseId);
    if (!current.ok) return setProblem(failureText(current.failure));
    const { value: latest } = current;
    const batch = purpose === 'correct' ? await unrecordedBatch(store, latest.summary) : null;
    if (batch !== null)
      return setProblem(`批次 ${batch} 的文件已写出，此件还没有登记为已导出。请先到“日终”继续该批次，再更正。`);
    const draft = await draftOfCase(store, latest, purpose);
    if (draft.kind === 'ready') onCorrect(draft.draftId);
    else if (draft.kind === 'outdated') setOutdated(draft.draft);
    else setProblem(failureText(draft.failure));
  };
  useKeys({ back: onClose });
  if (record === null)
    return <div className="page">{problem === null ? null : <Notice tone="bad">{problem}</Notice>}</div>;
  const { summary } = record;
  const decides = awaitsDecision(summary, store.officer.role);
  const waits = decides || heldBack(summary).length > 0;
  return (
    <div className="page case-page">
      <div className="page__head">
        <Head record={record} />
        <span className="grow" />
        <CaseActions
          summary={summary}
          role={store.officer.role}
          wanted={wanted}
          onEdit={(purpose) => void edit(purpose)}
          onDialog={setDialog}
        />
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
      <CaseHall summary={summary} />
      <CaseReview store={store} record={record} wanted={wanted === 'review'} leads={!decides} on={businessDate} />
      <CaseClaims store={store} caseId={caseId} />
      <CaseFacts record={record} today={businessDate} lastFile={lastFileOf(store)} />
      <div className="case-page__columns">
        <div>
          <section className="panel">
            <h2 className="panel__title">人员、依据与证据</h2>
            <CasePersons store={store} record={record} />
          </section>
          <section className="panel">
            <h2 className="panel__title">经过</h2>
            <CaseHistory record={record} officers={store.officers} />
          </section>
          <DecisionExportPanel store={store} record={record} on={businessDate} />
        </div>
        <div>
          <CaseNotes record={record} />
          <PrintPanel
            store={store}
            caseId={caseId}
            businessDate={businessDate}
            landOnSent={wanted === 'papers'}
            leads={!waits}
          />
        </div>
      </div>
      {dialog === 'note' ? <NoteDialog store={store} record={record} on={businessDate} onClose={close} /> : null}
      {dialog === 'copy' ? (
        <CopyCaseDialog store={store} record={record} on={businessDate} onMade={onCorrect} onClose={close} />
      ) : null}
      {dialog === 'voided' || dialog === 'withdrawn' ? (
        <EndCaseDialog store={store} record={record} kind={dialog} on={businessDate} onDone={close} onClose={close} />
      ) : null}
    </div>
  );
}
