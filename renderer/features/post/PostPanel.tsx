/** 接收端: joining by the printed code, how far the post is, sending at once, leaving. */
import { useState } from 'react';
import type { Failure } from '#shared/contract/failure.ts';
import { failureText } from '#shared/wording/failures.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { Button } from '../../ui/Button.tsx';
import { DangerDialog } from '../../ui/DangerDialog.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Form } from '../../ui/Form.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PostClaims } from './PostClaims.tsx';
import { PostFigures, PostTroubles } from './PostState.tsx';
import { PostStick } from './PostStick.tsx';
import { momentText, restoreWords } from './post-words.ts';
import { usePost, type PostView } from './use-post.ts';

const USUAL_ADDRESS = 'http://127.0.0.1:30130';

interface PartProps {
  readonly view: PostView;
  readonly onTold: (failure: Failure | null) => void;
}

function Joining({ view: { desk, former }, store, onTold }: PartProps & { readonly store: CounterStore }) {
  const [address, setAddress] = useState(former ?? USUAL_ADDRESS);
  const [code, setCode] = useState('');
  const [busy, setBusy] = useState(false);
  const join = async () => {
    setBusy(true);
    onTold(null);
    const joined = await desk.join(address.trim(), code.trim());
    // What another window sealed under its code; a code of the hub's own operator holds nothing, and that is told below.
    if (joined.ok) await store.claims.takeKeys(code.trim());
    setBusy(false);
    if (!joined.ok) onTold(joined.failure);
  };
  return (
    <Form aria-label="加入接收端" onSubmit={() => void join()}>
      <div className="settings__grid">
        <TextField
          label="接收端地址"
          hint="与加入码一起给出"
          value={address}
          onChange={(event) => setAddress(event.target.value)}
        />
        <TextField
          label="加入码"
          hint="由本单位已加入的窗口做一张，或由接收端管理人员给出；一小时内有效，只能用一次"
          autoComplete="off"
          spellCheck={false}
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
      </div>
      <p className="row">
        <Button type="submit" unavailable={busy || code.trim() === '' || address.trim() === ''}>
          {busy ? '正在加入' : '加入'}
        </Button>
      </p>
    </Form>
  );
}

function Joined({ store, view: { desk, state }, onTold }: PartProps & { readonly store: CounterStore }) {
  const administrator = store.capacity === 'administrator';
  const [leaving, setLeaving] = useState(false);
  const [busy, setBusy] = useState(false);
  if (state === null || state.hub === null) return null;
  const send = async () => {
    setBusy(true);
    onTold(null);
    const sent = await desk.send();
    setBusy(false);
    if (!sent.ok) onTold(sent.failure);
  };
  const leave = async () => {
    setLeaving(false);
    const left = await desk.leave();
    if (!left.ok) onTold(left.failure);
  };
  return (
    <>
      <dl className="facts">
        <dt>地址</dt>
        <dd className="number">{state.hub.address}</dd>
        <dt>加入于</dt>
        <dd className="number">{momentText(state.hub.since)}</dd>
      </dl>
      <PostFigures state={state} />
      <PostTroubles state={state} />
      <p className={state.restores === 'no-recovery-key' ? '' : 'soft small'}>{restoreWords(state)}</p>
      <div className="row">
        <Button look="primary" unavailable={busy || state.sending} onClick={() => void send()}>
          {busy || state.sending ? '正在送件' : '立即送件'}
        </Button>
        {administrator ? (
          <Button look="quiet" onClick={() => setLeaving(true)}>
            退出接收端
          </Button>
        ) : null}
      </div>
      <PostClaims store={store} state={state} onTold={onTold} />
      <PostStick desk={desk} onTold={onTold} />
      {leaving ? (
        <DangerDialog
          title="退出接收端？"
          keep="不退出"
          confirm="退出"
          onConfirm={() => void leave()}
          onClose={() => setLeaving(false)}
        >
          退出后本机不再送件，新的办件只在本机。已送达的仍在接收端，本机数据不变。再加入需要新的加入码。
        </DangerDialog>
      ) : null}
    </>
  );
}

export function PostPanel({ store }: { readonly store: CounterStore }) {
  const view = usePost(store);
  const [failure, setFailure] = useState<Failure | null>(null);
  const administrator = store.capacity === 'administrator';
  const { state } = view;
  return (
    <section className="panel stack" aria-label="接收端">
      <h2 className="panel__title">
        接收端<span className="soft small">台账逐条加密送出，本单位各窗口共用；断网时照常办件，连上后补送</span>
      </h2>
      {failure === null ? null : (
        <Notice tone="bad" live="alert">
          {failureText(failure)}
        </Notice>
      )}
      {state === null ? <p className="soft">正在读取…</p> : null}
      {state?.hub === null ? (
        <>
          {view.former === null ? (
            <p>没有加入接收端：办件只在本机和备份里，不会显示“已同步”。</p>
          ) : (
            <Notice tone="warn">
              这份台账原来送往 {view.former}
              ，恢复到这台电脑后须重新加入，否则新的办件只在本机。请在接收端取得加入码（取回时用的取回码一小时内也可以）。
            </Notice>
          )}
          {administrator ? (
            <Joining key={view.former} store={store} view={view} onTold={setFailure} />
          ) : (
            <p className="soft">由管理员加入。</p>
          )}
        </>
      ) : null}
      <Joined store={store} view={view} onTold={setFailure} />
    </section>
  );
}
