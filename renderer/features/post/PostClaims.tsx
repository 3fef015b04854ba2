/** 同人核对 between the office's windows: how it stands, a code for another window, and the key under a code. */
import { useEffect, useRef, useState } from 'react';
import type { Failure } from '#shared/contract/failure.ts';
import type { PostState } from '#shared/contract/post.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Form } from '../../ui/Form.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { claimsWords, momentText } from './post-words.ts';
import './post.css';

interface PostClaimsProps {
  readonly store: CounterStore;
  readonly state: PostState;
  readonly onTold: (failure: Failure | null) => void;
}

interface Made {
  readonly code: string;
  readonly address: string;
  readonly until: string;
}

/** Read aloud or copied by hand: large, in three groups. */
function MadeCode({ made, onClose }: { readonly made: Made; readonly onClose: () => void }) {
  const whole = useRef<HTMLDivElement>(null);
  useEffect(() => {
    whole.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <div ref={whole}>
      <Notice tone="info" live="status">
        <p>
          在另一扇窗口：设置—接收端，填下面两项后“加入”。只能用一次，{momentText(made.until)} 以前有效，不要拍照外传。
        </p>
        <dl className="facts">
          <dt>接收端地址</dt>
          <dd className="number">{made.address}</dd>
          <dt>加入码</dt>
          <dd className="number post-code">{made.code}</dd>
        </dl>
        <p className="row">
          <Button onClick={onClose}>收起</Button>
        </p>
      </Notice>
    </div>
  );
}

function TakeKey({ store, onTold }: Omit<PostClaimsProps, 'state'>) {
  const [code, setCode] = useState('');
  const [busy, setBusy] = useState(false);
  const [empty, setEmpty] = useState(false);
  const take = async () => {
    setBusy(true);
    onTold(null);
    const taken = await store.claims.takeKeys(code.trim());
    setBusy(false);
    setEmpty(taken.ok && !taken.value);
    if (!taken.ok) onTold(taken.failure);
  };
  return (
    <Form aria-label="补同人核对的密钥" onSubmit={() => void take()}>
      <div className="settings__grid">
        <TextField
          label="另一窗口的加入码"
          hint="由已能核对的窗口（设置—接收端—做一张加入码）当面给出"
          autoComplete="off"
          spellCheck={false}
          value={code}
          error={empty ? '这张码是接收端生成的，没有同人核对的密钥；请用另一窗口做的加入码' : undefined}
          onChange={(event) => setCode(event.target.value)}
        />
      </div>
      <p className="row">
        <Button type="submit" unavailable={busy || code.trim() === ''}>
          {busy ? '正在取' : '补上密钥'}
        </Button>
      </p>
    </Form>
  );
}

export function PostClaims({ store, state, onTold }: PostClaimsProps) {
  const [made, setMade] = useState<Made | null>(null);
  const [busy, setBusy] = useState(false);
  const administrator = store.capacity === 'administrator';
  const words = claimsWords(state);
  const lacks = state.claims.state === 'key-missing' || state.claims.state === 'key-differs';
  const invite = async () => {
    setBusy(true);
    onTold(null);
    const invited = await store.claims.invite();
    setBusy(false);
    if (invited.ok) setMade(invited.value);
    else onTold(invited.failure);
  };
  return (
    <>
      {words.worry ? <Notice tone="warn">{words.text}</Notice> : <p className="soft small">{words.text}</p>}
      {lacks && administrator ? <TakeKey store={store} onTold={onTold} /> : null}
      {administrator && !lacks && state.claims.key !== null ? (
        made === null ? (
          <p className="row">
            <Button unavailable={busy} onClick={() => void invite()}>
              {busy ? '正在做' : '做一张加入码，让另一扇窗口加入'}
            </Button>
          </p>
        ) : (
          <MadeCode made={made} onClose={() => setMade(null)} />
        )
      ) : null}
    </>
  );
}
