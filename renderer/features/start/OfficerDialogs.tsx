/** The three changes of 人员: a passphrase, leaving, a new recovery key. Each names what it does before it is done. */
import { useState } from 'react';
import type { Officer, OfficerRole } from '#shared/domain/officer.ts';
import { cleanOfficerName, isSameOfficerName } from '#shared/domain/officer-name.ts';
import { passphraseProblem } from '#shared/domain/passphrase.ts';
import { failureText } from '#shared/wording/failures.ts';
import { roleLabels } from '#shared/wording/labels.ts';
import { passphraseProblemWords } from '#shared/wording/passphrases.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { Button } from '../../ui/Button.tsx';
import { DangerDialog } from '../../ui/DangerDialog.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { SelectField, TextField } from '../../ui/Field.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { KeyGroups } from './KeyGroups.tsx';
import { deskFailure } from './desk-failure.ts';

/** A passphrase that an administrator set is known to two. */
const UNTIL_CHANGED = '；本人登录改过口令之前，不能为他人确认';

interface Parts {
  readonly store: CounterStore;
  readonly onDone: (sentence: string) => void;
  readonly onClose: () => void;
}

export function OfficerDialog({ store, officer, onDone, onClose }: Parts & { readonly officer: Officer | null }) {
  const [name, setName] = useState(officer?.name ?? '');
  const [role, setRole] = useState<OfficerRole>(officer?.role ?? 'windowClerk');
  const [passphrase, setPassphrase] = useState('');
  const [repeated, setRepeated] = useState('');
  const [own, setOwn] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const names = store.desk.officers().filter(({ id }) => id !== officer?.id);
  const oneself = officer?.id === store.officer.id;

  const wrong = (): string | null => {
    if (cleanOfficerName(name).length < 2) return '填写姓名';
    if (names.some((other) => isSameOfficerName(other.name, name))) return '姓名重复：各人须分开登记，同名请加区分';
    const leaning = { names: [name, ...names.map((other) => other.name)], officeName: store.office.officeName };
    const weak = passphraseProblem(passphrase, leaning);
    if (weak !== null) return passphraseProblemWords[weak];
    return passphrase === repeated ? null : '两次输入的口令不一样';
  };
  const submit = async () => {
    const found = wrong();
    if (found !== null) return setProblem(found);
    setBusy(true);
    const entry = { id: officer?.id ?? null, name: cleanOfficerName(name), role, passphrase };
    const result = await store.desk.putOfficer(own, entry);
    setBusy(false);
    if (!result.ok) return setProblem(deskFailure(result.failure));
    onDone(
      `${officer === null ? `已添加${entry.name}，可用新口令登录` : `${entry.name}的口令已更换`}${oneself ? '' : UNTIL_CHANGED}`,
    );
  };
  return (
    <FormDialog
      title={officer === null ? '添加人员' : oneself ? '修改本人口令' : `重设${officer.name}的口令`}
      problem={problem}
      busy={busy}
      confirm={busy ? '正在写入' : '确定'}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      {officer === null ? (
        <>
          <TextField label="姓名" value={name} data-autofocus="" onChange={(event) => setName(event.target.value)} />
          <SelectField
            label="身份"
            value={role}
            onChange={(event) => setRole(event.target.value === 'administrator' ? 'administrator' : 'windowClerk')}
            options={(['windowClerk', 'administrator'] as const).map((value) => ({ value, label: roleLabels[value] }))}
          />
        </>
      ) : null}
      <TextField
        label="新口令"
        type="password"
        hint="至少 12 个字符（一个汉字算两个）"
        value={passphrase}
        {...(officer === null ? {} : { 'data-autofocus': '' })}
        onChange={(event) => setPassphrase(event.target.value)}
      />
      <TextField
        label="再输一次新口令"
        type="password"
        value={repeated}
        onChange={(event) => setRepeated(event.target.value)}
      />
      <TextField
        label={oneself ? '现用口令' : `${store.officer.name}本人的口令`}
        type="password"
        value={own}
        onChange={(event) => setOwn(event.target.value)}
      />
    </FormDialog>
  );
}

export function RetireDialog({ store, officer, onDone, onClose }: Parts & { readonly officer: Officer }) {
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async () => {
    setBusy(true);
    const result = await store.desk.retireOfficer(officer.id);
    setBusy(false);
    if (result.ok) onDone(`${officer.name}已停用，不能再登录；此前经办的办件和签名不变`);
    else setProblem(failureText(result.failure));
  };
  return (
    <DangerDialog
      title={`停用${officer.name}`}
      problem={problem}
      busy={busy}
      keep="取消"
      confirm="停用"
      onConfirm={() => void submit()}
      onClose={onClose}
    >
      <p>停用后不能再登录，也不能作为另一名经办人员确认。此前经办的办件不变。以后再来时作为新人员添加。</p>
    </DangerDialog>
  );
}

export function RenewKeyDialog({ store, onDone, onClose }: Parts) {
  const [own, setOwn] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [key, setKey] = useState<string | null>(null);
  const submit = async () => {
    setBusy(true);
    const result = await store.desk.renewRecoveryKey(own);
    setBusy(false);
    if (result.ok) setKey(result.value);
    else setProblem(deskFailure(result.failure));
  };
  const finish = () => onDone('恢复码已更换，请销毁旧的纸面');
  return key === null ? (
    <FormDialog
      title="更换恢复码"
      problem={problem}
      busy={busy}
      confirm={busy ? '正在写入' : '更换'}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <p>新恢复码只显示一次。更换后旧的恢复码作废，请备好打印机或纸笔。</p>
      <TextField
        label={`${store.officer.name}本人的口令`}
        type="password"
        data-autofocus=""
        value={own}
        onChange={(event) => setOwn(event.target.value)}
      />
    </FormDialog>
  ) : (
    <Dialog
      title="新的恢复码"
      onClose={finish}
      actions={
        <>
          <Button onClick={() => window.print()}>打印恢复码</Button>
          <Button look="primary" data-autofocus="" onClick={finish}>
            已妥善保存
          </Button>
        </>
      }
    >
      <KeyGroups officeName={store.office.officeName} name="恢复码" printed={key} />
    </Dialog>
  );
}
