/** 有变化: open cases whose last decision would come out otherwise with the copies and packs of now. Nothing is changed. */
import { choosePack, packById } from '#shared/policy/pack-library.ts';
import { changedVerdicts, type ChangedCase } from '#shared/policy/changed-verdicts.ts';
import { foldVerification, type VerificationBook } from '#shared/exchange/verification-events.ts';
import { withFileAnswers } from '#shared/policy/file-answers.ts';
import type { PolicyState } from '#shared/policy/policy-events.ts';
import type { CaseFile } from '#shared/policy/case-file.ts';
import type { DecisionRecord } from '#shared/casework/action.ts';
import { standingActions } from '#shared/casework/case-state.ts';
import type { CaseRecord, CaseSummary } from '../../store/cases/case-store.ts';
import type { CounterStore } from '../../store/counter-store.ts';

export interface ChangedLine extends ChangedCase {
  readonly summary: CaseSummary;
  readonly nameOf: ReadonlyMap<string, string>;
}

export interface Comparison {
  readonly lines: readonly ChangedLine[];
  readonly done: number;
  readonly total: number;
  /** Cases that could not be read or compared. */
  readonly unread: number;
}

const OPEN: readonly CaseSummary['status'][] = ['received', 'deficient', 'pending', 'accepted'];
const TELL_EVERY = 20;

/** The decision that stands: an entry that was taken back does not count. */
function lastRecord(record: CaseRecord): DecisionRecord | null {
  const last = standingActions(record.actions).findLast(({ action }) => 'record' in action && action.record !== null);
  return last !== undefined && 'record' in last.action ? last.action.record : null;
}

/** The pack of the case's day; for a day that no pack is in force on, the one that it was decided under. */
function packNow({ held }: PolicyState, caseFile: CaseFile, policy: string) {
  const choice = choosePack(caseFile.date, held);
  return choice.ok ? choice.held : packById(policy, held);
}

async function compareOne(
  store: CounterStore,
  state: PolicyState,
  answers: VerificationBook['answers'],
  summary: CaseSummary,
): Promise<readonly ChangedLine[] | null> {
  const opened = await store.cases.open(summary.caseId);
  if (!opened.ok) return null;
  const record = lastRecord(opened.value);
  if (record === null) return [];
  const { caseFile, decision, policy } = record;
  const { unifiedSocialCreditCode } = caseFile.employer;
  const citizenIds = [...new Set(caseFile.roster.map(({ citizenId }) => citizenId))];
  const gathered = await store.registry.gather({
    citizenIds,
    ...(unifiedSocialCreditCode === undefined ? {} : { unifiedSocialCreditCode }),
  });
  if (!gathered.ok) return null;
  const changed = changedVerdicts([{ caseId: summary.caseId, caseFile, decision }], {
    registriesFor: () => withFileAnswers(gathered.value, answers, citizenIds, caseFile.date),
    packFor: () => packNow(state, caseFile, policy),
    calendar: state.calendar.table,
  });
  const nameOf = new Map(caseFile.roster.map(({ citizenId, name }) => [citizenId, name]));
  return changed.map((line) => ({ ...line, summary, nameOf }));
}

/** Compares every open case, oldest first; tells how far it is and stops at the signal. */
export async function compareOpenCases(
  store: CounterStore,
  state: PolicyState,
  onProgress: (comparison: Comparison) => void,
  signal: AbortSignal,
): Promise<void> {
  const open = store.cases
    .list()
    .filter(({ status }) => OPEN.includes(status))
    .toSorted((a, b) => a.firstSequence - b.firstSequence);
  const asked = await store.cases.events('verification');
  if (signal.aborted) return;
  if (!asked.ok) return onProgress({ lines: [], done: open.length, total: open.length, unread: open.length });
  // Only the answers are read here; for how long one is fresh matters to who is asked again.
  const { answers } = foldVerification(asked.value, 0);
  const lines: ChangedLine[] = [];
  let unread = 0;
  for (const [index, summary] of open.entries()) {
    const found = await compareOne(store, state, answers, summary);
    if (signal.aborted) return;
    if (found === null) unread += 1;
    else lines.push(...found);
    if (index % TELL_EVERY === 0) onProgress({ lines: [...lines], done: index + 1, total: open.length, unread });
  }
  onProgress({ lines, done: open.length, total: open.length, unread });
}
