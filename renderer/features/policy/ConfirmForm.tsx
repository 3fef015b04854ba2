import { useState } from 'react';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { canBeSet, withLocalFigures } from '#shared/policy/local-figures.ts';
import { packFile, readPackFile } from '#shared/policy/pack-import.ts';
import { packDigest, parametersToConfirm, type HeldPack, type PolicyPack } from '#shared/policy/pack.ts';
import { failureText } from '#shared/wording/failures.ts';
import { parameterLabels } from '#shared/wording/packs.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Form } from '../../ui/Form.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { LocalFigureFields, readFigures, typedFigures, type FigureErrors } from './LocalFigureFields.tsx';
import { recordPolicy } from './record-policy.ts';

export interface ConfirmFormProps {
  readonly store: CounterStore;
  readonly held: HeldPack;
  /** All packs of this window: what is set here may not make two of them decide on one day. */
  readonly packs: readonly HeldPack[];
  readonly on: PlainDate;
}

/** Records the pack as it was set, where it was, and the word that it is right; the sentence of what failed. */
async function confirmed(
  { store, held, packs, on }: ConfirmFormProps,
  pack: PolicyPack,
  documentNumber: string,
  entryIds: readonly [string, string],
): Promise<string | null> {
  const digest = packDigest(pack);
  if (digest !== held.digest) {
    const read = readPackFile(packFile(pack), packs);
    if (!read.ok) return `没有核定。${read.problems.map(({ message }) => message).join('；')}`;
    const failure = await recordPolicy(
      store,
      { entryId: entryIds[0], subjectId: pack.id, on },
      { type: 'imported', pack },
    );
    if (failure !== null) return failureText(failure);
  }
  const confirmation = { packId: pack.id, digest, documentNumber, by: store.officer.name, on };
  const failure = await recordPolicy(
    store,
    { entryId: entryIds[1], subjectId: pack.id, on },
    { type: 'confirmed', confirmation },
  );
  return failure === null ? null : failureText(failure);
}

/**
 * An administrator names the document that the figures marked 待本地核定 stand in, and sets those on which it says otherwise;
 * the word is bound to the digest of exactly these figures.
 */
export function ConfirmForm(props: ConfirmFormProps) {
  const { pack } = props.held;
  const [documentNumber, setDocumentNumber] = useState('');
  const [typed, setTyped] = useState(() => typedFigures(pack));
  const [error, setError] = useState<string | undefined>();
  const [errors, setErrors] = useState<FigureErrors>({});
  const [problem, setProblem] = useState<string | null>(null);
  const [entryIds] = useState(() => [crypto.randomUUID(), crypto.randomUUID()] as const);
  const open = canBeSet(pack);
  const confirm = async () => {
    const number = documentNumber.trim();
    const read = readFigures(typed, pack);
    setError(number === '' ? '请填写本地文件的文号，如 湛人社函〔2026〕1号' : undefined);
    setErrors(read.ok ? {} : read.errors);
    if (number === '' || !read.ok) return;
    setProblem(await confirmed(props, withLocalFigures(pack, read.figures, number), number, entryIds));
  };
  return (
    <Form aria-label="核定参数包" onSubmit={() => void confirm()}>
      <p>
        以下 {parametersToConfirm(pack).length} 项须对照本地文件核定：
        {parametersToConfirm(pack)
          .map((name) => parameterLabels[name])
          .join('、')}
        。数值逐项见下表；表中其余各项有出入的，不要核定，请导入更正后的参数包文件。核定后这些数值即用于判定，并记入台账。
      </p>
      {open.size === 0 ? null : <LocalFigureFields open={open} typed={typed} errors={errors} onChange={setTyped} />}
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
