import { useEffect, useRef, type RefObject } from 'react';
import type { ColumnLayout } from './column-layout.ts';
import type { GridPosition } from './grid-types.ts';

/**
 * Brings the active cell into view when it moves; under the heading and between the sticky columns. Coming from between
 * them to those at the end, the columns between go back to their beginning: they say whose row it is.
 */
export function useScrollToActive(
  view: RefObject<HTMLElement | null>,
  active: GridPosition,
  layout: ColumnLayout,
  span: (row: number) => { readonly top: number; readonly bottom: number },
  heading: number,
): void {
  const { top, bottom } = span(active.row);
  const placed = layout.columns[active.column];
  const wasBetween = useRef(false);
  useEffect(() => {
    const element = view.current;
    if (element === null || placed === undefined) return;
    const room = element.clientHeight - heading;
    if (room > 0 && top < element.scrollTop) element.scrollTo({ top });
    else if (room > 0 && bottom > element.scrollTop + room) element.scrollTo({ top: bottom - room });
    if (placed.sticky === 'end' && wasBetween.current) element.scrollTo({ left: 0 });
    wasBetween.current = placed.sticky === null;
    if (placed.sticky !== null) return;
    const from = placed.left - layout.coveredStart;
    const to = placed.left + placed.width - element.clientWidth + layout.coveredEnd;
    if (from < element.scrollLeft) element.scrollTo({ left: from });
    else if (to > element.scrollLeft) element.scrollTo({ left: Math.min(to, from) });
  }, [view, active, top, bottom, placed, layout, heading]);
}
