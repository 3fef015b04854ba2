/** How the store was found: said once, before the work begins. */
import { openingWording } from '#shared/wording/opening.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { Button } from '../../ui/Button.tsx';
import { StartPage } from './StartPage.tsx';

export function OpeningPage({ store, onDone }: { readonly store: CounterStore; readonly onDone: () => void }) {
  return (
    <StartPage title="打开时发现" wide>
      {store.notices.map((notice, at) => {
        const { whatHappened, whatIsSafe, whatIsGone } = openingWording(notice);
        return (
          <dl key={`${notice.kind} ${at}`} className="start__failure" role="alert">
            <dt>发生了什么</dt>
            <dd>{whatHappened}</dd>
            <dt>什么是安全的</dt>
            <dd>{whatIsSafe}</dd>
            <dt>什么没有了</dt>
            <dd>{whatIsGone}</dd>
          </dl>
        );
      })}
      <div className="row">
        <Button look="primary" autoFocus keyHint="open" onClick={onDone}>
          知道了，继续
        </Button>
      </div>
    </StartPage>
  );
}
