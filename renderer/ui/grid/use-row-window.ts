/** Which rows are drawn. Heights are known beforehand: a row with messages has one line more. */
import { defaultRangeExtractor, useVirtualizer, type VirtualItem } from '@tanstack/react-virtual';
import { useEffect, useMemo, type RefObject } from 'react';

export interface RowSizes {
  readonly row: number;
  readonly message: number;
  readonly heading: number;
}

export interface RowWindow {
  readonly items: readonly VirtualItem[];
  /** px of all rows together, without the heading. */
  readonly height: number;
  /** Top and bottom of a row in px under the heading. */
  readonly span: (row: number) => { readonly top: number; readonly bottom: number };
}

/** `taller`: rows that carry messages. The active row is always drawn, so that it can be pointed at. */
export function useRowWindow(
  view: RefObject<HTMLElement | null>,
  count: number,
  taller: ReadonlySet<number>,
  active: number,
  sizes: RowSizes,
): RowWindow {
  const starts = useMemo(() => {
    const list = new Float64Array(count + 1);
    for (let row = 0; row < count; row += 1) {
      list[row + 1] = (list[row] ?? 0) + sizes.row + (taller.has(row) ? sizes.message : 0);
    }
    return list;
  }, [count, taller, sizes]);
  const virtualizer = useVirtualizer<HTMLElement, HTMLElement>({
    count,
    getScrollElement: () => view.current,
    estimateSize: (row) => (starts[row + 1] ?? 0) - (starts[row] ?? 0),
    scrollMargin: sizes.heading,
    overscan: 8,
    useFlushSync: false,
    initialRect: { width: 1024, height: 640 },
    rangeExtractor: (range) => {
      const drawn = defaultRangeExtractor(range);
      return active >= count || drawn.includes(active) ? drawn : [...drawn, active].toSorted((a, b) => a - b);
    },
  });
  useEffect(() => virtualizer.measure(), [virtualizer, starts]);
  return {
    items: virtualizer.getVirtualItems(),
    height: starts[count] ?? 0,
    span: (row) => ({ top: starts[row] ?? 0, bottom: starts[row + 1] ?? 0 }),
  };
}
