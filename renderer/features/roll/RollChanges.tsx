import type { PlainDate } from '#shared/domain/plain-date.ts';
import { rollChangeText } from '#shared/wording/roll-changes.ts';
import type { CounterStore } from '../../store/counter-store.ts';

/** New keys and duties of the last 30 days, for whoever works here to notice; nothing where nothing changed. */
export function RollChanges({ store, on }: { readonly store: CounterStore; readonly on: PlainDate }) {
  const changes = store.roll.changes(on) ?? [];
  if (changes.length === 0) return null;
  return (
    <p className="small soft">
      近 30 天任职名单变动：{changes.map(rollChangeText).join('；')}。与您知道的不符的，请告诉管理员核对。
    </p>
  );
}
