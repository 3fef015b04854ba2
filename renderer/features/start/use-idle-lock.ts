/** Locks a window that nobody touches. */
import { useEffect, useRef } from 'react';

const SIGNS_OF_LIFE = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;

/** Calls `onIdle` once nothing was pressed or moved for `idleMs`; `null` never does. */
export function useIdleLock(idleMs: number | null, onIdle: () => void): void {
  const latest = useRef(onIdle);
  useEffect(() => {
    latest.current = onIdle;
  });
  useEffect(() => {
    if (idleMs === null) return;
    let timer = setTimeout(() => latest.current(), idleMs);
    const alive = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => latest.current(), idleMs);
    };
    for (const sign of SIGNS_OF_LIFE) window.addEventListener(sign, alive, { passive: true, capture: true });
    return () => {
      clearTimeout(timer);
      for (const sign of SIGNS_OF_LIFE) window.removeEventListener(sign, alive, { capture: true });
    };
  }, [idleMs]);
}
