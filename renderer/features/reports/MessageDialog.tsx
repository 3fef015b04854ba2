import { useState } from 'react';
import { triesOf, type DueMessage } from '#shared/aftercare/reporting/messages.ts';
import type { ReportingBook } from '#shared/aftercare/reporting/reporting.ts';
import type { Result } from '#shared/contract/failure.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { failureText } from '#shared/wording/failures.ts';
import { messageText, templateLabels, triesWords } from '#shared/wording/messages.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { Button } from '../../ui/Button.tsx';
import { SelectField, TextField } from '../../ui/Field.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { refreshAftercare } from '../aftercare/index.ts';
import { answerMessages, copyMessage, telephoneMessage } from './message-work.ts';

export interface MessageDialogProps {
  readonly store: CounterStore;
  readonly reporting: ReportingBook;
  readonly message: DueMessage;
  readonly on: PlainDate;
  readonly onClose: () => void;
}

type Choice = 'delivered' | 'failed';

/** One message: what became of it, or that it was told by telephone. */
export function MessageDialog({ store, reporting, message, on, onClose }: MessageDialogProps) {
  const tries = triesOf(reporting, message.key);
  const last = tries.at(-1);
  const waiting = last !== undefined && last.answer === null ? last : null;
  const [result, setResult] = useState<Choice>('delivered');
  const [note, setNote] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const [busy, setBusy] = useState(false);
  const once = async <T,>(job: () => Promise<Result<T>>): Promise<T | null> => {
    setBusy(true);
    setProblem(null);
    const done = await job();
    if (done.ok) await refreshAftercare(store);
    setBusy(false);
    if (!done.ok) setProblem(failureText(done.failure));
    return done.ok ? done.value : null;
  };
  const submit = async () => {
    const trimmed = note.trim();
    const done = await once(async () => {
      const answered =
        waiting === null
          ? await telephoneMessage(store, on, message, result, trimmed)
          : await answerMessages(store, on, waiting.batchId, [message.key], result, trimmed);
      return answered.ok ? { ok: true as const, value: true } : answered;
    });
    if (done === true) onClose();
  };
  const copy = async () => {
    const copied = await once(() => copyMessage(store, on, message));
    if (copied !== null) setSaid(copied ? '已复制，发出后在这里登记结果。' : '系统没有允许复制，请照上面的内容录入。');
  };
  return (
    <FormDialog
      title={`${templateLabels[message.template]} ${message.employerName}`}
      confirm={waiting === null ? '登记电话告知' : '登记结果'}
      busy={busy}
      problem={problem}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <p className="reports__message">{messageText(message, store.office)}</p>
      <p className="soft small number">
        手机 {message.mobile === '' ? '没有登记' : message.mobile}
        {tries.length === 0 ? '，还没有告知过' : `；${triesWords(tries)}`}
      </p>
      <div className="row">
        <Button unavailable={busy || waiting !== null} onClick={() => void copy()}>
          复制内容
        </Button>
        <span className="soft small" role="status">
          {said}
        </span>
      </div>
      <SelectField
        label="结果"
        value={result}
        data-autofocus=""
        options={[
          { value: 'delivered', label: '已告知' },
          { value: 'failed', label: '未送达' },
        ]}
        onChange={(event) => setResult(event.target.value === 'failed' ? 'failed' : 'delivered')}
      />
      <TextField label="说明" optional value={note} onChange={(event) => setNote(event.target.value)} />
    </FormDialog>
  );
}
