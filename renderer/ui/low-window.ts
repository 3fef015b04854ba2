/** A window with little height for the size of its text: toolbars share a line there and rows lose padding, never text. */
import { useSyncExternalStore } from 'react';

/** Lines of text (rem) under which a window is low: 1366×768 is with text at 125 and 150 %, not at 100 %; nor is 1920×1080. */
const LOW_LINES = 45;

const root = (): HTMLElement => document.documentElement;

function mark(): void {
  const line = Number.parseFloat(getComputedStyle(root()).fontSize);
  root().toggleAttribute('data-low', line > 0 && window.innerHeight / line < LOW_LINES);
}

/** Keeps `data-low` on the document's root for the style sheets, through every change of window and text size. */
export function watchHeight(): void {
  window.addEventListener('resize', mark);
  new MutationObserver(mark).observe(root(), { attributes: true, attributeFilter: ['data-text'] });
  mark();
}

const isLow = (): boolean => root().hasAttribute('data-low');

function onChange(tell: () => void): () => void {
  const observer = new MutationObserver(tell);
  observer.observe(root(), { attributes: true, attributeFilter: ['data-low'] });
  return () => observer.disconnect();
}

/** Whether the window is low, for what the style sheets cannot move. */
export const useLowWindow = (): boolean => useSyncExternalStore(onChange, isLow);
