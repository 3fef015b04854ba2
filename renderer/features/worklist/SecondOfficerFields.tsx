import { TRAINING_PASSPHRASE } from '../../store/vault-access.ts';
import { SelectField, TextField } from '../../ui/Field.tsx';
import type { SecondOfficer } from './use-second-officer.ts';

/** Who confirms, and that officer's own passphrase. */
export function SecondOfficerFields({ second }: { readonly second: SecondOfficer }) {
  return (
    <>
      <SelectField
        label="确认人员（本人输入口令）"
        value={second.officerId}
        onChange={(event) => second.setOfficerId(event.target.value)}
        options={second.others.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <TextField
        label="确认人员口令"
        type="password"
        hint={second.training ? `培训口令：${TRAINING_PASSPHRASE}` : undefined}
        value={second.passphrase}
        onChange={(event) => second.setPassphrase(event.target.value)}
      />
    </>
  );
}
