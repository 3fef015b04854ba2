import { useState } from 'react';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import type { RegisteredClock } from '#shared/policy/office-clocks.ts';
import { officeClockWords } from '#shared/wording/deadlines.ts';
import { failureText } from '#shared/wording/failures.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { recordClock } from './use-clocks.ts';

export interface CloseClockDialogProps {
  readonly store: CounterStore;
  readonly clock: RegisteredClock;
  /** As the board has it; `null` without a calendar. */
  readonly due: PlainDate | null;
  readonly on: PlainDate;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Ends a clock because its work is done, or takes it back because it was registered by mistake; both stay in the ledger. */
export function CloseClockDialog({ store, clock, due, on, onDone, onClose }: CloseClockDialogProps) {
  const [note, setNote] = useState('');
  const [error, setError] = useState<string | undefined>();
  const [problem, setProblem] = useState<string | null>(null);
  const [entryId] = useState(() => crypto.randomUUID());
  const words = officeClockWords[clock.kind];
  const record = async (step: 'closed' | 'voided') => {
    const text = note.trim();
    if (step === 'voided' && text === '') return setError('写明登记有误的原因');
    const failure = await recordClock(
      store,
      on,
      entryId,
      clock.id,
      step === 'closed' ? { step, note: text } : { step, reason: text },
    );
    if (failure === null) onDone();
    else setProblem(failureText(failure));
  };
  return (
    <Dialog
      title={clock.name}
      onClose={onClose}
      actions={
        <>
          <Button keyHint="back" onClick={onClose}>
            取消
          </Button>
          <Button look="danger" onClick={() => void record('voided')}>
            登记有误
          </Button>
          <Button look="primary" data-autofocus="" keyHint="open" onClick={() => void record('closed')}>
            {words.done}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>
          {words.label}，{words.from} <span className="number">{clock.from}</span>，期限{' '}
          <span className="number">{due ?? '日历未更新'}</span>，台账 {clock.ledgerNumber}。
        </p>
        <TextField
          label="说明"
          optional
          hint="登记有误时必须写明原因"
          value={note}
          error={error}
          onChange={(event) => setNote(event.target.value)}
        />
        {problem === null ? null : <Notice tone="bad">{problem}</Notice>}
      </div>
    </Dialog>
  );
}
