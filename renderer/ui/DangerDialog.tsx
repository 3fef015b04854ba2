import type { ReactNode } from 'react';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';
import { Notice } from './Notice.tsx';

export interface DangerDialogProps {
  /** The question, e.g. `删除暂存？` */
  readonly title: string;
  /** The way back, e.g. `不删除`: it has the focus. */
  readonly keep: string;
  readonly confirm: string;
  readonly busy?: boolean;
  /** Why it was not done. */
  readonly problem?: string | null;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  /** What is lost and what is not. */
  readonly children: ReactNode;
}

/** Asks once before something that cannot be taken back; Enter alone never does it. */
export function DangerDialog({ title, keep, confirm, onConfirm, onClose, children, ...rest }: DangerDialogProps) {
  const { busy = false, problem = null } = rest;
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button keyHint="back" data-autofocus="" onClick={onClose}>
            {keep}
          </Button>
          <Button look="danger" unavailable={busy} onClick={onConfirm}>
            {confirm}
          </Button>
        </>
      }
    >
      {children}
      {problem === null ? null : (
        <Notice tone="bad" live="alert">
          {problem}
        </Notice>
      )}
    </Dialog>
  );
}
