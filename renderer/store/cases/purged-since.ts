import { PurgeEvent } from '#shared/batches/retention.ts';
import type { CaseStore } from './case-store.ts';

/** Cases that were destroyed at their term after this ledger entry. */
export async function purgedSince(cases: Pick<CaseStore, 'events'>, through: number): Promise<string[]> {
  const purges = await cases.events('purge');
  if (!purges.ok) return [];
  return purges.value.flatMap(({ sequence, content }) => {
    const event = PurgeEvent.safeParse(content);
    return sequence > through && event.success ? event.data.caseIds : [];
  });
}
