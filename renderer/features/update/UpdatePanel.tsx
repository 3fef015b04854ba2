/** 更新: which program runs; an administrator checks an update on a stick, prepares it for the next start, or goes one step back. */
import { useEffect, useMemo, useState } from 'react';
import type { Failure, Result } from '#shared/contract/failure.ts';
import type { UpdateOffer, UpdateState } from '#shared/contract/update.ts';
import { failureText } from '#shared/wording/failures.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { updateDesk, type UpdateDesk } from '../../store/update-desk.ts';
import { Button } from '../../ui/Button.tsx';
import { Form } from '../../ui/Form.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PlaceField } from '../backup/index.ts';
import { lastChangeText, offerSize, preparedText } from './update-words.ts';
import './update.css';

interface Told {
  readonly state: UpdateState | null;
  readonly offer: UpdateOffer | null;
  readonly failure: Failure | null;
}

function Facts({ state }: { readonly state: UpdateState }) {
  const last = lastChangeText(state.last);
  return (
    <dl className="facts">
      <dt>现在的程序</dt>
      <dd className="number">{state.version}</dd>
      {state.previous === null ? null : (
        <>
          <dt>保留的旧程序</dt>
          <dd className="number">{state.previous}，可以退回一步</dd>
        </>
      )}
      {last === null ? null : (
        <>
          <dt>上次更新</dt>
          <dd>{last}</dd>
        </>
      )}
    </dl>
  );
}

function Offer({
  offer,
  busy,
  onPrepare,
}: {
  readonly offer: UpdateOffer;
  readonly busy: boolean;
  readonly onPrepare: () => void;
}) {
  return (
    <section className="stack" aria-label="可用的更新">
      <Notice tone="info" live="status">
        更新包签名有效：{offer.from} 版 → {offer.to} 版，{offerSize(offer)}。
      </Notice>
      <p className="update__notes">{offer.notes === '' ? '发布单位没有写明改了什么。' : offer.notes}</p>
      <p>
        准备时只拷贝、核对和试运行，现在的程序照常使用。下次启动时先另存台账、密钥和口令文件，再换用新程序；旧程序保留，可退回一步。办件、登记数据和设置都不动。
      </p>
      <div className="row">
        <Button look="primary" unavailable={busy} onClick={onPrepare}>
          {busy ? '正在拷贝并核对，请不要拔 U 盘' : `准备更新到 ${offer.to} 版`}
        </Button>
      </div>
    </section>
  );
}

interface ActingProps {
  readonly desk: UpdateDesk;
  readonly told: Told & { readonly state: UpdateState };
  readonly onTold: (told: Told) => void;
}

function Acting({ desk, told, onTold }: ActingProps) {
  const [place, setPlace] = useState('');
  const [busy, setBusy] = useState(false);
  const { state, offer } = told;
  const run = async (work: () => Promise<Result<UpdateState>>) => {
    setBusy(true);
    const done = await work();
    setBusy(false);
    onTold(done.ok ? { state: done.value, offer: null, failure: null } : { state, offer: null, failure: done.failure });
  };
  const check = async () => {
    setBusy(true);
    const checked = await desk.check(place.trim());
    setBusy(false);
    onTold(
      checked.ok ? { state, offer: checked.value, failure: null } : { state, offer: null, failure: checked.failure },
    );
  };
  if (state.prepared !== null)
    return (
      <div className="row">
        <Button unavailable={busy} onClick={() => void run(desk.discard)}>
          {state.prepared.kind === 'back' ? '不退回了' : '不更新了'}
        </Button>
      </div>
    );
  return (
    <>
      <Form aria-label="检查更新包" onSubmit={() => void check()}>
        <PlaceField places={desk.places} value={place} onChange={setPlace} reading what="更新包" />
        <div className="row">
          <Button type="submit" unavailable={busy || place.trim() === ''}>
            检查更新包
          </Button>
          {state.previous === null ? null : (
            <Button look="quiet" unavailable={busy} onClick={() => void run(desk.back)}>
              下次启动退回 {state.previous} 版
            </Button>
          )}
        </div>
      </Form>
      {offer === null ? null : (
        <Offer offer={offer} busy={busy} onPrepare={() => void run(() => desk.prepare(offer.folder))} />
      )}
    </>
  );
}

export function UpdatePanel({ store }: { readonly store: CounterStore }) {
  const desk = useMemo(() => updateDesk(store), [store]);
  const [told, setTold] = useState<Told>({ state: null, offer: null, failure: null });
  useEffect(() => {
    let current = true;
    void desk.state().then((answer) => {
      if (current)
        setTold({ state: answer.ok ? answer.value : null, offer: null, failure: answer.ok ? null : answer.failure });
    });
    return () => {
      current = false;
    };
  }, [desk]);
  const { state, failure } = told;
  return (
    <section className="panel stack" aria-label="更新">
      <h2 className="panel__title">
        更新<span className="soft small">用 U 盘，不联网；只往新版更新</span>
      </h2>
      {state === null ? null : <Facts state={state} />}
      {state === null || state.prepared === null ? null : (
        <Notice tone="good" live="status">
          {preparedText(state.prepared)}
        </Notice>
      )}
      {failure === null ? null : (
        <Notice tone="bad" live="alert">
          {failureText(failure)}
        </Notice>
      )}
      {state === null ? null : state.supported ? (
        desk.may ? (
          <Acting desk={desk} told={{ ...told, state }} onTold={setTold} />
        ) : (
          <p className="soft">更新由正式单位的管理员进行。</p>
        )
      ) : (
        <p className="soft">这份程序由安装包安装或从源码运行，请信息人员用新的安装包更新。</p>
      )}
    </section>
  );
}
