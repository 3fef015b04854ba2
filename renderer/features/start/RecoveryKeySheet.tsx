/** The recovery key, once, to print; two groups typed back show that the paper exists. */
import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Form } from '../../ui/Form.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { KeyGroups } from './KeyGroups.tsx';
import { StartPage } from './StartPage.tsx';

export interface RecoveryKeySheetProps {
  readonly officeName: string;
  readonly recoveryKey: string;
  readonly busy: boolean;
  readonly problem: string | null;
  readonly onConfirmed: () => void;
}

/** Groups asked for, counted from one. */
const ASKED = [3, 8] as const;

const same = (typed: string, group: string | undefined): boolean =>
  typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/gu, '')
    .replace(/O/gu, '0')
    .replace(/[IL]/gu, '1')
    .replace(/U/gu, 'V') === group;

export function RecoveryKeySheet({ officeName, recoveryKey, busy, problem, onConfirmed }: RecoveryKeySheetProps) {
  const groups = recoveryKey.split('-');
  const [typed, setTyped] = useState<readonly [string, string]>(['', '']);
  const [error, setError] = useState<string | null>(null);
  const submit = () => {
    const wrong = ASKED.find((group, at) => !same(typed[at] ?? '', groups[group - 1]));
    if (wrong !== undefined) return setError(`第 ${wrong} 组与恢复码不符，请照纸面输入`);
    setError(null);
    onConfirmed();
  };
  return (
    <StartPage title="恢复码">
      <p>所有人都忘了口令时，只有它能打开本机的办件。请打印或抄写一份，装袋封存在单位保险柜。它只显示这一次。</p>
      <KeyGroups officeName={officeName} name="恢复码" printed={recoveryKey} />
      <div className="row">
        <Button shortcut="print" onClick={() => window.print()}>
          打印恢复码
        </Button>
      </div>
      <Form onSubmit={submit}>
        <div className="start__grid">
          {ASKED.map((group, at) => (
            <TextField
              key={group}
              label={`照纸面输入第 ${group} 组`}
              value={typed[at]}
              error={error?.startsWith(`第 ${group} 组`) === true ? error : undefined}
              onChange={(event) =>
                setTyped(([first, second]) => (at === 0 ? [event.target.value, second] : [first, event.target.value]))
              }
            />
          ))}
        </div>
        {problem === null ? null : (
          <Notice tone="bad" live="alert">
            {problem}
          </Notice>
        )}
        <div className="row">
          <Button type="submit" look="primary" shortcut="save" unavailable={busy}>
            已妥善保存，完成启用
          </Button>
        </div>
      </Form>
    </StartPage>
  );
}
