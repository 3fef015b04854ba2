/** Drafts of recorded cases: one for each case, kept under the case's id, and bound to the decision that it was made from. */
import { isWaiting, restOf, withRest } from '#shared/casework/rounds.ts';
import type { Failure } from '#shared/contract/failure.ts';
import { emptyApplication, type Application, type RosterEntry } from '#shared/domain/application.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { foldBatches } from '#shared/batches/batch-events.ts';
import type { CaseRecord, CaseSummary, Draft } from '../../store/cases/case-store.ts';
import type { CounterStore } from '../../store/counter-store.ts';

export type CaseDraft =
  /** Ready to be opened. */
  | { readonly kind: 'ready'; readonly draftId: string }
  /** There is one from before the last decision: it can be looked at, and has to be removed before a new one is begun. */
  | { readonly kind: 'outdated'; readonly draft: Draft }
  | { readonly kind: 'failure'; readonly failure: Failure };

/** Deciding a case again that was not accepted, settling whom an acceptance left 待核, or correcting an accepted one. */
export type DraftPurpose = 'decide' | 'supplement' | 'correct';

/** Whether the case was decided again since the draft was made. */
export function isOutdated(draft: Draft, decidedAt: number | undefined): boolean {
  return decidedAt !== undefined && draft.basedOn !== decidedAt;
}

async function keep(store: CounterStore, draft: Omit<Draft, 'savedAt'>): Promise<CaseDraft> {
  const saved = await store.cases.saveDraft({ ...draft, savedAt: new Date().toISOString() });
  return saved.ok ? { kind: 'ready', draftId: draft.draftId } : { kind: 'failure', failure: saved.failure };
}

/** The draft of a case for this purpose; made when there is none. One for a supplementary decision becomes a correction with all that was typed. */
export async function draftOfCase(store: CounterStore, record: CaseRecord, purpose: DraftPurpose): Promise<CaseDraft> {
  const { application, summary } = record;
  const { caseId, decidedAt, persons } = summary;
  const known = (await store.cases.drafts()).find(({ draftId }) => draftId === caseId);
  const base = { draftId: caseId, caseId, basedOn: decidedAt };
  if (known !== undefined && isOutdated(known, decidedAt)) return { kind: 'outdated', draft: known };
  if (known !== undefined && known.supplement && purpose === 'correct')
    return keep(store, { ...base, application: withRest(application, known.application), supplement: false });
  if (known !== undefined) return { kind: 'ready', draftId: caseId };
  const supplement = purpose === 'supplement';
  return keep(store, { ...base, application: supplement ? restOf(application, persons) : application, supplement });
}

/** The batch whose folder lies on the disk with this case in it while the case does not say so yet; `null` for none. */
export async function unrecordedBatch(store: CounterStore, { caseId, rounds }: CaseSummary): Promise<string | null> {
  const events = await store.cases.events('export');
  const waiting = new Set(rounds.filter(isWaiting).map(({ ledgerNumber }) => ledgerNumber));
  const batch = foldBatches(events.ok ? events.value : []).find(
    ({ committed, voided, begun }) =>
      committed !== null &&
      voided === null &&
      begun.cases.some((one) => one.caseId === caseId && waiting.has(one.sequence)),
  );
  return batch?.numberText ?? null;
}

/** The row of a file that is not at hand says nothing. */
function copiedEntry(entry: RosterEntry): RosterEntry {
  const { row: _, ...rest } = entry;
  return { ...rest, entryId: crypto.randomUUID(), attestations: [] };
}

/** A new application of the same firm: what an officer vouched for and which papers were seen belong to the earlier case. */
export function copiedApplication(known: Application, on: PlainDate, withPersons: boolean): Application {
  return {
    ...emptyApplication(on),
    employer: { ...known.employer, attestations: [], agent: { ...known.employer.agent, authorisationSeen: false } },
    roster: withPersons ? known.roster.map(copiedEntry) : [],
  };
}

/** 复制为新受理: a draft of its own. */
export function copyAsNew(store: CounterStore, known: Application, on: PlainDate, withPersons: boolean) {
  const application = copiedApplication(known, on, withPersons);
  return keep(store, { draftId: crypto.randomUUID(), caseId: null, application, basedOn: null, supplement: false });
}
