import { useState, type ReactNode } from 'react';
import type { OfficeDuty } from '#shared/casework/office-duty.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import type { BoardLine, DueWhen } from '#shared/policy/deadline-board.ts';
import type { RegisteredClock } from '#shared/policy/office-clocks.ts';
import { deadlineLabels, dueWhenLabels, ruleWords } from '#shared/wording/deadlines.ts';
import { failureText } from '#shared/wording/failures.ts';
import type { CaseSummary } from '../../store/cases/case-store.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { Button } from '../../ui/Button.tsx';
import { ChoiceTable, type ChoiceColumn } from '../../ui/ChoiceTable.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { AgentCell, CaseNumber, contactOf, DistanceTag, StatusMark } from '../worklist/index.ts';
import { CloseClockDialog } from './CloseClockDialog.tsx';
import { OpenClockDialog } from './OpenClockDialog.tsx';
import { useDeadlines } from './use-deadlines.ts';

export interface DeadlinesPageProps {
  readonly store: CounterStore;
  readonly businessDate: PlainDate;
  /** A 公示 or list that somebody came for. */
  readonly clockId?: string;
  readonly onOpen: (caseId: string) => void;
  /** To the page on which a duty of the office is done. */
  readonly onGo: (path: string) => void;
}

/** What is due: of a case, of a 公示 or list, or of the office itself. */
interface Due {
  readonly key: string;
  readonly due: PlainDate | null;
  readonly when: DueWhen;
  readonly what: string;
  readonly rule: string;
  readonly of:
    | { readonly kind: 'case'; readonly entry: CaseSummary }
    | { readonly kind: 'clock'; readonly clock: RegisteredClock; readonly line: BoardLine }
    | { readonly kind: 'duty'; readonly duty: OfficeDuty };
}

const dueOf = (line: BoardLine, of: Due['of']): Due => ({
  key: `${line.subject.id} ${line.rule}`,
  due: line.due,
  when: line.when,
  what: deadlineLabels[line.rule],
  rule: ruleWords(line.shown),
  of,
});

const dutyDue = (duty: OfficeDuty): Due => ({
  key: duty.id,
  due: duty.due,
  when: duty.when,
  what: duty.what,
  rule: duty.rule,
  of: { kind: 'duty', duty },
});

const nameOf = ({ of }: Due): string => {
  if (of.kind === 'case') return of.entry.employerName;
  return of.kind === 'clock' ? of.clock.name : of.duty.name;
};

const numberOf = ({ of }: Due): ReactNode => {
  if (of.kind === 'case') return <CaseNumber number={of.entry.number} />;
  return of.kind === 'clock' ? '公示 / 名单' : of.duty.place;
};

const statusOf = ({ of }: Due): ReactNode => {
  if (of.kind === 'case') return <StatusMark entry={of.entry} />;
  return of.kind === 'clock' ? `${of.clock.from} 起` : of.duty.status;
};

/** Those without a calendar come first: nobody watches them. */
const GROUPS: readonly DueWhen[] = ['calendarNotUpdated', 'overdue', 'today', 'thisWeek', 'later'];

const columnsOn = (store: CounterStore, today: PlainDate): readonly ChoiceColumn<Due>[] => [
  {
    id: 'day',
    heading: '期限',
    width: '12rem',
    cell: ({ due }) => (
      <>
        <strong className="number">{due ?? dueWhenLabels.calendarNotUpdated}</strong>{' '}
        {due === null ? null : <DistanceTag day={due} today={today} />}
      </>
    ),
  },
  { id: 'what', heading: '事项', width: '4.5rem', cell: ({ what }) => what },
  {
    id: 'number',
    heading: '办件号',
    width: '10rem',
    cell: numberOf,
  },
  {
    id: 'employer',
    heading: '单位或名称',
    cell: (due) => <span className="firm">{nameOf(due)}</span>,
  },
  {
    id: 'agent',
    heading: '经办人、电话',
    width: '11rem',
    cell: ({ of }) => (of.kind === 'case' ? <AgentCell store={store} entry={of.entry} /> : ''),
  },
  {
    id: 'status',
    heading: '状态',
    width: '10rem',
    cell: statusOf,
  },
  {
    id: 'rule',
    heading: '规则与依据',
    width: '22rem',
    yields: 1,
    cell: ({ rule }) => <span className="small soft">{rule}</span>,
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
export function DeadlinesPage({ store, businessDate, clockId, onOpen, onGo }: DeadlinesPageProps) {
  const [opening, setOpening] = useState(false);
  const [closing, setClosing] = useState<{ readonly clock: RegisteredClock; readonly line: BoardLine } | null>(null);
  const cases = store.cases.list();
  const {
    rules: { pack, inForce },
    lines,
    clocks,
    duties,
    failure,
  } = useDeadlines(store, businessDate);
  const entries = new Map(cases.map((entry) => [entry.caseId, entry]));
  const byId = new Map(clocks.map((clock) => [clock.id, clock]));
  const ofLines = lines.flatMap((line): Due[] => {
    const entry = line.subject.kind === 'case' ? entries.get(line.subject.id) : undefined;
    const clock = line.subject.kind === 'list' ? byId.get(line.subject.id) : undefined;
    if (entry !== undefined) return [dueOf(line, { kind: 'case', entry })];
    return clock === undefined ? [] : [dueOf(line, { kind: 'clock', clock, line })];
  });
  const due = [...ofLines, ...duties.map(dutyDue)];
  const countOf = (when: DueWhen): number => due.filter((one) => one.when === when).length;
  const open = ({ of }: Due) => {
    if (of.kind === 'case') onOpen(of.entry.caseId);
    else if (of.kind === 'clock') setClosing({ clock: of.clock, line: of.line });
    else onGo(of.duty.path);
  };
  const rows = GROUPS.flatMap((when) =>
    due.filter((one) => one.when === when).toSorted((one, other) => ((one.due ?? '') < (other.due ?? '') ? -1 : 1)),
  );
  const payout = lines.find(({ rule }) => rule === 'payout');
  return (
    <div className="page stack">
      <div className="page__head">
        <h1>期限</h1>
        <span className="soft number">业务日期 {businessDate}</span>
        <span className="grow" />
        <Button shortcut="register" onClick={() => setOpening(true)}>
          登记公示 / 名单
        </Button>
      </div>
      {failure === null ? null : (
        <Notice tone="bad" live="alert">
          公示和名单的期限读不出来。{failureText(failure)}
        </Notice>
      )}
      {inForce ? null : (
        <Notice tone="warn">业务日期不在任何已生效政策包内：期限是保存办件时算出的，规则按“{pack.title}”显示。</Notice>
      )}
      {inForce && payout !== undefined ? <PayoutNote line={payout} /> : null}
      {due.length === 0 ? null : (
        <ChoiceTable
          label="期限"
          columns={columnsOn(store, businessDate)}
          rows={rows}
          keyOf={({ key }) => key}
          groupOf={({ when }) => `${dueWhenLabels[when]} ${countOf(when)}`}
          onOpen={open}
          copies={(one) =>
            one.of.kind === 'case'
              ? {
                  number: one.of.entry.number,
                  firm: one.of.entry.employerName,
                  phone: contactOf(store, one.of.entry)?.phone,
                }
              : { firm: nameOf(one) }
          }
          empty=""
          autoFocus
          landOn={clockId ? ({ of }) => of.kind === 'clock' && of.clock.id === clockId : undefined}
        />
      )}
      {due.length === 0 ? <p className="soft">没有在办的期限。</p> : null}
      <p className="soft small">办件导出后由省系统办理，本窗口不再计时；其中仍待核的人员继续计时。</p>
      {opening ? (
        <OpenClockDialog
          store={store}
          on={businessDate}
          onDone={() => setOpening(false)}
          onClose={() => setOpening(false)}
        />
      ) : null}
      {closing === null ? null : (
        <CloseClockDialog
          store={store}
          clock={closing.clock}
          due={closing.line.due}
          on={businessDate}
          onDone={() => setClosing(null)}
          onClose={() => setClosing(null)}
        />
      )}
    </div>
  );
}
