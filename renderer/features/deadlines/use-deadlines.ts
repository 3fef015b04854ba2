/** The clocks of every case on a day; the board shows them, the frame counts those that press. */
import { useMemo } from 'react';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { deadlineBoard, type BoardLine, type OpenCase } from '#shared/policy/deadline-board.ts';
import { shippedHeldCalendar } from '#shared/policy/held-calendar.ts';
import type { CaseSummary } from '../../store/cases/case-store.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { useHeldPacks } from '../policy/index.ts';
import { hasOpenPersons } from '../worklist/index.ts';
import { rulesOn, type RulesShown } from './rules-on.ts';

const openCase = (entry: CaseSummary): OpenCase => ({ ...entry, someOpen: hasOpenPersons(entry) });

export interface Deadlines {
  readonly rules: RulesShown;
  readonly lines: readonly BoardLine[];
}

/** Counted anew when the list of cases is another: whoever shows it renders again after a change. */
export function useDeadlines(store: CounterStore, today: PlainDate): Deadlines {
  const { state } = useHeldPacks(store);
  const cases = store.cases.list();
  return useMemo(() => {
    const rules = rulesOn(today, state?.held);
    const lines = deadlineBoard({
      today,
      pack: rules.pack,
      calendar: (state?.calendar ?? shippedHeldCalendar).table,
      cases: cases.map(openCase),
      clocks: [],
    });
    return { rules, lines };
  }, [today, state, cases]);
}

/** How many clocks of cases are over, end today, or cannot be counted. */
export const pressing = (lines: readonly BoardLine[]): number =>
  lines.filter(({ subject, when }) => subject.kind === 'case' && PRESSING.has(when)).length;

const PRESSING: ReadonlySet<BoardLine['when']> = new Set(['overdue', 'today', 'calendarNotUpdated']);
