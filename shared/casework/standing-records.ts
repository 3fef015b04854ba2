/** The decisions that stand of a case: the last one of the whole case, and every supplementary one after it. */
import { normaliseCode } from '../domain/normalise.ts';
import type { EntryDecision } from '../policy/verdict.ts';
import type { DecisionRecord } from './action.ts';
import { standingActions, type StoredAction } from './case-state.ts';

export interface StandingRecord {
  /** Ledger number of the entry that decided. */
  readonly sequence: number;
  readonly supplement: boolean;
  readonly record: DecisionRecord;
}

/** Oldest first; empty while nothing was decided. */
export function standingRecords(actions: readonly StoredAction[]): readonly StandingRecord[] {
  const decided = standingActions(actions).flatMap(({ action, sequence }) =>
    'record' in action && action.record !== null
      ? [{ sequence, supplement: action.kind === 'supplemented', record: action.record }]
      : [],
  );
  const whole = decided.findLastIndex(({ supplement }) => !supplement);
  return whole < 0 ? [] : decided.slice(whole);
}

/** What was last decided of one row, and in which decision. */
export interface StandingEntry {
  readonly entry: EntryDecision;
  readonly of: StandingRecord;
}

/** Each row of the case: a supplementary decision takes the place of the person's first row. */
export function standingEntries(records: readonly StandingRecord[]): readonly StandingEntry[] {
  const [whole, ...rest] = records;
  if (whole === undefined) return [];
  const later = new Map(
    rest.flatMap((of) => of.record.decision.entries.map((entry) => [normaliseCode(entry.citizenId), { entry, of }])),
  );
  return whole.record.decision.entries.map((entry) => {
    const key = normaliseCode(entry.citizenId);
    const newer = later.get(key);
    later.delete(key);
    return newer ?? { entry, of: whole };
  });
}
