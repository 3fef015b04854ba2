/** A passphrase that somebody else set is changed by its owner, first thing after signing in. */
import { useState } from 'react';
import { passphraseProblem } from '#shared/domain/passphrase.ts';
import { passphraseProblemWords } from '#shared/wording/passphrases.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Form } from '../../ui/Form.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { deskFailure } from './desk-failure.ts';
import { StartPage } from './StartPage.tsx';

export interface OwnPassphrasePageProps {
  readonly store: CounterStore;
  readonly onDone: () => void;
}

export function OwnPassphrasePage({ store, onDone }: OwnPassphrasePageProps) {
  const [own, setOwn] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [repeated, setRepeated] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const { id, name, role } = store.officer;
  const wrong = (): string | null => {
    const others = store.officers.filter((other) => other.id !== id);
    const names = [name, ...others.map((other) => other.name)];
    const weak = passphraseProblem(passphrase, { names, officeName: store.office.officeName });
    if (weak !== null) return passphraseProblemWords[weak];
    if (passphrase === own) return '新口令与现用口令相同，请另想一句';
    return passphrase === repeated ? null : '两次输入的口令不一样';
  };
  const submit = async () => {
    const found = wrong();
    setProblem(found);
    if (found !== null || busy) return;
    setBusy(true);
    const changed = await store.desk.putOfficer(own, { id, name, role, passphrase });
    setBusy(false);
    if (changed.ok) onDone();
    else setProblem(deskFailure(changed.failure));
  };
  return (
    <StartPage title="修改本人口令">
      <p>
        {name}
        的口令由他人设定，设定的人也知道。改成只有本人知道的一句话之前，可以登录办理，但不能为他人复核、确认。
      </p>
      <Form onSubmit={() => void submit()}>
        <TextField
          label="现用口令"
          type="password"
          autoFocus
          value={own}
          onChange={(event) => setOwn(event.target.value)}
        />
        <TextField
          label="新口令"
          type="password"
          hint="至少 12 个字符（一个汉字算两个）"
          value={passphrase}
          onChange={(event) => setPassphrase(event.target.value)}
        />
        <TextField
          label="再输一次新口令"
          type="password"
          value={repeated}
          onChange={(event) => setRepeated(event.target.value)}
        />
        {problem === null ? null : (
          <Notice tone="bad" live="alert">
            {problem}
          </Notice>
        )}
        <div className="row">
          <Button type="submit" look="primary" keyHint="open" unavailable={busy}>
            {busy ? '正在写入' : '修改并继续'}
          </Button>
          <Button look="quiet" onClick={onDone}>
            以后再改
          </Button>
        </div>
      </Form>
    </StartPage>
  );
}
