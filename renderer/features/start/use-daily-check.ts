/** The check of the copies at the first idle minute of a day. What it finds is in `store.copyWatch`. */
import { useEffect } from 'react';
import { plainDate } from '#shared/domain/plain-date.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { localInstant } from '../../store/local-instant.ts';

/** Nothing moves for this long after signing in: the first walk-in does not wait for a check. */
const FIRST_AFTER_MS = 20_000;
/** A window that stays open overnight checks on the new day too. */
const AGAIN_AFTER_MS = 30 * 60_000;

export function useDailyCheck(store: CounterStore | null, firstAfterMs = FIRST_AFTER_MS): void {
  useEffect(() => {
    if (store === null) return;
    let idle = 0;
    const check = (): void => {
      idle = requestIdleCallback(() => {
        // A storage that does not answer shows itself at the next look-up; the check is only early.
        store.copyWatch.check(plainDate(localInstant().slice(0, 10))).catch(() => undefined);
      });
    };
    const first = setTimeout(check, firstAfterMs);
    const later = setInterval(check, AGAIN_AFTER_MS);
    return () => {
      clearTimeout(first);
      clearInterval(later);
      if (idle !== 0) cancelIdleCallback(idle);
    };
  }, [store, firstAfterMs]);
}
