import { useState } from 'react';
import { parsePlainDate, type PlainDate } from '#shared/domain/plain-date.ts';
import { officeClockKinds, type OfficeClockKind } from '#shared/policy/office-clocks.ts';
import { officeClockWords } from '#shared/wording/deadlines.ts';
import { failureText } from '#shared/wording/failures.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { Button } from '../../ui/Button.tsx';
import { DateField } from '../../ui/DateField.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { SelectField, TextField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { recordClock } from './use-clocks.ts';

export interface OpenClockDialogProps {
  readonly store: CounterStore;
  readonly on: PlainDate;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

interface Errors {
  readonly name?: string;
  readonly from?: string;
}

function errorsOf(name: string, day: PlainDate | null, on: PlainDate, fromLabel: string): Errors {
  return {
    ...(name.trim() === '' ? { name: '写明名称，以便与其他批次、名单区分' } : {}),
    ...(day === null
      ? { from: `填写${fromLabel}，如 20220822` }
      : day > on
        ? { from: `${fromLabel}不能晚于业务日期 ${on}` }
        : {}),
  };
}

/** 登记公示 / 名单: what began on which day; the deadline follows from the pack. */
export function OpenClockDialog({ store, on, onDone, onClose }: OpenClockDialogProps) {
  const [kind, setKind] = useState<OfficeClockKind>('publicNotice');
  const [name, setName] = useState('');
  const [from, setFrom] = useState<string>(on);
  const [errors, setErrors] = useState<Errors>({});
  const [problem, setProblem] = useState<string | null>(null);
  const [ids] = useState(() => ({ entry: crypto.randomUUID(), clock: crypto.randomUUID() }));
  const words = officeClockWords[kind];
  const submit = async () => {
    const day = parsePlainDate(from);
    const found = errorsOf(name, day, on, words.from);
    setErrors(found);
    if (day === null || Object.keys(found).length > 0) return;
    const failure = await recordClock(store, on, ids.entry, ids.clock, {
      step: 'opened',
      clock: kind,
      name: name.trim(),
      from: day,
    });
    if (failure === null) onDone();
    else setProblem(failureText(failure));
  };
  return (
    <Dialog
      title="登记公示 / 名单"
      onClose={onClose}
      actions={
        <>
          <Button keyHint="Esc" onClick={onClose}>
            取消
          </Button>
          <Button look="primary" keyHint="Enter" onClick={() => void submit()}>
            登记
          </Button>
        </>
      }
    >
      <form
        className="stack"
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <SelectField
          label="事项"
          value={kind}
          data-autofocus=""
          options={officeClockKinds.map((one) => ({ value: one, label: officeClockWords[one].label }))}
          onChange={(event) => setKind(event.target.value as OfficeClockKind)}
        />
        <TextField
          label="名称"
          hint={`${words.nameHint}；不写个人姓名`}
          value={name}
          error={errors.name}
          onChange={(event) => setName(event.target.value)}
        />
        <DateField label={words.from} value={from} error={errors.from} onValueChange={setFrom} />
        {/* Enter in a field submits only where the form has a button of its own. */}
        <button type="submit" hidden>
          登记
        </button>
        {problem === null ? null : <Notice tone="bad">{problem}</Notice>}
      </form>
    </Dialog>
  );
}
