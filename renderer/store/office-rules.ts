/** The settings that stand in the ledger: the daily quota of the verification interface, the limit of bad rows. */
import { foldOfficeRules, type OfficeRules } from '#shared/casework/office-events.ts';
import { success, type Result } from '#shared/contract/failure.ts';
import type { CounterStore } from './counter-store.ts';

/** The rules as an administrator left them; the usual ones while none was set. */
export async function readOfficeRules({ cases }: Pick<CounterStore, 'cases'>): Promise<Result<OfficeRules>> {
  const events = await cases.events('office');
  return events.ok ? success(foldOfficeRules(events.value)) : events;
}
