/** Recording what came back, case by case: each on the disk before the next, and the same file again adds nothing. */
import type { CaseAction } from '#shared/casework/action.ts';
import type { ReturnLayout } from '#shared/casework/return-layout.ts';
import type { Failure } from '#shared/contract/failure.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { matchReturnRows, type MatchedCase, type ReturnMatching } from '#shared/returns/return-match.ts';
import { stepId } from '#shared/verification/verification-events.ts';
import { readReturnOf } from '../../store/answer-reading.ts';
import type { CounterStore } from '../../store/counter-store.ts';
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

/** Reads a file and finds whose its rows are; nothing is recorded. */
export async function readReturnFile(store: CounterStore, file: File): Promise<ReturnRead> {
  const rules = await readOfficeRules(store);
  if (!rules.ok) return { kind: 'failure', failure: rules.failure };
  const { returnLayout: layout } = rules.value;
  const read = await readReturnOf(file, layout);
  if (!read.ok) return { kind: 'failure', failure: read.failure };
  const reading = read.value;
  if (reading.ok) {
    const matching = matchReturnRows(reading.rows, store.cases.list());
    return { kind: 'read', name: file.name, digest: reading.digest, matching, blank: reading.blank };
  }
  if (reading.reason === 'no-table') return { kind: 'refused', sentence: reading.sentence };
  return { kind: 'unclear', file, layout, reading };
}

export interface Recorded {
  /** Cases that have the answer now, and those that had it before. */
  readonly cases: number;
  readonly knownBefore: number;
  /** Where it stopped: the cases before are recorded, the same file goes on from there. */
  readonly failure: Failure | null;
}

/** Ids of the entries follow from file, day and case: pressing again after a stop goes on, and adds nothing twice. */
export async function recordReturn(
  store: CounterStore,
  { name, digest, matching }: ReadReturn,
  { day, on }: { readonly day: PlainDate; readonly on: PlainDate },
  onProgress: (done: number) => void,
): Promise<Recorded> {
  let [cases, knownBefore] = [0, 0];
  for (const matched of matching.cases) {
    const recorded = await store.cases.record({
      entryId: stepId('return', digest, day, matched.summary.caseId),
      caseId: matched.summary.caseId,
      action: answerAction(store, matched, { name: name.slice(0, 200), digest, day }, on),
    });
    if (!recorded.ok) return { cases, knownBefore, failure: recorded.failure };
    if (recorded.value.summary.lastSequence > matched.summary.lastSequence) cases += 1;
    else knownBefore += 1;
    onProgress(cases + knownBefore);
  }
  return { cases, knownBefore, failure: null };
}

function answerAction(
  { officer: { id, name } }: CounterStore,
  { rows }: MatchedCase,
  file: Extract<CaseAction, { readonly kind: 'provinceAnswered' }>['file'],
  on: PlainDate,
): CaseAction {
  return { kind: 'provinceAnswered', at: localInstant(), on, officer: { id, name }, file, rows: [...rows] };
}
