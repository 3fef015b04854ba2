/** After an import: the same file for every window of the office. Nothing where there are no others, or it is not this officer's to do. */
import { useEffect, useRef, useState } from 'react';
import type { DocumentContents } from '#shared/casework/document-dispatches.ts';
import { failureText } from '#shared/wording/failures.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Progress } from '../../ui/Progress.tsx';

export interface SendOfferProps {
  readonly store: CounterStore;
  readonly file: File;
  readonly contents: DocumentContents;
}

type Sending =
  | { readonly step: 'offered' }
  | { readonly step: 'sealing'; readonly share: number }
  | { readonly step: 'sent' }
  | { readonly step: 'failed'; readonly text: string };

/** Whether this window has others to send to, and the one signed in may. */
function useMaySend({ documents }: CounterStore): boolean {
  const [may, setMay] = useState(false);
  useEffect(() => {
    let now = true;
    void documents.canSend().then((can) => {
      if (now) setMay(can);
    });
    return () => {
      now = false;
    };
  }, [documents]);
  return may;
}

export function SendOffer({ store, file, contents }: SendOfferProps) {
  const may = useMaySend(store);
  const [sending, setSending] = useState<Sending>({ step: 'offered' });
  const abort = useRef<AbortController | null>(null);
  if (!may) return null;
  const send = async () => {
    abort.current = new AbortController();
    setSending({ step: 'sealing', share: 0 });
    const onSealed = (share: number) => setSending({ step: 'sealing', share });
    const done = await store.documents.send(file, contents, onSealed, abort.current.signal);
    if (done.ok) setSending({ step: 'sent' });
    else if (done.failure.code === 'cancelled') setSending({ step: 'offered' });
    else setSending({ step: 'failed', text: failureText(done.failure) });
  };
  if (sending.step === 'sent')
    return (
      <Notice tone="good" live="status">
        已交给本机寄送，联网时自动送往各窗口；到了哪里、哪个窗口采用了，见下面“寄送各窗口的文件”。
      </Notice>
    );
  if (sending.step === 'sealing')
    return (
      <div className="row">
        <div className="grow">
          <Progress
            label={`加密 ${file.name}`}
            value={sending.share}
            max={1}
            text={`${Math.round(sending.share * 100)} %`}
          />
        </div>
        <Button onClick={() => abort.current?.abort()}>取消寄送</Button>
      </div>
    );
  return (
    <div className="stack">
      {sending.step === 'failed' ? (
        <Notice tone="bad" live="alert">
          {sending.text}
        </Notice>
      ) : null}
      <p className="row">
        <Button onClick={() => void send()}>寄送给其他窗口</Button>
        <span className="soft">同一份文件加密签名后送往本单位各窗口，各窗口核对后采用</span>
      </p>
    </div>
  );
}
