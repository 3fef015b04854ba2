/** A table whose rows open something: arrows move, Enter opens, a click opens, one key copies. Pages of `pageSize` rows. */
import { Fragment, useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { Button } from './Button.tsx';
import { useCopying, type Copied } from './use-copying.ts';

export interface ChoiceColumn<Row> {
  readonly id: string;
  readonly heading: string;
  readonly width?: string;
  readonly align?: 'right';
  /** Gives way where there is little room: `2` before `1`. */
  readonly yields?: 1 | 2;
  readonly cell: (row: Row) => ReactNode;
}

export interface ChoiceTableProps<Row> {
  readonly label: string;
  readonly columns: readonly ChoiceColumn<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly onOpen: (row: Row) => void;
  readonly empty: string;
  /** Delete, or the button at the end of the line: a word for it and what it does. */
  readonly removal?: { readonly word: string; readonly onRemove: (row: Row) => void };
  /** What can be copied of a row. */
  readonly copies?: (row: Row) => Copied;
  /** Rows of one group follow each other; a line before the first of them says which. */
  readonly groupOf?: (row: Row) => string;
  readonly pageSize?: number;
  readonly autoFocus?: boolean;
  /** The row that somebody came for: it takes the focus once, as soon as it is there. */
  readonly landOn?: ((row: Row) => boolean) | undefined;
}

const rowAt = (body: HTMLElement | null, index: number): HTMLElement | null =>
  body?.querySelectorAll<HTMLElement>('tr.is-link')[index] ?? null;

const isTyping = (): boolean => document.activeElement?.matches('input, textarea, select') ?? false;

const STEPS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 10,
  PageUp: -10,
  Home: -Infinity,
  End: Infinity,
};

const classOf = <Row,>({ align, yields }: ChoiceColumn<Row>, figure: boolean): string | undefined =>
  [align === 'right' ? `is-right${figure ? ' number' : ''}` : '', yields === undefined ? '' : `yields-${yields}`]
    .filter(Boolean)
    .join(' ') || undefined;

function Head<Row>({ columns, removal }: Pick<ChoiceTableProps<Row>, 'columns' | 'removal'>) {
  return (
    <thead>
      <tr>
        {columns.map((column) => (
          <th key={column.id} scope="col" style={{ width: column.width }} className={classOf(column, false)}>
            {column.heading}
          </th>
        ))}
        {removal === undefined ? null : <th scope="col" style={{ width: '9rem' }} aria-label={removal.word} />}
      </tr>
    </thead>
  );
}

interface LineProps<Row> extends Pick<ChoiceTableProps<Row>, 'columns' | 'removal' | 'onOpen'> {
  readonly row: Row;
  readonly current: boolean;
  readonly onFocus: () => void;
}

function Line<Row>({ row, columns, removal, current, onOpen, onFocus }: LineProps<Row>) {
  return (
    <tr className="is-link" tabIndex={current ? 0 : -1} onFocus={onFocus} onClick={() => onOpen(row)}>
      {columns.map((column) => (
        <td key={column.id} className={classOf(column, true)}>
          {column.cell(row)}
        </td>
      ))}
      {removal === undefined ? null : (
        <td className="is-right">
          <Button
            look="quiet"
            keyHint="clear"
            onClick={(event) => {
              event.stopPropagation();
              removal.onRemove(row);
            }}
          >
            {removal.word}
          </Button>
        </td>
      )}
    </tr>
  );
}

export function ChoiceTable<Row>(props: ChoiceTableProps<Row>) {
  const {
    label,
    columns,
    rows,
    keyOf,
    onOpen,
    empty,
    removal,
    copies,
    groupOf,
    pageSize = 100,
    autoFocus = false,
    landOn,
  } = props;
  const [active, setActive] = useState(0);
  const [shown, setShown] = useState(pageSize);
  const body = useRef<HTMLTableSectionElement>(null);
  const wanted = landOn === undefined ? -1 : rows.findIndex(landOn);
  const visible = rows.slice(0, Math.max(shown, wanted + 1));
  const current = Math.min(active, Math.max(0, visible.length - 1));
  const focusRow = (index: number) => {
    setActive(index);
    rowAt(body.current, index)?.focus();
  };
  const some = visible.length > 0;
  useEffect(() => {
    if (autoFocus && some && !isTyping()) rowAt(body.current, 0)?.focus();
  }, [autoFocus, some]);
  const landed = useRef(false);
  useEffect(() => {
    if (landed.current || wanted < 0 || isTyping()) return;
    landed.current = true;
    rowAt(body.current, wanted)?.focus();
  }, [wanted]);
  const row = visible[current];
  const copied = useCopying(row === undefined || copies === undefined ? null : () => copies(row));
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.altKey || event.ctrlKey ? undefined : STEPS[event.key];
    if (step !== undefined) focusRow(Math.max(0, Math.min(visible.length - 1, current + step)));
    else if (event.key === 'Enter' && row !== undefined && event.target instanceof HTMLTableRowElement) onOpen(row);
    else if (event.key === 'Delete' && !event.altKey && row !== undefined && removal !== undefined)
      removal.onRemove(row);
    else return;
    event.preventDefault();
  };
  if (!some) return <p className="panel soft">{empty}</p>;
  const all = columns.length + (removal === undefined ? 0 : 1);
  return (
    <div className="choice-table">
      <table className="table" aria-label={label}>
        <Head columns={columns} {...(removal === undefined ? {} : { removal })} />
        <tbody ref={body} onKeyDown={onKeyDown}>
          {visible.map((one, index) => {
            const group = groupOf?.(one);
            const before = visible[index - 1];
            const begins = group !== undefined && (before === undefined || groupOf?.(before) !== group);
            return (
              <Fragment key={keyOf(one)}>
                {begins ? (
                  <tr className="choice-table__group">
                    <th colSpan={all} scope="rowgroup">
                      {group}
                    </th>
                  </tr>
                ) : null}
                <Line
                  row={one}
                  columns={columns}
                  {...(removal === undefined ? {} : { removal })}
                  current={index === current}
                  onOpen={onOpen}
                  onFocus={() => setActive(index)}
                />
              </Fragment>
            );
          })}
        </tbody>
      </table>
      <p className="choice-table__copied small" role="status">
        {copied}
      </p>
      {rows.length > shown ? (
        <p className="row">
          <Button onClick={() => setShown(shown + pageSize)}>
            再显示 {Math.min(pageSize, rows.length - shown)} 件
          </Button>
          <span className="soft">
            共 {rows.length} 件，已显示 {shown} 件
          </span>
        </p>
      ) : null}
    </div>
  );
}
