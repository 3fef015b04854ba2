/** Keys of the grid. What the grid does not use goes on to the page. */
import type { KeyboardEvent } from 'react';
import { isPressed } from '../keys.ts';
import { rangeOf, type GridAction, type GridState } from './grid-reducer.ts';
import type { MoveKey } from './grid-moves.ts';
import { tabFrom } from './grid-moves.ts';
import type { GridColumnShape } from './grid-types.ts';

export interface GridKeyContext {
  readonly state: GridState;
  readonly columns: readonly GridColumnShape[];
  /** Rows that a page key jumps over. */
  readonly page: () => number;
  readonly newId: () => string;
  readonly toProblem: (step: 1 | -1) => void;
}

const MOVES: Readonly<Record<string, MoveKey>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  Home: 'home',
  End: 'end',
  PageUp: 'pageUp',
  PageDown: 'pageDown',
};

/** An action, `handled` for a key that was used otherwise, or `null` for a key that is not the grid's. */
export type KeyMeaning = GridAction | 'handled' | null;

function controlMeaning(event: KeyboardEvent, context: GridKeyContext): KeyMeaning {
  const { state, columns } = context;
  const page = 1;
  switch (event.key) {
    case 'Home':
      return { type: 'move', key: 'first', extend: event.shiftKey, page };
    case 'End':
      return { type: 'move', key: 'last', extend: event.shiftKey, page };
    case 'ArrowDown':
    case 'ArrowUp':
      context.toProblem(event.key === 'ArrowDown' ? 1 : -1);
      return 'handled';
    case ' ':
      return columnSelection(state, state.active.column);
    case 'a':
    case 'A':
      return {
        type: 'select',
        anchor: { row: 0, column: 0 },
        active: { row: Math.max(0, state.rows.length - 1), column: columns.length - 1 },
      };
    case 'z':
    case 'Z':
      return { type: event.shiftKey ? 'redo' : 'undo' };
    case 'y':
    case 'Y':
      return { type: 'redo' };
    default:
      return null;
  }
}

/** Selects the whole column; its first row becomes active. */
export function columnSelection(state: GridState, column: number): GridAction {
  return { type: 'select', anchor: { row: Math.max(0, state.rows.length - 1), column }, active: { row: 0, column } };
}

function escapeMeaning(state: GridState): KeyMeaning {
  if (state.editor !== null) return { type: 'cancel' };
  const { top, bottom, left, right } = rangeOf(state);
  return top === bottom && left === right ? null : { type: 'collapse' };
}

function typingMeaning(event: KeyboardEvent, context: GridKeyContext): KeyMeaning {
  const { state } = context;
  const arrow = MOVES[event.key];
  const leaves = state.editor?.mode === 'typed' && event.key.startsWith('Arrow') && !event.shiftKey;
  const upDown = event.key === 'ArrowUp' || event.key === 'ArrowDown';
  if (arrow !== undefined && (leaves || upDown))
    return { type: 'move', key: arrow, extend: false, page: context.page() };
  return isPressed(event.nativeEvent, 'editCell') ? { type: 'openEditor', newId: '' } : null;
}

function restingMeaning(event: KeyboardEvent, context: GridKeyContext): KeyMeaning {
  const move = MOVES[event.key];
  if (move !== undefined) return { type: 'move', key: move, extend: event.shiftKey, page: context.page() };
  if (isPressed(event.nativeEvent, 'editCell')) return { type: 'openEditor', newId: context.newId() };
  switch (event.key) {
    case 'Delete':
    case 'Backspace':
      return { type: 'clear' };
    case ' ':
      return event.shiftKey
        ? {
            type: 'select',
            anchor: { row: context.state.active.row, column: context.columns.length - 1 },
            active: { row: context.state.active.row, column: 0 },
          }
        : null;
    default:
      return null;
  }
}

/** What a key press means now. Keys of an input method never come here. */
export function keyMeaning(event: KeyboardEvent, context: GridKeyContext): KeyMeaning {
  const { state } = context;
  if (event.altKey) {
    if (event.key === 'Insert') return { type: 'insertRow', newId: context.newId() };
    return event.key === 'Delete' && state.rows.length > 0 ? { type: 'deleteRows' } : null;
  }
  if (event.key === 'Escape') return escapeMeaning(state);
  if (event.key === 'Enter') {
    return event.ctrlKey || event.metaKey ? null : { type: 'enter', step: event.shiftKey ? -1 : 1 };
  }
  if (event.key === 'Tab') {
    const step = event.shiftKey ? -1 : 1;
    return tabFrom(state.active, step, context.columns, state.rows.length) === null ? null : { type: 'tab', step };
  }
  if (event.ctrlKey || event.metaKey) return state.editor === null ? controlMeaning(event, context) : null;
  return state.editor === null ? restingMeaning(event, context) : typingMeaning(event, context);
}
