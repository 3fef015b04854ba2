/** Where each column stands: widths after sharing the spare width, and what stays in view while the rest scrolls. */
import type { GridColumn } from './grid-types.ts';

/** px (at normal text size) that must be left for the columns between the sticky ones. */
const ROOM_BETWEEN = 180;

export interface PlacedColumn {
  readonly column: GridColumn;
  /** px from the left edge of the content. */
  readonly left: number;
  readonly width: number;
  readonly sticky: 'start' | 'end' | null;
  /** px from the edge that a sticky column keeps to. */
  readonly inset: number;
}

export interface ColumnLayout {
  readonly columns: readonly PlacedColumn[];
  readonly numberWidth: number;
  readonly numberSticky: boolean;
  readonly total: number;
  readonly template: string;
  /** Text size against the normal one. */
  readonly scale: number;
  /** px covered by sticky columns at either side. */
  readonly coveredStart: number;
  readonly coveredEnd: number;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

function widthsOf(columns: readonly GridColumn[], spare: number, scale: number): number[] {
  const shares = sum(columns.map((column) => column.grow ?? 0));
  return columns.map((column) => {
    const extra = shares > 0 ? Math.floor((Math.max(0, spare) * (column.grow ?? 0)) / shares) : 0;
    return Math.round(column.width * scale) + extra;
  });
}

type Side = 'start' | 'end' | null;

/** All sticky columns while there is room, else those that must be kept, else none. */
function stickySides(columns: readonly GridColumn[], widths: readonly number[], room: number): readonly Side[] {
  const wanted = columns.map((column): Side => column.sticky ?? null);
  const kept = columns.map((column): Side => (column.keep === true ? (column.sticky ?? null) : null));
  const none = columns.map((): Side => null);
  const fits = (sides: readonly Side[]): boolean => sum(widths.filter((_, index) => sides[index] !== null)) <= room;
  return [wanted, kept].find(fits) ?? none;
}

/** `available`: width of the view in px; `scale`: text size against the normal one; `numberWidth` in px at normal size. */
export function layoutColumns(
  columns: readonly GridColumn[],
  available: number,
  scale: number,
  numberWidth: number,
): ColumnLayout {
  const number = Math.round(numberWidth * scale);
  const natural = number + sum(columns.map((column) => Math.round(column.width * scale)));
  const widths = widthsOf(columns, available - natural, scale);
  const sides = stickySides(columns, widths, available - number - ROOM_BETWEEN * scale);
  const numberSticky = sides.some((side) => side !== null);
  const widthOf = (side: Side, from: number, to: number): number =>
    sum(widths.filter((_, index) => sides[index] === side && index >= from && index < to));
  const start = numberSticky ? number : 0;
  const placed = columns.map((column, index): PlacedColumn => {
    const side = sides[index] ?? null;
    const inset = side === 'end' ? widthOf('end', index + 1, columns.length) : start + widthOf('start', 0, index);
    return { column, left: number + sum(widths.slice(0, index)), width: widths[index] ?? 0, sticky: side, inset };
  });
  return {
    columns: placed,
    numberWidth: number,
    numberSticky,
    total: number + sum(widths),
    scale,
    template: [number, ...widths].map((width) => `${width}px`).join(' '),
    coveredStart: start + widthOf('start', 0, columns.length),
    coveredEnd: widthOf('end', 0, columns.length),
  };
}

/** Left edge of a column in content px while the view is scrolled to `scrollLeft` and `available` px wide. */
export function visibleLeft(placed: PlacedColumn, layout: ColumnLayout, scrollLeft: number, available: number): number {
  if (placed.sticky === 'start') return Math.max(placed.left, scrollLeft + placed.inset);
  if (placed.sticky === 'end') {
    const edge = Math.min(layout.total, scrollLeft + available);
    return Math.min(placed.left, edge - placed.inset - placed.width);
  }
  return placed.left;
}
