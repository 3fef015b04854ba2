/** The columns of a list of cases: 办件, 查找 and 期限 show the same of a case in the same way. */
import { formatYuan } from '#shared/domain/money.ts';
import { daysBetween, type PlainDate } from '#shared/domain/plain-date.ts';
import { stageText } from '#shared/wording/returns.ts';
import type { CaseSummary } from '../../store/cases/case-store.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import type { ChoiceColumn } from '../../ui/ChoiceTable.tsx';
import { nextDeadline, printState } from './queues.ts';
import { StatusMark } from './StatusMark.tsx';
import { useContact } from './use-contact.ts';

/** `逾期 18 天`, `今天到期`, `剩 3 天`. */
export function distanceText(day: PlainDate, today: PlainDate): string {
  const days = daysBetween(today, day);
  if (days === 0) return '今天到期';
  return days < 0 ? `逾期 ${-days} 天` : `剩 ${days} 天`;
}

/** How far a day is, in words and colour. */
export function DistanceTag({ day, today }: { readonly day: PlainDate; readonly today: PlainDate }) {
  const days = daysBetween(today, day);
  const tone = days < 0 ? 'late' : days <= 3 ? 'close' : 'far';
  return <span className={`tag distance distance--${tone} number`}>{distanceText(day, today)}</span>;
}

export function CaseNumber({ number }: { readonly number: string }) {
  return <span className="number case-no">{number}</span>;
}

function Deadline({ entry, today }: { readonly entry: CaseSummary; readonly today: PlainDate }) {
  const deadline = nextDeadline(entry);
  if (deadline === null) return null;
  return (
    <span className="number">
      {deadline.what} {deadline.day.slice(5)} <DistanceTag day={deadline.day} today={today} />
    </span>
  );
}

interface ContactProps {
  readonly store: CounterStore;
  readonly entry: CaseSummary;
}

/** 经办人 with the phone. */
export function AgentCell({ store, entry }: ContactProps) {
  const contact = useContact(store, entry);
  if (contact === null) return null;
  return (
    <>
      {contact.agent} <span className="number">{contact.phone}</span>
    </>
  );
}

/** Who decided it last. */
export function ClerkCell({ store, entry }: ContactProps) {
  return useContact(store, entry)?.clerk ?? null;
}

/** `拟 4,500.00` where nothing was ever accepted: the sum is that of whoever would meet the conditions, due to nobody. */
export function amountText({ totalAmountFen, rounds }: Pick<CaseSummary, 'totalAmountFen' | 'rounds'>): string {
  if (totalAmountFen === 0) return '—';
  return `${rounds.length > 0 ? '' : '拟 '}${formatYuan(totalAmountFen)}`;
}

/** `2022-W03-5`: a batch is never written like a case. */
export function batchWords(batchNumber: string | null): string {
  const parts = /^〔(\d+)〕(.+)-0*(\d+)$/u.exec(batchNumber ?? '');
  if (parts === null) return batchNumber ?? '未导出';
  return `${parts[1]}-${parts[2]}-${parts[3]}`;
}

/** `today`: the business date. */
export const caseColumns = (store: CounterStore, today: PlainDate): readonly ChoiceColumn<CaseSummary>[] => [
  { id: 'number', heading: '办件号', width: '10rem', cell: (entry) => <CaseNumber number={entry.number} /> },
  { id: 'employer', heading: '单位', cell: (entry) => <span className="firm">{entry.employerName}</span> },
  {
    id: 'received',
    heading: '收件',
    width: '4.5rem',
    yields: 1,
    cell: (entry) => (
      <span className="number" title={entry.receivedOn}>
        {entry.receivedOn.slice(5)}
      </span>
    ),
  },
  {
    id: 'persons',
    heading: '符合/申报',
    width: '5rem',
    align: 'right',
    cell: (entry) => `${entry.metPersons} / ${entry.persons.length}`,
  },
  { id: 'amount', heading: '金额（元）', width: '7.5rem', align: 'right', cell: amountText },
  { id: 'status', heading: '状态', width: '9rem', cell: (entry) => <StatusMark entry={entry} /> },
  { id: 'deadline', heading: '期限', width: '12rem', cell: (entry) => <Deadline entry={entry} today={today} /> },
  {
    id: 'agent',
    heading: '经办人、电话',
    width: '10.5rem',
    cell: (entry) => <AgentCell store={store} entry={entry} />,
  },
  {
    id: 'clerk',
    heading: '办理人',
    width: '4.5rem',
    yields: 1,
    cell: (entry) => <ClerkCell store={store} entry={entry} />,
  },
  { id: 'print', heading: '文书', width: '6rem', yields: 2, cell: printState },
  {
    id: 'batch',
    heading: '批次',
    width: '7rem',
    yields: 2,
    cell: (entry) => <span className="number">{batchWords(entry.batchNumber)}</span>,
  },
];

/** For what has left: how far the province has come stands where the office's own papers and deadline stood. */
export const sentColumns = (store: CounterStore, today: PlainDate): readonly ChoiceColumn<CaseSummary>[] =>
  caseColumns(store, today).flatMap((column) => {
    if (column.id === 'print') return [];
    return column.id === 'deadline'
      ? [{ id: 'stage', heading: '省系统环节', width: '14rem', cell: stageText }]
      : [column];
  });
