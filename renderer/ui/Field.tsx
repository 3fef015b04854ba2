/**
 * Labelled controls. Every one has `autoComplete="off"` and no spell check: Chromium would write what is typed into its
 * own session files in clear. The error under a field is the same sentence as in the summary.
 */
import { useId, type InputHTMLAttributes, type ReactNode, type Ref, type SelectHTMLAttributes } from 'react';
import { ariaKey, keyName, type KeyAction } from './key-table.ts';

interface FieldFrameProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly optional?: boolean | undefined;
  /** Beside the label: where the value comes from. Takes no line of its own. */
  readonly origin?: string | undefined;
  readonly className?: string | undefined;
}

interface Described {
  readonly id: string;
  readonly describedBy: string | undefined;
}

function describe(id: string, hint: string | undefined, error: string | undefined): string | undefined {
  const ids = [error === undefined ? '' : `${id}-error`, (hint ?? '') === '' ? '' : `${id}-hint`].filter(Boolean);
  return ids.length > 0 ? ids.join(' ') : undefined;
}

function FieldFrame({
  label,
  origin,
  hint,
  error,
  optional,
  className,
  id,
  children,
}: FieldFrameProps & { readonly id: string; readonly children: ReactNode }) {
  return (
    <div className={['field', className ?? ''].filter(Boolean).join(' ')}>
      <label className="field__label" htmlFor={id} id={`${id}-label`}>
        {label}
        {optional ? <span className="field__optional">（选填）</span> : null}
      </label>
      {origin === undefined ? null : (
        <span className="field__origin" title={origin}>
          {origin}
        </span>
      )}
      {children}
      {(hint ?? '') === '' ? null : (
        <span className="field__hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {error === undefined ? null : (
        <span className="field__error" id={`${id}-error`}>
          {error}
        </span>
      )}
    </div>
  );
}

function useDescribed(given: string | undefined, hint: string | undefined, error: string | undefined): Described {
  const made = useId();
  const id = given ?? made;
  return { id, describedBy: describe(id, hint, error) };
}

export interface TextFieldProps extends FieldFrameProps, Omit<InputHTMLAttributes<HTMLInputElement>, 'className'> {
  readonly ref?: Ref<HTMLInputElement> | undefined;
}

/** One line of text. Spread react-hook-form's `register(...)` into it, or use it controlled. */
export function TextField({
  origin,
  label,
  hint,
  error,
  optional,
  className,
  ref,
  id: given,
  ...input
}: TextFieldProps) {
  const { id, describedBy } = useDescribed(given, hint, error);
  return (
    <FieldFrame {...{ label, origin, hint, error, optional, className, id }}>
      <input
        type="text"
        autoComplete="off"
        spellCheck={false}
        autoCapitalize="off"
        {...input}
        ref={ref}
        id={id}
        className="input"
        aria-invalid={error === undefined ? undefined : true}
        aria-describedby={describedBy}
      />
    </FieldFrame>
  );
}

export interface SelectFieldProps extends FieldFrameProps, Omit<SelectHTMLAttributes<HTMLSelectElement>, 'className'> {
  readonly ref?: Ref<HTMLSelectElement> | undefined;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

/** One of a few. */
export function SelectField({
  label,
  hint,
  error,
  optional,
  className,
  ref,
  id: given,
  options,
  ...select
}: SelectFieldProps) {
  const { id, describedBy } = useDescribed(given, hint, error);
  return (
    <FieldFrame {...{ label, hint, error, optional, className, id }}>
      <select
        autoComplete="off"
        {...select}
        ref={ref}
        id={id}
        className="input"
        aria-invalid={error === undefined ? undefined : true}
        aria-describedby={describedBy}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}

export interface CheckFieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'type' | 'className'> {
  readonly label: ReactNode;
  /** The key that does the same, shown beside the label. */
  readonly keyHint?: KeyAction | undefined;
  /** The same where several boxes stand in a row and their keys are shown once for all. */
  readonly shortcut?: KeyAction | undefined;
  readonly ref?: Ref<HTMLInputElement>;
}

/** A tick box with its label to the right. */
export function CheckField({ label, keyHint, shortcut = keyHint, ref, ...input }: CheckFieldProps) {
  return (
    <label className="check">
      <input
        {...input}
        ref={ref}
        type="checkbox"
        autoComplete="off"
        aria-keyshortcuts={shortcut === undefined ? undefined : ariaKey(shortcut)}
      />
      <span>{label}</span>
      {keyHint === undefined ? null : (
        <kbd className="key" aria-hidden="true">
          {keyName(keyHint)}
        </kbd>
      )}
    </label>
  );
}
