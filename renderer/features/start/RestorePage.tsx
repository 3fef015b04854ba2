/** 从备份恢复: an empty machine takes over what a backup holds, for whoever has a passphrase or the recovery key. */
import { useMemo, useState } from 'react';
import type { FoundBackup } from '#shared/contract/backup.ts';
import type { Host } from '#shared/contract/host.ts';
import { failureText } from '#shared/wording/failures.ts';
import type { Credential } from '../../store/crypto/crypto-service.ts';
import type { StoreEnvironment } from '../../store/open-counter-store.ts';
import { restoreDesk } from '../../store/restore-backup.ts';
import { Button } from '../../ui/Button.tsx';
import { SelectField, TextField } from '../../ui/Field.tsx';
import { Form } from '../../ui/Form.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { instantText, PlaceField } from '../backup/index.ts';
import { FetchFromHub } from './FetchFromHub.tsx';
import { StartPage } from './StartPage.tsx';
import { useRestoring, type Chosen } from './use-restoring.ts';

export interface RestorePageProps {
  readonly host: Host;
  readonly environment: StoreEnvironment;
  /** The office is in place: on to its sign-in. */
  readonly onRestored: () => void;
  readonly onBack: () => void;
}

const STATES = {
  whole: '完整',
  half: '不完整，不能用',
  newer: '由更新的程序写成，不能用',
} as const satisfies Record<FoundBackup['state'], string>;

function FoundTable({
  found,
  onChoose,
}: {
  readonly found: readonly FoundBackup[];
  readonly onChoose: (backup: FoundBackup) => void;
}) {
  return (
    <table className="table" aria-label="找到的备份">
      <thead>
        <tr>
          <th scope="col">备份时间</th>
          <th scope="col">单位</th>
          <th scope="col">前缀</th>
          <th scope="col" className="is-right">
            台账
          </th>
          <th scope="col">状态</th>
          <th scope="col">
            <span className="visually-hidden">选用</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {found.map((backup) => (
          <tr key={backup.folder}>
            <td className="number">{backup.madeAt === '' ? '—' : instantText(backup.madeAt)}</td>
            <td>{backup.sealed ? '接收端交回' : backup.officeName}</td>
            <td className="number">{backup.prefix}</td>
            <td className="is-right number">{backup.count > 0 ? `${backup.count} 条` : ''}</td>
            <td>{STATES[backup.state]}</td>
            <td>{backup.state === 'whole' ? <Button onClick={() => onChoose(backup)}>用这一份</Button> : null}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Whose word opens it: an officer's passphrase, or the printed key. */
function Opening({
  chosen: { backup, door },
  busy,
  onOpen,
  onBack,
}: {
  readonly chosen: Chosen;
  readonly busy: boolean;
  readonly onOpen: (credential: Credential) => void;
  readonly onBack: () => void;
}) {
  const RECOVERY = '';
  const officers = 'vault' in door ? door.vault.officers.filter(({ active }) => active) : [];
  const [who, setWho] = useState(officers[0]?.id ?? RECOVERY);
  const [secret, setSecret] = useState('');
  const byPaper = who === RECOVERY;
  return (
    <Form
      onSubmit={() =>
        onOpen(
          byPaper ? { kind: 'recovery', typed: secret } : { kind: 'passphrase', officerId: who, passphrase: secret },
        )
      }
    >
      {'vault' in door ? (
        <>
          <p>
            {door.officeName}，{instantText(backup.madeAt)} 的备份，到台账第 {backup.count} 条。
          </p>
          <SelectField
            label="凭谁打开"
            value={who}
            onChange={(event) => {
              setWho(event.target.value);
              setSecret('');
            }}
            options={[
              ...officers.map(({ id, name }) => ({ value: id, label: `${name} 的口令` })),
              { value: RECOVERY, label: '打印的恢复码' },
            ]}
          />
        </>
      ) : (
        <p>
          接收端交回的 {backup.prefix} 窗口，{instantText(backup.madeAt)} 写出，到台账第 {backup.count}{' '}
          条。人员和设置也加密在内，只有打印的恢复码能打开；恢复后各人用原来的口令登录。
        </p>
      )}
      <TextField
        label={byPaper ? '恢复码' : '口令'}
        type={byPaper ? 'text' : 'password'}
        value={secret}
        onChange={(event) => setSecret(event.target.value)}
      />
      <div className="row">
        <Button type="submit" look="primary" shortcut="save" unavailable={busy || secret === ''}>
          {busy ? '正在恢复' : '恢复到这台电脑'}
        </Button>
        <Button look="quiet" shortcut="back" onClick={onBack}>
          返回
        </Button>
      </div>
    </Form>
  );
}

export function RestorePage({ host, environment, onRestored, onBack }: RestorePageProps) {
  const desk = useMemo(() => restoreDesk(host, environment), [host, environment]);
  const [place, setPlace] = useState('');
  const [fromHub, setFromHub] = useState(false);
  const restoring = useRestoring(desk, onRestored);
  const { found, chosen, failure, busy } = restoring;
  const chooser = fromHub ? (
    <FetchFromHub
      fetching={restoring.fetching}
      onFetch={(address, code) => void restoring.fetch(address, code)}
      onStop={restoring.stopFetching}
      onBack={() => {
        restoring.letGo();
        setFromHub(false);
      }}
    />
  ) : (
    <Form onSubmit={() => void restoring.look(place.trim())}>
      <PlaceField places={desk.places} value={place} onChange={setPlace} reading />
      <div className="row">
        <Button type="submit" look="primary" shortcut="save" unavailable={busy || place.trim() === ''}>
          查找备份
        </Button>
        <Button onClick={() => setFromHub(true)}>没有备份盘，从接收端取回</Button>
        <Button look="quiet" shortcut="back" onClick={onBack}>
          返回
        </Button>
      </div>
    </Form>
  );
  return (
    <StartPage title={fromHub ? '从接收端取回' : '从备份恢复'} wide>
      {fromHub ? null : (
        <p>
          接上放备份的磁盘或 U
          盘（接收端写出的也可以），选一份恢复到这台电脑。恢复后先登录，再由管理员说明原来的电脑还用不用。
        </p>
      )}
      {failure === null ? null : (
        <Notice tone="bad" live="alert">
          {failure.code === 'wrong-passphrase'
            ? '口令或恢复码打不开这份备份，没有恢复任何内容。'
            : failureText(failure)}
        </Notice>
      )}
      {chosen === null ? (
        chooser
      ) : (
        <Opening
          chosen={chosen}
          busy={busy}
          onOpen={(credential) => void restoring.open(credential)}
          onBack={restoring.letGo}
        />
      )}
      {found === null || chosen !== null || fromHub ? null : (
        <FoundTable found={found} onChoose={(backup) => void restoring.choose(backup)} />
      )}
    </StartPage>
  );
}
