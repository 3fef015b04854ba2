import { useEffect, useId, useRef, useState, type ReactNode, type RefObject } from 'react';
import { keyName, keyTable, type KeyAction } from './key-table.ts';
import { KEPT_KEY, LETS_KEYS_PASS } from './keys.ts';

export interface DialogProps {
  readonly title: string;
  readonly children: ReactNode;
  /** Buttons, right-aligned. */
  readonly actions: ReactNode;
  /** Esc or a click beside nothing: only Esc closes. */
  readonly onClose: () => void;
  /** Nothing can be lost in it: a key of the page closes it and does what it means. Else the dialog says how to get there. */
  readonly letsKeysPass?: boolean;
  /** Text alone, with nothing in it to focus: the keyboard scrolls the body itself. */
  readonly readOnly?: boolean;
}

/** The key of the page that was pressed in here last; `onPassed` where it did what it means. */
function useKeptKey(dialog: RefObject<HTMLDialogElement | null>, onPassed: (() => void) | null): KeyAction | null {
  const [kept, setKept] = useState<KeyAction | null>(null);
  const passed = useRef(onPassed);
  useEffect(() => {
    passed.current = onPassed;
  });
  useEffect(() => {
    const element = dialog.current;
    const hear = (event: Event) => {
      if (passed.current === null) setKept((event as CustomEvent<KeyAction>).detail);
      else passed.current();
    };
    element?.addEventListener(KEPT_KEY, hear);
    return () => element?.removeEventListener(KEPT_KEY, hear);
  }, [dialog]);
  return kept;
}

/** The field that the dialog begins with (`data-autofocus`) has the focus as soon as it is there, unless somebody has gone elsewhere in it. */
function beginAtField(dialog: HTMLDialogElement): () => void {
  const first = (): HTMLElement | null => dialog.querySelector('[data-autofocus]');
  first()?.focus();
  // What is still being read comes later: until then the platform has put the focus on some button.
  let began = document.activeElement;
  const watch = new MutationObserver(() => {
    const field = first();
    const now = document.activeElement;
    const elsewhere = now !== began && now !== dialog && dialog.contains(now);
    if (field === null || field === began || elsewhere) return;
    field.focus();
    began = document.activeElement;
  });
  watch.observe(dialog, { childList: true, subtree: true });
  return () => watch.disconnect();
}

/** The platform's modal dialog: traps focus, Esc closes one step, focus returns to where it was. Mount to open. */
export function Dialog({ title, children, actions, onClose, letsKeysPass = false, readOnly = false }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const kept = useKeptKey(dialog, letsKeysPass ? onClose : null);
  useEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    element?.showModal();
    const stop = element === null ? () => undefined : beginAtField(element);
    return () => {
      stop();
      element?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      className="dialog"
      ref={dialog}
      aria-labelledby={titleId}
      {...(letsKeysPass ? { [LETS_KEYS_PASS]: '' } : {})}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className="dialog__head" id={titleId}>
        {title}
      </div>
      <div className="dialog__body" tabIndex={readOnly ? 0 : undefined}>
        {children}
      </div>
      <div className="dialog__foot">
        <span className="grow small dialog__kept" role="status">
          {kept === null ? '' : `${keyName(kept)}（${keyTable[kept].label}）：先按 ${keyName('back')} 关闭这个窗口`}
        </span>
        {actions}
      </div>
    </dialog>
  );
}
