/**
 * Where the focus lands on a page, and lands again when what had it went away (a panel closed, a line was done with): a
 * clerk without a mouse must never stand nowhere. A page names its place with `data-landing` (`always`:
 * also while it cannot be used yet, for a button that is about to be); else the first line of a list, then the main button, then whatever can be used first.
 */
import { useEffect, type RefObject } from 'react';

const PLACES = [
  '[data-landing=always]',
  '[data-landing]:not([aria-disabled=true])',
  'tr[tabindex="0"]',
  '.button--primary:not([aria-disabled=true])',
  'main input:not([type=hidden]):not([type=file]), main textarea, main select',
  'button:not([aria-disabled=true]):not([role=tab][aria-selected=false]), a[href]',
];

const isShown = (element: HTMLElement): boolean => element.offsetParent !== null || element.getClientRects().length > 0;

function placeIn(page: HTMLElement): HTMLElement | undefined {
  for (const place of PLACES) {
    const found = [...page.querySelectorAll<HTMLElement>(place)].find(isShown);
    if (found !== undefined) return found;
  }
  return undefined;
}

const standsNowhere = (): boolean => document.activeElement === null || document.activeElement === document.body;

/** `path`: with another one the page is another. */
export function useLanding(page: RefObject<HTMLElement | null>, path: string): void {
  useEffect(() => {
    const element = page.current;
    if (element === null) return () => undefined;
    // The focus counts as lost on arrival, and when the element that had it was taken out of the page.
    let arriving = true;
    let last: Element | null = null;
    const land = () => {
      const lost = standsNowhere() && (last === null || !last.isConnected);
      const elsewhere = arriving && !element.contains(document.activeElement);
      if ((!lost && !elsewhere) || document.querySelector('dialog[open]') !== null) return;
      const place = placeIn(element);
      place?.focus({ preventScroll: !arriving });
      if (place !== undefined) arriving = false;
    };
    const onFocus = (event: FocusEvent) => {
      last = event.target instanceof Element ? event.target : null;
      if (element.contains(last)) arriving = false;
    };
    // A click that puts the focus nowhere on purpose is left alone.
    const onPointer = () => {
      arriving = false;
    };
    let frame = 0;
    const watch = new MutationObserver(() => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(land);
    });
    watch.observe(element, { childList: true, subtree: true });
    document.addEventListener('focusin', onFocus);
    element.addEventListener('pointerdown', onPointer);
    frame = requestAnimationFrame(land);
    return () => {
      cancelAnimationFrame(frame);
      watch.disconnect();
      document.removeEventListener('focusin', onFocus);
      element.removeEventListener('pointerdown', onPointer);
    };
  }, [page, path]);
}
