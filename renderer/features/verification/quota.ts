/** How many persons may be asked about in a day: a setting of this machine's area. */
import { DailyQuota, DEFAULT_DAILY_QUOTA } from '#shared/exchange/verification-events.ts';
import type { CounterStore } from '../../store/counter-store.ts';

const PREFERENCE = 'verificationQuota';

/** The setting, or the default while there is none. */
export async function readQuota(store: CounterStore): Promise<number> {
  const stored = DailyQuota.safeParse(await store.readPreference(PREFERENCE));
  return stored.success ? stored.data : DEFAULT_DAILY_QUOTA;
}

/** The figure that was typed, or `null` when it is none that can be kept. */
export function parseQuota(text: string): number | null {
  const figure = DailyQuota.safeParse(/^\d+$/u.test(text.trim()) ? Number(text.trim()) : null);
  return figure.success ? figure.data : null;
}

export const writeQuota = (store: CounterStore, quota: number): Promise<void> =>
  store.writePreference(PREFERENCE, quota);
