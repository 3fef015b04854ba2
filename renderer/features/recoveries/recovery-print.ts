/** Papers of a recovery: the ledger keeps each with everything it says before the printer has it; the same paper again is the same text. */
import type { AftercareBook } from '#shared/aftercare/book.ts';
import type { Recovery } from '#shared/aftercare/recovery/book.ts';
import type { Failure, Result } from '#shared/contract/failure.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { recoveryFigures, recoverySays } from '#shared/papers/kept-standing.ts';
import { recoveryLetter, referenceOf, type PaidPerson, type RecoveryPaper } from '#shared/papers/recovery-letters.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { notePaper, printKept, type PrintAttempt } from '../papers/index.ts';

export interface RecoveryWork {
  readonly store: CounterStore;
  readonly book: AftercareBook;
  readonly recovery: Recovery;
  readonly bases: readonly string[];
  readonly on: PlainDate;
}

const subjectOf = ({ recoveryId }: Recovery): string => `recovery:${recoveryId}`;

/** The entry that a paper tells of. */
function entryOf({ informed, opened, weighed, decided, urged, agreed }: Recovery, paper: RecoveryPaper): number {
  switch (paper) {
    case 'recoveryWarning':
      return (weighed ?? informed ?? opened).sequence;
    case 'recoveryDecision':
      return (decided ?? opened).sequence;
    case 'recoveryReminder':
      return (urged ?? opened).sequence;
    case 'repaymentAgreement':
      return (agreed ?? opened).sequence;
    case 'deliveryReceipt':
      return (urged ?? decided ?? opened).sequence;
  }
}

/** Persons with what was paid to their firm for them, and in which batch. */
export function paidPersons({ items, batches }: AftercareBook): ReadonlyMap<string, PaidPerson> {
  const numbers = new Map(batches.map(({ batchId, number }) => [batchId, number]));
  return new Map(
    items.map(({ source, paidFen, paidOn, batchId }) => [
      source.itemId,
      { source, paidFen, paidOn, batchNumber: numbers.get(batchId ?? '') ?? '' },
    ]),
  );
}

const workOf = ({ store, recovery, on }: RecoveryWork) => ({
  store,
  on,
  subjectId: subjectOf(recovery),
  reference: referenceOf(store.office, recovery),
});

/** Journals the paper, then sends it to the printer. */
export async function printRecoveryPaper(work: RecoveryWork, paper: RecoveryPaper): Promise<Result<PrintAttempt>> {
  const { store, book, recovery, bases, on } = work;
  const of = entryOf(recovery, paper);
  const training = store.area === 'training';
  const input = { office: store.office, training, recovery, persons: paidPersons(book), bases, on };
  const says = recoverySays(recovery, paper);
  return printKept(
    workOf(work),
    recoveryFigures(recovery, paper),
    (sent) => sent.step === 'recoveryPaperSent' && sent.paper === paper && sent.of === of,
    ([first]) => ({
      step: 'recoveryPaperSent',
      paper,
      of,
      letter: first?.content.letter ?? recoveryLetter({ ...input, rules: book.recoveryRules }, paper),
      ...(says === null ? {} : { says }),
    }),
  );
}

/** Journals whether the paper came out. */
export async function recordRecoveryPaperOutcome(
  work: RecoveryWork,
  paper: RecoveryPaper,
  state: 'printed' | 'failed',
): Promise<Failure | null> {
  const recorded = await notePaper(workOf(work), { step: 'recoveryPaperOutcome', paper, state });
  return recorded.ok ? null : recorded.failure;
}
