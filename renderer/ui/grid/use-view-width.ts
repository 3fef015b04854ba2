import { useLayoutEffect, useState, type RefObject } from 'react';

/** Inner width of an element in px without its scroll bar; 0 until it is laid out (before the first paint). */
export function useViewWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const target = element.current;
    if (target === null) return undefined;
    const observer = new ResizeObserver(() => setWidth(target.clientWidth));
    observer.observe(target);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
