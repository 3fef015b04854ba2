import type { FormHTMLAttributes } from 'react';

export interface FormProps extends Omit<FormHTMLAttributes<HTMLFormElement>, 'onSubmit'> {
  /** Enter in a field, or the form's own button. */
  readonly onSubmit: () => void;
}

/** Fields that are sent together: the page stays, the browser neither checks nor remembers what was typed. */
export function Form({ onSubmit, className = 'stack', ...rest }: FormProps) {
  return (
    <form
      {...rest}
      className={className}
      autoComplete="off"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    />
  );
}
