/** 备份: where the second copy lies, how old it is, making one now; an administrator chooses the place and gives back what is lost. */
import { useState } from 'react';
import type { FoundBackup } from '#shared/contract/backup.ts';
import type { Failure } from '#shared/contract/failure.ts';
import { failureText } from '#shared/wording/failures.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { Button } from '../../ui/Button.tsx';
import { Form } from '../../ui/Form.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { instantText } from './backup-words.ts';
import { PlaceField } from './PlaceField.tsx';
import { useBackup, type BackupView } from './use-backup.ts';

type Told = { readonly good: string } | { readonly failure: Failure } | null;

function Facts({ view: { state } }: { readonly view: BackupView }) {
  if (state === null) return null;
  const { place, last, waiting, every } = state;
  return (
    <dl className="facts">
      <dt>位置</dt>
      <dd>{place ?? '还没有选：这台电脑坏了，办件就没有第二份'}</dd>
      <dt>最近一次</dt>
      <dd className="number">
        {last === null ? '还没有' : `${instantText(last.at)}，到台账第 ${last.count} 条，已读回核对`}
      </dd>
      <dt>尚未备份</dt>
      <dd className="number">{waiting} 条</dd>
      <dt>自动</dt>
      <dd>
        每 {every} 条一次，打开“日终”时一次；保留最近 3 份、7 天、4 周、12
        个月各一份。备份与台账一样加密，凭口令或恢复码打开。
      </dd>
    </dl>
  );
}

function Telling({ told }: { readonly told: Told }) {
  if (told === null) return null;
  return 'good' in told ? (
    <Notice tone="good" live="status">
      {told.good}
    </Notice>
  ) : (
    <Notice tone="bad" live="alert">
      {failureText(told.failure)}
    </Notice>
  );
}

interface PartProps {
  readonly view: BackupView;
  readonly busy: boolean;
  readonly onTold: (told: Told) => void;
}

function Choosing({ view: { desk, state }, busy, onTold }: PartProps) {
  const [place, setPlace] = useState('');
  const choose = async (wanted: string | null) => {
    const chosen = await desk.choose(wanted);
    if (!chosen.ok) return onTold({ failure: chosen.failure });
    setPlace('');
    onTold({ good: wanted === null ? '不再备份。已有的备份还在原处。' : `备份将放在 ${wanted}。请现在备份一次。` });
  };
  return (
    <Form onSubmit={() => void choose(place.trim())}>
      <PlaceField places={desk.places} value={place} onChange={setPlace} />
      <div className="row">
        <Button type="submit" unavailable={busy || place.trim() === ''}>
          采用这个位置
        </Button>
        {state?.place === null || state === null ? null : (
          <Button look="quiet" unavailable={busy} onClick={() => void choose(null)}>
            不再备份
          </Button>
        )}
      </div>
    </Form>
  );
}

/** What stands in the place, to mend a ledger that lost something. */
function GivingBack({ view: { desk, state }, onTold }: PartProps) {
  const [found, setFound] = useState<readonly FoundBackup[] | null>(null);
  const look = async () => {
    const listed = await desk.list(state?.place ?? '');
    if (listed.ok) setFound(listed.value.filter((backup) => backup.state === 'whole'));
    else onTold({ failure: listed.failure });
  };
  const give = async ({ folder }: FoundBackup) => {
    const given = await desk.giveBack(folder);
    if (!given.ok) return onTold({ failure: given.failure });
    const { entries, keys } = given.value;
    onTold({
      good:
        entries + keys === 0
          ? '这份备份里没有台账缺少的内容。'
          : `已补回 ${entries} 条记录、${keys} 个密钥，没有覆盖任何内容。请锁定后重新登录。`,
    });
  };
  return (
    <div className="stack">
      <p>台账缺少内容，停止写入。备份里若有，可以补回：只添上缺少的，逐条核对，不覆盖现有内容。</p>
      {found === null ? (
        <div className="row">
          <Button onClick={() => void look()}>查看备份</Button>
        </div>
      ) : (
        <table className="table" aria-label="备份">
          <tbody>
            {found.map((backup) => (
              <tr key={backup.folder}>
                <td className="number">{instantText(backup.madeAt)}</td>
                <td className="number">到第 {backup.count} 条</td>
                <td>
                  <Button onClick={() => void give(backup)}>用它补回</Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}

export function BackupPanel({ store }: { readonly store: CounterStore }) {
  const view = useBackup(store);
  const [busy, setBusy] = useState(false);
  const [told, setTold] = useState<Told>(null);
  const { desk, state } = view;
  const run = async () => {
    setBusy(true);
    setTold(null);
    const made = await desk.run();
    setBusy(false);
    setTold(
      made.ok ? { good: `已备份并读回核对：到台账第 ${made.value.last?.count ?? 0} 条。` } : { failure: made.failure },
    );
  };
  const part = { view, busy, onTold: setTold };
  const administrator = store.capacity === 'administrator';
  return (
    <section className="panel stack" aria-label="备份">
      <h2 className="panel__title">
        备份<span className="soft small">第二份放在另一块磁盘、U 盘或网络共享</span>
      </h2>
      <Facts view={view} />
      {told === null && state?.failure ? <Telling told={{ failure: state.failure }} /> : <Telling told={told} />}
      <div className="row">
        <Button
          look="primary"
          unavailable={busy || state === null || state.place === null}
          title={state?.place === null ? '请先选位置' : undefined}
          onClick={() => void run()}
        >
          {busy ? '正在备份' : '现在备份'}
        </Button>
      </div>
      {administrator ? <Choosing {...part} /> : <p className="soft">备份位置由管理员选择。</p>}
      {administrator && store.ledger.troubles.length > 0 && typeof state?.place === 'string' ? (
        <GivingBack {...part} />
      ) : null}
    </section>
  );
}
