/** A main paper that came out on a made-up day: recorded as sent and printed, without a printer. */
import { success, type Result } from '#shared/contract/failure.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { packById } from '#shared/policy/pack-library.ts';
import type { CaseRecord } from '../../store/cases/case-store.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { paperOffers, recordOutcome, recordSent } from './case-prints.ts';

/** Only for 培训: elsewhere nothing counts as printed that no clerk saw. Throws in the office. */
export async function printAsDone(store: CounterStore, record: CaseRecord, on: PlainDate): Promise<Result<null>> {
  if (store.area !== 'training') throw new Error('a print that nobody saw, outside of training');
  const [offer] = paperOffers(record, true, ({ policy }) => packById(policy)?.pack ?? null);
  if (offer === undefined) return success(null);
  const { caseId } = record.summary;
  const sent = await recordSent(store, caseId, on, offer);
  return sent.ok ? await recordOutcome(store, caseId, on, sent.value.printId, 'printed') : sent;
}
