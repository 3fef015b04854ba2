/** Prints the overview: the ledger first, then the paper. Every press is a sheet of its own with its own ledger number. */
import type { ChartSpec } from '#shared/domain/letter.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { success, type Result } from '#shared/contract/failure.ts';
import { officeOverview } from '#shared/papers/office-overview.ts';
import type { OverviewReport } from '#shared/papers/overview-report.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { printLetter, type PrintAttempt } from '../papers/index.ts';

const subject = (on: PlainDate): string => `overview:${on}`;

const record = async (store: CounterStore, on: PlainDate, content: unknown) =>
  await store.cases.recordEvent({
    entryId: crypto.randomUUID(),
    kind: 'print',
    subjectId: subject(on),
    on,
    content,
    takeBatchNumber: false,
  });

export interface OverviewPrint {
  readonly sequence: number;
  readonly attempt: PrintAttempt;
}

/** Journals everything that the sheet says, then sends it to the printer. */
export async function printOverview(
  store: CounterStore,
  on: PlainDate,
  said: { readonly report: OverviewReport; readonly charts: readonly ChartSpec[] },
): Promise<Result<OverviewPrint>> {
  const { office, area, officer } = store;
  const content = { office, training: area === 'training', officerName: officer.name, ...said };
  const recorded = await record(store, on, { step: 'overviewSent', content });
  if (!recorded.ok) return recorded;
  const { sequence } = recorded.value;
  const letter = officeOverview({ ...content, number: `台账第 ${sequence} 号` });
  const attempt = await printLetter(store, letter, { copy: 1, printedOn: on });
  return attempt.ok ? success({ sequence, attempt: attempt.value }) : attempt;
}

/** Journals whether the sheet came out. */
export const recordOverviewOutcome = async (
  store: CounterStore,
  on: PlainDate,
  of: number,
  state: 'printed' | 'failed',
): Promise<Result<unknown>> => await record(store, on, { step: 'overviewOutcome', of, state });
