/** What has left the machine and what has not, said as it is: to the hub by post, to the province by file. */
import { useState } from 'react';
import type { Failure } from '#shared/contract/failure.ts';
import { failureText } from '#shared/wording/failures.ts';
import { Button } from '../../ui/Button.tsx';
import { keyName } from '../../ui/key-table.ts';
import { Notice } from '../../ui/Notice.tsx';
import { PostFigures, PostTroubles, type PostView } from '../post/index.ts';

export interface SyncPanelProps {
  /** For whom all windows of the office are of concern. */
  readonly administrator: boolean;
  readonly post: PostView;
  /** Cases that wait to be exported, and those that a batch file has. */
  readonly waiting: number;
  readonly exported: number;
}

function Post({ post: { desk, state } }: Pick<SyncPanelProps, 'post'>) {
  const [failure, setFailure] = useState<Failure | null>(null);
  if (state === null) return null;
  if (state.hub === null)
    return (
      <p>
        没有配置接收端，办件不同步到别的电脑，也不会显示“已同步”。管理员可在 <a href="#/settings">设置—接收端</a> 加入。
      </p>
    );
  // With nothing to send, what other windows and the hub have for this one is still worth asking for.
  const settled = state.acknowledged === state.count && state.trouble === null;
  const send = async () => {
    const sent = await desk.send();
    setFailure(sent.ok ? null : sent.failure);
  };
  return (
    <>
      <PostFigures state={state} />
      <PostTroubles state={state} />
      {failure === null ? null : (
        <Notice tone="bad" live="alert">
          {failureText(failure)}
        </Notice>
      )}
      <div className="row">
        <Button unavailable={state.sending} onClick={() => void send()}>
          {state.sending ? '正在送件' : settled ? '立即收取来件' : '立即送件'}
        </Button>
      </div>
    </>
  );
}

export function SyncPanel({ administrator, post, waiting, exported }: SyncPanelProps) {
  return (
    <section className="panel stack" aria-label="同步">
      <h2 className="panel__title">同步</h2>
      <Post post={post} />
      {administrator && post.state?.hub !== null ? (
        <p>
          <a href="#/overview">本单位各窗口的概览（{keyName('openOverview')}）</a>
        </p>
      ) : null}
      <p>
        省系统：未导出的办件 <strong className="number">{waiting}</strong>{' '}
        件；已写成批次文件、等待人工导入省系统或用录入助手录入的 <strong className="number">{exported}</strong> 件。
        <a href="#/returns">读入省系统返回（{keyName('openReturns')}）</a>
      </p>
    </section>
  );
}
