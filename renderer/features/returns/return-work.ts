/** Recording what came back, case by case: each on the disk before the next, and the same file again adds nothing. */
import type { CaseAction } from '#shared/casework/action.ts';
import type { ReturnLayout } from '#shared/casework/return-layout.ts';
import { success, type Failure } from '#shared/contract/failure.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import type { ReturnRow } from '#shared/returns/return-file.ts';
import { matchReturnRows, type MatchedCase, type ReturnMatching } from '#shared/returns/return-match.ts';
import { readReturnOf } from '../../store/answer-reading.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import type { AnswersFor } from '../../store/dispatches/answer-desk.ts';
import { answerEntryId } from '../../store/dispatches/answer-letters.ts';
import { localInstant } from '../../store/local-instant.ts';
import { readOfficeRules } from '../../store/office-rules.ts';
import type { ReturnTableReading } from '../../store/return-table.ts';

export interface ReadReturn {
  readonly kind: 'read';
  readonly name: string;
  readonly digest: string;
  readonly matching: ReturnMatching;
  /** Rows without a result. */
  readonly blank: number;
  /** Rows of cases of the office's other windows. */
  readonly elsewhere: readonly AnswersFor[];
}

export type ReturnRead =
  | ReadReturn
  | { readonly kind: 'refused'; readonly sentence: string }
  | { readonly kind: 'failure'; readonly failure: Failure }
  | {
      readonly kind: 'unclear';
      readonly file: File;
      readonly layout: ReturnLayout;
      readonly reading: Exclude<ReturnTableReading, { readonly ok: true } | { readonly reason: 'no-table' }>;
    };

/** Reads a file and finds whose its rows are; nothing is recorded. `read`: in a worker of its own, tests in place. */
export async function readReturnFile(store: CounterStore, file: File, readIn = readReturnOf): Promise<ReturnRead> {
  const rules = await readOfficeRules(store);
  if (!rules.ok) return { kind: 'failure', failure: rules.failure };
  const { returnLayout: layout } = rules.value;
  const read = await readIn(file, layout);
  if (!read.ok) return { kind: 'failure', failure: read.failure };
  const reading = read.value;
  if (reading.ok) {
    const found = matchReturnRows(reading.rows, store.cases.list());
    const elsewhere = await rowsElsewhere(store, reading.rows, found);
    if (!elsewhere.ok) return { kind: 'failure', failure: elsewhere.failure };
    const theirs = new Set(elsewhere.value.flatMap(({ rows }) => rows.map(({ line }) => line)));
    const matching = { ...found, unmatched: found.unmatched.filter(({ line }) => !theirs.has(line)) };
    const { digest, blank } = reading;
    return { kind: 'read', name: file.name, digest, matching, blank, elsewhere: elsewhere.value };
  }
  if (reading.reason === 'no-table') return { kind: 'refused', sentence: reading.sentence };
  return { kind: 'unclear', file, layout, reading };
}

/** Whose the rows are that fit no case here. */
function rowsElsewhere(store: CounterStore, rows: readonly ReturnRow[], { unmatched }: ReturnMatching) {
  const strange = new Set(
    unmatched.flatMap(({ line, reason }) => (reason === 'case-unknown' || reason === 'person-unknown' ? [line] : [])),
  );
  return store.answers.ownersOf(rows.filter(({ line }) => strange.has(line)));
}

export interface Recorded {
  /** Cases that have the answer now, and those that had it before. */
  readonly cases: number;
  readonly knownBefore: number;
  /** Rows handed to other windows. */
  readonly elsewhere: number;
  /** Where it stopped: the cases before are recorded, the same file goes on from there. */
  readonly failure: Failure | null;
}

/** Ids of the entries follow from file, day and case: pressing again after a stop goes on, and adds nothing twice. */
export async function recordReturn(
  store: CounterStore,
  { name, digest, matching, elsewhere: theirs }: ReadReturn,
  { day, on }: { readonly day: PlainDate; readonly on: PlainDate },
  onProgress: (done: number) => void,
): Promise<Recorded> {
  let [cases, knownBefore] = [0, 0];
  const file = { name: name.slice(0, 200), digest, day };
  for (const matched of matching.cases) {
    const recorded = await store.cases.record({
      entryId: answerEntryId(digest, day, matched.summary.caseId),
      caseId: matched.summary.caseId,
      action: answerAction(store, matched, file, on),
    });
    if (!recorded.ok) return { cases, knownBefore, elsewhere: 0, failure: recorded.failure };
    if (recorded.value.summary.lastSequence > matched.summary.lastSequence) cases += 1;
    else knownBefore += 1;
    onProgress(cases + knownBefore);
  }
  const sent = theirs.length === 0 ? success(null) : await store.answers.send(theirs, file);
  const elsewhere = theirs.reduce((sum, { rows }) => sum + rows.length, 0);
  return { cases, knownBefore, elsewhere: sent.ok ? elsewhere : 0, failure: sent.ok ? null : sent.failure };
}

function answerAction(
  { officer: { id, name } }: CounterStore,
  { rows }: MatchedCase,
  file: Extract<CaseAction, { readonly kind: 'provinceAnswered' }>['file'],
  on: PlainDate,
): CaseAction {
  return { kind: 'provinceAnswered', at: localInstant(), on, officer: { id, name }, file, rows: [...rows] };
}
