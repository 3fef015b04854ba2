/** Sign-in: who, passphrase, Enter. */
import { useState } from 'react';
import type { SignInTries } from '#shared/contract/channels.ts';
import type { Result } from '#shared/contract/failure.ts';
import type { Officer } from '#shared/domain/officer.ts';
import { roleLabels } from '#shared/wording/labels.ts';
import { Button } from '../../ui/Button.tsx';
import { SelectField, TextField } from '../../ui/Field.tsx';
import { Form } from '../../ui/Form.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { StartPage } from './StartPage.tsx';
import { useWait } from './use-wait.ts';

export interface SignInProps {
  readonly officeName: string;
  /** What to know first, e.g. why the window was locked. */
  readonly notice: string | null;
  readonly officers: readonly Officer[];
  /** Officer chosen at first, e.g. the one who locked. */
  readonly lastOfficerId: string | null;
  /** How the wrong passphrases of an officer stand. */
  readonly tries: (officerId: string) => Promise<SignInTries>;
  /** Tries; a wrong passphrase comes back, everything else moves on. */
  readonly onSignIn: (officerId: string, passphrase: string) => Promise<Result<null>>;
  readonly onRecover: () => void;
  readonly onOther: () => void;
}

function waitSentence(left: number): string {
  return left >= 60 ? ` ${Math.ceil(left / 60)} 分钟` : ` ${left} 秒`;
}

export function SignIn({
  officeName,
  notice,
  officers,
  lastOfficerId,
  tries,
  onSignIn,
  onRecover,
  onOther,
}: SignInProps) {
  const known = officers.some(({ id }) => id === lastOfficerId) ? lastOfficerId : null;
  const [officerId, setOfficerId] = useState(known ?? officers[0]?.id ?? '');
  const [passphrase, setPassphrase] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const wait = useWait(officerId, tries);
  const submit = async () => {
    if (busy || wait.left > 0) return;
    if (passphrase === '') return setProblem('请输入口令');
    setBusy(true);
    const result = await onSignIn(officerId, passphrase);
    setBusy(false);
    if (result.ok) return;
    setPassphrase('');
    const left = await wait.refresh();
    setProblem(left > 0 ? `口令不对，没有登录。再错 ${left} 次后需要等待` : '口令不对，没有登录');
  };
  return (
    <StartPage title={officeName}>
      {notice === null ? null : (
        <Notice tone="info" live="status">
          {notice}
        </Notice>
      )}
      <Form onSubmit={() => void submit()}>
        <SelectField
          label="人员"
          value={officerId}
          onChange={(event) => {
            setOfficerId(event.target.value);
            setProblem(null);
          }}
          options={officers.map(({ id, name, role }) => ({ value: id, label: `${name}（${roleLabels[role]}）` }))}
        />
        <TextField
          label="口令"
          type="password"
          autoFocus
          value={passphrase}
          error={problem ?? undefined}
          onChange={(event) => setPassphrase(event.target.value)}
        />
        {wait.left > 0 ? (
          <Notice tone="warn" live="status">
            连续输错，请等{waitSentence(wait.left)}后再试。忘了口令可用恢复码，或请管理员登录后重设。
          </Notice>
        ) : null}
        <div className="row">
          <Button type="submit" look="primary" keyHint="open" unavailable={busy || wait.left > 0}>
            {busy ? '正在登录' : '登录'}
          </Button>
          <Button look="quiet" onClick={onRecover}>
            用恢复码登录
          </Button>
          <Button look="quiet" onClick={onOther}>
            培训模式
          </Button>
        </div>
      </Form>
    </StartPage>
  );
}
