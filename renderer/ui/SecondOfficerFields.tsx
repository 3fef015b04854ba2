import { SelectField, TextField } from './Field.tsx';

export interface SecondOfficerFieldsProps {
  /** In which part the other one acts: `确认人员`, `复核人员`. */
  readonly part: string;
  readonly others: readonly { readonly id: string; readonly name: string }[];
  readonly officerId: string;
  readonly setOfficerId: (officerId: string) => void;
  readonly passphrase: string;
  readonly setPassphrase: (passphrase: string) => void;
  /** 培训: what the made-up officers' passphrase is. */
  readonly hint?: string | undefined;
}

/** Who stands by the one signed in, and that officer's own passphrase. */
export function SecondOfficerFields({ part, others, hint, ...second }: SecondOfficerFieldsProps) {
  return (
    <>
      <SelectField
        label={`${part}（本人输入口令）`}
        value={second.officerId}
        onChange={(event) => second.setOfficerId(event.target.value)}
        options={others.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <TextField
        label={`${part}口令`}
        type="password"
        hint={hint}
        value={second.passphrase}
        onChange={(event) => second.setPassphrase(event.target.value)}
      />
    </>
  );
}
