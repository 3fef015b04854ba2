/**
 * 有变化: cases whose decisions would come out otherwise with the copies and packs of now, also such as were exported or
 * declined. Nothing is changed.
 */
import { choosePack, packById } from '#shared/policy/pack-library.ts';
import {
  changedVerdicts,
  isWorthLooking,
  withoutOwnPayment,
  type ChangedCase,
  type SettledAs,
} from '#shared/policy/changed-verdicts.ts';
import { foldVerification, type VerificationBook } from '#shared/verification/verification-events.ts';
import { withFileAnswers } from '#shared/policy/file-answers.ts';
import type { PolicyState } from '#shared/policy/policy-events.ts';
import type { CaseFile } from '#shared/policy/case-file.ts';
import { reachedBack, type ReachedBack } from '#shared/policy/reached-back.ts';
import { codeKey } from '#shared/policy/registry-index.ts';
import { isWaiting } from '#shared/casework/rounds.ts';
import { standingRecords, type StandingRecord } from '#shared/casework/standing-records.ts';
import type { CaseSummary } from '../../store/cases/case-store.ts';
import type { CounterStore } from '../../store/counter-store.ts';

export interface ChangedLine extends ChangedCase {
  readonly summary: CaseSummary;
  /** Ledger number of the decision. */
  readonly sequence: number;
  readonly settled: SettledAs;
  readonly nameOf: ReadonlyMap<string, string>;
  /** The later pack that reaches back to this refusal; absent where today's copies or packs alone make the difference. */
  readonly under?: ReachedBack['under'];
}

export interface Comparison {
  readonly lines: readonly ChangedLine[];
  readonly done: number;
  readonly total: number;
  /** Cases that could not be read or compared. */
  readonly unread: number;
}

/** How the statuses are looked at; a case that was withdrawn or voided is not. */
const SETTLED: Readonly<Record<CaseSummary['status'], SettledAs | null>> = {
  received: 'atWindow',
  deficient: 'atWindow',
  pending: 'atWindow',
  accepted: 'atWindow',
  partlyExported: 'exported',
  exported: 'exported',
  declined: 'declined',
  voided: null,
  withdrawn: null,
};
const TELL_EVERY = 20;

/** A round that still waits at the window is looked at as such, also where others of its case have left. */
function settledAs({ status, rounds }: CaseSummary, ledgerNumber: number): SettledAs | null {
  const round = rounds.find((one) => one.ledgerNumber === ledgerNumber);
  return round !== undefined && isWaiting(round) && SETTLED[status] !== null ? 'atWindow' : SETTLED[status];
}

/** The pack of the case's day; for a day that no pack is in force on, the one that it was decided under. */
function packNow({ held }: PolicyState, caseFile: CaseFile, policy: string) {
  const choice = choosePack(caseFile.date, held);
  return choice.ok ? choice.held : packById(policy, held);
}

interface Reading {
  readonly store: CounterStore;
  readonly state: PolicyState;
  readonly answers: VerificationBook['answers'];
}

async function compareDecision(
  { store, state, answers }: Reading,
  summary: CaseSummary,
  { record, sequence }: StandingRecord,
): Promise<readonly ChangedLine[] | null> {
  const { caseFile, decision, policy } = record;
  const { unifiedSocialCreditCode } = caseFile.employer;
  const citizenIds = [...new Set(caseFile.roster.map(({ citizenId }) => citizenId))];
  const gathered = await store.registry.gather({
    citizenIds,
    ...(unifiedSocialCreditCode === undefined ? {} : { unifiedSocialCreditCode }),
  });
  if (!gathered.ok) return null;
  const changed = changedVerdicts([{ caseId: summary.caseId, caseFile, decision }], {
    registriesFor: () =>
      withoutOwnPayment(withFileAnswers(gathered.value, answers, citizenIds, caseFile.date), caseFile),
    packFor: () => packNow(state, caseFile, policy),
    calendar: state.calendar.table,
  });
  const claims = store.cases.otherApplications(citizenIds, summary.caseId);
  const later = reachedBack(
    { caseId: summary.caseId, caseFile, decision },
    {
      held: state.held,
      registries: gathered.value,
      calendar: state.calendar.table,
      elsewhere: new Set(claims.flatMap((claim) => claim.citizenIds.map(codeKey))),
    },
  );
  const nameOf = new Map(caseFile.roster.map(({ citizenId, name }) => [citizenId, name]));
  const settled = settledAs(summary, sequence) ?? 'atWindow';
  return [...changed.filter((line) => isWorthLooking(settled, decision, line)), ...later].map((line) => ({
    ...line,
    summary,
    sequence,
    settled,
    nameOf,
  }));
}

async function compareOne(reading: Reading, summary: CaseSummary): Promise<readonly ChangedLine[] | null> {
  const opened = await reading.store.cases.open(summary.caseId);
  if (!opened.ok) return null;
  const lines: ChangedLine[] = [];
  for (const decided of standingRecords(opened.value.actions)) {
    const found = await compareDecision(reading, summary, decided);
    if (found === null) return null;
    lines.push(...found);
  }
  return lines;
}

/** Open cases first, the oldest first: they can still be put right here. Then what has left or was refused, the newest first. */
function inOrder(cases: readonly CaseSummary[]): readonly CaseSummary[] {
  const of = (wanted: boolean) =>
    cases.filter(({ status }) => SETTLED[status] !== null && (SETTLED[status] === 'atWindow') === wanted);
  return [
    ...of(true).toSorted((a, b) => a.firstSequence - b.firstSequence),
    ...of(false).toSorted((a, b) => b.firstSequence - a.firstSequence),
  ];
}

/** Lets the window draw: the comparison runs while a clerk works. */
const nextTurn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** Compares every case that was decided; tells how far it is and stops at the signal. */
export async function compareCases(
  store: CounterStore,
  state: PolicyState,
  onProgress: (comparison: Comparison) => void,
  signal: AbortSignal,
): Promise<void> {
  const cases = inOrder(store.cases.list());
  const total = cases.length;
  const asked = await store.cases.events('verification');
  if (signal.aborted) return;
  if (!asked.ok) return onProgress({ lines: [], done: total, total, unread: total });
  // Only the answers are read here; for how long one is fresh matters to who is asked again.
  const reading = { store, state, answers: foldVerification(asked.value, 0).answers };
  const lines: ChangedLine[] = [];
  let unread = 0;
  for (const [index, summary] of cases.entries()) {
    const found = await compareOne(reading, summary);
    if (signal.aborted) return;
    if (found === null) unread += 1;
    else lines.push(...found);
    if (index % TELL_EVERY !== 0) continue;
    onProgress({ lines: [...lines], done: index + 1, total, unread });
    await nextTurn();
  }
  onProgress({ lines, done: total, total, unread });
}
