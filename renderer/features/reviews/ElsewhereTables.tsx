/** 复核 for the office's other windows: what they ask for, and what became of the words that were given here. */
import { formatYuan } from '#shared/domain/money.ts';
import { becameWords, reviewBecauseWords, reviewStateWords } from '#shared/wording/review.ts';
import { failureText } from '#shared/wording/failures.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import type { ElsewhereReview, SentWord } from '../../store/dispatches/dispatch-desk.ts';
import { ChoiceTable, type ChoiceColumn } from '../../ui/ChoiceTable.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { pathOfElsewhere, useElsewhere } from './use-elsewhere.ts';

/** Latest words that are listed; the ledger has all. */
const MOST_SENT = 20;

/** What the one signed in can do about it. */
export function elsewhereChance({ officer }: CounterStore, { asked, mine }: ElsewhereReview): string {
  if (mine) return '由我复核';
  return asked.workers.includes(officer.id) ? '我参与过，由另一名人员复核' : '由管理员登录后复核';
}

const columnsFor = (store: CounterStore): readonly ChoiceColumn<ElsewhereReview>[] => [
  {
    id: 'number',
    heading: '办件号',
    width: '11rem',
    cell: ({ asked }) => <span className="number case-no">{asked.number}</span>,
  },
  { id: 'firm', heading: '单位', cell: ({ asked }) => <span className="firm">{asked.employerName}</span> },
  {
    id: 'persons',
    heading: '人数',
    width: '4rem',
    align: 'right',
    cell: ({ asked }) => <span className="number">{asked.persons}</span>,
  },
  {
    id: 'amount',
    heading: '金额（元）',
    width: '7rem',
    align: 'right',
    cell: ({ asked }) => <span className="number">{formatYuan(asked.amountFen)}</span>,
  },
  { id: 'on', heading: '结论日期', width: '7rem', cell: ({ asked }) => <span className="number">{asked.on}</span> },
  { id: 'by', heading: '经办', width: '6rem', cell: ({ asked }) => asked.officer.name },
  {
    id: 'because',
    heading: '为什么复核',
    width: '14rem',
    yields: 1,
    cell: ({ asked }) => reviewBecauseWords[asked.because],
  },
  { id: 'what', heading: '怎样办', width: '13rem', cell: (review) => elsewhereChance(store, review) },
];

function Sent({ sent }: { readonly sent: readonly SentWord[] }) {
  if (sent.length === 0) return null;
  return (
    <section aria-label="本窗口送出的复核">
      <h2>本窗口送出的复核</h2>
      <ul>
        {sent.slice(0, MOST_SENT).map(({ event, became }) => (
          <li key={event.name}>
            <span className="number">{event.given.word.number}</span>　{event.employerName}　
            {reviewStateWords[event.given.word.passed ? 'passed' : 'returned']}（
            <span className="number">{event.given.word.on}</span> {event.given.by.officerName}）：{becameWords(became)}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Nothing in an office that has heard of no other window. */
export function ElsewhereTables({
  store,
  onGo,
}: {
  readonly store: CounterStore;
  readonly onGo: (path: string) => void;
}) {
  const read = useElsewhere(store);
  if (read === null) return null;
  if (!read.ok) return <Notice tone="warn">{failureText(read.failure)}</Notice>;
  const { waiting, sent, asOf, unreadable } = read.value;
  if (asOf === null && waiting.length + sent.length === 0) return null;
  return (
    <>
      <h2>其他窗口的办件</h2>
      {unreadable === 0 ? null : (
        <Notice tone="warn">
          另有 {unreadable} 件读不出：对方的程序较新，或本窗口还没有单位的共用密钥（见“设置—联网”）。
        </Notice>
      )}
      <ChoiceTable
        label="其他窗口待复核"
        columns={columnsFor(store)}
        rows={waiting}
        keyOf={({ window, name }) => `${window} ${name}`}
        onOpen={(review) => onGo(pathOfElsewhere(review))}
        copies={({ asked }) => ({ number: asked.number, firm: asked.employerName })}
        groupOf={({ prefix }) => `${prefix} 窗口`}
        empty="其他窗口没有等待复核的办件。"
      />
      <Sent sent={sent} />
    </>
  );
}
