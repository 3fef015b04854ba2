/** How old a registry copy is, counted in calendar days to the business date. */
import { daysBetween, type PlainDate } from '../domain/plain-date.ts';

export interface Freshness {
  /** Days from the as-of date to the business date; negative when the copy is from later. */
  readonly ageDays: number;
  readonly limitDays: number;
  readonly state: 'fresh' | 'stale' | 'from-the-future';
}

/** policy/README.md: a list is fresh when its as-of is not more than `staleAfterDays` before the date. */
export function freshnessOf(asOf: PlainDate, date: PlainDate, staleAfterDays: number): Freshness {
  const ageDays = daysBetween(asOf, date);
  const state = ageDays < 0 ? 'from-the-future' : ageDays <= staleAfterDays ? 'fresh' : 'stale';
  return { ageDays, limitDays: staleAfterDays, state };
}
