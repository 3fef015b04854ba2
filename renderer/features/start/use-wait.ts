/** The growing wait after wrong passphrases in a row. The host counts them, so that no reload begins anew. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { SignInTries } from '#shared/contract/channels.ts';

export interface Wait {
  /** Seconds left before the next try. */
  readonly left: number;
  /** Asks again how the tries stand; the tries left before a wait. */
  readonly refresh: () => Promise<number>;
}

/** The wait of one officer; `now` in milliseconds, of any clock that only goes forward. */
export function useWait(
  officerId: string,
  tries: (officerId: string) => Promise<SignInTries>,
  now: () => number = () => performance.now(),
): Wait {
  const [until, setUntil] = useState(0);
  const [, setTick] = useState(0);
  const asked = useRef(officerId);
  const clock = useRef(now);
  const refresh = useCallback(async () => {
    asked.current = officerId;
    const { triesLeft, waitMs } = await tries(officerId);
    if (asked.current === officerId) setUntil(clock.current() + waitMs);
    return triesLeft;
  }, [officerId, tries]);
  useEffect(() => {
    void refresh();
  }, [refresh]);
  const left = Math.max(0, Math.ceil((until - now()) / 1000));
  useEffect(() => {
    if (left === 0) return;
    const timer = setTimeout(() => setTick((tick) => tick + 1), 500);
    return () => clearTimeout(timer);
  });
  return { left, refresh };
}
