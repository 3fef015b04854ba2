import type { PlainDate } from '#shared/domain/plain-date.ts';
import type { BoardLine, DueWhen } from '#shared/policy/deadline-board.ts';
import { deadlineLabels, dueWhenLabels, ruleWords } from '#shared/wording/deadlines.ts';
import type { CaseSummary } from '../../store/cases/case-store.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { ChoiceTable, type ChoiceColumn } from '../../ui/ChoiceTable.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { statusLabel } from '../worklist/index.ts';
import { useDeadlines } from './use-deadlines.ts';

export interface DeadlinesPageProps {
  readonly store: CounterStore;
  readonly businessDate: PlainDate;
  readonly onOpen: (caseId: string) => void;
}

interface Due {
  readonly line: BoardLine;
  readonly entry: CaseSummary;
}

/** Those without a calendar come first: nobody watches them. */
const GROUPS: readonly DueWhen[] = ['calendarNotUpdated', 'overdue', 'today', 'thisWeek', 'later'];

const columns: readonly ChoiceColumn<Due>[] = [
  {
    id: 'day',
    heading: '期限',
    width: '8rem',
    cell: ({ line }) => <strong className="number">{line.due ?? dueWhenLabels.calendarNotUpdated}</strong>,
  },
  { id: 'what', heading: '事项', width: '5rem', cell: ({ line }) => deadlineLabels[line.rule] },
  {
    id: 'number',
    heading: '办件号',
    width: '11rem',
    cell: ({ entry }) => <span className="number">{entry.number}</span>,
  },
  { id: 'employer', heading: '单位', cell: ({ entry }) => entry.employerName },
  { id: 'status', heading: '状态', width: '7rem', cell: ({ entry }) => statusLabel[entry.status] },
  {
    id: 'rule',
    heading: '规则与依据',
    cell: ({ line }) => <span className="small soft">{ruleWords(line.shown)}</span>,
  },
];

function PayoutNote({ line }: { readonly line: BoardLine }) {
  return (
    <Notice tone="info">
      {line.due === null ? '工作日历未更新，不显示发放日。' : `发放截止：${line.due}。`}
      <span className="small">{ruleWords(line.shown)}</span>
    </Notice>
  );
}

/** 期限: overdue, today, this week, later; each with its rule, unit, direction and source from the pack. */
export function DeadlinesPage({ store, businessDate, onOpen }: DeadlinesPageProps) {
  const cases = store.cases.list();
  const {
    rules: { pack, inForce },
    lines,
  } = useDeadlines(store, businessDate);
  const entries = new Map(cases.map((entry) => [entry.caseId, entry]));
  const due = lines.flatMap((line): Due[] => {
    const entry = entries.get(line.subject.id);
    return line.subject.kind === 'case' && entry !== undefined ? [{ line, entry }] : [];
  });
  const payout = lines.find(({ rule }) => rule === 'payout');
  return (
    <div className="page stack">
      <div className="page__head">
        <h1>期限</h1>
        <span className="soft number">业务日期 {businessDate}</span>
      </div>
      {inForce ? null : (
        <Notice tone="warn">业务日期不在任何已生效政策包内：期限是保存办件时算出的，规则按“{pack.title}”显示。</Notice>
      )}
      {inForce && payout !== undefined ? <PayoutNote line={payout} /> : null}
      {GROUPS.map((when) => {
        const rows = due.filter(({ line }) => line.when === when);
        if (when === 'calendarNotUpdated' && rows.length === 0) return null;
        return (
          <section key={when} className="stack">
            <h2>
              {dueWhenLabels[when]} <span className="number soft">{rows.length}</span>
            </h2>
            {rows.length === 0 ? null : (
              <ChoiceTable
                label={dueWhenLabels[when]}
                columns={columns}
                rows={rows}
                keyOf={({ line }) => `${line.subject.id} ${line.rule}`}
                onOpen={({ entry }) => onOpen(entry.caseId)}
                empty=""
              />
            )}
          </section>
        );
      })}
      {due.length === 0 ? <p className="soft">没有在办的期限。</p> : null}
    </div>
  );
}
