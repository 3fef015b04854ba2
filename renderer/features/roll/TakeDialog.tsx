/** Following a roll that another window signed. Where its key is not known here yet, an administrator compares it first. */
import { useState } from 'react';
import { officeKeyPrint } from '#shared/crypto/roll.ts';
import { failureText } from '#shared/wording/failures.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import type { OfferedRolls } from '../../store/roll/roll-desk.ts';
import { TextField } from '../../ui/Field.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';

interface TakeDialogProps {
  readonly store: CounterStore;
  readonly offered: OfferedRolls;
  readonly onDone: (sentence: string) => void;
  readonly onClose: () => void;
}

function ToCompare({ offered: { last, matched } }: Pick<TakeDialogProps, 'offered'>) {
  return (
    <>
      <p>
        请到签发名单的窗口（设置—任职名单）逐组核对单位密钥指纹，一致才采用：
        <strong className="number">{officeKeyPrint(last.officeKey)}</strong>
      </p>
      {matched.length === 0 ? null : (
        <p>
          本机的{matched.join('、')}
          与名单上同名的是同一人：采用后以名单上的口令登录，本机原来的口令不再使用。不是同一人的，请先在本机改名。
        </p>
      )}
    </>
  );
}

export function TakeDialog({ store, offered, onDone, onClose }: TakeDialogProps) {
  const [own, setOwn] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async () => {
    setBusy(true);
    setProblem(null);
    const credential = { kind: 'passphrase', officerId: store.officer.id, passphrase: own } as const;
    const taken = await store.roll.take(offered, credential);
    setBusy(false);
    if (taken.ok) onDone(`已采用第 ${offered.last.number} 号任职名单，名单上的人可以在本机登录`);
    else setProblem(failureText(taken.failure));
  };
  return (
    <FormDialog
      title={`采用第 ${offered.last.number} 号任职名单`}
      problem={problem}
      busy={busy}
      confirm={busy ? '正在采用' : offered.anew ? '核对无误，采用' : '采用'}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <p>
        在册：
        {offered.last.officers
          .filter(({ state }) => state === 'active')
          .map(({ name }) => name)
          .join('、')}
        。
      </p>
      {offered.anew ? <ToCompare offered={offered} /> : null}
      <TextField
        label={`${store.officer.name}本人的口令`}
        type="password"
        data-autofocus=""
        value={own}
        onChange={(event) => setOwn(event.target.value)}
      />
    </FormDialog>
  );
}
