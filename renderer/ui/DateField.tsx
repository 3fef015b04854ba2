import { useState } from 'react';
import { TextField, type TextFieldProps } from './Field.tsx';

const EIGHT = /^(\d{4})(\d{2})(\d{2})$/u;
const LOOSE = /^(\d{4})\D+(\d{1,2})\D+(\d{1,2})\D*$/u;

/** Typed day → `YYYY-MM-DD`: eight digits, or year month day with anything between. Other text comes back as typed. */
export function tidyDay(typed: string): string {
  const text = typed.normalize('NFKC').trim();
  const match = EIGHT.exec(text) ?? LOOSE.exec(text);
  if (!match) return typed;
  return `${match[1]}-${String(match[2]).padStart(2, '0')}-${String(match[3]).padStart(2, '0')}`;
}

export interface DateFieldProps extends Omit<TextFieldProps, 'value' | 'onChange' | 'defaultValue'> {
  readonly value: string;
  readonly onValueChange: (value: string) => void;
}

/** A day typed as eight digits (20220822) or any usual way; tidied when the field is left. */
export function DateField({ value, onValueChange, onBlur, hint = '如 20220822', ...rest }: DateFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <TextField
      {...rest}
      hint={hint}
      inputMode="numeric"
      value={typed ?? value}
      onChange={(event) => {
        setTyped(event.target.value);
        const tidy = tidyDay(event.target.value);
        if (/^\d{4}-\d{2}-\d{2}$/u.test(tidy)) onValueChange(tidy);
      }}
      onBlur={(event) => {
        if (typed !== null) onValueChange(tidyDay(typed));
        setTyped(null);
        onBlur?.(event);
      }}
    />
  );
}
