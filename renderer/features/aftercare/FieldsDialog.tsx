import { useState, type ReactNode } from 'react';
import type { AftercareEvent } from '#shared/aftercare/event.ts';
import type { Confirmation } from '#shared/domain/confirmation.ts';
import { parsePlainDate, type PlainDate } from '#shared/domain/plain-date.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { DateField } from '../../ui/DateField.tsx';
import { SelectField, TextField } from '../../ui/Field.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { SecondOfficerFields } from '../../ui/SecondOfficerFields.tsx';
import { TRAINING_PASSPHRASE } from '../../store/vault-access.ts';
import { useSecondOfficer } from '../second-officer/index.ts';
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

/** Stands where the other officer's word will stand: a statement never includes it. */
const NOT_YET: Confirmation = { officerId: '', at: '', seal: '' };

export interface FieldsDialogProps {
  readonly store: CounterStore;
  readonly on: PlainDate;
  readonly subjectId: string;
  readonly title: string;
  readonly confirm: string;
  readonly fields: readonly FieldSpec[];
  /** The event, or a sentence on what is missing. */
  readonly eventOf: (values: Values, confirmation: Confirmation) => AftercareEvent | string;
  /** Takes another officer's word, for this statement: it is read off the event that `eventOf` gives without one. */
  readonly second?: { readonly part: string; readonly statementOf: (event: AftercareEvent) => string };
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
  second,
  onClose,
  children,
}: FieldsDialogProps) {
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const { busy, problem, setProblem, record } = useRecording(store, on);
  const other = useSecondOfficer(store);
  const valueOf = ({ name, first }: FieldSpec): string => typed[name] ?? first;
  const submit = async () => {
    for (const spec of fields) {
      const value = valueOf(spec).trim();
      if (spec.optional !== true && value === '') return setProblem(`填写${spec.label}`);
      const isLeftOut = spec.optional === true && value === '';
      if (spec.kind === 'day' && !isLeftOut && parsePlainDate(value) === null)
        return setProblem(`${spec.label}填写日期，如 20220822`);
    }
    const named = (name: string): string => {
      const spec = fields.find((one) => one.name === name);
      return spec === undefined ? '' : valueOf(spec).trim();
    };
    const values = { text: named, day: (name: string) => parsePlainDate(named(name)) ?? on };
    let event = eventOf(values, NOT_YET);
    if (typeof event !== 'string' && second !== undefined) {
      const word = await other.confirm([second.statementOf(event)]);
      if (!word.ok) return setProblem(word.problem);
      event = eventOf(values, word.proof.confirmation);
    }
    if (typeof event === 'string') return setProblem(event);
    if (await record(event, subjectId)) onClose();
  };
  return (
    <FormDialog
      title={title}
      confirm={confirm}
      busy={busy || other.busy}
      focusConfirm={fields.length === 0}
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
      {second === undefined ? null : (
        <SecondOfficerFields
          part={second.part}
          {...other}
          hint={other.training ? `培训口令：${TRAINING_PASSPHRASE}` : undefined}
        />
      )}
    </FormDialog>
  );
}
