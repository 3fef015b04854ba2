import { returnedCases } from '#shared/casework/returned-cases.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { keyName } from '../../ui/key-table.ts';
import { Notice } from '../../ui/Notice.tsx';

/** What came back and waits, where the clerk begins the day; nothing while nothing does. */
export function ReturnedNotice({ store }: { readonly store: CounterStore }) {
  const cases = returnedCases(store.cases.list());
  if (cases.length === 0) return null;
  const sum = (name: 'refused' | 'failed'): number => cases.reduce((total, one) => total + one[name], 0);
  const [refused, failed] = [sum('refused'), sum('failed')];
  return (
    <Notice tone="warn">
      省系统{refused > 0 ? `退回 ${refused} 人` : ''}
      {refused > 0 && failed > 0 ? '，' : ''}
      {failed > 0 ? `发放失败 ${failed} 人` : ''}，共 {cases.length} 件，更正后随下一批再送。
      <a href="#/returns">逐件查看（{keyName('openReturns')}）</a>
    </Notice>
  );
}
