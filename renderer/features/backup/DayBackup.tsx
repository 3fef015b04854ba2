import { useEffect, useRef, useState } from 'react';
import type { Failure } from '#shared/contract/failure.ts';
import { failureText } from '#shared/wording/failures.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { Notice } from '../../ui/Notice.tsx';
import { instantText } from './backup-words.ts';
import { useBackup } from './use-backup.ts';

function Runs({ store }: { readonly store: CounterStore }) {
  const { desk, state } = useBackup(store);
  const [failure, setFailure] = useState<Failure | null>(null);
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current || state === null || state.place === null || state.waiting === 0) return;
    begun.current = true;
    void desk.run().then((result) => setFailure(result.ok ? null : result.failure));
  }, [desk, state]);
  if (state === null) return null;
  if (failure !== null)
    return (
      <Notice tone="bad" live="alert">
        今天的备份没有成功。{failureText(failure)}
      </Notice>
    );
  if (state.place === null)
    return (
      <Notice tone="warn">还没有选备份位置：这台电脑坏了，办件就没有第二份。请管理员在“设置—备份”中选一个。</Notice>
    );
  if (state.last === null || state.running) return <p className="soft small">正在备份…</p>;
  return (
    <p className="soft small">
      已备份到 {state.place}：{instantText(state.last.at)}，到台账第 {state.last.count} 条。
    </p>
  );
}

/** For 日终: the day is closed with a backup, made by itself when something is waiting for one. */
export function DayBackup({ store }: { readonly store: CounterStore }) {
  return store.area === 'office' ? <Runs store={store} /> : null;
}
