/** Locks a window that nobody touches. */
import { useEffect, useRef } from 'react';

/** What a person does at a window. */
const SIGNS_OF_LIFE = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;
/** When a window comes back to the eye; timers may have stood still before that (a sleeping laptop, a hidden window). */
const RETURNS = ['focus', 'pageshow'] as const;

/**
 * Calls `onIdle` once nothing was pressed or moved for `idleMs`; `null` never does. The time is the clock's on the wall: a
 * key pressed after a sleep that was longer reaches nothing but the lock.
 */
export function useIdleLock(idleMs: number | null, onIdle: () => void): void {
  const latest = useRef(onIdle);
  useEffect(() => {
    latest.current = onIdle;
  });
  useEffect(() => {
    if (idleMs === null) return;
    let lastAlive = Date.now();
    let timer: ReturnType<typeof setTimeout>;
    const lock = (): void => {
      clearTimeout(timer);
      lastAlive = Date.now();
      latest.current();
    };
    const wait = (): void => {
      clearTimeout(timer);
      timer = setTimeout(lock, idleMs);
    };
    const isOverdue = (): boolean => Date.now() - lastAlive >= idleMs;
    const alive = (event: Event): void => {
      if (isOverdue()) {
        event.preventDefault();
        event.stopImmediatePropagation();
        return lock();
      }
      lastAlive = Date.now();
      wait();
    };
    const returned = (): void => {
      if (isOverdue()) lock();
    };
    wait();
    for (const sign of SIGNS_OF_LIFE) window.addEventListener(sign, alive, { passive: false, capture: true });
    for (const sign of RETURNS) window.addEventListener(sign, returned);
    document.addEventListener('visibilitychange', returned);
    return () => {
      clearTimeout(timer);
      for (const sign of SIGNS_OF_LIFE) window.removeEventListener(sign, alive, { capture: true });
      for (const sign of RETURNS) window.removeEventListener(sign, returned);
      document.removeEventListener('visibilitychange', returned);
    };
  }, [idleMs]);
}
