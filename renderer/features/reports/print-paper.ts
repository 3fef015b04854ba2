/** Papers that belong to no case and no batch: the ledger first, then the printer. */
import type { Failure, Result } from '#shared/contract/failure.ts';
import type { Letter } from '#shared/domain/letter.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { notePaper, printKept, type PrintAttempt } from '../papers/index.ts';

export interface PaperWork {
  readonly store: CounterStore;
  readonly on: PlainDate;
  /** What the paper is about: `report:…`, `leaflet:…`. */
  readonly subjectId: string;
}

/** A report says its figures line by line; its code says which report it is. */
const NO_FIGURES = { persons: 0, amountFen: 0 };

/** Journals the paper with everything it says, then sends it to the printer. */
export async function printPaper(work: PaperWork, letter: Letter): Promise<Result<PrintAttempt>> {
  return printKept(
    { ...work, reference: letter.reference ?? letter.number },
    NO_FIGURES,
    (sent) => sent.step === 'reportPaperSent',
    () => ({
      step: 'reportPaperSent',
      ...(letter.paper === 'monthlyReport' ? { paper: letter.paper } : {}),
      letter,
    }),
  );
}

/** Journals whether the paper came out. */
export async function recordPaperOutcome(work: PaperWork, state: 'printed' | 'failed'): Promise<Failure | null> {
  const recorded = await notePaper(work, { step: 'reportPaperOutcome', state });
  return recorded.ok ? null : recorded.failure;
}
