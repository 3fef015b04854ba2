/** 人员: who signs in at this window. Mounted in 设置; changes ask for one's own passphrase again. */
import { useEffect, useState } from 'react';
import type { Officer } from '#shared/domain/officer.ts';
import { roleLabels } from '#shared/wording/labels.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { OfficerDialog, RenewKeyDialog, RetireDialog } from './OfficerDialogs.tsx';

type Open =
  | { readonly dialog: 'put'; readonly officer: Officer | null }
  | { readonly dialog: 'retire'; readonly officer: Officer }
  | { readonly dialog: 'renew' };

/** Officers whose passphrase another one set; asked again after every change. */
function useAwaiting(store: CounterStore, change: unknown): ReadonlySet<string> {
  const [awaiting, setAwaiting] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    let current = true;
    const ask = async () => {
      const ids = store.desk.officers().map(({ id }) => id);
      const found = await Promise.all(ids.map((id) => store.desk.awaitsOwner(id)));
      if (current) setAwaiting(new Set(ids.filter((_, at) => found[at])));
    };
    void ask();
    return () => {
      current = false;
    };
  }, [store, change]);
  return awaiting;
}

export function OfficersPanel({ store }: { readonly store: CounterStore }) {
  const [open, setOpen] = useState<Open | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const awaiting = useAwaiting(store, said);
  if (store.area === 'training') return null;
  const administers = store.officer.role === 'administrator';
  const done = (sentence: string) => {
    setOpen(null);
    setSaid(sentence);
  };
  const close = () => setOpen(null);
  return (
    <section className="panel">
      <h2 className="panel__title">人员</h2>
      <div className="stack">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">姓名</th>
              <th scope="col">身份</th>
              <th scope="col">操作</th>
            </tr>
          </thead>
          <tbody>
            {store.desk.officers().map((officer) => (
              <tr key={officer.id}>
                <td>
                  {officer.name}
                  {awaiting.has(officer.id) ? <span className="soft small">（口令待本人修改）</span> : null}
                </td>
                <td>{roleLabels[officer.role]}</td>
                <td>
                  <div className="row">
                    {officer.id === store.officer.id ? (
                      <Button onClick={() => setOpen({ dialog: 'put', officer })}>修改本人口令</Button>
                    ) : null}
                    {administers && officer.id !== store.officer.id ? (
                      <>
                        <Button onClick={() => setOpen({ dialog: 'put', officer })}>重设{officer.name}的口令</Button>
                        <Button look="danger" onClick={() => setOpen({ dialog: 'retire', officer })}>
                          停用{officer.name}
                        </Button>
                      </>
                    ) : null}
                  </div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {administers ? (
          <div className="row">
            <Button onClick={() => setOpen({ dialog: 'put', officer: null })}>添加人员</Button>
            <Button onClick={() => setOpen({ dialog: 'renew' })}>更换恢复码</Button>
          </div>
        ) : (
          <p className="soft small">添加、停用人员和更换恢复码由管理员办理。</p>
        )}
        {said === null ? null : (
          <Notice tone="good" live="status">
            {said}
          </Notice>
        )}
      </div>
      {open?.dialog === 'put' ? (
        <OfficerDialog store={store} officer={open.officer} onDone={done} onClose={close} />
      ) : null}
      {open?.dialog === 'retire' ? (
        <RetireDialog store={store} officer={open.officer} onDone={done} onClose={close} />
      ) : null}
      {open?.dialog === 'renew' ? <RenewKeyDialog store={store} onDone={done} onClose={close} /> : null}
    </section>
  );
}
