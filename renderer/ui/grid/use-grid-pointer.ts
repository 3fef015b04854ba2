/** The mouse: click, Shift+click and drag over cells, row numbers, headings; a second click types. */
import { useEffect, useRef, type PointerEvent } from 'react';
import type { GridAction, GridState } from './grid-reducer.ts';
import { columnSelection } from './use-grid-keys.ts';
import type { GridPosition } from './grid-types.ts';

const numberOf = (element: HTMLElement | null | undefined, key: string): number | null => {
  const text = element?.dataset[key];
  return text === undefined ? null : Number(text);
};

function cellUnder(target: EventTarget | null): GridPosition | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-column]') : null;
  const row = numberOf(cell, 'row');
  const column = numberOf(cell, 'column');
  return row === null || column === null ? null : { row, column };
}

/** What a press outside the cells means: a heading, a row number, the corner. */
function marginAction(target: EventTarget | null, state: GridState, columns: number): GridAction | null {
  if (!(target instanceof Element)) return null;
  const heading = numberOf(target.closest<HTMLElement>('[data-heading]'), 'heading');
  if (heading !== null) return columnSelection(state, heading);
  const row = numberOf(target.closest<HTMLElement>('[data-number]'), 'row');
  if (row !== null) return { type: 'select', anchor: { row, column: columns - 1 }, active: { row, column: 0 } };
  if (target.closest('[data-all]') === null) return null;
  const last = { row: Math.max(0, state.rows.length - 1), column: columns - 1 };
  return { type: 'select', anchor: last, active: { row: 0, column: 0 } };
}

export interface GridPointer {
  readonly onPointerDown: (event: PointerEvent) => void;
  readonly onPointerMove: (event: PointerEvent) => void;
}

/** `focus` is called after every press, so that typing goes on where the mouse went. */
export function useGridPointer(
  current: () => GridState,
  columns: number,
  dispatch: (action: GridAction) => void,
  focus: () => void,
): GridPointer {
  const dragging = useRef(false);
  useEffect(() => {
    const stop = () => {
      dragging.current = false;
    };
    window.addEventListener('pointerup', stop);
    window.addEventListener('pointercancel', stop);
    return () => {
      window.removeEventListener('pointerup', stop);
      window.removeEventListener('pointercancel', stop);
    };
  }, []);
  return {
    onPointerDown: (event) => {
      if (event.button !== 0) return;
      const at = cellUnder(event.target);
      const action = at === null ? marginAction(event.target, current(), columns) : null;
      if (at !== null) {
        dragging.current = true;
        dispatch({ type: 'moveTo', to: at, extend: event.shiftKey });
      } else if (action !== null) dispatch(action);
      else return;
      event.preventDefault();
      focus();
    },
    onPointerMove: (event) => {
      if (!dragging.current || event.buttons !== 1) return;
      const at = cellUnder(event.target);
      const { active } = current();
      if (at !== null && (at.row !== active.row || at.column !== active.column)) {
        dispatch({ type: 'moveTo', to: at, extend: true });
      }
    },
  };
}
