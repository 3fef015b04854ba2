import { useEffect, useId, useRef, type ReactNode } from 'react';

export interface DialogProps {
  readonly title: string;
  readonly children: ReactNode;
  /** Buttons, right-aligned. */
  readonly actions: ReactNode;
  /** Esc or a click beside nothing: only Esc closes. */
  readonly onClose: () => void;
}

/** The platform's modal dialog: traps focus, Esc closes one step, focus returns to where it was. Mount to open. */
export function Dialog({ title, children, actions, onClose }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    element?.showModal();
    const wanted = element?.querySelector<HTMLElement>('[data-autofocus]');
    wanted?.focus();
    return () => {
      element?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      className="dialog"
      ref={dialog}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className="dialog__head" id={titleId}>
        {title}
      </div>
      <div className="dialog__body">{children}</div>
      <div className="dialog__foot">{actions}</div>
    </dialog>
  );
}
