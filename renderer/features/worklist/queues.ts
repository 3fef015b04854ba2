/** The queues of the window: each a plain question to the folds of the cases. */
import { openPersons } from '#shared/casework/open-persons.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { clocksOf } from '#shared/policy/deadline-board.ts';
import { deadlineLabels } from '#shared/wording/deadlines.ts';
import type { CaseSummary } from '../../store/cases/case-store.ts';
import { keyName } from '../../ui/key-table.ts';

export interface Queue {
  readonly id: string;
  readonly label: string;
  readonly empty: string;
  readonly holds: (entry: CaseSummary, today: PlainDate) => boolean;
}

/** Has not left the machine yet, or not with everybody who was accepted. */
export const waitsForExport = ({ status }: CaseSummary): boolean =>
  status === 'accepted' || status === 'partlyExported';

export const queues: readonly Queue[] = [
  {
    id: 'today',
    label: '今日',
    empty: `今天还没有办件。按 ${keyName('newIntake')} 开始新受理。`,
    holds: (entry, today) => entry.receivedOn === today || entry.decidedOn === today,
  },
  {
    id: 'received',
    label: '已收件未决',
    empty: '没有收件后未作决定的办件。',
    holds: (entry) => entry.status === 'received',
  },
  { id: 'deficient', label: '待补正', empty: '没有等待补正的办件。', holds: (entry) => entry.status === 'deficient' },
  {
    id: 'pending',
    label: '待核',
    empty: '没有待核的办件和人员。',
    holds: (entry) => entry.status === 'pending' || hasOpenPersons(entry),
  },
  {
    id: 'accepted',
    label: '待导出',
    empty: '没有待导出的办件。',
    holds: waitsForExport,
  },
  { id: 'exported', label: '已导出', empty: '还没有导出过办件。', holds: (entry) => entry.status === 'exported' },
  {
    id: 'closed',
    label: '不予受理 / 撤回 / 作废',
    empty: '没有此类办件。',
    holds: (entry) => ['declined', 'withdrawn', 'voided'].includes(entry.status),
  },
  { id: 'all', label: '全部', empty: `还没有办件。按 ${keyName('newIntake')} 开始新受理。`, holds: () => true },
];

export const hasOpenPersons = (entry: CaseSummary): boolean => openPersons(entry) > 0;

/** The day that presses most: until when the applicant must remedy, we must answer, or the case must be closed. */
export function nextDeadline(entry: CaseSummary): { readonly day: PlainDate; readonly what: string } | null {
  const days = clocksOf({ ...entry, someOpen: hasOpenPersons(entry) }).flatMap(([rule, day]) =>
    day === null ? [] : [{ day, what: deadlineLabels[rule] }],
  );
  return days.toSorted((one, other) => (one.day < other.day ? -1 : 1))[0] ?? null;
}

/** What the last paper of the case went through. */
export function printState(entry: CaseSummary): string {
  const last = entry.prints.at(-1);
  if (last === undefined) return '未打印';
  if (last.outdated) return '内容已变，请重打';
  if (last.state === 'sent') return '已发送，待确认';
  return last.state === 'printed' ? '已打印' : '打印失败';
}
