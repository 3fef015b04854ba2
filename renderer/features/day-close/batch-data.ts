/** From the store's cases to what a batch is made of. */
import { standingActions } from '#shared/casework/case-state.ts';
import type { Result } from '#shared/contract/failure.ts';
import { failed, success } from '#shared/contract/failure.ts';
import type { CodeChoice, Layout } from '#shared/exchange/layouts/layout.ts';
import { preflight, type PreflightResult } from '#shared/exchange/preflight.ts';
import { provincialRecords, type ExportCase, type ProvincialRecord } from '#shared/exchange/provincial-record.ts';
import type { CaseRecord } from '../../store/cases/case-store.ts';
import type { CounterStore } from '../../store/counter-store.ts';

/** An accepted case with the journal sequence of its acceptance. */
export interface BatchCase {
  readonly caseId: string;
  readonly sequence: number;
  readonly source: ExportCase;
}

/** The acceptance that stands, as the export reads it; `null` for a case that was not accepted, or at another entry. */
function acceptanceOf(record: CaseRecord, wanted?: number): BatchCase | null {
  const stored = standingActions(record.actions).findLast(({ action }) => action.kind === 'accepted');
  if (stored === undefined || stored.action.kind !== 'accepted') return null;
  if (wanted !== undefined && stored.sequence !== wanted) return null;
  const { number, caseId } = record.summary;
  const { application, record: decided } = stored.action;
  const { caseFile, decision } = decided;
  return { caseId, sequence: stored.sequence, source: { reference: number, number, caseFile, decision, application } };
}

/** Opens the cases in the given order. A case whose acceptance is no longer the wanted one is left out. */
export async function openBatchCases(
  store: CounterStore,
  wanted: readonly { readonly caseId: string; readonly sequence?: number }[],
): Promise<Result<readonly BatchCase[]>> {
  const found: BatchCase[] = [];
  for (const { caseId, sequence } of wanted) {
    const opened = await store.cases.open(caseId);
    if (!opened.ok) return failed(opened.failure.code, opened.failure.detail);
    const acceptance = acceptanceOf(opened.value, sequence);
    if (acceptance !== null) found.push(acceptance);
  }
  return success(found);
}

/** The accepted cases that have not left, oldest first. */
export function openBatchCasesOfStore(store: CounterStore): Promise<Result<readonly BatchCase[]>> {
  const waiting = store.cases.list().filter((entry) => entry.status === 'accepted');
  const oldestFirst = waiting.toSorted((a, b) => (a.number < b.number ? -1 : 1));
  return openBatchCases(
    store,
    oldestFirst.map(({ caseId }) => ({ caseId })),
  );
}

/** The records of a batch, made anew at every pass. */
export function* recordsOf(cases: readonly BatchCase[]): Generator<ProvincialRecord> {
  for (const { source } of cases) yield* provincialRecords(source);
}

/** A batch as it would be made now. */
export interface PreparedBatch {
  readonly layout: Layout;
  readonly codes: CodeChoice;
  readonly cases: readonly BatchCase[];
  readonly check: PreflightResult;
}

/** Checks the cases for a layout. */
export function prepareBatch(layout: Layout, codes: CodeChoice, cases: readonly BatchCase[]): PreparedBatch {
  return { layout, codes, cases, check: preflight(layout, recordsOf(cases), codes) };
}

/** The same batch without the cases that have something to fix. */
export function withoutFaulty(prepared: PreparedBatch): PreparedBatch {
  const faulty = new Set(
    prepared.check.problems.filter(({ severity }) => severity === 'error').map(({ caseReference }) => caseReference),
  );
  const { layout, codes, cases } = prepared;
  return prepareBatch(
    layout,
    codes,
    cases.filter(({ source }) => !faulty.has(source.reference)),
  );
}
