import { useImperativeHandle, useRef, type ButtonHTMLAttributes, type ReactNode, type Ref } from 'react';
import { useKeys, type Chord } from './keys.ts';

export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled'> {
  readonly look?: 'normal' | 'primary' | 'quiet' | 'danger';
  /** The key that does the same, shown on the button, e.g. `F7`. */
  readonly keyHint?: string;
  /** A key that presses this button while it is on the page; shown on it. `keyHint` where the key is bound elsewhere. */
  readonly shortcut?: Chord | undefined;
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
  keyHint = shortcut === 'Escape' ? 'Esc' : shortcut,
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
      aria-keyshortcuts={keyHint?.replaceAll('Ctrl', 'Control').replace(/^Esc$/u, 'Escape')}
      onClick={(event) => {
        if (unavailable) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {children}
      {keyHint === undefined ? null : <KeyCap name={keyHint} drawn={rest['aria-label'] !== undefined} />}
    </button>
  );
}
