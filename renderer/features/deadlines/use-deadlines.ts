/** The clocks of every case, 公示 and list on a day; the board shows them, the frame counts those that press. */
import { useMemo } from 'react';
import type { OfficeDuty } from '#shared/casework/office-duty.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import type { Failure } from '#shared/contract/failure.ts';
import { deadlineBoard, type BoardLine, type OfficeClock, type OpenCase } from '#shared/policy/deadline-board.ts';
import type { OfficeClockKind, RegisteredClock } from '#shared/policy/office-clocks.ts';
import { shippedHeldCalendar } from '#shared/policy/held-calendar.ts';
import type { CaseSummary } from '../../store/cases/case-store.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { useHeldPacks } from '../policy/index.ts';
import { hasOpenPersons } from '../worklist/index.ts';
import { useClocks } from './use-clocks.ts';
import { useDuties } from './use-duties.ts';
import { useOpenDays } from './use-open-days.ts';
import { rulesOn, type RulesShown } from './rules-on.ts';

/** Only what its clocks ask for: 100,000 whole copies would be made anew after every save. */
function openCase(entry: CaseSummary): OpenCase {
  const { caseId, status, receivedOn, decidedOn, decisionDue, remedyBy, acceptBy } = entry;
  return { caseId, status, receivedOn, decidedOn, decisionDue, remedyBy, acceptBy, someOpen: hasOpenPersons(entry) };
}

const ruleOf = {
  publicNotice: 'publicNotice',
  dueButUnpaid: 'recheck',
  suspectedDuplicate: 'recheck',
} as const satisfies Record<OfficeClockKind, OfficeClock['rule']>;

export interface Deadlines {
  readonly rules: RulesShown;
  /** 公示 and lists that are not done with. */
  readonly clocks: readonly RegisteredClock[];
  /** Why those cannot be read. */
  readonly failure: Failure | null;
  readonly lines: readonly BoardLine[];
  /** What the office itself has to do, 追回 and 核查 among it. */
  readonly duties: readonly OfficeDuty[];
}

/** Counted anew when the list of cases is another: whoever shows it renders again after a change. */
export function useDeadlines(store: CounterStore, today: PlainDate): Deadlines {
  const { state } = useHeldPacks(store);
  const cases = store.cases.list();
  const { clocks: registered, failure } = useClocks(store);
  const calendar = (state?.calendar ?? shippedHeldCalendar).table;
  const rules = useMemo(() => rulesOn(today, state?.held), [today, state]);
  const own = useDuties(store, today, rules.pack, calendar);
  const open = useOpenDays(store, today, { parameters: rules.pack.parameters, calendar });
  return useMemo(() => {
    const clocks = registered.filter(({ closedOn }) => closedOn === null);
    const lines = deadlineBoard({
      today,
      pack: rules.pack,
      calendar,
      cases: cases.map(openCase),
      clocks: clocks.map(({ id, kind, from }) => ({ id, rule: ruleOf[kind], from })),
    });
    return { rules, lines, duties: [...own, ...open], clocks, failure };
  }, [today, rules, cases, registered, failure, calendar, own, open]);
}

/** How many clocks are over, end today, or cannot be counted. */
export const pressing = ({ lines, duties }: Pick<Deadlines, 'lines' | 'duties'>): number =>
  lines.filter(({ subject, when }) => subject.kind !== 'office' && PRESSING.has(when)).length +
  duties.filter(({ when }) => PRESSING.has(when)).length;

const PRESSING: ReadonlySet<BoardLine['when']> = new Set(['overdue', 'today', 'calendarNotUpdated']);
