import { useCallback, useEffect, useState } from 'react';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { formatYuan } from '#shared/domain/money.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import type { CaseSummary, Draft } from '../../store/cases/case-store.ts';
import { Button } from '../../ui/Button.tsx';
import { ChoiceTable, type ChoiceColumn } from '../../ui/ChoiceTable.tsx';
import { ariaKey, keyName, nthItem } from '../../ui/key-table.ts';
import { useKeys } from '../../ui/keys.ts';
import { isOutdated } from './case-drafts.ts';
import { ChangedNotice } from './ChangedNotice.tsx';
import { nextDeadline, printState, queues } from './queues.ts';
import { RemoveDraftDialog, savedAtText } from './RemoveDraftDialog.tsx';
import { statusText } from './status-label.ts';
import './worklist.css';

export interface WorklistPageProps {
  readonly store: CounterStore;
  readonly businessDate: PlainDate;
  readonly onOpenCase: (caseId: string) => void;
  readonly onOpenDraft: (draftId: string) => void;
  readonly onNew: () => void;
}

function deadlineText(entry: CaseSummary, today: PlainDate): string {
  const deadline = nextDeadline(entry);
  if (deadline === null) return '';
  return `${deadline.what} ${deadline.day}${deadline.day < today ? ' 已逾期' : ''}`;
}

export const caseColumns = (today: PlainDate): readonly ChoiceColumn<CaseSummary>[] => [
  { id: 'number', heading: '办件号', width: '11rem', cell: (entry) => <span className="number">{entry.number}</span> },
  { id: 'employer', heading: '单位', cell: (entry) => entry.employerName },
  {
    id: 'persons',
    heading: '人数',
    width: '6rem',
    align: 'right',
    cell: (entry) => `${entry.metPersons} / ${entry.persons.length} 人`,
  },
  {
    id: 'amount',
    heading: '金额（元）',
    width: '8rem',
    align: 'right',
    cell: (entry) => formatYuan(entry.totalAmountFen),
  },
  { id: 'status', heading: '状态', width: '10rem', cell: statusText },
  {
    id: 'deadline',
    heading: '期限',
    width: '13rem',
    cell: (entry) => <span className="number">{deadlineText(entry, today)}</span>,
  },
  { id: 'print', heading: '文书', width: '10rem', cell: printState },
  {
    id: 'batch',
    heading: '批次',
    width: '10rem',
    cell: (entry) => <span className="number">{entry.batchNumber ?? '未导出'}</span>,
  },
];

/** The drafts, read anew after each change of the cases and when asked to: drafts are in no journal, nothing tells of them. */
function useDrafts(store: CounterStore): readonly [readonly Draft[], () => void] {
  const [drafts, setDrafts] = useState<readonly Draft[]>([]);
  const [version, setVersion] = useState(0);
  const reread = useCallback(() => setVersion((before) => before + 1), []);
  useEffect(() => store.cases.subscribe(reread), [store, reread]);
  useEffect(() => {
    let current = true;
    void store.cases.drafts().then((found) => {
      if (current) setDrafts(found);
    });
    return () => {
      current = false;
    };
  }, [store, version]);
  return [drafts, reread];
}

const draftColumns: readonly ChoiceColumn<Draft>[] = [
  { id: 'employer', heading: '单位', cell: (draft) => draft.application.employer.name || '（未填单位）' },
  {
    id: 'persons',
    heading: '人数',
    width: '6rem',
    align: 'right',
    cell: (draft) => `${draft.application.roster.length} 人`,
  },
  {
    id: 'received',
    heading: '收件日期',
    width: '9rem',
    cell: (draft) => <span className="number">{draft.application.receivedOn}</span>,
  },
  {
    id: 'saved',
    heading: '最后暂存',
    width: '14rem',
    cell: (draft) => <span className="number">{savedAtText(draft)}</span>,
  },
];

/** What the draft is for, and that it came too late where the case went on without it. */
function purposeOf(draft: Draft, cases: readonly CaseSummary[]): string {
  const entry = cases.find(({ caseId }) => caseId === (draft.caseId ?? draft.draftId));
  if (isOutdated(draft, entry?.decidedAt)) return `${entry?.number ?? ''} 已有更新的决定，只能查看`;
  if (entry === undefined) return '新受理';
  return `${draft.supplement ? '补充决定' : '更正'} ${entry.number}`;
}

interface TabButtonProps {
  readonly id: string;
  readonly label: string;
  readonly count: number;
  readonly place: number;
  readonly chosen: boolean;
  readonly onChoose: (id: string) => void;
}

function TabButton({ id, label, count, place, chosen, onChoose }: TabButtonProps) {
  const action = nthItem(place);
  return (
    <button
      type="button"
      className="worklist__tab"
      aria-pressed={chosen}
      aria-keyshortcuts={action === undefined ? undefined : ariaKey(action)}
      onClick={() => onChoose(id)}
    >
      {label} <span className="number">{count}</span>{' '}
      {action === undefined ? null : (
        <kbd className="key" aria-hidden="true">
          {keyName(action)}
        </kbd>
      )}
    </button>
  );
}

/** 办件: the queues as tabs, each line one case; drafts are a queue like the others. */
export function WorklistPage({ store, businessDate, onOpenCase, onOpenDraft, onNew }: WorklistPageProps) {
  const [chosen, setChosen] = useState('today');
  const [drafts, reread] = useDrafts(store);
  const [removing, setRemoving] = useState<Draft | null>(null);
  const cases = store.cases.list();
  const queue = queues.find((one) => one.id === chosen);
  const tabs = [
    { id: 'drafts', label: '暂存', count: drafts.length },
    ...queues.map((one) => ({
      id: one.id,
      label: one.label,
      count: cases.filter((entry) => one.holds(entry, businessDate)).length,
    })),
  ];
  useKeys(Object.fromEntries(tabs.map(({ id }, index) => [nthItem(index + 1), () => setChosen(id)])));
  return (
    <div className="page worklist">
      <div className="page__head">
        <h1>办件</h1>
        <span className="grow" />
        <Button look="primary" keyHint="newIntake" onClick={onNew}>
          新受理
        </Button>
      </div>
      <ChangedNotice store={store} />
      <div className="worklist__tabs" role="group" aria-label="队列">
        {tabs.map((tab, index) => (
          <TabButton key={tab.id} {...tab} place={index + 1} chosen={tab.id === chosen} onChoose={setChosen} />
        ))}
      </div>
      {queue === undefined ? (
        <ChoiceTable
          key="drafts"
          label="暂存"
          columns={[
            ...draftColumns,
            { id: 'kind', heading: '用途', width: '21rem', cell: (draft) => purposeOf(draft, cases) },
          ]}
          rows={drafts}
          keyOf={(draft) => draft.draftId}
          onOpen={(draft) => onOpenDraft(draft.draftId)}
          removal={{ word: '删除暂存', onRemove: setRemoving }}
          empty="没有暂存的填写。"
        />
      ) : (
        <ChoiceTable
          key={queue.id}
          label={queue.label}
          columns={caseColumns(businessDate)}
          rows={cases.filter((entry) => queue.holds(entry, businessDate))}
          keyOf={(entry) => entry.caseId}
          onOpen={(entry) => onOpenCase(entry.caseId)}
          empty={queue.empty}
        />
      )}
      {removing === null ? null : (
        <RemoveDraftDialog
          store={store}
          draft={removing}
          onRemoved={() => {
            setRemoving(null);
            reread();
          }}
          onClose={() => setRemoving(null)}
        />
      )}
    </div>
  );
}
