/** An answer of another window that waits for 复核, as it was decided there: shown, not kept, and nothing of it can be changed here. */
import { useEffect, useState } from 'react';
import { caseOfAsked } from '#shared/casework/asked-review.ts';
import { formatYuan } from '#shared/domain/money.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { reviewBecauseWords } from '#shared/wording/review.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useKeys } from '../../ui/keys.ts';
import { ElsewhereDialog, elsewhereChance, useElsewhere } from '../reviews/index.ts';
import { CasePersons } from './CasePersons.tsx';

export interface ElsewherePageProps {
  readonly store: CounterStore;
  /** The window that asks, and the name under which it does. */
  readonly window: string;
  readonly name: string;
  readonly businessDate: PlainDate;
  readonly onClose: () => void;
}

export function ElsewherePage({ store, window, name, businessDate, onClose }: ElsewherePageProps) {
  const read = useElsewhere(store);
  const [asking, setAsking] = useState(false);
  const review =
    read?.ok === true ? read.value.waiting.find((one) => one.window === window && one.name === name) : undefined;
  const { dispatches } = store;
  const { caseId, number } = review?.asked ?? {};
  useEffect(() => {
    if (caseId !== undefined && number !== undefined) dispatches.looked({ caseId, number });
  }, [dispatches, caseId, number]);
  useKeys({ back: onClose });
  if (read === null) return <div className="page" />;
  const record = review === undefined ? null : caseOfAsked(review.asked);
  if (review === undefined || record === null)
    return (
      <div className="page stack">
        <Notice tone="info">这件不再等待本窗口复核：已经办过，或对方窗口已有变化。</Notice>
        <div>
          <Button onClick={onClose} data-autofocus="">
            回到复核
          </Button>
        </div>
      </div>
    );
  const { asked, prefix } = review;
  const chance = elsewhereChance(store, review);
  return (
    <div className="page case-page stack">
      <div className="page__head">
        <h1 className="number case-no">{asked.number}</h1>
        <span>{asked.employerName}</span>
        <span className="number soft">
          {prefix} 窗口 {asked.officer.name} {asked.on} 受理 · {asked.persons} 人 · {formatYuan(asked.amountFen)} 元
        </span>
      </div>
      <Notice tone="warn">
        <div className="row">
          <span>
            {prefix} 窗口的办件，待复核：{reviewBecauseWords[asked.because]}，通过以前不导出。
            {review.mine ? '请看过下面每个人的依据和证据，再登记复核；纸质材料在该窗口。' : `${chance}。`}
          </span>
          {review.mine ? (
            <Button look="primary" shortcut="save" data-landing="" onClick={() => setAsking(true)}>
              登记复核
            </Button>
          ) : null}
        </div>
      </Notice>
      <section className="panel">
        <h2 className="panel__title">人员、依据与证据</h2>
        <CasePersons store={store} record={record} />
      </section>
      {asking ? (
        <ElsewhereDialog
          store={store}
          review={review}
          on={businessDate}
          onDone={onClose}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </div>
  );
}
