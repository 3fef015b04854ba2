/** How many persons may be asked about in a day: an administrator's setting, which stands in the ledger. */
import { DailyQuota } from '#shared/casework/office-events.ts';

/** The figure that was typed, or `null` when it is none that can be kept. */
export function parseQuota(text: string): number | null {
  const figure = DailyQuota.safeParse(/^\d+$/u.test(text.trim()) ? Number(text.trim()) : null);
  return figure.success ? figure.data : null;
}
