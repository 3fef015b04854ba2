/** A clock that cannot be right is asked about before it is believed: days and the years of numbers come from it. */
import { failed, type Result } from '#shared/contract/failure.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import type { StoreParts } from './store-parts.ts';

/** A clock that a time server set back by a little is no news. Milliseconds. */
const SLACK_MS = 10 * 60 * 1000;
const LATEST_YEAR = 2099;
const EARLIEST_YEAR = 2020;

export interface ClockDoubt {
  readonly now: string;
  /** Instant of the last entry, where the clock stands before it; empty for a clock out of range. */
  readonly last: string;
}

/** What is wrong with the clock; `null` when nothing is. */
export function doubtOf(now: string, lastAt: string, builtOn: string): ClockDoubt | null {
  const year = Number(now.slice(0, 4));
  if (lastAt !== '' && Date.parse(now) < Date.parse(lastAt) - SLACK_MS) return { now, last: lastAt };
  const outside = !(year >= EARLIEST_YEAR && year <= LATEST_YEAR) || (builtOn !== '' && now.slice(0, 10) < builtOn);
  return outside ? { now, last: '' } : null;
}

/** Refuses an entry while the clock is in doubt and nobody has said that it is right; also a day that no number can carry. */
export function clockDoubt(
  { now, builtOn, clock }: Pick<StoreParts, 'now' | 'builtOn' | 'clock'>,
  lastAt: string,
  on: PlainDate,
): Result<never> | null {
  const year = Number(on.slice(0, 4));
  if (year < 2000 || year > LATEST_YEAR) return failed('clock-suspect', { now: on });
  if (clock.believed) return null;
  const doubt = doubtOf(now(), lastAt, builtOn);
  return doubt === null ? null : failed('clock-suspect', doubt.last === '' ? { now: doubt.now } : { ...doubt });
}
