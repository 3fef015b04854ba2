/**
 * A list that floats over everything below its field, so that no scrolling part around it cuts it off: the browser's own top
 * layer, placed by the field, above it where there is more room. Consequence: it is placed again whenever anything scrolls.
 */
import { useLayoutEffect, type RefObject } from 'react';

/** Pixels between the list and the field, and between the list and the window's edge. */
const GAP = 2;
const EDGE = 8;
/** Where less than this is free below, the side with more room is taken. */
const LEAST = 200;

function place(field: HTMLElement, list: HTMLElement): void {
  const { left, width, top, bottom } = field.getBoundingClientRect();
  const below = window.innerHeight - bottom - GAP - EDGE;
  const above = top - GAP - EDGE;
  const isBelow = below >= Math.min(list.scrollHeight, LEAST) || below >= above;
  list.style.left = `${left}px`;
  list.style.minWidth = `${width}px`;
  list.style.maxWidth = `${window.innerWidth - left - EDGE}px`;
  list.style.maxHeight = `${Math.max(0, isBelow ? below : above)}px`;
  list.style.top = isBelow ? `${bottom + GAP}px` : 'auto';
  list.style.bottom = isBelow ? 'auto' : `${window.innerHeight - top + GAP}px`;
}

/** Shows `list` (an element with `popover="manual"`) at `field` as long as it is there; `content`: places it again when it changes. */
export function useFloating(
  field: RefObject<HTMLElement | null>,
  list: RefObject<HTMLElement | null>,
  content: unknown,
): void {
  useLayoutEffect(() => {
    const [at, floating] = [field.current, list.current];
    if (at === null || floating === null) return undefined;
    floating.showPopover();
    const again = (): void => place(at, floating);
    again();
    window.addEventListener('resize', again);
    window.addEventListener('scroll', again, true);
    return () => {
      window.removeEventListener('resize', again);
      window.removeEventListener('scroll', again, true);
    };
  }, [field, list, content]);
}
