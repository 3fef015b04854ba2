import { useState } from 'react';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { failureText } from '#shared/wording/failures.ts';
import type { CaseRecord } from '../../store/cases/case-store.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { localInstant } from '../../store/local-instant.ts';
import { TextField } from '../../ui/Field.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';

export interface NoteDialogProps {
  readonly store: CounterStore;
  readonly record: CaseRecord;
  readonly on: PlainDate;
  readonly onClose: () => void;
}

/** 办件备注: recorded with day and officer like everything else of the case, and on no paper. */
export function NoteDialog({ store, record, on, onClose }: NoteDialogProps) {
  const [text, setText] = useState('');
  const [error, setError] = useState<string | undefined>();
  const [problem, setProblem] = useState<string | null>(null);
  const [entryId] = useState(() => crypto.randomUUID());
  const { caseId, number } = record.summary;
  const submit = async () => {
    if (text.trim() === '') return setError('写明备注内容');
    const { id, name } = store.officer;
    const recorded = await store.cases.record({
      entryId,
      caseId,
      action: { kind: 'caseNote', at: localInstant(), on, officer: { id, name }, text: text.trim() },
    });
    if (recorded.ok) onClose();
    else setProblem(failureText(recorded.failure));
  };
  return (
    <FormDialog
      title={`备注 ${number}`}
      confirm="保存备注"
      problem={problem}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <TextField
        label="备注"
        hint="给接手的同事看，记下日期和人员；不打印，不能改，写错了另记一条。"
        value={text}
        error={error}
        data-autofocus=""
        onChange={(event) => setText(event.target.value)}
      />
    </FormDialog>
  );
}
