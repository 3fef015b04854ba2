/** The figures of a case as its fold has them; apart from their schema, which is loaded before anybody signs in. */
import type { PlainDate } from '../domain/plain-date.ts';
import { clocksOf } from '../policy/deadline-board.ts';
import type { CaseSummary } from './case-state.ts';
import { CaseClock, type CaseFigures } from './figures.ts';
import { openPersons } from './open-persons.ts';

const isClock = (rule: string): rule is CaseClock => CaseClock.options.some((one) => one === rule);

export function figuresOf(summary: CaseSummary): CaseFigures {
  const { caseId: subject, receivedOn: on, status, metPersons: met, totalAmountFen: amountFen } = summary;
  const due = clocksOf({ ...summary, someOpen: openPersons(summary) > 0 }).flatMap(
    ([rule, day]): [CaseClock, PlainDate | null][] => (isClock(rule) ? [[rule, day]] : []),
  );
  return { subject, on, status, persons: summary.persons.length, met, amountFen, due };
}
