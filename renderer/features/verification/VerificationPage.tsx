/** 核验: who waits to be asked, what was sent out, what came back; the day's quota; files out and in. */
import { useMemo, useState } from 'react';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { isUnwritten, type VerificationBook } from '#shared/verification/verification-events.ts';
import { quotaLeft } from '#shared/policy/verification-queue.ts';
import { failureText } from '#shared/wording/failures.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { Notice } from '../../ui/Notice.tsx';
import { keyName } from '../../ui/key-table.ts';
import { useHeldPacks } from '../policy/index.ts';
import { useOfficeRules } from '../rules/index.ts';
import { AnswerPanel } from './AnswerPanel.tsx';
import { AnswerTable, WaitingTable, type CaseOf } from './PersonTables.tsx';
import { QuotaPanel } from './QuotaPanel.tsx';
import { SentBatches } from './SentBatches.tsx';
import { UnwrittenBatch } from './UnwrittenBatch.tsx';
import { staleAfterDaysOn, useVerification } from './use-verification.ts';
import { finishBatch, giveUpBatch, makeBatch, type BatchOutcome, type VerificationWork } from './verification-work.ts';
import './verification.css';

export interface VerificationPageProps {
  readonly store: CounterStore;
  readonly businessDate: PlainDate;
}

/** The newest case that names each person: a person is queued from a draft that has no number yet. */
function useCases(store: CounterStore): CaseOf {
  const cases = store.cases.list();
  return useMemo(() => {
    const found = new Map<string, { readonly caseId: string; readonly number: string }>();
    for (const { caseId, number, persons } of cases)
      for (const { citizenId } of persons) found.set(citizenId, { caseId, number });
    return (citizenId) => found.get(citizenId) ?? null;
  }, [cases]);
}

function BatchEnd({ outcome }: { readonly outcome: BatchOutcome | null }) {
  if (outcome === null) return null;
  switch (outcome.kind) {
    case 'written':
      return (
        <Notice tone="good" live="status">
          <strong>已生成查询文件，{outcome.persons} 人</strong>
          <div className="verification__path number" data-machine="">
            {outcome.folder}
          </div>
          <div className="small">文件是明文，含姓名和公民身份号码。交给有核验接口权限的人员，用后删除。</div>
        </Notice>
      );
    case 'nobody-to-ask':
      return (
        <Notice tone="info" live="status">
          没有生成文件：没有等待查询的人员，或今日限额已用完。
        </Notice>
      );
    case 'unfinished':
      return (
        <Notice tone="warn" live="alert">
          没有生成新文件：请先续做或退回未写完的查询文件。
        </Notice>
      );
    case 'failure':
      return (
        <Notice tone="bad" live="alert">
          {failureText(outcome.failure)}已登记的查询列在“未写完的查询文件”，续做时不重复查询，也不再占用限额。
        </Notice>
      );
  }
}

function Figures({ book }: { readonly book: VerificationBook }) {
  const { waiting, asked } = book.queue;
  const figures = [
    ['等待查询', waiting.length],
    ['已送出、未返回', asked.size],
    ['已返回', book.answers.size],
  ] as const;
  return (
    <dl className="verification__figures">
      {figures.map(([label, count]) => (
        <div key={label}>
          <dt className="soft">{label}</dt>
          <dd className="number">{count} 人</dd>
        </div>
      ))}
    </dl>
  );
}

/** One piece of work at a time, and how the last one ended. */
function useBatchWork(work: VerificationWork) {
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<BatchOutcome | null>(null);
  const run = (job: () => Promise<BatchOutcome | null>): void => {
    if (busy) return;
    setBusy(true);
    setOutcome(null);
    void job()
      .then(setOutcome)
      .finally(() => setBusy(false));
  };
  const giveUp = (batchId: string): void =>
    run(async () => {
      const failure = await giveUpBatch(work, batchId);
      return failure === null ? null : { kind: 'failure', failure };
    });
  return { busy, outcome, run, giveUp };
}

function useStaleAfterDays(store: CounterStore, date: PlainDate): number {
  const { state } = useHeldPacks(store);
  return staleAfterDaysOn(date, state?.held ?? []);
}

export function VerificationPage({ store, businessDate }: VerificationPageProps) {
  const staleAfterDays = useStaleAfterDays(store, businessDate);
  const { book, failure } = useVerification(store, staleAfterDays);
  const { dailyQuota: quota } = useOfficeRules(store);
  const caseOf = useCases(store);
  const work = { store, on: businessDate, staleAfterDays };
  const { busy, outcome, run, giveUp } = useBatchWork(work);
  return (
    <div className="page verification">
      <div className="page__head">
        <h1>核验</h1>
        <span className="soft number">业务日期 {businessDate}</span>
      </div>
      <div className="stack">
        {failure === null ? null : (
          <Notice tone="bad" live="alert">
            {failureText(failure)}
          </Notice>
        )}
        <BatchEnd outcome={outcome} />
        {book === null ? null : (
          <>
            <UnwrittenBatch
              batches={book.batches.filter(isUnwritten)}
              busy={busy}
              onFinish={({ batchId }) => run(() => finishBatch(work, batchId))}
              onGiveUp={({ batchId }) => giveUp(batchId)}
            />
            <Figures book={book} />
            <div className="verification__work">
              <QuotaPanel
                asked={book.queue.ledger.get(businessDate) ?? 0}
                quota={quota}
                next={Math.min(book.queue.waiting.length, quotaLeft(book.queue, businessDate, quota))}
                obstacle={obstacleOf(book, busy, quotaLeft(book.queue, businessDate, quota))}
                store={store}
                onMake={() => run(() => makeBatch(work))}
              />
              <AnswerPanel work={work} />
            </div>
            <WaitingTable persons={book.queue.waiting} caseOf={caseOf} />
            <SentBatches
              batches={book.batches.filter((batch) => !isUnwritten(batch)).toReversed()}
              busy={busy}
              store={store}
              onGiveUp={({ batchId }) => giveUp(batchId)}
            />
            <AnswerTable answers={[...book.answers.values()].toReversed()} caseOf={caseOf} />
          </>
        )}
      </div>
    </div>
  );
}

function obstacleOf(book: VerificationBook, busy: boolean, left: number): string | null {
  if (busy) return '正在生成';
  if (book.batches.some(isUnwritten)) return '请先续做或退回未写完的查询文件';
  if (book.queue.waiting.length === 0)
    return `没有等待查询的人员。受理时选中待核人员，按 ${keyName('enqueue')} 进入核验队列`;
  return left === 0 ? '今日限额已用完，其余人员明日再查' : null;
}
