import { useState } from 'react';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import type { PolicyEvent } from '#shared/policy/policy-events.ts';
import { parametersToConfirm, type HeldPack } from '#shared/policy/pack.ts';
import { failureText } from '#shared/wording/failures.ts';
import { parameterLabels } from '#shared/wording/packs.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Form } from '../../ui/Form.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { recordPolicy } from './record-policy.ts';

export interface ConfirmFormProps {
  readonly store: CounterStore;
  readonly held: HeldPack;
  readonly on: PlainDate;
}

/** An administrator names the document that the figures marked 待本地核定 stand in; the word is bound to this digest. */
export function ConfirmForm({ store, held: { pack, digest }, on }: ConfirmFormProps) {
  const [documentNumber, setDocumentNumber] = useState('');
  const [error, setError] = useState<string | undefined>();
  const [problem, setProblem] = useState<string | null>(null);
  const [entryId] = useState(() => crypto.randomUUID());
  const confirm = async () => {
    if (documentNumber.trim() === '') return setError('请填写本地文件的文号，如 湛人社函〔2026〕1号');
    setError(undefined);
    const content: PolicyEvent = {
      type: 'confirmed',
      confirmation: {
        packId: pack.id,
        digest,
        documentNumber: documentNumber.trim(),
        by: store.officer.name,
        on,
      },
    };
    const failure = await recordPolicy(store, { entryId, subjectId: pack.id, on }, content);
    setProblem(failure === null ? null : failureText(failure));
  };
  return (
    <Form aria-label="核定参数包" onSubmit={() => void confirm()}>
      <p>
        以下 {parametersToConfirm(pack).length} 项须对照本地文件核定：
        {parametersToConfirm(pack)
          .map((name) => parameterLabels[name])
          .join('、')}
        。数值逐项见下表；有出入的，不要核定，请导入更正后的参数包文件。核定后这些数值即用于判定，并记入台账。
      </p>
      <TextField
        id="policy-document"
        className="policy__document"
        label="本地文件文号"
        value={documentNumber}
        error={error}
        onChange={(event) => setDocumentNumber(event.target.value)}
      />
      {problem === null ? null : (
        <Notice tone="bad" live="alert">
          {problem}
        </Notice>
      )}
      <p className="row">
        <Button type="submit" look="primary" shortcut="save">
          核定全部数值
        </Button>
      </p>
    </Form>
  );
}
