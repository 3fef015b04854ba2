import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';

export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled'> {
  readonly look?: 'normal' | 'primary' | 'quiet' | 'danger';
  /** The key that does the same, shown on the button, e.g. `F7`. */
  readonly keyHint?: string;
  /** Stays focusable when unavailable, so that the reason (title) can be read. */
  readonly unavailable?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
  readonly children: ReactNode;
}

/** A button that shows its key. `unavailable` blocks the click and tells assistive technology, without losing focus. */
export function Button({
  look = 'normal',
  keyHint,
  unavailable = false,
  onClick,
  className,
  children,
  ref,
  ...rest
}: ButtonProps) {
  const classes = ['button', look === 'normal' ? '' : `button--${look}`, className ?? ''].filter(Boolean).join(' ');
  return (
    <button
      type="button"
      {...rest}
      ref={ref}
      className={classes}
      aria-disabled={unavailable ? true : undefined}
      aria-keyshortcuts={keyHint?.replaceAll('Ctrl', 'Control')}
      onClick={(event) => {
        if (unavailable) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {children}
      {keyHint === undefined ? null : <kbd className="key">{keyHint}</kbd>}
    </button>
  );
}
