import { useState } from 'react';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import type { OpenDay } from '#shared/aftercare/open-days.ts';
import type { BoardLine, DueWhen } from '#shared/policy/deadline-board.ts';
import type { RegisteredClock } from '#shared/policy/office-clocks.ts';
import { deadlineLabels, dueWhenLabels, ruleWords } from '#shared/wording/deadlines.ts';
import { recoveryDayLabels } from '#shared/wording/recovery.ts';
import { failureText } from '#shared/wording/failures.ts';
import type { CaseSummary } from '../../store/cases/case-store.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { Button } from '../../ui/Button.tsx';
import { ChoiceTable, type ChoiceColumn } from '../../ui/ChoiceTable.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { AgentCell, CaseNumber, contactOf, DistanceTag, StatusMark } from '../worklist/index.ts';
import { CloseClockDialog } from './CloseClockDialog.tsx';
import { OpenClockDialog } from './OpenClockDialog.tsx';
import { useDeadlines, type DatedDay } from './use-deadlines.ts';

export interface DeadlinesPageProps {
  readonly store: CounterStore;
  readonly businessDate: PlainDate;
  readonly onOpen: (caseId: string) => void;
  readonly onOpenDay: (day: OpenDay) => void;
}

/** What is due: of a case, of a 公示 or list, or of a 追回. */
interface Due {
  readonly line: Pick<BoardLine, 'due' | 'when'>;
  readonly what: string;
  /** How it was counted, and by which document. */
  readonly words: string;
  readonly of:
    | { readonly kind: 'case'; readonly entry: CaseSummary }
    | { readonly kind: 'clock'; readonly clock: RegisteredClock; readonly line: BoardLine }
    | { readonly kind: 'day'; readonly day: DatedDay };
}

const nameOf = ({ of }: Due): string =>
  of.kind === 'case' ? of.entry.employerName : of.kind === 'clock' ? of.clock.name : of.day.name;
const keyOf = ({ of, what }: Due): string =>
  `${of.kind === 'case' ? of.entry.caseId : of.kind === 'clock' ? of.clock.id : of.day.id} ${what}`;

const dayLabels = { ...recoveryDayLabels, list: '名单答复' } as const;
const areaLabels = { recoveries: '追回', findings: '核查' } as const;

/** Those without a calendar come first: nobody watches them. */
const GROUPS: readonly DueWhen[] = ['calendarNotUpdated', 'overdue', 'today', 'thisWeek', 'later'];

const columnsOn = (store: CounterStore, today: PlainDate): readonly ChoiceColumn<Due>[] => [
  {
    id: 'day',
    heading: '期限',
    width: '12rem',
    cell: ({ line }) => (
      <>
        <strong className="number">{line.due ?? dueWhenLabels.calendarNotUpdated}</strong>{' '}
        {line.due === null ? null : <DistanceTag day={line.due} today={today} />}
      </>
    ),
  },
  { id: 'what', heading: '事项', width: '4.5rem', cell: ({ what }) => what },
  {
    id: 'number',
    heading: '办件号',
    width: '10rem',
    cell: ({ of }) => {
      if (of.kind === 'case') return <CaseNumber number={of.entry.number} />;
      return of.kind === 'clock' ? '公示 / 名单' : areaLabels[of.day.area];
    },
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
    cell: ({ of }) =>
      of.kind === 'clock' ? `${of.clock.from} 起` : of.kind === 'case' ? <StatusMark entry={of.entry} /> : '',
  },
  {
    id: 'rule',
    heading: '规则与依据',
    width: '22rem',
    yields: 1,
    cell: ({ words }) => <span className="small soft">{words}</span>,
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
export function DeadlinesPage({ store, businessDate, onOpen, onOpenDay }: DeadlinesPageProps) {
  const [opening, setOpening] = useState(false);
  const [closing, setClosing] = useState<{ readonly clock: RegisteredClock; readonly line: BoardLine } | null>(null);
  const cases = store.cases.list();
  const {
    rules: { pack, inForce },
    lines,
    days,
    clocks,
    failure,
  } = useDeadlines(store, businessDate);
  const entries = new Map(cases.map((entry) => [entry.caseId, entry]));
  const byId = new Map(clocks.map((clock) => [clock.id, clock]));
  const onCases = lines.flatMap((line): Due[] => {
    const entry = line.subject.kind === 'case' ? entries.get(line.subject.id) : undefined;
    const clock = line.subject.kind === 'list' ? byId.get(line.subject.id) : undefined;
    const said = { line, what: deadlineLabels[line.rule], words: ruleWords(line.shown) };
    if (entry !== undefined) return [{ ...said, of: { kind: 'case', entry } }];
    return clock === undefined ? [] : [{ ...said, of: { kind: 'clock', clock, line } }];
  });
  const due = [
    ...onCases,
    ...days.map((day): Due => ({
      line: day,
      what: dayLabels[day.kind],
      words: day.rule,
      of: { kind: 'day', day },
    })),
  ];
  const countOf = (when: DueWhen): number => due.filter(({ line }) => line.when === when).length;
  const rows = GROUPS.flatMap((when) =>
    due
      .filter(({ line }) => line.when === when)
      .toSorted((one, other) => ((one.line.due ?? '') < (other.line.due ?? '') ? -1 : 1)),
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
          keyOf={keyOf}
          groupOf={({ line }) => `${dueWhenLabels[line.when]} ${countOf(line.when)}`}
          onOpen={({ of }) => {
            if (of.kind === 'case') onOpen(of.entry.caseId);
            else if (of.kind === 'clock') setClosing(of);
            else onOpenDay(of.day);
          }}
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
