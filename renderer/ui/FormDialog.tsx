import type { ReactNode } from 'react';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';
import { Form } from './Form.tsx';
import { Notice } from './Notice.tsx';

export interface FormDialogProps {
  readonly title: string;
  /** What the button does, e.g. `登记`. */
  readonly confirm: string;
  readonly danger?: boolean;
  /** Being done: neither the button nor Enter does it twice. */
  readonly busy?: boolean;
  /** The button has nothing to do yet; Enter still asks, so that `problem` can say what is missing. */
  readonly unavailable?: boolean;
  /** The focus begins on the button: usually there is nothing to fill in. Otherwise a field carries `data-autofocus`. */
  readonly focusConfirm?: boolean;
  /** Why it was not done; what was typed stays. */
  readonly problem: string | null;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A few fields asked for in a dialog. Enter in any of them does what the button does. */
export function FormDialog({ title, confirm, problem, onSubmit, onClose, children, ...rest }: FormDialogProps) {
  const { danger = false, busy = false, unavailable = false, focusConfirm = false } = rest;
  const submit = () => {
    if (!busy) onSubmit();
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button keyHint="back" onClick={onClose}>
            取消
          </Button>
          <Button
            look={danger ? 'danger' : 'primary'}
            keyHint="open"
            unavailable={busy || unavailable}
            onClick={submit}
            {...(focusConfirm ? { 'data-autofocus': '' } : {})}
          >
            {confirm}
          </Button>
        </>
      }
    >
      <Form onSubmit={submit}>
        {children}
        {problem === null ? null : (
          <Notice tone="bad" live="alert">
            {problem}
          </Notice>
        )}
        {/* Enter in a field submits only where the form has a button of its own; the visible one stands in the foot. */}
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </Form>
    </Dialog>
  );
}
