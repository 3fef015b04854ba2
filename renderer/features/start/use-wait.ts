/** The growing wait after five wrong passphrases in a row, for each officer, while this window is open. */
import { useEffect, useState } from 'react';

const FREE_TRIES = 5;
const FIRST_WAIT_S = 5;
const LONGEST_WAIT_S = 300;

/** Seconds to wait after this many failures in a row. */
export function waitAfter(failures: number): number {
  return failures < FREE_TRIES ? 0 : Math.min(LONGEST_WAIT_S, FIRST_WAIT_S * 2 ** (failures - FREE_TRIES));
}

export interface Wait {
  /** Seconds left before the next try. */
  readonly left: number;
  readonly triesLeft: number;
  readonly failed: () => void;
  readonly succeeded: () => void;
}

interface Tries {
  readonly failures: number;
  readonly until: number;
}

const NONE: Tries = { failures: 0, until: 0 };

/** Counts failures of one officer; `now` in milliseconds. */
export function useWait(officerId: string, now: () => number = () => performance.now()): Wait {
  const [tries, setTries] = useState<Readonly<Record<string, Tries>>>({});
  const [, setTick] = useState(0);
  const { failures, until } = tries[officerId] ?? NONE;
  const left = Math.max(0, Math.ceil((until - now()) / 1000));
  useEffect(() => {
    if (left === 0) return;
    const timer = setTimeout(() => setTick((tick) => tick + 1), 500);
    return () => clearTimeout(timer);
  });
  return {
    left,
    triesLeft: Math.max(0, FREE_TRIES - failures),
    failed: () =>
      setTries((all) => {
        const count = (all[officerId] ?? NONE).failures + 1;
        return { ...all, [officerId]: { failures: count, until: now() + waitAfter(count) * 1000 } };
      }),
    succeeded: () => setTries((all) => ({ ...all, [officerId]: NONE })),
  };
}
