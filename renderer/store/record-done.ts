/** What an administrator has done beside the cases goes into the ledger after it was done. */
import type { OfficeEvent } from '#shared/casework/office-events.ts';
import { success, type Result } from '#shared/contract/failure.ts';
import type { CounterStore } from './counter-store.ts';

/**
 * Records what was done. A ledger that takes nothing at present is no reason to refuse a backup place or a newer program, which may be
 * what mends it: that failure alone is passed over.
 */
export async function recordDone(
  { recordOffice }: Pick<CounterStore, 'recordOffice'>,
  event: OfficeEvent,
): Promise<Result<null>> {
  const recorded = await recordOffice(event);
  return recorded.ok || recorded.failure.code !== 'writing-stopped' ? recorded : success(null);
}
