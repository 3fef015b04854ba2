/**
 * The main key pressed while verdicts are being settled: the press is kept, and answered once when they are. It holds for
 * the sheet as it was; whatever the clerk changes meanwhile, even a character not taken over yet, takes it back, and so does Esc.
 */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Application } from '#shared/domain/application.ts';

/** Begin of a change that reaches the application later, or never: half a word in an input method, a table still being read. */
const CHANGES = ['input', 'paste', 'drop'] as const;

export interface KeptPressOptions {
  readonly application: Application;
  /** Rows of the sheet are being read: nothing may be recorded by what is shown. */
  readonly reading: boolean;
  /** Called once when the reading is over. */
  readonly onSettled: () => void;
}

export interface KeptPress {
  readonly waiting: boolean;
  readonly keep: () => void;
  readonly forget: () => void;
}

export function useKeptPress({ application, reading, onSettled }: KeptPressOptions): KeptPress {
  const [kept, setKept] = useState<Pick<KeptPressOptions, 'application'> | null>(null);
  const answered = useRef<typeof kept>(null);
  const forget = useCallback(() => setKept(null), []);
  const holds = kept !== null && kept.application === application;
  useEffect(() => {
    if (!holds || reading || answered.current === kept) return;
    answered.current = kept;
    onSettled();
  }, [holds, kept, reading, onSettled]);
  const waiting = holds && reading;
  useTakenBack(waiting, forget);
  return { waiting, keep: () => setKept({ application }), forget };
}

/** Esc takes the press back before it means anything else: one step per press. */
function useTakenBack(waiting: boolean, forget: () => void): void {
  useEffect(() => {
    if (!waiting) return () => undefined;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      forget();
    };
    for (const change of CHANGES) window.addEventListener(change, forget, { capture: true });
    window.addEventListener('keydown', onKey, { capture: true });
    return () => {
      for (const change of CHANGES) window.removeEventListener(change, forget, { capture: true });
      window.removeEventListener('keydown', onKey, { capture: true });
    };
  }, [waiting, forget]);
}
