import { useState, type ReactNode } from 'react';
import { TextField } from '../../ui/Field.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';

export interface CorrectionDialogProps {
  readonly title: string;
  readonly confirm: string;
  readonly onReason: (reason: string) => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Why something that was sent is corrected. */
export function CorrectionDialog({ title, confirm, onReason, onClose, children }: CorrectionDialogProps) {
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  return (
    <FormDialog
      title={title}
      confirm={confirm}
      problem={problem}
      onSubmit={() => {
        if (reason.trim() === '') setProblem('写明更正的原因');
        else onReason(reason.trim());
      }}
      onClose={onClose}
    >
      {children}
      <TextField
        label="更正原因"
        value={reason}
        data-autofocus=""
        onChange={(event) => setReason(event.target.value)}
      />
    </FormDialog>
  );
}
