/** A forgotten passphrase: the printed recovery key opens the data key, and a new passphrase wraps it. */
import { useState } from 'react';
import type { Result } from '#shared/contract/failure.ts';
import type { Officer } from '#shared/domain/officer.ts';
import { passphraseProblem } from '#shared/domain/passphrase.ts';
import { failureText } from '#shared/wording/failures.ts';
import { passphraseProblemWords } from '#shared/wording/passphrases.ts';
import { readRecoveryKey } from '#shared/crypto/recovery-key.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorSummary, type SummaryError } from '../../ui/ErrorSummary.tsx';
import { SelectField, TextField } from '../../ui/Field.tsx';
import { Form } from '../../ui/Form.tsx';
import { StartPage } from './StartPage.tsx';

export interface RecoverPageProps {
  readonly officers: readonly Officer[];
  readonly officeName: string;
  /** Sets the new passphrase and signs in with it. */
  readonly onRecover: (officer: Officer, recoveryKey: string, passphrase: string) => Promise<Result<null>>;
  readonly onBack: () => void;
}

/** What is wrong with a recovery key as typed; `null` when it reads. Whether it is THE key only opening tells. */
function keyProblem(typed: string): string | null {
  const reading = readRecoveryKey(typed);
  if (reading.ok) return null;
  switch (reading.problem) {
    case 'length':
      return '恢复码应为 8 组，每组 4 个字符';
    case 'character':
      return '恢复码里只有数字和字母，请核对';
    case 'check':
      return reading.half === 1 ? '第 1 至 4 组里有字符抄错，请核对' : '第 5 至 8 组里有字符抄错，请核对';
  }
}

export function RecoverPage({ officers, officeName, onRecover, onBack }: RecoverPageProps) {
  const [officerId, setOfficerId] = useState(officers[0]?.id ?? '');
  const [typed, setTyped] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [repeated, setRepeated] = useState('');
  const [errors, setErrors] = useState<readonly SummaryError[]>([]);
  const [attempt, setAttempt] = useState(0);
  const [busy, setBusy] = useState(false);
  const officer = officers.find(({ id }) => id === officerId);

  const problems = (): SummaryError[] => {
    const key = keyProblem(typed);
    const others = officers.filter(({ id }) => id !== officerId);
    const names = [officer?.name ?? '', ...others.map(({ name }) => name)];
    const weak = passphraseProblem(passphrase, { names, officeName });
    return [
      ...(key === null ? [] : [{ fieldId: 'recovery-key', message: key }]),
      ...(weak === null ? [] : [{ fieldId: 'new-passphrase', message: passphraseProblemWords[weak] }]),
      ...(passphrase === repeated ? [] : [{ fieldId: 'repeated-passphrase', message: '两次输入的口令不一样' }]),
    ];
  };
  const fail = (list: readonly SummaryError[]): void => {
    setErrors(list);
    setAttempt((count) => count + 1);
  };
  const submit = async () => {
    const found = problems();
    if (found.length > 0 || officer === undefined) return fail(found);
    setBusy(true);
    const result = await onRecover(officer, typed, passphrase);
    setBusy(false);
    if (result.ok) return;
    const wrong = result.failure.code === 'wrong-passphrase';
    const message = wrong ? '这不是本机现用的恢复码，请核对纸面' : failureText(result.failure);
    fail([{ fieldId: result.failure.code === 'passphrase-weak' ? 'new-passphrase' : 'recovery-key', message }]);
  };
  const errorOf = (fieldId: string) => errors.find((error) => error.fieldId === fieldId)?.message;
  return (
    <StartPage title="用恢复码登录">
      <ErrorSummary errors={errors} attempt={attempt} />
      <Form onSubmit={() => void submit()}>
        <SelectField
          label="为谁重设口令"
          value={officerId}
          onChange={(event) => setOfficerId(event.target.value)}
          options={officers.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <TextField
          id="recovery-key"
          label="恢复码"
          hint="纸面上的 8 组字符；大小写、空格和横线不限"
          className="start__key-field"
          value={typed}
          error={errorOf('recovery-key')}
          onChange={(event) => setTyped(event.target.value)}
        />
        <TextField
          id="new-passphrase"
          label="新口令"
          type="password"
          value={passphrase}
          error={errorOf('new-passphrase')}
          onChange={(event) => setPassphrase(event.target.value)}
        />
        <TextField
          id="repeated-passphrase"
          label="再输一次新口令"
          type="password"
          value={repeated}
          error={errorOf('repeated-passphrase')}
          onChange={(event) => setRepeated(event.target.value)}
        />
        <div className="row">
          <Button type="submit" look="primary" shortcut="save" unavailable={busy}>
            重设口令并登录
          </Button>
          <Button look="quiet" shortcut="back" onClick={onBack}>
            返回登录
          </Button>
        </div>
      </Form>
    </StartPage>
  );
}
