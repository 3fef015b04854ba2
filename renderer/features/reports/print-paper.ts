/** Papers that belong to no case and no batch: the ledger first, then the printer. */
import { z } from 'zod';
import { success, type Failure, type Result } from '#shared/contract/failure.ts';
import type { Letter } from '#shared/domain/letter.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { printLetter, type PrintAttempt } from '../papers/index.ts';

export interface PaperWork {
  readonly store: CounterStore;
  readonly on: PlainDate;
  /** What the paper is about: `report:…`, `leaflet:…`. */
  readonly subjectId: string;
}

const Sent = z.object({ step: z.literal('reportPaperSent') });

const note = ({ store, on, subjectId }: PaperWork, content: unknown) =>
  store.cases.recordEvent({
    entryId: crypto.randomUUID(),
    kind: 'print',
    subjectId,
    on,
    content,
    takeBatchNumber: false,
  });

async function copiesBefore({ store, subjectId }: PaperWork): Promise<Result<number>> {
  const events = await store.cases.events('print');
  if (!events.ok) return events;
  const own = events.value.filter((one) => one.subjectId === subjectId && Sent.safeParse(one.content).success);
  return success(own.length);
}

/** Journals the paper with everything it says, then sends it to the printer. */
export async function printPaper(work: PaperWork, letter: Letter): Promise<Result<PrintAttempt>> {
  const before = await copiesBefore(work);
  if (!before.ok) return before;
  const recorded = await note(work, { step: 'reportPaperSent', letter });
  if (!recorded.ok) return recorded;
  return printLetter(work.store, letter, { copy: before.value + 1, printedOn: work.on });
}

/** Journals whether the paper came out. */
export async function recordPaperOutcome(work: PaperWork, state: 'printed' | 'failed'): Promise<Failure | null> {
  const recorded = await note(work, { step: 'reportPaperOutcome', state });
  return recorded.ok ? null : recorded.failure;
}
