import { useImperativeHandle, useRef, type ButtonHTMLAttributes, type ReactNode, type Ref } from 'react';
import { ariaKey, keyName, type KeyAction } from './key-table.ts';
import { useKeys } from './keys.ts';

export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled'> {
  readonly look?: 'normal' | 'primary' | 'quiet' | 'danger';
  /** The action whose key does the same: shown on the button, bound elsewhere. */
  readonly keyHint?: KeyAction | undefined;
  /** The action whose key presses this button while it is on the page; shown on it. */
  readonly shortcut?: KeyAction | undefined;
  /** Stays focusable when unavailable, so that the reason (title) can be read. */
  readonly unavailable?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
  readonly children: ReactNode;
}

/** The key on a button. `drawn` by the style sheet where the button's name is given: what is text must stand in that name. */
function KeyCap({ name, drawn }: { readonly name: string; readonly drawn: boolean }) {
  return drawn ? (
    <kbd className="key" aria-hidden="true" data-key={name} />
  ) : (
    <kbd className="key" aria-hidden="true">
      {name}
    </kbd>
  );
}

/** A button that shows its key. `unavailable` blocks the click and tells assistive technology, without losing focus. */
export function Button({
  look = 'normal',
  shortcut,
  keyHint = shortcut,
  unavailable = false,
  onClick,
  className,
  children,
  ref,
  ...rest
}: ButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  useImperativeHandle(ref, () => button.current as HTMLButtonElement);
  useKeys(shortcut === undefined ? {} : { [shortcut]: () => button.current?.click() });
  const classes = ['button', look === 'normal' ? '' : `button--${look}`, className ?? ''].filter(Boolean).join(' ');
  return (
    <button
      type="button"
      {...rest}
      ref={button}
      className={classes}
      aria-disabled={unavailable ? true : undefined}
      aria-keyshortcuts={keyHint === undefined ? undefined : ariaKey(keyHint)}
      onClick={(event) => {
        if (unavailable) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {children}
      {keyHint === undefined ? null : <KeyCap name={keyName(keyHint)} drawn={rest['aria-label'] !== undefined} />}
    </button>
  );
}
