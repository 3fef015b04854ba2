/** How the store was found: said once, before the work begins. A clock that cannot be right is asked about. */
import { useState } from 'react';
import { failureText } from '#shared/wording/failures.ts';
import { openingWording } from '#shared/wording/opening.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { StartPage } from './StartPage.tsx';

export interface OpeningPageProps {
  readonly store: CounterStore;
  readonly onDone: () => void;
  /** Away from here, to set the clock or to look for a newer folder. */
  readonly onLeave: () => void;
}

/** What to press where going on must not be a matter of habit. */
function AskedFirst({ store, onDone, onLeave, believe }: OpeningPageProps & { readonly believe: string }) {
  const [problem, setProblem] = useState<string | null>(null);
  const proceed = async () => {
    const believed = await store.believeClock();
    if (believed.ok || store.ledger.troubles.length > 0) onDone();
    else setProblem(failureText(believed.failure));
  };
  return (
    <>
      {problem === null ? null : (
        <Notice tone="bad" live="alert">
          {problem}
        </Notice>
      )}
      <div className="row">
        <Button look="primary" autoFocus keyHint="open" onClick={onLeave}>
          退出，先去核对
        </Button>
        <Button onClick={() => void proceed()}>{believe}</Button>
      </div>
    </>
  );
}

export function OpeningPage(props: OpeningPageProps) {
  const { store, onDone } = props;
  const kinds = new Set(store.notices.map(({ kind }) => kind));
  const clock = kinds.has('clock-suspect');
  return (
    <StartPage title="打开时发现" wide>
      {store.notices.map((notice, at) => {
        const { whatHappened, whatIsSafe, whatIsGone } = openingWording(notice);
        return (
          <div key={`${notice.kind} ${at}`} role="alert">
            <dl className="start__failure">
              <dt>发生了什么</dt>
              <dd>{whatHappened}</dd>
              <dt>什么是安全的</dt>
              <dd>{whatIsSafe}</dd>
              <dt>什么没有了</dt>
              <dd>{whatIsGone}</dd>
            </dl>
          </div>
        );
      })}
      {clock || kinds.has('unseen') ? (
        <AskedFirst {...props} believe={clock ? '时间是对的，继续' : '这是最新的，继续'} />
      ) : (
        <div className="row">
          <Button look="primary" autoFocus keyHint="open" onClick={onDone}>
            知道了，继续
          </Button>
        </div>
      )}
    </StartPage>
  );
}
