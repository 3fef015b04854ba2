import { useEffect, useRef } from 'react';
import { rangeOf, type GridState } from './grid-reducer.ts';
import type { GridColumnShape, GridSelection } from './grid-types.ts';

function selectionOf(state: GridState, columns: readonly GridColumnShape[]): GridSelection {
  const { top, bottom, left, right } = rangeOf(state);
  return {
    activeRowId: state.rows[state.active.row]?.id ?? null,
    columnId: columns[state.active.column]?.id ?? '',
    rowIds: state.rows.slice(top, bottom + 1).map((row) => row.id),
    columnIds: columns.slice(left, right + 1).map((column) => column.id),
  };
}

/** Tells the page what is selected whenever it differs from what was told before. */
export function useSelectionReport(
  state: GridState,
  columns: readonly GridColumnShape[],
  onSelect: ((selection: GridSelection) => void) | undefined,
): void {
  const told = useRef('');
  const { rows, active, anchor } = state;
  useEffect(() => {
    if (onSelect === undefined) return;
    const selection = selectionOf({ ...state, rows, active, anchor }, columns);
    const key = `${selection.activeRowId}|${selection.columnId}|${selection.columnIds.join()}|${selection.rowIds.join()}`;
    if (key === told.current) return;
    told.current = key;
    onSelect(selection);
  }, [state, rows, active, anchor, columns, onSelect]);
}
