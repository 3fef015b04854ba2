/** 任职名单: whose signature counts, where it differs from who is here, signing the next, following another window's. */
import { useState } from 'react';
import type { Roll } from '#shared/contract/roll.ts';
import { failureText } from '#shared/wording/failures.ts';
import { roleLabels } from '#shared/wording/labels.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { canBeMended, differencesText } from './roll-words.ts';
import { SignDialog, type NewOfficeKey } from './SignDialog.tsx';
import { TakeDialog } from './TakeDialog.tsx';
import { useRoll, type RollView } from './use-roll.ts';

type Open = { readonly dialog: 'sign'; readonly made: NewOfficeKey | null } | { readonly dialog: 'take' };

function Listed({ roll, print }: { readonly roll: Roll; readonly print: string | null }) {
  return (
    <>
      <dl className="facts">
        <dt>现行名单</dt>
        <dd className="number">
          第 {roll.number} 号，{roll.at.slice(0, 16).replace('T', ' ')} 签发
        </dd>
        <dt>单位密钥指纹</dt>
        <dd className="number">{print}</dd>
        <dt>合并导出</dt>
        <dd>{roll.exporting === null ? '不设，各窗口各自导出' : `由 ${roll.exporting.prefix} 窗口导出全单位的批次`}</dd>
      </dl>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">姓名</th>
            <th scope="col">身份</th>
            <th scope="col">状态</th>
          </tr>
        </thead>
        <tbody>
          {roll.officers.map(({ id, name, role, state }) => (
            <tr key={id}>
              <td>{name}</td>
              <td>{roleLabels[role]}</td>
              <td>{state === 'active' ? '在册' : '已离开，此前的签名仍有效'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Offered({
  view: { offered, failure },
  administers,
  onTake,
}: {
  readonly view: RollView;
  readonly administers: boolean;
  readonly onTake: () => void;
}) {
  if (failure !== null) return <Notice tone="warn">{failureText(failure)}</Notice>;
  if (offered === null) return null;
  const { last, anew } = offered;
  return (
    <Notice tone="warn">
      <p>
        {anew
          ? `接收端有本单位第 ${last.number} 号任职名单，本机还没有采用。管理员核对单位密钥指纹后采用，名单上的人就能在本机登录。`
          : `别的窗口签发了第 ${last.number} 号任职名单，本机在下一次登录时自动采用。`}
      </p>
      {anew && !administers ? null : (
        <p className="row">
          <Button onClick={onTake}>{anew ? '核对并采用' : '现在采用'}</Button>
        </p>
      )}
    </Notice>
  );
}

function Difference({ view: { state } }: { readonly view: RollView }) {
  if (state === null || state.roll === null || state.differences.length === 0) return null;
  return (
    <Notice tone="warn">
      本机人员与名单不一致：{differencesText(state.differences)}。
      {canBeMended(state.differences) ? '重新签发以前按现行名单认签名。' : ''}
    </Notice>
  );
}

export function RollPanel({ store }: { readonly store: CounterStore }) {
  const view = useRoll(store);
  const [open, setOpen] = useState<Open | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  // The passphrases of the training area are published: nobody's signature says anything there.
  if (store.area === 'training') return null;
  const administers = store.officer.role === 'administrator';
  const { state, offered, again } = view;
  const close = () => setOpen(null);
  const done = (sentence: string) => {
    setOpen(null);
    setSaid(sentence);
    again();
  };
  const sign = async () =>
    setOpen({ dialog: 'sign', made: state?.roll === null ? await store.roll.newOfficeKey() : null });
  return (
    <section className="panel stack" aria-label="任职名单">
      <h2 className="panel__title">
        任职名单<span className="soft small">用单位密钥签发，写明谁的签名算数；各窗口通用本人一个口令</span>
      </h2>
      {state === null ? <p className="soft">正在读取…</p> : null}
      {state?.roll === null && offered === null ? (
        <p>还没有签发。签发以前，谁经办以台账为准，没有签名可以核对；换窗口登录须另设口令。</p>
      ) : null}
      {state !== null && state.roll !== null ? <Listed roll={state.roll} print={state.print} /> : null}
      <Difference view={view} />
      <Offered view={view} administers={administers} onTake={() => setOpen({ dialog: 'take' })} />
      {administers && offered === null && state !== null ? (
        <p className="row">
          <Button onClick={() => void sign()}>{state.roll === null ? '做单位密钥，签发第一份名单' : '重新签发'}</Button>
        </p>
      ) : null}
      {administers ? null : <p className="soft small">由管理员持封存的单位密钥签发。</p>}
      {said === null ? null : (
        <Notice tone="good" live="status">
          {said}
        </Notice>
      )}
      {open?.dialog === 'sign' ? (
        <SignDialog store={store} made={open.made} state={state} onDone={done} onClose={close} />
      ) : null}
      {open?.dialog === 'take' && offered !== null ? (
        <TakeDialog store={store} offered={offered} onDone={done} onClose={close} />
      ) : null}
    </section>
  );
}
