/** 后续: accepted persons on their way to the money, by what they wait for; firm by firm, then batch by batch. */
import { useState, type ReactNode } from 'react';
import type { AftercareBook, NoticeBatch } from '#shared/aftercare/book.ts';
import { formatYuan } from '#shared/domain/money.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { shippedHeldCalendar } from '#shared/policy/held-calendar.ts';
import { failureText } from '#shared/wording/failures.ts';
import { itemStateLabels } from '#shared/wording/aftercare.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { Button } from '../../ui/Button.tsx';
import { ChoiceTable, type ChoiceColumn } from '../../ui/ChoiceTable.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { keyName } from '../../ui/key-table.ts';
import { panelOf, Tabs } from '../../ui/Tabs.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useHeldPacks } from '../policy/index.ts';
import { batchColumns } from './batch-words.tsx';
import { BatchPage } from './BatchPage.tsx';
import {
  firmLines,
  needsTakingOut,
  originsOf,
  queues,
  waitsInList,
  sumsOf,
  type FirmLine,
  type Queue,
  type QueueId,
} from './firm-lines.ts';
import { noteOpened } from './note-opened.ts';
import { NoticeDialog, RulesDialog, TakeOutDialog } from './NoticeDialog.tsx';
import { PayeeDialog } from './PayeeDialog.tsx';
import { PersonList } from './PersonList.tsx';
import { ReviewDialog } from './ReviewDialog.tsx';
import { SecondReviewDialog } from './SecondReviewDialog.tsx';
import { useAftercare } from './use-aftercare.ts';
import './aftercare.css';

export interface AftercarePageProps {
  readonly store: CounterStore;
  readonly businessDate: PlainDate;
  /** A batch that is open; empty on the lists. */
  readonly batchId: string;
  /** What somebody came to the batch for: its next step (`notice`), or an attempt of a payment. */
  readonly wanted?: string;
  readonly onOpenBatch: (batchId: string) => void;
  readonly onClose: () => void;
}

const statesOf = ({ items }: FirmLine): string =>
  [...new Set(items.map(({ state }) => itemStateLabels[state]))].join('、');

const columns: readonly ChoiceColumn<FirmLine>[] = [
  { id: 'firm', heading: '单位', cell: ({ employerName }) => <span className="firm">{employerName}</span> },
  {
    id: 'from',
    heading: '来源',
    width: '13rem',
    yields: 1,
    cell: (line) => <span className="number">{originsOf(line)}</span>,
  },
  { id: 'state', heading: '状态', width: '14rem', cell: statesOf },
  { id: 'persons', heading: '人数', width: '4.5rem', align: 'right', cell: ({ items }) => items.length },
  {
    id: 'amount',
    heading: '金额（元）',
    width: '8rem',
    align: 'right',
    cell: ({ amountFen }) => formatYuan(amountFen),
  },
];

const countIn = ({ items, batches }: AftercareBook, { id, holds }: Queue): number =>
  id === 'batches' ? batches.length : items.filter(holds).length;

function Sums({ book }: { readonly book: AftercareBook }) {
  const { dueFen, paidFen, excessFen } = sumsOf(book);
  return (
    <p className="soft number">
      应发 {formatYuan(dueFen)} 元，已发放 {formatYuan(paidFen)} 元
      {excessFen === 0 ? '' : `，应退 ${formatYuan(excessFen)} 元`}
    </p>
  );
}

/** What the main key does in a queue: the whole of it at once. */
const wholeQueue: Readonly<Partial<Record<QueueId, string>>> = {
  review: '初审全部',
  second: '复审全部',
  publish: '建公示批次',
};

interface StepProps {
  readonly store: CounterStore;
  readonly book: AftercareBook;
  readonly queue: QueueId;
  readonly line: FirmLine;
  readonly on: PlainDate;
  readonly onClose: () => void;
}

function Step({ store, book, queue, line, on, onClose }: StepProps): ReactNode {
  const { state } = useHeldPacks(store);
  const calendar = (state?.calendar ?? shippedHeldCalendar).table;
  const common = { store, line, on, onClose };
  switch (queue) {
    case 'review':
      return <ReviewDialog {...common} />;
    case 'complete':
      return <PayeeDialog {...common} last={book.payees.get(line.firmKey)?.at(-1)} />;
    case 'second':
      return <SecondReviewDialog {...common} />;
    case 'publish':
      return <NoticeDialog {...common} rules={book.rules} calendar={calendar} />;
    case 'batches':
    case 'ended':
    case 'all':
      return (
        <Dialog
          title={line.employerName}
          onClose={onClose}
          actions={
            <Button keyHint="back" onClick={onClose}>
              关闭
            </Button>
          }
          readOnly
        >
          <PersonList items={line.items} />
        </Dialog>
      );
  }
}

function Lists({ store, businessDate, book, onOpenBatch }: AftercarePageProps & { readonly book: AftercareBook }) {
  const [queueId, setQueueId] = useState<QueueId>('review');
  const [line, setLine] = useState<FirmLine | null>(null);
  const [rulesOpen, setRulesOpen] = useState(false);
  const [taking, setTaking] = useState(false);
  const queue = queues.find(({ id }) => id === queueId) ?? queues[0];
  if (queue === undefined) return null;
  const items = book.items.filter(queue.holds);
  const stale = book.items.filter(needsTakingOut);
  const whole = wholeQueue[queueId];
  const listed = book.items.filter(waitsInList).length;
  const open = (chosen: FirmLine) => {
    noteOpened(store, chosen.items);
    setLine(chosen);
  };
  const all = (list: typeof items): FirmLine => ({
    firmKey: '',
    employerName: `本队列全部 ${list.length} 人`,
    items: list,
    amountFen: 0,
  });
  return (
    <>
      <Tabs
        name="aftercare"
        label="队列"
        tabs={queues.map((one) => ({ id: one.id, label: one.label, count: countIn(book, one) }))}
        chosen={queueId}
        onChoose={setQueueId}
      />
      <div className="stack" {...panelOf('aftercare', queueId)}>
        <div className="row">
          <Sums book={book} />
          <span className="grow" />
          {queueId === 'publish' || queueId === 'batches' ? (
            <Button shortcut="register" onClick={() => setRulesOpen(true)}>
              公示天数{book.rules.documentNumber === null ? '（待本地核定）' : ''}
            </Button>
          ) : null}
          {whole !== undefined && items.length > 0 ? (
            <Button look="primary" shortcut="save" onClick={() => open(all(items))}>
              {whole}（{items.length} 人）
            </Button>
          ) : null}
        </div>
        {stale.length === 0 ? null : (
          <Notice tone="warn">
            {stale.length} 人的办件在初审之后更正过或已撤回，不能再往下办。
            <Button shortcut="correct" onClick={() => setTaking(true)}>
              移出，重新初审
            </Button>
          </Notice>
        )}
        {queueId === 'review' && listed > 0 ? (
          <Notice tone="info">
            免申即享名单里另有 {listed} 人待初审，<a href="#/aftercare/lists">在名单页办理（{keyName('openLists')}）</a>
            。
          </Notice>
        ) : null}
        {queueId === 'batches' ? (
          <ChoiceTable
            key="batches"
            label={queue.label}
            columns={batchColumns}
            rows={book.batches.toReversed()}
            keyOf={({ batchId }: NoticeBatch) => batchId}
            onOpen={({ batchId }) => onOpenBatch(batchId)}
            empty={queue.empty}
            autoFocus
          />
        ) : (
          <ChoiceTable
            key={queueId}
            label={queue.label}
            columns={columns}
            rows={firmLines(items)}
            keyOf={({ firmKey }) => firmKey}
            onOpen={(chosen) => open(queueId === 'publish' ? all(items) : chosen)}
            empty={queue.empty}
            autoFocus
          />
        )}
      </div>
      {line === null ? null : (
        <Step store={store} book={book} queue={queueId} line={line} on={businessDate} onClose={() => setLine(null)} />
      )}
      {rulesOpen ? (
        <RulesDialog store={store} rules={book.rules} on={businessDate} onClose={() => setRulesOpen(false)} />
      ) : null}
      {taking ? (
        <TakeOutDialog store={store} line={all(stale)} on={businessDate} onClose={() => setTaking(false)} />
      ) : null}
    </>
  );
}

export function AftercarePage(props: AftercarePageProps) {
  const { store, businessDate, batchId, wanted = '', onClose } = props;
  const { book, failure } = useAftercare(store);
  const batch = book?.batches.find((one) => one.batchId === batchId);
  if (book !== null && batch !== undefined)
    return <BatchPage {...{ store, book, batch, wanted, onClose }} on={businessDate} />;
  return (
    <div className="page stack">
      <div className="page__head">
        <h1>后续</h1>
        <span className="soft number">业务日期 {businessDate}</span>
        <span className="grow" />
        <a href="#/aftercare/lists">免申即享名单（{keyName('openLists')}）</a>
        <a href="#/findings">核查（{keyName('openFindings')}）</a>
        <a href="#/recoveries">追回（{keyName('openRecoveries')}）</a>
      </div>
      {failure === null ? null : (
        <Notice tone="bad" live="alert">
          {failureText(failure)}
        </Notice>
      )}
      {book === null && failure === null ? (
        <p className="soft" role="status">
          正在读取台账…
        </p>
      ) : null}
      {book === null ? null : <Lists {...props} book={book} />}
      {(book?.refused.length ?? 0) === 0 ? null : (
        <Notice tone="warn">
          台账中有 {book?.refused.length} 条后续记录与前面的记录不相符，没有采用：第 {book?.refused.join('、')} 条。
        </Notice>
      )}
    </div>
  );
}
