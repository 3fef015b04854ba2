/** 收件, 受理, 补正, 不予 of the window by day, out of the actions of its cases. A correction answers nobody a second time and is not counted again. */
import { standingActions, type CaseSummary, type StoredAction } from '../../casework/case-state.ts';
import type { PlainDate } from '../../domain/plain-date.ts';

export const windowCounts = ['received', 'accepted', 'deficient', 'declined'] as const;
export type WindowCount = (typeof windowCounts)[number];

/** One case of persons on a day. `cases` is 0 where a supplementary decision adds persons to a case that is counted already. */
export interface Counted {
  readonly what: WindowCount;
  readonly on: PlainDate;
  readonly cases: 0 | 1;
  readonly persons: number;
}

export interface CountedCase {
  readonly summary: Pick<CaseSummary, 'status' | 'receivedOn' | 'persons'>;
  readonly actions: readonly StoredAction[];
}

const answers: Readonly<Partial<Record<StoredAction['action']['kind'], WindowCount>>> = {
  accepted: 'accepted',
  supplemented: 'accepted',
  deficiencyNotified: 'deficient',
  declined: 'declined',
};

function counted({ action }: StoredAction): readonly Counted[] {
  const what = answers[action.kind];
  if (what === undefined || !('record' in action) || action.record === null) return [];
  const { on, record, application } = action;
  if (what !== 'accepted') return [{ what, on, cases: 1, persons: application.roster.length }];
  const accepts = record.decision.outcome === 'accept';
  const persons = accepts ? record.decision.entries.filter(({ verdict }) => verdict === 'met').length : 0;
  if (action.kind === 'accepted') return [{ what, on, cases: 1, persons }];
  return persons === 0 ? [] : [{ what, on, cases: 0, persons }];
}

/** Everything of one case that 月报 counts; nothing of a voided one. */
export function countsOfCase({ summary, actions }: CountedCase): readonly Counted[] {
  if (summary.status === 'voided') return [];
  return [
    { what: 'received', on: summary.receivedOn, cases: 1, persons: summary.persons.length },
    ...standingActions(actions).flatMap(counted),
  ];
}
