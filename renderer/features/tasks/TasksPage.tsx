/** 待办: everything that is still to be done, what is due first; each opens where it is done, and ends by what is recorded there. */
import { useMemo, useState } from 'react';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { countByKind } from '#shared/tasks/fold-tasks.ts';
import { taskKinds, type Task, type TaskKind } from '#shared/tasks/task.ts';
import { failureText } from '#shared/wording/failures.ts';
import { ownerWords, taskKindLabels, taskWhenLabels, taskWords } from '#shared/wording/tasks.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { ChoiceTable, type ChoiceColumn } from '../../ui/ChoiceTable.tsx';
import { panelOf, Tabs } from '../../ui/Tabs.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { ClerkCell, DistanceTag } from '../worklist/index.ts';
import type { Tasks } from './use-tasks.ts';
import './tasks.css';

export interface TasksPageProps extends Tasks {
  readonly store: CounterStore;
  readonly businessDate: PlainDate;
  /** To the place where a task is done. */
  readonly onGo: (path: string) => void;
}

type Chosen = TaskKind | 'all';

/** What was looked at last, for the way back from a task. */
const looked = new WeakMap<CounterStore, Chosen>();

function Owner({ store, task }: { readonly store: CounterStore; readonly task: Task }) {
  const entry = task.caseId === undefined ? undefined : store.cases.list().find(({ caseId }) => caseId === task.caseId);
  return entry === undefined ? ownerWords(task) : <ClerkCell store={store} entry={entry} />;
}

const columnsOn = (store: CounterStore, today: PlainDate): readonly ChoiceColumn<Task>[] => [
  {
    id: 'day',
    heading: '期限',
    width: '12rem',
    cell: ({ due }) =>
      due === null ? (
        <span className="soft">—</span>
      ) : (
        <>
          <strong className="number">{due}</strong> <DistanceTag day={due} today={today} />
        </>
      ),
  },
  { id: 'what', heading: '事项', width: '6.5rem', cell: ({ about }) => taskWords(about).what },
  {
    id: 'number',
    heading: '编号',
    width: '10rem',
    cell: ({ about }) => <span className="number case-no">{taskWords(about).number}</span>,
  },
  {
    id: 'subject',
    heading: '单位或名称',
    width: '13rem',
    cell: ({ about }) => <span className="firm">{taskWords(about).subject}</span>,
  },
  {
    id: 'why',
    heading: '为什么、怎样了结',
    cell: ({ about }) => <span className="small">{taskWords(about).why}</span>,
  },
  { id: 'owner', heading: '由谁办', width: '6.5rem', cell: (task) => <Owner store={store} task={task} /> },
];

export function TasksPage({ store, businessDate, tasks, failures, onGo }: TasksPageProps) {
  const [chosen, setChosen] = useState<Chosen>(() => looked.get(store) ?? 'all');
  const choose = (kind: Chosen) => {
    looked.set(store, kind);
    setChosen(kind);
    // The first line of what was chosen takes the focus.
    (document.activeElement as HTMLElement | null)?.blur();
  };
  const columns = useMemo(() => columnsOn(store, businessDate), [store, businessDate]);
  const all = tasks ?? [];
  const counts = countByKind(all);
  const rows = chosen === 'all' ? all : all.filter(({ kind }) => kind === chosen);
  const inGroup = new Map<Task['when'], number>();
  for (const { when } of rows) inGroup.set(when, (inGroup.get(when) ?? 0) + 1);
  return (
    <div className="page stack">
      <div className="page__head">
        <h1>待办</h1>
        <span className="soft number">业务日期 {businessDate}</span>
        <span className="grow" />
        <span className="soft small">按记录列出：办完并记下，就不再列</span>
      </div>
      {failures.map((failure) => (
        <Notice key={failure.code} tone="bad" live="alert">
          有的来源读不出来，它的待办没有列全。{failureText(failure)}
        </Notice>
      ))}
      <Tabs
        name="tasks"
        label="种类"
        tabs={[
          { id: 'all', label: '全部', count: all.length },
          ...taskKinds.map((kind) => ({ id: kind, label: taskKindLabels[kind], count: counts[kind] })),
        ]}
        chosen={chosen}
        onChoose={choose}
      />
      <div {...panelOf('tasks', chosen)}>
        {tasks === null ? null : (
          <ChoiceTable
            key={chosen}
            label="待办"
            columns={columns}
            rows={rows}
            keyOf={({ id }) => id}
            groupOf={({ when }) => `${taskWhenLabels[when]} ${inGroup.get(when) ?? 0}`}
            onOpen={({ path }) => onGo(path)}
            copies={({ about }) => {
              const { number, subject } = taskWords(about);
              return { number, firm: subject };
            }}
            empty={chosen === 'all' ? '没有待办。' : `没有“${taskKindLabels[chosen]}”的待办。`}
            autoFocus
          />
        )}
      </div>
    </div>
  );
}
