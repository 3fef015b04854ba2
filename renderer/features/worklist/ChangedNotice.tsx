import type { CounterStore } from '../../store/counter-store.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useChangedCases } from '../policy/index.ts';

/** How many cases would be decided otherwise now, where the clerk begins the day; nothing while none would. */
export function ChangedNotice({ store }: { readonly store: CounterStore }) {
  const lines = useChangedCases(store)?.lines ?? [];
  if (lines.length === 0) return null;
  const count = (settled: string): number =>
    new Set(lines.flatMap((line) => (line.settled === settled ? [line.caseId] : []))).size;
  const parts = [
    [count('atWindow'), '在办'],
    [count('exported'), '已导出（可能重复领取）'],
    [count('declined'), '不予受理（可能应发未发）'],
  ] as const;
  return (
    <Notice tone="warn">
      登记数据或政策更新后，结论有变化：
      {parts
        .filter(([cases]) => cases > 0)
        .map(([cases, word]) => `${word} ${cases} 件`)
        .join('，')}
      。<a href="#/policy">逐件查看</a>
    </Notice>
  );
}
