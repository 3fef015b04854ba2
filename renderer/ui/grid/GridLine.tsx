/** One drawn row: its cells and, under them, what is wrong in which cell. */
import { memo } from 'react';
import type { ColumnLayout } from './column-layout.ts';
import { stickyClass, stickyStyle } from './GridHeader.tsx';
import type { GridRow } from './grid-types.ts';

export interface GridLineProps {
  readonly baseId: string;
  /** `null`: the blank line below the last row. */
  readonly row: GridRow | null;
  readonly index: number;
  readonly top: number;
  readonly rowHeight: number;
  /** With the line of messages, where there is one. */
  readonly height: number;
  readonly layout: ColumnLayout;
  /** Selected columns of this row, ends included; `null` when none. */
  readonly selected: readonly [number, number] | null;
  readonly active: number | null;
  readonly messages: ReadonlyMap<string, string> | undefined;
  readonly title: string | undefined;
}

export const cellId = (baseId: string, index: number, columnId: string): string => `${baseId}-${index}-${columnId}`;
export const messageId = (baseId: string, index: number, columnId: string): string =>
  `${baseId}-${index}-${columnId}-message`;

/** Whether a text is likely wider than its cell: Han characters count 16 px of the normal size, others about 9. */
const tooLong = (text: string, width: number): boolean =>
  text.length > 5 && 16 + text.length * (/\p{Script=Han}/u.test(text) ? 16 : 9) > width;

function LineCells(props: GridLineProps) {
  const { baseId, row, index, layout, selected, active, messages } = props;
  return layout.columns.map((placed, at) => {
    const { column } = placed;
    const text = row?.cells[column.id] ?? '';
    const message = messages?.get(column.id);
    const inRange = selected !== null && at >= selected[0] && at <= selected[1];
    const shown = row !== null && column.render !== undefined ? column.render(row) : (column.format?.(text) ?? text);
    const classes = [
      `grid__cell is-${column.align ?? 'start'}${stickyClass(placed, layout)}`,
      column.tabular === true ? 'number' : '',
      column.compact === true ? 'is-compact' : '',
      column.editable ? '' : 'is-read-only',
      inRange ? 'is-selected' : '',
      at === active ? 'is-active' : '',
      message === undefined ? '' : 'is-wrong',
    ];
    return (
      <div
        key={column.id}
        id={cellId(baseId, index, column.id)}
        role="gridcell"
        aria-colindex={at + 2}
        aria-selected={inRange || at === active}
        aria-invalid={message === undefined ? undefined : true}
        aria-describedby={message === undefined ? undefined : messageId(baseId, index, column.id)}
        className={classes.filter(Boolean).join(' ')}
        style={stickyStyle(placed)}
        data-row={index}
        data-column={at}
        title={tooLong(text, placed.width / layout.scale) ? text : undefined}
      >
        {shown}
      </div>
    );
  });
}

const BlankMark = () => (
  <>
    <span aria-hidden="true">＋</span>
    <span className="visually-hidden">空行，键入即添加</span>
  </>
);

function LineMessages({ baseId, index, layout, messages }: GridLineProps) {
  if (messages === undefined || messages.size === 0) return null;
  const columns = layout.columns.filter(({ column }) => messages.has(column.id));
  return (
    <div className="grid__messages" style={{ paddingLeft: layout.numberWidth }}>
      {columns.map(({ column }) => (
        <span
          key={column.id}
          id={messageId(baseId, index, column.id)}
          className="grid__message"
          title={messages.get(column.id)}
        >
          <strong>{column.heading}</strong> {messages.get(column.id)}
        </span>
      ))}
    </div>
  );
}

export const GridLine = memo(function GridLine(props: GridLineProps) {
  const { row, index, top, rowHeight, height, layout, active, messages, title } = props;
  const tall = messages !== undefined && messages.size > 0;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={`grid__row${row === null ? ' grid__row--blank' : ''}${active === null ? '' : ' is-current'}${tall ? ' has-messages' : ''}`}
      style={{
        top,
        height,
        width: layout.total,
        gridTemplateColumns: layout.template,
        gridTemplateRows: `${rowHeight}px`,
      }}
    >
      <div
        role="rowheader"
        aria-colindex={1}
        className={`grid__number number${layout.numberSticky ? ' is-sticky' : ''}`}
        style={layout.numberSticky ? { left: 0 } : undefined}
        data-row={index}
        data-number=""
        title={title}
      >
        {row === null ? <BlankMark /> : index + 1}
      </div>
      <LineCells {...props} />
      <LineMessages {...props} />
    </div>
  );
});
