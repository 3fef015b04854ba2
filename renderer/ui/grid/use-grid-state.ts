/**
 * Holds the grid's state and tells the owner of the rows at once, while typing too, so that a draft or a save never
 * misses the cell under the cursor. Rows that come back from the owner as they were told change nothing here;
 * other rows are an import and one step of history.
 */
import { useCallback, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { tellsBeforeKeys } from '../keys.ts';
import { gridReducer, initialGridState, rowsAsTyped, type GridAction, type GridState } from './grid-reducer.ts';
import type { GridColumnShape, GridRow } from './grid-types.ts';

/** With more rows than this the owner hears of typing after a pause instead of with every letter. */
const TELL_AT_ONCE_ROWS = 300;
const PAUSE_MS = 250;

/** Same rows in the same order with the same text. */
function sameRows(a: readonly GridRow[], b: readonly GridRow[]): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  return a.every((row, index) => row === b[index] || sameRow(row, b[index]));
}

function sameRow(a: GridRow, b: GridRow | undefined): boolean {
  if (a.id !== b?.id) return false;
  const keys = new Set([...Object.keys(a.cells), ...Object.keys(b.cells)]);
  return [...keys].every((key) => (a.cells[key] ?? '') === (b.cells[key] ?? ''));
}

export interface GridStore {
  readonly state: GridState;
  /** Applies an action now and returns the new state. `quietly`: an unfinished input method text, not told yet. */
  readonly dispatch: (action: GridAction, quietly?: boolean) => GridState;
  readonly current: () => GridState;
  /** The rows with whatever stands in the open editor. */
  readonly rows: () => readonly GridRow[];
}

export function useGridState(
  rows: readonly GridRow[],
  columns: readonly GridColumnShape[],
  onChange: (rows: readonly GridRow[]) => void,
): GridStore {
  const [state, setState] = useState(() => initialGridState(rows));
  const latest = useRef(state);
  const told = useRef<readonly (readonly GridRow[])[]>([rows]);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const owner = useRef({ columns, onChange });
  useEffect(() => {
    owner.current = { columns, onChange };
  });

  const tell = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = undefined;
    const now = rowsAsTyped(latest.current, owner.current.columns);
    const last = told.current.at(-1);
    if (last !== undefined && sameRows(last, now)) return;
    told.current = [...told.current, now];
    owner.current.onChange(now);
  }, []);

  const dispatch = useCallback(
    (action: GridAction, quietly = false) => {
      const next = gridReducer(latest.current, action, owner.current.columns);
      latest.current = next;
      setState(next);
      clearTimeout(timer.current);
      if (quietly) return next;
      if (next.editor !== null && next.rows.length > TELL_AT_ONCE_ROWS) timer.current = setTimeout(tell, PAUSE_MS);
      else tell();
      return next;
    },
    [tell],
  );

  useEffect(() => {
    const known = told.current.findLastIndex((one) => sameRows(one, rows));
    if (known >= 0) {
      told.current = told.current.slice(known);
      return;
    }
    told.current = [rows];
    latest.current = gridReducer(latest.current, { type: 'load', rows }, owner.current.columns);
    setState(latest.current);
  }, [rows]);

  useEffect(() => () => tell(), [tell]);
  // A key that saves or leaves within the pause must find the owner told already, and drawn again.
  useEffect(
    () =>
      tellsBeforeKeys(() => {
        if (timer.current !== undefined) flushSync(tell);
      }),
    [tell],
  );

  return {
    state,
    dispatch,
    current: useCallback(() => latest.current, []),
    rows: useCallback(() => rowsAsTyped(latest.current, owner.current.columns), []),
  };
}
