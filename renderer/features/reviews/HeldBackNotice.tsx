import { useMemo } from 'react';
import { heldBack } from '#shared/casework/review.ts';
import type { CaseSummary } from '../../store/cases/case-store.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { keyName } from '../../ui/key-table.ts';
import { Notice } from '../../ui/Notice.tsx';

function countOf(cases: readonly CaseSummary[]) {
  const count = { waiting: 0, returned: 0 };
  for (const entry of cases) {
    const held = heldBack(entry);
    if (held.some(({ review }) => review?.state === 'waiting')) count.waiting += 1;
    if (held.some(({ review }) => review?.state === 'returned')) count.returned += 1;
  }
  return count;
}

/** How many cases are kept back for 复核, where the day begins and where it ends; nothing while there are none. */
export function HeldBackNotice({ store }: { readonly store: CounterStore }) {
  const cases = store.cases.list();
  // Not with each letter of a filter: the list is the same until a case changes.
  const { waiting, returned } = useMemo(() => countOf(cases), [cases]);
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
