import { useState } from 'react';
import type { GrantItem } from '#shared/aftercare/book.ts';
import { notPayableReasons, type NotPayableReason } from '#shared/aftercare/codes.ts';
import { maskCitizenId } from '#shared/domain/citizen-id.ts';
import { formatYuan } from '#shared/domain/money.ts';
import { parsePlainDate, type PlainDate } from '#shared/domain/plain-date.ts';
import { reasonLabels } from '#shared/wording/aftercare.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { DateField } from '../../ui/DateField.tsx';
import { SelectField, TextField } from '../../ui/Field.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import type { FirmLine } from './firm-lines.ts';
import { useRecording } from './use-aftercare.ts';

export interface StepDialogProps {
  readonly store: CounterStore;
  readonly line: FirmLine;
  readonly on: PlainDate;
  readonly onClose: () => void;
}

type Said = 'passed' | NotPayableReason;

const choices = [
  { value: 'passed', label: '通过' },
  ...notPayableReasons.map((code) => ({ value: code, label: `不予发放 ${code} ${reasonLabels[code]}` })),
];

/** Held by another item already: only a refusal can be recorded, and the reason is known. */
const firstWord = ({ heldBy }: GrantItem): Said => (heldBy === null ? 'passed' : 'N12');

/** 初审 of the persons of one firm: everybody passed unless somebody says otherwise, with reason and day of the evidence. */
export function ReviewDialog({ store, line, on, onClose }: StepDialogProps) {
  const [said, setSaid] = useState<Readonly<Record<string, Said>>>({});
  const [evidenceOn, setEvidenceOn] = useState<string>(on);
  const [note, setNote] = useState('');
  const { busy, problem, setProblem, record } = useRecording(store, on);
  const wordOn = (item: GrantItem): Said => said[item.source.itemId] ?? firstWord(item);
  const refusing = line.items.some((item) => wordOn(item) !== 'passed');
  const submit = async () => {
    const day = parsePlainDate(evidenceOn);
    if (refusing && (day === null || day > on)) return setProblem('填写依据日期，不晚于业务日期');
    if (line.items.some((item) => wordOn(item) === 'N90') && note.trim() === '') return setProblem('“其他”须写明理由');
    const items = line.items.map((item) => {
      const word = wordOn(item);
      const { source } = item;
      return word === 'passed'
        ? ({ conclusion: 'passed', source, note: note.trim() } as const)
        : ({ conclusion: 'rejected', source, reason: word, evidenceOn: day ?? on, note: note.trim() } as const);
    });
    if (await record({ step: 'reviewed', items })) onClose();
  };
  return (
    <FormDialog
      title={`初审 ${line.employerName}`}
      confirm="登记初审"
      busy={busy}
      focusConfirm
      problem={problem}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      {line.items.map((item) => (
        <SelectField
          key={item.source.itemId}
          label={`${item.source.name}　${maskCitizenId(item.source.citizenId)}　${formatYuan(item.source.amountFen)} 元　${item.source.reference}`}
          value={wordOn(item)}
          hint={item.heldBy === null ? undefined : '此人已由另一件享受，不能通过'}
          options={choices}
          onChange={(event) => setSaid({ ...said, [item.source.itemId]: event.target.value as Said })}
        />
      ))}
      {refusing ? <DateField label="依据日期" value={evidenceOn} onValueChange={setEvidenceOn} /> : null}
      <TextField label="说明" optional value={note} onChange={(event) => setNote(event.target.value)} />
    </FormDialog>
  );
}
