/**
 * The one way in and out for what happens after acceptance. Reading folds the entries over what the cases say now; an entry
 * is recorded only when the fold would take it, and only with seals that hold.
 */
import type { AftercareBook } from '#shared/aftercare/book.ts';
import { payeeStatement, secondReviewStatement, type AftercareEvent } from '#shared/aftercare/event.ts';
import { checkStatement } from '#shared/aftercare/inquiry/event.ts';
import { recoveryStatement } from '#shared/aftercare/recovery/event.ts';
import { foldAftercare, judgeAfter, type AftercareEntry } from '#shared/aftercare/fold.ts';
import { hasGrantItems, itemsOfCase, type SourcedItem, type Sources } from '#shared/aftercare/source.ts';
import { failed, success, type Result } from '#shared/contract/failure.ts';
import type { Confirmation } from '#shared/domain/confirmation.ts';
import type { EntryAuthor } from '#shared/domain/officer.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { serialQueue } from '#shared/domain/serial-queue.ts';
import type { CaseStore } from '../cases/case-store.ts';

export interface AftercareRequest {
  readonly entryId: string;
  /** Batch, or the entry's own id: no personal data. */
  readonly subjectId: string;
  readonly on: PlainDate;
  readonly event: AftercareEvent;
}

export interface AftercareDesk {
  /** Everything as it stands now. */
  read(): Promise<Result<AftercareBook>>;
  /** `aftercare-refused` with the fault where it may not follow; `confirmation-missing` where a seal does not hold. */
  record(request: AftercareRequest): Promise<Result<null>>;
  /**
   * Several in their order, each on the disk before the next is judged; stops at the first that is refused. `onDone` is told how
   * many are recorded. What is read meanwhile waits for the end.
   */
  recordAll(requests: readonly AftercareRequest[], onDone?: (done: number) => void): Promise<Result<null>>;
}

/** What the desk is made of. */
export interface AftercareParts {
  readonly cases: Pick<CaseStore, 'list' | 'open' | 'events' | 'recordEvent'>;
  readonly by: EntryAuthor;
  readonly sealsHold: (
    sealed: readonly { readonly statement: string; readonly confirmation: Confirmation }[],
  ) => Promise<boolean>;
}

/** The words of a second officer in an event, each with what it was given for. */
function sealedIn(
  event: AftercareEvent,
  subjectId: string,
): readonly { statement: string; confirmation: Confirmation }[] {
  if (event.step === 'payeeSet')
    return [{ statement: payeeStatement(event.firmKey, event.payee), confirmation: event.confirmation }];
  if (event.step === 'secondReviewed' && event.reviewer.kind === 'officer')
    return [{ statement: secondReviewStatement(event), confirmation: event.reviewer.confirmation }];
  if (event.step === 'recovery' && 'confirmation' in event.act)
    return [{ statement: recoveryStatement(subjectId, event.act), confirmation: event.act.confirmation }];
  if (event.step === 'inquiry' && event.act.act === 'checked' && event.act.checker.kind === 'officer')
    return [{ statement: checkStatement(subjectId, event.act), confirmation: event.act.checker.confirmation }];
  return [];
}

export function aftercareDesk({ cases, by, sealsHold }: AftercareParts): AftercareDesk {
  const inTurn = serialQueue();
  /** A case is opened again only when it has another last entry. */
  const known = new Map<string, { readonly last: number; readonly items: readonly SourcedItem[] }>();

  const itemsOf = async (caseId: string, last: number): Promise<Result<readonly SourcedItem[]>> => {
    const kept = known.get(caseId);
    if (kept?.last === last) return success(kept.items);
    const opened = await cases.open(caseId);
    // Destroyed meanwhile: what was recorded of it stands by its snapshot.
    if (!opened.ok) return opened.failure.code === 'case-purged' ? success([]) : opened;
    const items = itemsOfCase(opened.value);
    known.set(caseId, { last, items });
    return success(items);
  };

  const sources = async (): Promise<Result<Sources>> => {
    const oldestFirst = cases.list().toSorted((one, other) => one.firstSequence - other.firstSequence);
    const items: SourcedItem[] = [];
    for (const { caseId, status, lastSequence } of oldestFirst) {
      if (!hasGrantItems(status)) continue;
      const found = await itemsOf(caseId, lastSequence);
      if (!found.ok) return found;
      items.push(...found.value);
    }
    return success({ items, origins: new Set(oldestFirst.map(({ caseId }) => caseId)) });
  };

  const state = async (): Promise<Result<{ sources: Sources; entries: readonly AftercareEntry[] }>> => {
    const now = await sources();
    if (!now.ok) return now;
    const entries = await cases.events('aftercare');
    return entries.ok ? success({ sources: now.value, entries: entries.value }) : entries;
  };

  const recordAll: AftercareDesk['recordAll'] = async (requests, onDone) => {
    const found = await state();
    if (!found.ok) return found;
    const judge = judgeAfter(found.value.sources, found.value.entries);
    for (const [at, { entryId, subjectId, on, event }] of requests.entries()) {
      const next = { sequence: Number.MAX_SAFE_INTEGER, subjectId, on, numbers: [], content: event, by };
      const fault = judge(next);
      if (fault !== null) return failed('aftercare-refused', { fault });
      if (!(await sealsHold(sealedIn(event, subjectId)))) return failed('confirmation-missing');
      const takeBatchNumber = event.step === 'noticeBegun' || event.step === 'listMade';
      const request = { entryId, kind: 'aftercare' as const, subjectId, on, content: event, takeBatchNumber };
      const recorded = await cases.recordEvent(request);
      if (!recorded.ok) return recorded;
      onDone?.(at + 1);
    }
    return success(null);
  };

  const read = async (): Promise<Result<AftercareBook>> => {
    const found = await state();
    return found.ok ? success(foldAftercare(found.value.sources, found.value.entries)) : found;
  };
  /** A reading that has not begun yet answers everybody who asks until then: a long list tells of a change with each of its parts. */
  let waiting: Promise<Result<AftercareBook>> | null = null;

  return {
    read: () => {
      waiting ??= inTurn(() => {
        waiting = null;
        return read();
      });
      return waiting;
    },
    record: (request) => inTurn(() => recordAll([request])),
    recordAll: (requests, onDone) => inTurn(() => recordAll(requests, onDone)),
  };
}
