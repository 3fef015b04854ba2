import { useState } from 'react';
import { parsePlainDate, type PlainDate } from '#shared/domain/plain-date.ts';
import { officeClockKinds, type OfficeClockKind } from '#shared/policy/office-clocks.ts';
import { officeClockWords } from '#shared/wording/deadlines.ts';
import { failureText } from '#shared/wording/failures.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { DateField } from '../../ui/DateField.tsx';
import { SelectField, TextField } from '../../ui/Field.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
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
    <FormDialog
      title="登记公示 / 名单"
      confirm="登记"
      problem={problem}
      onSubmit={() => void submit()}
      onClose={onClose}
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
    </FormDialog>
  );
}
