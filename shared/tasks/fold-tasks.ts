/**
 * 待办: one fold for the page, the counter in the frame and 日终. What is shown follows from the records alone: a task is gone
 * once what it asks for is recorded, and there is no other way to be done with it.
 */
import type { PlainDate } from '../domain/plain-date.ts';
import { whenFrom } from '../policy/deadline-board.ts';
import {
  caseDeadlineTasks,
  claimTasks,
  draftTasks,
  elsewhereTasks,
  hallTasks,
  handedBackTasks,
  paperTasks,
  returnedTasks,
  reviewTasks,
  unconfirmedTasks,
} from './case-sources.ts';
import type { TaskFacts } from './facts.ts';
import {
  calendarTasks,
  clockTasks,
  documentTasks,
  dutyTasks,
  listTasks,
  packTasks,
  paymentTasks,
  registryTasks,
  unacknowledgedTasks,
} from './office-sources.ts';
import { taskKinds, type FoundTask, type Task, type TaskKind, type TaskWhen } from './task.ts';

interface TaskSource {
  /** The tab that it is shown under. */
  readonly kind: TaskKind;
  readonly tasks: (facts: TaskFacts) => readonly FoundTask[];
}

/** THE table of sources, in the order in which tasks of one day stand. One more source is one more line (and its words). */
const sources: readonly TaskSource[] = [
  { kind: 'paper', tasks: unconfirmedTasks },
  { kind: 'claim', tasks: claimTasks },
  { kind: 'review', tasks: reviewTasks },
  { kind: 'review', tasks: elsewhereTasks },
  { kind: 'returned', tasks: handedBackTasks },
  { kind: 'returned', tasks: returnedTasks },
  { kind: 'returned', tasks: paymentTasks },
  { kind: 'deadline', tasks: caseDeadlineTasks },
  { kind: 'deadline', tasks: clockTasks },
  { kind: 'deadline', tasks: dutyTasks },
  { kind: 'list', tasks: listTasks },
  { kind: 'paper', tasks: paperTasks },
  { kind: 'office', tasks: hallTasks },
  { kind: 'office', tasks: documentTasks },
  { kind: 'office', tasks: packTasks },
  { kind: 'office', tasks: calendarTasks },
  { kind: 'office', tasks: registryTasks },
  { kind: 'office', tasks: unacknowledgedTasks },
  { kind: 'draft', tasks: draftTasks },
];

/** Those that cannot be counted come first: nobody watches them. Those without a day come after what is due by today. */
export const taskGroups: readonly TaskWhen[] = ['calendarNotUpdated', 'overdue', 'today', 'noDay', 'thisWeek', 'later'];

const whenOf = ({ due, undated }: FoundTask, when: ReturnType<typeof whenFrom>): TaskWhen =>
  due === null && undated === undefined ? 'noDay' : when(due);

const rank = (when: TaskWhen): number => taskGroups.indexOf(when);
const dayOf = (due: PlainDate | null): string => due ?? '';

/** Every task, the most urgent first. */
export function foldTasks(facts: TaskFacts): readonly Task[] {
  const when = whenFrom(facts.today);
  const found = sources.flatMap(({ kind, tasks }) =>
    tasks(facts).map((task): Task => ({ ...task, kind, when: whenOf(task, when) })),
  );
  return found.toSorted(
    (one, other) =>
      rank(one.when) - rank(other.when) ||
      (dayOf(one.due) < dayOf(other.due) ? -1 : dayOf(one.due) > dayOf(other.due) ? 1 : 0),
  );
}

/** How many of each kind, for the tabs. */
export function countByKind(tasks: readonly Task[]): Readonly<Record<TaskKind, number>> {
  const counts = Object.fromEntries(taskKinds.map((kind) => [kind, 0])) as Record<TaskKind, number>;
  for (const { kind } of tasks) counts[kind] += 1;
  return counts;
}
