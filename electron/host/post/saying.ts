/** When a window says how something stands: each time later than before, whatever its clock says, so that an older letter changes nothing. */
export interface Saying {
  /** The next instant, ISO 8601 in UTC with milliseconds. `before`: of what is known to have been said, empty for nothing. */
  next(before: readonly string[]): string;
  /** The hub has something later of this window: says again, behind that. False once it has done so too often to be believed. */
  again(told: string): boolean;
  /** The hub took what was said. */
  heard(): void;
}

/** A hub that always has something later says what cannot be. */
const MOST_AGAIN = 3;
/** Behind it no instant has the same form any more. */
const LAST = '9999';

export function createSaying(now: () => Date): Saying {
  let last = '';
  let refused = 0;
  return {
    next: (before) => {
      const latest = [last, ...before].toSorted().at(-1) ?? '';
      const least = latest === '' ? 0 : Date.parse(latest) + 1;
      last = new Date(Math.max(now().getTime(), least)).toISOString();
      return last;
    },
    again: (told) => {
      refused += 1;
      if (told > last) last = told;
      return refused <= MOST_AGAIN && told < LAST;
    },
    heard: () => {
      refused = 0;
    },
  };
}
