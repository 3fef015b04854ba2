import { useEffect, useState } from 'react';
import type { RowSizes } from './use-row-window.ts';

/** px where no style sheet says otherwise. */
const USUAL: RowSizes = { row: 36, message: 24, heading: 36 };

function sizesNow(): RowSizes {
  const style = getComputedStyle(document.documentElement);
  const px = (name: string, usual: number): number => {
    const value = Number.parseFloat(style.getPropertyValue(name));
    return value > 0 ? value : usual;
  };
  return {
    row: px('--grid-row', USUAL.row),
    message: px('--grid-message', USUAL.message),
    heading: px('--grid-head', USUAL.heading),
  };
}

const same = (one: RowSizes, other: RowSizes): boolean =>
  one.row === other.row && one.message === other.message && one.heading === other.heading;

/** Heights in px as theme.css gives them; they follow the text size and the height of the window. */
export function useGridSizes(): RowSizes {
  const [sizes, setSizes] = useState(sizesNow);
  useEffect(() => {
    const observer = new MutationObserver(() =>
      setSizes((before) => {
        const now = sizesNow();
        return same(before, now) ? before : now;
      }),
    );
    observer.observe(document.documentElement, {
      attributes: true,
      attributeFilter: ['data-text', 'data-low', 'style', 'class'],
    });
    return () => observer.disconnect();
  }, []);
  return sizes;
}
