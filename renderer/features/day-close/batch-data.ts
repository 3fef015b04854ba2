/** From the store's cases to what a batch is made of. */
import { leavingRounds } from '#shared/casework/release.ts';
import type { Result } from '#shared/contract/failure.ts';
import { failed, success } from '#shared/contract/failure.ts';
import { normaliseCode } from '#shared/domain/normalise.ts';
import type { CodeChoice, Layout } from '#shared/layouts/layout.ts';
import { preflight, type PreflightResult } from '#shared/layouts/preflight.ts';
import { exportRounds } from '#shared/batches/export-rounds.ts';
import {
  provincialRecords,
  type ExportCase,
  type ProvincialField,
  type ProvincialRecord,
  type ProvincialValues,
} from '#shared/layouts/provincial-record.ts';
import type { CaseRecord, CaseSummary } from '../../store/cases/case-store.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import type { ReceivedRelease } from '../../store/dispatches/hall-desk.ts';

/** A round of an accepted case with the journal sequence of its decision. */
export interface BatchCase {
  readonly caseId: string;
  readonly sequence: number;
  readonly source: ExportCase;
}

const batchCases = ({ summary, actions }: CaseRecord): readonly BatchCase[] =>
  exportRounds(summary.number, actions).map((round) => ({ caseId: summary.caseId, ...round }));

/** By case and citizen ID: the other window's case, where nobody decided yet which of the two stands. */
async function barredPersons(store: CounterStore): Promise<Result<ReadonlyMap<string, ReadonlyMap<string, string>>>> {
  const met = await store.claims.meetings();
  if (!met.ok) return met;
  const barred = new Map<string, Map<string, string>>();
  for (const { caseId, citizenId, other, settled } of met.value.all) {
    if (settled !== null) continue;
    const persons = barred.get(caseId) ?? new Map<string, string>();
    barred.set(caseId, persons.set(normaliseCode(citizenId), other.number));
  }
  return success(barred);
}

/** The wanted rounds, in the given order. One that no longer stands is left out. */
export async function openBatchCases(
  store: CounterStore,
  wanted: readonly { readonly caseId: string; readonly sequence: number }[],
): Promise<Result<readonly BatchCase[]>> {
  const barred = await barredPersons(store);
  if (!barred.ok) return failed(barred.failure.code, barred.failure.detail);
  const found: BatchCase[] = [];
  for (const { caseId, sequence } of wanted) {
    const opened = await store.cases.open(caseId);
    if (!opened.ok) return failed(opened.failure.code, opened.failure.detail);
    const claimedElsewhere = barred.value.get(caseId);
    const rounds = batchCases(opened.value).filter((round) => round.sequence === sequence);
    found.push(
      ...(claimedElsewhere === undefined
        ? rounds
        : rounds.map((round) => ({ ...round, source: { ...round.source, claimedElsewhere } }))),
    );
  }
  return success(found);
}

/** The accepted persons that have not left, by round; the oldest case first. */
export function openBatchCasesOfStore(store: CounterStore): Promise<Result<readonly BatchCase[]>> {
  const oldestFirst = store.cases.list().toSorted((a, b) => (a.number < b.number ? -1 : 1));
  return openBatchCases(store, oldestFirst.flatMap(waitingRounds));
}

/**
 * The rounds of a case that wait to be exported: none that another officer has to see first, or of a case that was withdrawn or voided,
 * or released to another window.
 */
export const waitingRounds = (entry: CaseSummary): { caseId: string; sequence: number }[] =>
  leavingRounds(entry).map((sequence) => ({ caseId: entry.caseId, sequence }));

/** The records of a batch, made anew at every pass: of own cases, then of those that other windows released to this one. */
export function* recordsOf({
  cases,
  released,
}: Pick<PreparedBatch, 'cases' | 'released'>): Generator<ProvincialRecord> {
  for (const { source } of cases) yield* provincialRecords(source);
  for (const { released: one, claimed } of released)
    for (const { values, ...record } of one.records) {
      const claimedElsewhere = claimed[normaliseCode(values.citizenId ?? '')];
      yield { ...record, values: known(values), ...(claimedElsewhere === undefined ? {} : { claimedElsewhere }) };
    }
}

/** A value that the other window left out is left out. */
const known = (values: Readonly<Partial<Record<ProvincialField, string | undefined>>>): ProvincialValues =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

/** A batch as it would be made now. */
export interface PreparedBatch {
  readonly layout: Layout;
  readonly codes: CodeChoice;
  readonly cases: readonly BatchCase[];
  /** Cases of other windows. */
  readonly released: readonly ReceivedRelease[];
  readonly check: PreflightResult;
}

/** Checks the cases for a layout. */
export function prepareBatch(
  layout: Layout,
  codes: CodeChoice,
  cases: readonly BatchCase[],
  released: readonly ReceivedRelease[] = [],
): PreparedBatch {
  return { layout, codes, cases, released, check: preflight(layout, recordsOf({ cases, released }), codes) };
}

/** Numbers of the cases that have something to fix. */
export const faultyIn = ({ check }: Pick<PreparedBatch, 'check'>): ReadonlySet<string> =>
  new Set(check.problems.filter(({ severity }) => severity === 'error').map(({ caseReference }) => caseReference));

/** The same batch without the cases that have something to fix. */
export function withoutFaulty(prepared: PreparedBatch): PreparedBatch {
  const faulty = faultyIn(prepared);
  const { layout, codes, cases, released } = prepared;
  return prepareBatch(
    layout,
    codes,
    cases.filter(({ source }) => !faulty.has(source.reference)),
    released.filter((one) => !faulty.has(one.released.number)),
  );
}
