import { useEffect, useRef, type RefObject } from 'react';
import type { OpenedDocument } from './use-opened.ts';

/** The part of a page that a file of another window opens in: it comes into sight and takes the focus, so that Tab goes on inside it. */
export function useBroughtIn(opened: OpenedDocument | null, ready: boolean): RefObject<HTMLElement | null> {
  const part = useRef<HTMLElement>(null);
  useEffect(() => {
    if (opened === null || !ready) return;
    part.current?.scrollIntoView({ block: 'start' });
    part.current?.focus({ preventScroll: true });
  }, [opened, ready]);
  return part;
}
