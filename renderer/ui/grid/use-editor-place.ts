import { useLayoutEffect, type RefObject } from 'react';
import { visibleLeft, type ColumnLayout, type PlacedColumn } from './column-layout.ts';

/** Keeps the editor over its cell sideways, also over a sticky one while the view scrolls. Returns what to call on scroll. */
export function useEditorPlace(
  view: RefObject<HTMLElement | null>,
  editor: RefObject<HTMLElement | null>,
  placed: PlacedColumn | undefined,
  layout: ColumnLayout,
): () => void {
  const place = () => {
    const scrolled = view.current;
    if (scrolled === null || placed === undefined) return;
    const left = visibleLeft(placed, layout, scrolled.scrollLeft, scrolled.clientWidth);
    editor.current?.style.setProperty('left', `${left}px`);
  };
  useLayoutEffect(place);
  return place;
}
