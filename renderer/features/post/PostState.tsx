/** How the post stands, for 日终 and 设置: figures counted from verified acknowledgements, and what keeps it. */
import type { PostState } from '#shared/contract/post.ts';
import { Notice } from '../../ui/Notice.tsx';
import { acknowledgementWords, clockWords, troubleWords, waitingOf } from './post-words.ts';

export function PostFigures({ state }: { readonly state: PostState }) {
  const { count, acknowledged } = state;
  const told = acknowledgementWords(state);
  return (
    <p>
      台账 {count} 条，已同步 <strong>{acknowledged}</strong> 条，未同步 <strong>{waitingOf(state)}</strong> 条
      {told === '' ? '。' : `（${told}）。`}
    </p>
  );
}

export function PostTroubles({ state }: { readonly state: PostState }) {
  const { trouble, lowered } = state;
  const clock = clockWords(state);
  return (
    <>
      {trouble === null ? null : (
        <Notice tone={trouble.nextAt === null ? 'bad' : 'warn'} live="status">
          {troubleWords(trouble)}
        </Notice>
      )}
      {lowered === null ? null : (
        <Notice tone="warn">
          接收端的数据库恢复到了较旧的状态：原有 {lowered.from} 条，恢复后 {lowered.to} 条。程序正在补送，本机数据完好。
        </Notice>
      )}
      {clock === null ? null : <Notice tone="warn">{clock}</Notice>}
    </>
  );
}
