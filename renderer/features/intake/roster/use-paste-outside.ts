import { useEffect, useRef } from 'react';

const takesText = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null;

/** A table pasted while nothing that takes text has the focus is meant for the roster. */
export function usePasteOutside(onTable: (text: string) => void): void {
  const latest = useRef(onTable);
  useEffect(() => {
    latest.current = onTable;
  });
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData('text/plain') ?? '';
      const open = document.querySelector('dialog[open]') !== null;
      if (open || takesText(event.target) || !/[\t\n]/u.test(text)) return;
      event.preventDefault();
      latest.current(text);
    };
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  }, []);
}
