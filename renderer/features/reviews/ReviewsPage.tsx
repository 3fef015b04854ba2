/** 复核: every answer that another officer has to see before it leaves, and those sent back. */
import { heldBack, type RoundReview } from '#shared/casework/review.ts';
import { formatYuan } from '#shared/domain/money.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { reviewBecauseWords, reviewByWords, reviewStateWords, reviewTakesWords } from '#shared/wording/review.ts';
import type { CaseSummary } from '../../store/cases/case-store.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { ChoiceTable, type ChoiceColumn } from '../../ui/ChoiceTable.tsx';
import { ElsewhereTables } from './ElsewhereTables.tsx';
import { chanceHere, chanceWords, nameOf } from './use-review.ts';

interface Waiting {
  readonly summary: CaseSummary;
  readonly round: CaseSummary['rounds'][number];
  readonly review: RoundReview;
}

export interface ReviewsPageProps {
  readonly store: CounterStore;
  readonly businessDate: PlainDate;
  readonly onGo: (path: string) => void;
}

/** Oldest answer first: its clock runs longest. */
const waitingIn = ({ cases }: CounterStore): readonly Waiting[] =>
  cases
    .list()
    .flatMap((summary) =>
      heldBack(summary).flatMap((round) => (round.review === null ? [] : [{ summary, round, review: round.review }])),
    )
    .toSorted((one, other) => one.round.ledgerNumber - other.round.ledgerNumber);

function columnsFor(store: CounterStore): readonly ChoiceColumn<Waiting>[] {
  return [
    {
      id: 'number',
      heading: '办件号',
      width: '11rem',
      cell: ({ summary }) => <span className="number case-no">{summary.number}</span>,
    },
    { id: 'firm', heading: '单位', cell: ({ summary }) => <span className="firm">{summary.employerName}</span> },
    {
      id: 'persons',
      heading: '人数',
      width: '4rem',
      align: 'right',
      cell: ({ round }) => <span className="number">{round.persons}</span>,
    },
    {
      id: 'amount',
      heading: '金额（元）',
      width: '7rem',
      align: 'right',
      cell: ({ round }) => <span className="number">{formatYuan(round.amountFen)}</span>,
    },
    { id: 'on', heading: '结论日期', width: '7rem', cell: ({ round }) => <span className="number">{round.on}</span> },
    { id: 'by', heading: '经办', width: '6rem', cell: ({ review }) => nameOf(store, review.workers[0] ?? '') },
    {
      id: 'because',
      heading: '为什么复核',
      width: '14rem',
      yields: 1,
      cell: ({ review }) => reviewBecauseWords[review.because],
    },
    { id: 'what', heading: '怎样办', width: '13rem', cell: ({ review }) => whatToDo(store, review) },
  ];
}

function whatToDo(store: CounterStore, review: RoundReview): string {
  if (review.state === 'waiting') return chanceWords[chanceHere(store, review)];
  return `${nameOf(store, review.word?.officerId ?? '')} ${review.word?.on ?? ''} 退回，请更正`;
}

export function ReviewsPage({ store, businessDate, onGo }: ReviewsPageProps) {
  const rows = waitingIn(store);
  const rule = store.office.review;
  return (
    <div className="page stack">
      <div className="page__head">
        <h1>复核</h1>
        <span className="number soft">{businessDate}</span>
      </div>
      <p className="soft small">
        本单位的规定：
        {rule === undefined
          ? `${reviewTakesWords.none}（管理员可在“设置”里改）。`
          : `${reviewTakesWords[rule.takes]}须经${reviewByWords[rule.by]}复核后导出。`}
      </p>
      <ChoiceTable
        label="待复核"
        columns={columnsFor(store)}
        rows={rows}
        keyOf={({ summary, round }) => `${summary.caseId} ${round.ledgerNumber}`}
        onOpen={({ summary }) => onGo(`/case/${summary.caseId}`)}
        copies={({ summary }) => ({ number: summary.number, firm: summary.employerName })}
        groupOf={({ review }) => reviewStateWords[review.state]}
        empty="没有等待复核的办件。"
        autoFocus
      />
      <ElsewhereTables store={store} onGo={onGo} />
    </div>
  );
}
