import { useEffect, useState } from 'react';

/** px of the root font at the normal text size (theme.css). */
const NORMAL_ROOT_PX = 14;

const scaleNow = (): number => {
  const size = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  return Number.isFinite(size) && size > 0 ? size / NORMAL_ROOT_PX : 1;
};

/** Text size against the normal one (1, 1.25, 1.5): what is measured in px must grow with the large-text setting. */
export function useTextScale(): number {
  const [scale, setScale] = useState(scaleNow);
  useEffect(() => {
    const observer = new MutationObserver(() => setScale(scaleNow()));
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-text', 'style', 'class'] });
    return () => observer.disconnect();
  }, []);
  return scale;
}
