/** Drafts of recorded cases: one for each case, kept under the case's id, and bound to the decision that it was made from. */
import { restOf } from '#shared/casework/rounds.ts';
import type { Failure } from '#shared/contract/failure.ts';
import type { CaseRecord, Draft } from '../../store/cases/case-store.ts';
import type { CounterStore } from '../../store/counter-store.ts';

export type CaseDraft =
  /** Ready to be opened. */
  | { readonly kind: 'ready'; readonly draftId: string }
  /** There is one from before the last decision: it can be looked at, and has to be removed before a new one is begun. */
  | { readonly kind: 'outdated'; readonly draft: Draft }
  | { readonly kind: 'failure'; readonly failure: Failure };

/** Whether the case was decided again since the draft was made. */
export function isOutdated(draft: Draft, decidedAt: number | undefined): boolean {
  return decidedAt !== undefined && draft.basedOn !== decidedAt;
}

/** The draft that corrects a case, or with `supplement` decides on its persons who are still 待核; made when there is none. */
export async function draftOfCase(store: CounterStore, record: CaseRecord, supplement: boolean): Promise<CaseDraft> {
  const { caseId, decidedAt, persons } = record.summary;
  const known = (await store.cases.drafts()).find(({ draftId }) => draftId === caseId);
  if (known !== undefined)
    return isOutdated(known, decidedAt) ? { kind: 'outdated', draft: known } : { kind: 'ready', draftId: caseId };
  const saved = await store.cases.saveDraft({
    draftId: caseId,
    caseId,
    savedAt: new Date().toISOString(),
    application: supplement ? restOf(record.application, persons) : record.application,
    basedOn: decidedAt,
    supplement,
  });
  return saved.ok ? { kind: 'ready', draftId: caseId } : { kind: 'failure', failure: saved.failure };
}
