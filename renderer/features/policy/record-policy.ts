import type { Failure } from '#shared/contract/failure.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import type { PolicyEvent } from '#shared/policy/policy-events.ts';
import type { CounterStore } from '../../store/counter-store.ts';

/** Where the entry stands: `subjectId` is the pack's id, or `calendar`. The same `entryId` twice is one entry. */
export interface PolicyEntry {
  readonly entryId: string;
  readonly subjectId: string;
  readonly on: PlainDate;
}

/** Records what an administrator took in or confirmed; `null` when it is on the disk. */
export async function recordPolicy(
  store: CounterStore,
  entry: PolicyEntry,
  content: PolicyEvent,
): Promise<Failure | null> {
  const recorded = await store.cases.recordEvent({ ...entry, kind: 'policy', content, takeBatchNumber: false });
  return recorded.ok ? null : recorded.failure;
}
