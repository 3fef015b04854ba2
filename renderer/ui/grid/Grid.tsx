/**
 * A table that is typed into: one textarea always has the focus and lies over the active cell, so that Chromium keeps
 * the input method on and the first pinyin letter is composed, not entered raw (measured; README, decisions).
 * Mount it anew (`key`) for another document: the history belongs to one.
 */
import { useCallback, useId, useImperativeHandle, useMemo, useRef, useState, type Ref } from 'react';
import { layoutColumns } from './column-layout.ts';
import { cellText, rangeOf, type GridAction } from './grid-reducer.ts';
import { lostCells } from './grid-clipboard.ts';
import { GridEditorBox } from './GridEditorBox.tsx';
import { GridHeader } from './GridHeader.tsx';
import { cellId, GridLine, messageId } from './GridLine.tsx';
import { nextRow } from './grid-moves.ts';
import type { GridColumn, GridRow, GridSelection } from './grid-types.ts';
import { parseTsv } from './tsv.ts';
import { useEditorPlace } from './use-editor-place.ts';
import './grid.css';
import { useGridPointer } from './use-grid-pointer.ts';
import { useGridSizes } from './use-grid-sizes.ts';
import { useGridState } from './use-grid-state.ts';
import { useRowWindow } from './use-row-window.ts';
import { useScrollToActive } from './use-scroll-to-active.ts';
import { useSelectionReport } from './use-selection-report.ts';
import { useTextScale } from './use-text-scale.ts';
import { useViewWidth } from './use-view-width.ts';
import { keyName } from '../key-table.ts';

const NUMBER_PX = 44;
const NO_MESSAGES: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map();

export interface GridHandle {
  focus(): void;
  /** Makes a cell active, brings it into view and focuses it. */
  goTo(rowId: string, columnId?: string): void;
  /** Puts the text being typed into its cell and returns the rows. */
  commit(): readonly GridRow[];
  insertRow(): void;
  deleteRows(): void;
  toProblem(step: 1 | -1): void;
}

export interface GridProps {
  readonly ref?: Ref<GridHandle>;
  readonly label: string;
  readonly columns: readonly GridColumn[];
  readonly rows: readonly GridRow[];
  /** Called with every change, while typing too (not within an input method). */
  readonly onChange: (rows: readonly GridRow[]) => void;
  readonly newId: () => string;
  /** What is wrong, by row id and column id, as a sentence. */
  readonly messages?: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Whether Ctrl+↓ stops at a row; a column id says where. */
  readonly problemAt?: (row: GridRow) => boolean | string;
  readonly rowTitle?: (row: GridRow) => string | undefined;
  readonly onSelect?: (selection: GridSelection) => void;
  /** Sees a pasted table first; true when it was taken over (a table with headings of its own). */
  readonly onPasteTable?: (table: readonly (readonly string[])[], text: string) => boolean;
  /** Said aloud by the grid and offered to the page: what a paste did, that there is no further problem. */
  readonly onNotice?: (text: string) => void;
}

export function Grid({
  ref,
  label,
  columns,
  rows: given,
  onChange,
  newId,
  messages: found = NO_MESSAGES,
  problemAt,
  rowTitle,
  onSelect,
  onPasteTable,
  onNotice,
}: GridProps) {
  const baseId = useId();
  const view = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLTextAreaElement>(null);
  const [said, setSaid] = useState('');
  const [focused, setFocused] = useState(false);
  const scale = useTextScale();
  const width = useViewWidth(view);
  const store = useGridState(given, columns, onChange);
  const { state, dispatch, current } = store;
  const { rows, active, editor } = state;

  // What is wrong is told when a cell is left: while somebody types, nothing below may move.
  const [messages, setMessages] = useState(found);
  if (editor === null && messages !== found) setMessages(found);

  const sizes = useGridSizes();
  const layout = useMemo(() => layoutColumns(columns, width, scale, NUMBER_PX), [columns, width, scale]);
  const taller = useMemo(
    () => new Set(rows.flatMap((row, index) => ((messages.get(row.id)?.size ?? 0) > 0 ? [index] : []))),
    [rows, messages],
  );
  const lines = useRowWindow(view, rows.length + 1, taller, active.row, sizes);
  useScrollToActive(view, active, layout, lines.span, sizes.heading);
  const range = rangeOf(state);
  useSelectionReport(state, columns, onSelect);

  const focus = useCallback(() => input.current?.focus({ preventScroll: true }), []);
  const act = useCallback((action: GridAction) => void dispatch(action), [dispatch]);
  const pointer = useGridPointer(current, columns.length, act, focus);
  const say = (text: string) => {
    setSaid(text);
    onNotice?.(text);
  };

  const toProblem = (step: 1 | -1) => {
    dispatch({ type: 'commit' });
    const now = current();
    // Standing on a row that asks for something, but not at the place: that comes first.
    const here = now.rows[now.active.row];
    const place = here === undefined ? -1 : columns.findIndex((one) => one.id === problemAt?.(here));
    if (step === 1 && place >= 0 && place !== now.active.column)
      return void dispatch({ type: 'moveTo', to: { row: now.active.row, column: place }, extend: false });
    const at = nextRow(now.active.row, step, now.rows.length, (index) => {
      const row = now.rows[index];
      return row !== undefined && problemAt !== undefined && problemAt(row) !== false;
    });
    const row = now.rows[at];
    if (row === undefined) return say('没有需要处理的行');
    const where = problemAt?.(row);
    const column = columns.findIndex((one) => one.id === where);
    dispatch({ type: 'moveTo', to: { row: at, column: column < 0 ? now.active.column : column }, extend: false });
  };

  const paste = (text: string) => {
    const table = parseTsv(text);
    dispatch({ type: 'commit' });
    if (onPasteTable?.(table, text) === true) return;
    const before = current();
    const { left } = rangeOf(before);
    const lost = lostCells(table, left, columns);
    dispatch({ type: 'paste', table, newIds: table.map(() => newId()) });
    const tail = lost > 0 ? `；${lost} 个单元格没有对应的列，未粘贴` : '';
    say(`已粘贴 ${table.length} 行${tail}。${keyName('undo')} 撤销`);
  };

  useImperativeHandle(ref, () => ({
    focus,
    goTo: (rowId, columnId) => {
      const row = current().rows.findIndex((one) => one.id === rowId);
      const column = columns.findIndex((one) => one.id === columnId);
      if (row >= 0) dispatch({ type: 'moveTo', to: { row, column: Math.max(0, column) }, extend: false });
      focus();
    },
    commit: () => dispatch({ type: 'commit' }).rows,
    insertRow: () => {
      dispatch({ type: 'insertRow', newId: newId() });
      focus();
    },
    deleteRows: () => {
      dispatch({ type: 'deleteRows' });
      focus();
    },
    toProblem: (step) => {
      toProblem(step);
      focus();
    },
  }));

  const activeColumn = columns[active.column];
  const placed = layout.columns[active.column];
  const activeRow = rows[active.row];
  const message =
    editor === null && activeRow !== undefined ? messages.get(activeRow.id)?.get(activeColumn?.id ?? '') : undefined;
  const box = lines.span(active.row);
  const placeEditor = useEditorPlace(view, input, placed, layout);
  const pageRows = () => Math.max(1, Math.floor(((view.current?.clientHeight ?? 0) - sizes.heading) / sizes.row) - 1);

  return (
    <div className={`grid${focused ? ' is-focused' : ''}`} data-grid="">
      <div
        className="grid__view"
        ref={view}
        {...pointer}
        onDoubleClick={(event) => {
          if ((event.target as Element).closest('[data-column]') !== null)
            dispatch({ type: 'openEditor', newId: newId() });
        }}
        onScroll={placeEditor}
      >
        <div className="grid__content" style={{ width: layout.total, height: sizes.heading + lines.height }}>
          <div
            role="grid"
            id={baseId}
            aria-label={label}
            aria-rowcount={rows.length + 2}
            aria-colcount={columns.length + 1}
            aria-multiselectable="true"
          >
            <GridHeader layout={layout} height={sizes.heading} selectedLeft={range.left} selectedRight={range.right} />
            <div role="rowgroup" className="grid__body" style={{ height: lines.height }}>
              {lines.items.map(({ index }) => {
                const row = rows[index] ?? null;
                const inRange =
                  index >= range.top &&
                  index <= range.bottom &&
                  (range.top !== range.bottom || range.left !== range.right);
                return (
                  <SelectedLine
                    key={row?.id ?? 'blank'}
                    baseId={baseId}
                    row={row}
                    index={index}
                    top={lines.span(index).top}
                    rowHeight={sizes.row}
                    height={lines.span(index).bottom - lines.span(index).top}
                    layout={layout}
                    left={inRange ? range.left : null}
                    right={range.right}
                    active={index === active.row ? active.column : null}
                    messages={row === null ? undefined : messages.get(row.id)}
                    title={row === null ? undefined : rowTitle?.(row)}
                  />
                );
              })}
            </div>
          </div>
          <GridEditorBox
            ref={input}
            store={store}
            columns={columns}
            page={pageRows}
            newId={newId}
            toProblem={toProblem}
            onPasteText={paste}
            onFocusChange={setFocused}
            label={`${label}：${activeColumn?.heading ?? ''}，第 ${active.row + 1} 行`}
            controls={baseId}
            activeCell={activeColumn === undefined ? undefined : cellId(baseId, active.row, activeColumn.id)}
            describedBy={
              message === undefined || activeColumn === undefined
                ? undefined
                : messageId(baseId, active.row, activeColumn.id)
            }
            text={editor?.text ?? ''}
            replaced={cellText(rows, active, columns)}
            tabular={activeColumn?.tabular === true}
            style={{
              top: sizes.heading + box.top,
              width: placed?.width ?? 0,
              height: sizes.row,
              lineHeight: `${sizes.row}px`,
            }}
          />
        </div>
      </div>
      <div className="visually-hidden" role="status">
        {said}
      </div>
    </div>
  );
}

type SelectedLineProps = Omit<Parameters<typeof GridLine>[0], 'selected'> & {
  readonly left: number | null;
  readonly right: number;
};

/** Keeps the pair of selected columns the same object, so that untouched rows are not drawn again. */
function SelectedLine({ left, right, ...line }: SelectedLineProps) {
  const selected = useMemo(
    (): readonly [number, number] | null => (left === null ? null : [left, right]),
    [left, right],
  );
  return <GridLine {...line} selected={selected} />;
}
