/** A table whose rows open something: arrows move, Enter opens, a click opens. Pages of `pageSize` rows. */
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { Button } from './Button.tsx';

export interface ChoiceColumn<Row> {
  readonly id: string;
  readonly heading: string;
  readonly width?: string;
  readonly align?: 'right';
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
  readonly pageSize?: number;
  readonly autoFocus?: boolean;
}

const rowAt = (body: HTMLElement | null, index: number): HTMLElement | null =>
  (body?.children[index] as HTMLElement | undefined) ?? null;

export function ChoiceTable<Row>({
  label,
  columns,
  rows,
  keyOf,
  onOpen,
  empty,
  removal,
  pageSize = 100,
  autoFocus = false,
}: ChoiceTableProps<Row>) {
  const [active, setActive] = useState(0);
  const [shown, setShown] = useState(pageSize);
  const body = useRef<HTMLTableSectionElement>(null);
  const visible = rows.slice(0, shown);
  const current = Math.min(active, Math.max(0, visible.length - 1));
  const focusRow = (index: number) => {
    setActive(index);
    rowAt(body.current, index)?.focus();
  };
  const some = visible.length > 0;
  useEffect(() => {
    if (autoFocus && some) rowAt(body.current, 0)?.focus();
  }, [autoFocus, some]);
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: 10,
      PageUp: -10,
      Home: -visible.length,
      End: visible.length,
    };
    const step = steps[event.key];
    const row = visible[current];
    if (step !== undefined) focusRow(Math.max(0, Math.min(visible.length - 1, current + step)));
    else if (event.key === 'Enter' && row !== undefined && event.target instanceof HTMLTableRowElement) onOpen(row);
    else if (event.key === 'Delete' && row !== undefined && removal !== undefined) removal.onRemove(row);
    else return;
    event.preventDefault();
  };
  if (!some) return <p className="panel soft">{empty}</p>;
  return (
    <div className="choice-table">
      <table className="table" aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.id}
                scope="col"
                style={{ width: column.width }}
                className={column.align === 'right' ? 'is-right' : undefined}
              >
                {column.heading}
              </th>
            ))}
            {removal === undefined ? null : <th scope="col" style={{ width: '9rem' }} aria-label={removal.word} />}
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={onKeyDown}>
          {visible.map((row, index) => (
            <tr
              key={keyOf(row)}
              className="is-link"
              tabIndex={index === current ? 0 : -1}
              onFocus={() => setActive(index)}
              onClick={() => onOpen(row)}
            >
              {columns.map((column) => (
                <td key={column.id} className={column.align === 'right' ? 'is-right number' : undefined}>
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
          ))}
        </tbody>
      </table>
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
