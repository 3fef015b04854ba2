/** The access log's word in the ledger: where it stood on a day, and what went past its term. */
import type { AccessHead } from '#shared/casework/access-log.ts';
import type { OfficeEvent } from '#shared/casework/office-events.ts';
import type { Result } from '#shared/contract/failure.ts';

export type RecordOffice = (event: OfficeEvent) => Promise<Result<null>>;

/** Records the head, so that no earlier line can be changed unseen. */
export function journalAccessHead(record: RecordOffice, { count, head }: AccessHead): Promise<Result<null>> {
  return record({ type: 'accessLogHead', count, head });
}

/** Records that the lines up to here go; before they do. */
export function journalAccessPruned(record: RecordOffice, { count, head }: AccessHead): Promise<Result<null>> {
  return record({ type: 'accessLogPruned', through: count, head });
}
