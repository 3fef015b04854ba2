/** What clerks said about the columns of a firm's rosters, kept sealed in the store, by the firm's credit code. */
import { useCallback, useEffect, useMemo, useRef } from 'react';
import {
  answersOf,
  emptyRosterMemory,
  readRosterMemory,
  withAnswers,
  type ColumnAnswers,
  type RosterMemory,
} from '#shared/rosters/roster-answers.ts';
import type { CounterStore } from '../../../store/counter-store.ts';
import type { ColumnMemory } from './use-roster-import.ts';

export const COLUMN_PREFERENCE = 'roster-columns';

type Preferences = Pick<CounterStore, 'readPreference' | 'writePreference'>;

/**
 * The memory for the firm on the sheet. What is said before the firm's code is typed waits for it. A memory that cannot be
 * written only means that the clerk is asked again.
 */
export function useColumnMemory(store: Preferences, creditCode: string): ColumnMemory {
  const memory = useRef<RosterMemory>(emptyRosterMemory);
  const waiting = useRef<ColumnAnswers>(new Map());
  const code = useRef(creditCode);
  const keep = useCallback(() => {
    const next = withAnswers(memory.current, code.current, waiting.current);
    if (next === memory.current) return;
    memory.current = next;
    waiting.current = new Map();
    void store.writePreference(COLUMN_PREFERENCE, next).catch(() => undefined);
  }, [store]);
  useEffect(() => {
    let current = true;
    void store.readPreference(COLUMN_PREFERENCE).then(
      (stored) => {
        if (!current) return;
        memory.current = readRosterMemory(stored);
        keep();
      },
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [store, keep]);
  useEffect(() => {
    code.current = creditCode;
    keep();
  }, [creditCode, keep]);
  return useMemo(
    () => ({
      answers: () => new Map([...answersOf(memory.current, code.current), ...waiting.current]),
      remember: (answers) => {
        waiting.current = new Map([...waiting.current, ...answers]);
        keep();
      },
    }),
    [keep],
  );
}
