/** 待办 of the window that is open: folded once, for the frame's counter, the page and 日终. */
import { useEffect, useMemo, useState } from 'react';
import type { Failure } from '#shared/contract/failure.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { shippedHeldCalendar } from '#shared/policy/held-calendar.ts';
import { shippedPacks } from '#shared/policy/pack-library.ts';
import { foldTasks } from '#shared/tasks/fold-tasks.ts';
import type { Task } from '#shared/tasks/task.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { readAgain } from '../../store/read-again.ts';
import { taskDesk, type GatheredFacts } from '../../store/tasks/task-desk.ts';
import type { Deadlines } from '../deadlines/index.ts';
import { useHeldPacks } from '../policy/index.ts';

/** Drafts grow older and acknowledgements come without anybody telling. */
const LOOK_MS = 60_000;

export interface Tasks {
  /** The most urgent first; `null` until they were read once. */
  readonly tasks: readonly Task[] | null;
  /** What could not be read. */
  readonly failures: readonly Failure[];
}

/** Read again after every change, with every page and once in a while. */
function useGathered(store: CounterStore, path: string): GatheredFacts | null {
  const desk = useMemo(() => taskDesk(store), [store]);
  const [found, setFound] = useState<GatheredFacts | null>(null);
  useEffect(() => {
    const ticking = {
      subscribe: (listener: () => void) => {
        const stop = desk.subscribe(listener);
        const timer = setInterval(listener, LOOK_MS);
        return () => {
          stop();
          clearInterval(timer);
        };
      },
    };
    return readAgain(ticking, () => desk.read(), setFound);
    // Drafts are in no journal: whoever goes to another page may have left one.
  }, [desk, path]);
  return found;
}

/** `deadlines`: the board of the same day. `path`: the page that is open. */
export function useTasks(store: CounterStore, today: PlainDate, deadlines: Deadlines, path: string): Tasks {
  const gathered = useGathered(store, path);
  const { state } = useHeldPacks(store);
  const cases = store.cases.list();
  return useMemo(() => {
    if (gathered === null) return { tasks: null, failures: [] };
    const { failures, ...facts } = gathered;
    const tasks = foldTasks({
      ...facts,
      today,
      cases,
      unconfirmed: store.cases.unconfirmed(),
      lines: deadlines.lines,
      clocks: deadlines.clocks,
      duties: deadlines.duties,
      pack: deadlines.rules.pack,
      held: state?.held ?? shippedPacks,
      calendar: state?.calendar ?? shippedHeldCalendar,
    });
    return { tasks, failures: deadlines.failure === null ? failures : [...failures, deadlines.failure] };
  }, [gathered, today, cases, store, deadlines, state]);
}
