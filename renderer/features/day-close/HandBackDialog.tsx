import { useState } from 'react';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { failureText } from '#shared/wording/failures.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import type { ReceivedRelease } from '../../store/dispatches/hall-desk.ts';
import { TextField } from '../../ui/Field.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';

const MOST = 500;

/** Why another window's case does not go into the batch: its clerk reads just this. */
export function HandBackDialog({
  store,
  on,
  release,
  onClose,
}: {
  readonly store: CounterStore;
  readonly on: PlainDate;
  readonly release: ReceivedRelease;
  readonly onClose: () => void;
}) {
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async () => {
    if (reason.trim() === '') {
      setProblem('请写明退回原因。');
      return;
    }
    setBusy(true);
    const done = await store.hall.handBack([release], reason, on);
    setBusy(false);
    if (done.ok) onClose();
    else setProblem(failureText(done.failure));
  };
  return (
    <FormDialog
      title={`退回 ${release.released.number}？`}
      confirm={busy ? '正在退回' : '退回'}
      busy={busy}
      problem={problem}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <p>
        退回后不装入本窗口的批次，由 {release.prefix} 窗口更正后重新交出。{release.released.employerName}，
        {release.released.records.length} 人。
      </p>
      <TextField
        label="退回原因"
        hint="写给办理窗口看；指人用“第几人”，不写姓名和证件号"
        maxLength={MOST}
        data-autofocus=""
        value={reason}
        onChange={(event) => {
          setReason(event.target.value);
          setProblem(null);
        }}
      />
    </FormDialog>
  );
}
