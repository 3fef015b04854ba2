import { memo } from 'react';
import type { ColumnLayout, PlacedColumn } from './column-layout.ts';
import { keyName } from '../key-table.ts';

/** Style of a cell that keeps to an edge. */
export function stickyStyle(placed: PlacedColumn): { left?: number; right?: number } | undefined {
  if (placed.sticky === null) return undefined;
  return placed.sticky === 'start' ? { left: placed.inset } : { right: placed.inset };
}

/** The edge where sticky and scrolling columns meet carries a line. */
export function stickyClass(placed: PlacedColumn, layout: ColumnLayout): string {
  if (placed.sticky === null) return '';
  const edge =
    placed.sticky === 'start'
      ? placed.inset + placed.width === layout.coveredStart
      : placed.inset + placed.width === layout.coveredEnd;
  return ` is-sticky${edge ? ` is-edge-${placed.sticky}` : ''}`;
}

export interface GridHeaderProps {
  readonly layout: ColumnLayout;
  readonly height: number;
  readonly selectedLeft: number;
  readonly selectedRight: number;
}

/** Headings; a click selects the column (Ctrl+Space does the same). */
export const GridHeader = memo(function GridHeader({ layout, height, selectedLeft, selectedRight }: GridHeaderProps) {
  return (
    <div role="rowgroup" className="grid__head" style={{ height }}>
      <div
        role="row"
        aria-rowindex={1}
        className="grid__head-row"
        style={{ gridTemplateColumns: layout.template, height }}
      >
        <div
          role="columnheader"
          aria-colindex={1}
          aria-label="序号"
          className={`grid__heading grid__heading--number${layout.numberSticky ? ' is-sticky' : ''}`}
          style={layout.numberSticky ? { left: 0 } : undefined}
          data-all=""
          title={`全选（${keyName('selectAll')}）`}
        >
          #
        </div>
        {layout.columns.map((placed, index) => (
          <div
            key={placed.column.id}
            role="columnheader"
            aria-colindex={index + 2}
            className={`grid__heading is-${placed.column.align ?? 'start'}${placed.column.compact === true ? ' is-compact' : ''}${stickyClass(placed, layout)}${
              index >= selectedLeft && index <= selectedRight ? ' is-selected' : ''
            }`}
            style={stickyStyle(placed)}
            data-heading={index}
            title={placed.column.title ?? `${placed.column.heading}（单击选中整列）`}
          >
            {placed.column.heading}
          </div>
        ))}
      </div>
    </div>
  );
});
