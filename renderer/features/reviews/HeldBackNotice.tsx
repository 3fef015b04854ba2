import { heldBack } from '#shared/casework/review.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { keyName } from '../../ui/key-table.ts';
import { Notice } from '../../ui/Notice.tsx';

/** How many cases are kept back for 复核, where the day begins and where it ends; nothing while there are none. */
export function HeldBackNotice({ store }: { readonly store: CounterStore }) {
  const states = store.cases.list().map((entry) => heldBack(entry).map(({ review }) => review?.state));
  const waiting = states.filter((ofCase) => ofCase.includes('waiting')).length;
  const returned = states.filter((ofCase) => ofCase.includes('returned')).length;
  if (waiting + returned === 0) return null;
  const parts = [
    ...(waiting > 0 ? [`${waiting} 件待复核`] : []),
    ...(returned > 0 ? [`${returned} 件复核退回待更正`] : []),
  ];
  return (
    <Notice tone={returned > 0 ? 'warn' : 'info'}>
      {parts.join('，')}，办好以前不导出。
      <a href="#/reviews">逐件办理（{keyName('openReviews')}）</a>
    </Notice>
  );
}
