import { useId, useLayoutEffect, useRef, useState } from 'react';
import { useFloating } from './use-floating.ts';

export interface ComboboxOption {
  readonly key: string;
  readonly label: string;
  readonly detail?: string;
}

export interface ComboboxProps {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly onType: (text: string) => void;
  readonly options: readonly ComboboxOption[];
  readonly onChoose: (key: string) => void;
  readonly error?: string | undefined;
  readonly id?: string;
  readonly autoFocus?: boolean;
}

/** Type to search, arrows to choose, Enter takes; Esc closes the list first (ARIA combobox pattern). */
export function Combobox({
  label,
  hint,
  value,
  onType,
  options,
  onChoose,
  error,
  id: given,
  autoFocus,
}: ComboboxProps) {
  const made = useId();
  const id = given ?? made;
  const [open, setOpen] = useState(false);
  /** The option that was gone to: it stays chosen when the list behind it changes, as answers to earlier letters arrive. */
  const [active, setActive] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const shown = open && options.length > 0;
  const current = Math.max(
    0,
    options.findIndex(({ key }) => key === active),
  );
  useFloating(input, list, shown ? options.length : null);
  useLayoutEffect(() => {
    if (shown) list.current?.children[current]?.scrollIntoView({ block: 'nearest' });
  }, [shown, current]);
  const goTo = (index: number) => setActive(options[(index + options.length) % options.length]?.key ?? null);
  const choose = (index: number) => {
    const option = options[index];
    if (option === undefined) return;
    setOpen(false);
    onChoose(option.key);
  };
  return (
    <div className="field combobox">
      <label className="field__label" htmlFor={id} id={`${id}-label`}>
        {label}
      </label>
      <input
        id={id}
        ref={input}
        className="input"
        type="text"
        role="combobox"
        autoComplete="off"
        spellCheck={false}
        autoFocus={autoFocus}
        aria-expanded={shown}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-invalid={error === undefined ? undefined : true}
        aria-describedby={
          [hint === undefined ? '' : `${id}-hint`, error === undefined ? '' : `${id}-error`]
            .filter(Boolean)
            .join(' ') || undefined
        }
        aria-activedescendant={shown ? `${id}-${current}` : undefined}
        value={value}
        onChange={(event) => {
          setActive(null);
          setOpen(true);
          onType(event.target.value);
        }}
        onBlur={() => setOpen(false)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing || event.keyCode === 229) return;
          if (event.key === 'ArrowDown' && options.length > 0) {
            event.preventDefault();
            if (open) goTo(current + 1);
            else setOpen(true);
          } else if (event.key === 'ArrowUp' && shown) {
            event.preventDefault();
            goTo(current - 1);
          } else if (event.key === 'Enter' && shown && !event.ctrlKey) {
            event.preventDefault();
            choose(current);
          } else if (event.key === 'Escape' && shown) {
            event.preventDefault();
            setOpen(false);
          }
        }}
      />
      {shown ? (
        <ul ref={list} popover="manual" className="combobox__list" role="listbox" id={`${id}-list`} aria-label={label}>
          {options.map((option, index) => (
            <li
              key={option.key}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === current}
              className="combobox__option"
              onMouseDown={(event) => {
                event.preventDefault();
                choose(index);
              }}
            >
              <span>{option.label}</span>
              {option.detail === undefined ? null : <span className="soft number">{option.detail}</span>}
            </li>
          ))}
        </ul>
      ) : null}
      {hint === undefined ? null : (
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
