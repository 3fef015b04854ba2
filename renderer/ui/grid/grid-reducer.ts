/**
 * The grid's state as a pure function of what was done: cells, active cell, selection, open editor, history.
 * Nothing typed is lost: every change keeps the rows before it, and text thrown away with Esc comes back with Ctrl+Y.
 */
import { clampPosition, moveFrom, tabFrom, type MoveKey } from './grid-moves.ts';
import type { GridColumnShape, GridPosition, GridRange, GridRow } from './grid-types.ts';

/** Steps that can be undone; rows are shared between steps, so a step costs one array. */
const HISTORY_LIMIT = 200;

interface Snapshot {
  readonly rows: readonly GridRow[];
  readonly active: GridPosition;
}

/** Text being typed into the active cell. `typed`: began by typing, so arrows commit and move; `edit`: by its key. */
export interface GridEditor {
  readonly text: string;
  readonly mode: 'typed' | 'edit';
  /** Id of the row under the cursor; a new one on the blank line. */
  readonly rowId: string;
}

export interface GridState {
  readonly rows: readonly GridRow[];
  readonly active: GridPosition;
  /** The other corner of the selection. */
  readonly anchor: GridPosition;
  /** Column where a run of Tabs began: Enter returns to it. */
  readonly tabStart: number | null;
  readonly editor: GridEditor | null;
  readonly past: readonly Snapshot[];
  readonly future: readonly Snapshot[];
}

export type GridAction =
  | { readonly type: 'moveTo'; readonly to: GridPosition; readonly extend: boolean }
  | { readonly type: 'move'; readonly key: MoveKey; readonly extend: boolean; readonly page: number }
  | { readonly type: 'tab'; readonly step: 1 | -1 }
  | { readonly type: 'enter'; readonly step: 1 | -1 }
  | { readonly type: 'select'; readonly anchor: GridPosition; readonly active: GridPosition }
  | { readonly type: 'collapse' }
  | { readonly type: 'typed'; readonly text: string; readonly newId: string }
  | { readonly type: 'openEditor'; readonly newId: string }
  | { readonly type: 'commit' }
  | { readonly type: 'cancel' }
  | { readonly type: 'clear' }
  | { readonly type: 'paste'; readonly table: readonly (readonly string[])[]; readonly newIds: readonly string[] }
  | { readonly type: 'insertRow'; readonly newId: string }
  | { readonly type: 'deleteRows' }
  | { readonly type: 'undo' }
  | { readonly type: 'redo' }
  /** Rows changed by their owner (an import); one step that can be undone. */
  | { readonly type: 'load'; readonly rows: readonly GridRow[] };

const ORIGIN: GridPosition = { row: 0, column: 0 };

/** A grid nobody has touched. */
export function initialGridState(rows: readonly GridRow[]): GridState {
  return { rows, active: ORIGIN, anchor: ORIGIN, tabStart: null, editor: null, past: [], future: [] };
}

/** The selected rectangle, ends included. */
export function rangeOf(state: Pick<GridState, 'active' | 'anchor'>): GridRange {
  const { active, anchor } = state;
  return {
    top: Math.min(active.row, anchor.row),
    bottom: Math.max(active.row, anchor.row),
    left: Math.min(active.column, anchor.column),
    right: Math.max(active.column, anchor.column),
  };
}

/** Text of a cell; empty for a read-only column or the blank line. */
export function cellText(rows: readonly GridRow[], at: GridPosition, columns: readonly GridColumnShape[]): string {
  const column = columns[at.column];
  return column === undefined ? '' : (rows[at.row]?.cells[column.id] ?? '');
}

/** Cells are one line each; other blanks stay as they were typed. */
export const oneLine = (text: string): string => text.replace(/[\r\n]+/gu, ' ');

/** Rows being rewritten: one copy for any number of cells, and the old array when nothing differed. */
class RowsDraft {
  readonly #before: readonly GridRow[];
  readonly #rows: GridRow[];
  #touched = false;

  constructor(rows: readonly GridRow[]) {
    this.#before = rows;
    this.#rows = [...rows];
  }

  get length(): number {
    return this.#rows.length;
  }

  /** Writes one cell; one past the last row adds a row, unless there is nothing to write. */
  set(at: number, columnId: string, text: string, newId: string): void {
    const row = this.#rows[at] ?? { id: newId, cells: {} };
    if ((row.cells[columnId] ?? '') === text) return;
    this.#touched = true;
    this.#rows[at] = { ...row, cells: { ...row.cells, [columnId]: text } };
  }

  result(): readonly GridRow[] {
    return this.#touched ? this.#rows : this.#before;
  }
}

const tidied = (text: string, column: GridColumnShape): string => column.tidy?.(oneLine(text)) ?? oneLine(text);

function rowsWithEditor(state: GridState, columns: readonly GridColumnShape[], tidy: boolean): readonly GridRow[] {
  const column = columns[state.active.column];
  if (state.editor === null || column === undefined) return state.rows;
  const text = tidy ? tidied(state.editor.text, column) : state.editor.text;
  const draft = new RowsDraft(state.rows);
  draft.set(state.active.row, column.id, text, state.editor.rowId);
  return draft.result();
}

/** The rows with the open editor's text in its cell: what would be there if typing stopped now. */
export function rowsAsTyped(state: GridState, columns: readonly GridColumnShape[]): readonly GridRow[] {
  return rowsWithEditor(state, columns, false);
}

/** New rows as one step of history; the same rows change nothing. */
function changed(state: GridState, rows: readonly GridRow[]): GridState {
  if (rows === state.rows) return state;
  const step: Snapshot = { rows: state.rows, active: state.active };
  return { ...state, rows, past: [...state.past.slice(1 - HISTORY_LIMIT), step], future: [] };
}

function placed(state: GridState, active: GridPosition, anchor = active): GridState {
  return { ...state, active, anchor, tabStart: null };
}

function committed(state: GridState, columns: readonly GridColumnShape[]): GridState {
  if (state.editor === null) return state;
  return { ...changed(state, rowsWithEditor(state, columns, true)), editor: null };
}

function cancelled(state: GridState, columns: readonly GridColumnShape[]): GridState {
  if (state.editor === null) return state;
  const typed = rowsAsTyped(state, columns);
  const future = typed === state.rows ? state.future : [{ rows: typed, active: state.active }];
  return { ...state, editor: null, future };
}

function opened(
  state: GridState,
  text: string,
  mode: GridEditor['mode'],
  newId: string,
  columns: readonly GridColumnShape[],
): GridState {
  if (columns[state.active.column]?.editable !== true) return state;
  const rowId = state.rows[state.active.row]?.id ?? newId;
  return { ...state, anchor: state.active, editor: { text: oneLine(text), mode, rowId } };
}

function cleared(state: GridState, columns: readonly GridColumnShape[]): GridState {
  const range = rangeOf(state);
  const draft = new RowsDraft(state.rows);
  for (let row = range.top; row <= Math.min(range.bottom, state.rows.length - 1); row += 1) {
    for (const column of columns.slice(range.left, range.right + 1)) {
      if (column.editable) draft.set(row, column.id, '', '');
    }
  }
  return changed(state, draft.result());
}

/** A single value fills the selection; a table goes in once from the selection's first cell. */
function pasteTargets(state: GridState, table: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const range = rangeOf(state);
  const single = table.length === 1 && table[0]?.length === 1 ? (table[0][0] ?? '') : null;
  if (single === null) return table;
  const height = Math.max(1, Math.min(range.bottom, state.rows.length) - range.top + 1);
  return Array.from({ length: height }, () => Array.from({ length: range.right - range.left + 1 }, () => single));
}

function pasted(
  state: GridState,
  table: readonly (readonly string[])[],
  newIds: readonly string[],
  columns: readonly GridColumnShape[],
): GridState {
  const { top, left } = rangeOf(state);
  const source = pasteTargets(state, table);
  const draft = new RowsDraft(state.rows);
  for (const [down, cells] of source.entries()) {
    const row = top + down;
    if (row >= draft.length && cells.every((cell) => cell.trim() === '')) continue;
    const at = Math.min(row, draft.length);
    for (const [across, text] of cells.entries()) {
      const column = columns[left + across];
      if (column?.editable === true) draft.set(at, column.id, tidied(text, column), newIds[down] ?? '');
    }
  }
  const width = Math.max(...source.map((cells) => cells.length));
  const bottomRight = clampPosition(
    { row: top + source.length - 1, column: left + width - 1 },
    Math.max(0, draft.length - 1),
    columns.length,
  );
  return { ...changed(state, draft.result()), active: { row: top, column: left }, anchor: bottomRight, tabStart: null };
}

function rowInserted(state: GridState, newId: string): GridState {
  const at = Math.min(rangeOf(state).top, state.rows.length);
  const next = changed(state, state.rows.toSpliced(at, 0, { id: newId, cells: {} }));
  return placed(next, { row: at, column: state.active.column });
}

function rowsDeleted(state: GridState): GridState {
  const { top, bottom } = rangeOf(state);
  const next = changed(
    state,
    state.rows.filter((_, index) => index < top || index > bottom),
  );
  return placed(next, { row: Math.min(top, Math.max(0, next.rows.length - 1)), column: state.active.column });
}

function steppedBack(state: GridState, from: 'past' | 'future', columns: readonly GridColumnShape[]): GridState {
  const list = state[from];
  const step = from === 'past' ? list.at(-1) : list[0];
  if (step === undefined) return state;
  const now: Snapshot = { rows: state.rows, active: state.active };
  const past = from === 'past' ? list.slice(0, -1) : [...state.past, now];
  const future = from === 'past' ? [now, ...state.future] : list.slice(1);
  return {
    ...placed(state, clampPosition(step.active, step.rows.length, columns.length)),
    rows: step.rows,
    past,
    future,
  };
}

function tabbed(state: GridState, step: 1 | -1, columns: readonly GridColumnShape[]): GridState {
  const to = tabFrom(state.active, step, columns, state.rows.length);
  return to === null ? state : { ...placed(state, to), tabStart: state.tabStart ?? state.active.column };
}

function entered(state: GridState, step: 1 | -1, columns: readonly GridColumnShape[]): GridState {
  const column = state.tabStart ?? state.active.column;
  return placed(state, clampPosition({ row: state.active.row + step, column }, state.rows.length, columns.length));
}

/** Every action but typing and leaving the editor first puts the typed text into its cell. */
const KEEPS_EDITOR: ReadonlySet<GridAction['type']> = new Set(['typed', 'openEditor', 'cancel']);

/** The next state. `columns` are the shown columns in order. */
export function gridReducer(before: GridState, action: GridAction, columns: readonly GridColumnShape[]): GridState {
  const state = KEEPS_EDITOR.has(action.type) ? before : committed(before, columns);
  const inside = (at: GridPosition): GridPosition => clampPosition(at, state.rows.length, columns.length);
  switch (action.type) {
    case 'moveTo':
      return placed(state, inside(action.to), action.extend ? state.anchor : inside(action.to));
    case 'move': {
      const to = moveFrom(state.active, action.key, {
        rows: state.rows.length,
        columns: columns.length,
        page: action.page,
      });
      return placed(state, to, action.extend ? state.anchor : to);
    }
    case 'tab':
      return tabbed(state, action.step, columns);
    case 'enter':
      return entered(state, action.step, columns);
    case 'select':
      return placed(state, inside(action.active), inside(action.anchor));
    case 'collapse':
      return placed(state, state.active);
    case 'typed':
      return state.editor === null
        ? opened(state, action.text, 'typed', action.newId, columns)
        : { ...state, editor: { ...state.editor, text: oneLine(action.text) } };
    case 'openEditor':
      return state.editor === null
        ? opened(state, cellText(state.rows, state.active, columns), 'edit', action.newId, columns)
        : { ...state, editor: { ...state.editor, mode: 'edit' } };
    case 'commit':
      return state;
    case 'cancel':
      return cancelled(state, columns);
    case 'clear':
      return cleared(state, columns);
    case 'paste':
      return pasted(state, action.table, action.newIds, columns);
    case 'insertRow':
      return rowInserted(state, action.newId);
    case 'deleteRows':
      return rowsDeleted(state);
    case 'undo':
      return steppedBack(state, 'past', columns);
    case 'redo':
      return steppedBack(state, 'future', columns);
    case 'load': {
      const next = changed(state, action.rows);
      return placed(next, clampPosition(state.active, action.rows.length, columns.length));
    }
  }
}
