import { useState, type ReactNode } from 'react';
import type { AftercareEvent } from '#shared/aftercare/event.ts';
import { parsePlainDate, type PlainDate } from '#shared/domain/plain-date.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { DateField } from '../../ui/DateField.tsx';
import { SelectField, TextField } from '../../ui/Field.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { useRecording } from './use-aftercare.ts';

export interface FieldSpec {
  readonly name: string;
  readonly label: string;
  readonly first: string;
  readonly hint?: string;
  readonly optional?: boolean;
  /** A day, one of a few, or text. */
  readonly kind?: 'day' | { readonly options: readonly { readonly value: string; readonly label: string }[] };
}

/** What was typed: text as it stands, days already read. */
export interface Values {
  readonly text: (name: string) => string;
  readonly day: (name: string) => PlainDate;
}

export interface FieldsDialogProps {
  readonly store: CounterStore;
  readonly on: PlainDate;
  readonly subjectId: string;
  readonly title: string;
  readonly confirm: string;
  readonly fields: readonly FieldSpec[];
  /** The event, or a sentence on what is missing. */
  readonly eventOf: (values: Values) => AftercareEvent | string;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}

function Input({
  spec,
  value,
  first,
  onValue,
}: {
  spec: FieldSpec;
  value: string;
  first: boolean;
  onValue: (value: string) => void;
}) {
  const { label, hint, optional, kind } = spec;
  const common = {
    label,
    value,
    ...(hint === undefined ? {} : { hint }),
    ...(optional === true ? { optional } : {}),
    ...(first ? { 'data-autofocus': '' } : {}),
  };
  if (kind === 'day') return <DateField {...common} onValueChange={onValue} />;
  if (kind === undefined) return <TextField {...common} onChange={(event) => onValue(event.target.value)} />;
  return <SelectField {...common} options={kind.options} onChange={(event) => onValue(event.target.value)} />;
}

/** A step of a batch: a few fields, one entry. Nothing typed is lost when it is refused. */
export function FieldsDialog({
  store,
  on,
  subjectId,
  title,
  confirm,
  fields,
  eventOf,
  onClose,
  children,
}: FieldsDialogProps) {
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const { busy, problem, setProblem, record } = useRecording(store, on);
  const valueOf = ({ name, first }: FieldSpec): string => typed[name] ?? first;
  const submit = async () => {
    for (const spec of fields) {
      const value = valueOf(spec).trim();
      if (spec.optional !== true && value === '') return setProblem(`填写${spec.label}`);
      if (spec.kind === 'day' && parsePlainDate(value) === null)
        return setProblem(`${spec.label}填写日期，如 20220822`);
    }
    const named = (name: string): string => {
      const spec = fields.find((one) => one.name === name);
      return spec === undefined ? '' : valueOf(spec).trim();
    };
    const event = eventOf({ text: named, day: (name) => parsePlainDate(named(name)) ?? on });
    if (typeof event === 'string') return setProblem(event);
    if (await record(event, subjectId)) onClose();
  };
  return (
    <FormDialog
      title={title}
      confirm={confirm}
      busy={busy}
      problem={problem}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      {children}
      {fields.map((spec, index) => (
        <Input
          key={spec.name}
          spec={spec}
          value={valueOf(spec)}
          first={index === 0}
          onValue={(value) => setTyped((before) => ({ ...before, [spec.name]: value }))}
        />
      ))}
    </FormDialog>
  );
}
