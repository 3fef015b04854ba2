/** Papers of a recovery: the ledger keeps each with everything it says before the printer has it; the same paper again is the same text. */
import { z } from 'zod';
import type { AftercareBook } from '#shared/aftercare/book.ts';
import type { Recovery } from '#shared/aftercare/recovery/book.ts';
import { success, type Failure, type Result } from '#shared/contract/failure.ts';
import { Letter } from '#shared/domain/letter.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { recoveryLetter, type PaidPerson, type RecoveryPaper } from '#shared/papers/recovery-letters.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { printLetter, type PrintAttempt } from '../papers/index.ts';

export interface RecoveryWork {
  readonly store: CounterStore;
  readonly book: AftercareBook;
  readonly recovery: Recovery;
  readonly bases: readonly string[];
  readonly on: PlainDate;
}

const Sent = z.object({
  step: z.literal('recoveryPaperSent'),
  paper: z.string(),
  /** Ledger number of the entry that the paper tells of: after another entry of that kind it is another paper. */
  of: z.number(),
  letter: Letter,
});

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

async function note({ store, recovery, on }: RecoveryWork, content: unknown) {
  return store.cases.recordEvent({
    entryId: crypto.randomUUID(),
    kind: 'print',
    subjectId: subjectOf(recovery),
    on,
    content,
    takeBatchNumber: false,
  });
}

async function sentBefore({ store, recovery }: RecoveryWork, paper: RecoveryPaper, of: number) {
  const events = await store.cases.events('print');
  if (!events.ok) return events;
  const letters = events.value.flatMap(({ subjectId, content }) => {
    const sent = Sent.safeParse(content);
    if (subjectId !== subjectOf(recovery) || !sent.success) return [];
    return sent.data.paper === paper && sent.data.of === of ? [sent.data.letter] : [];
  });
  return success(letters);
}

/** Journals the paper, then sends it to the printer. */
export async function printRecoveryPaper(work: RecoveryWork, paper: RecoveryPaper): Promise<Result<PrintAttempt>> {
  const { store, book, recovery, bases, on } = work;
  const of = entryOf(recovery, paper);
  const before = await sentBefore(work, paper, of);
  if (!before.ok) return before;
  const training = store.area === 'training';
  const input = { office: store.office, training, recovery, persons: paidPersons(book), bases, on };
  const letter = before.value[0] ?? recoveryLetter({ ...input, rules: book.recoveryRules }, paper);
  const recorded = await note(work, { step: 'recoveryPaperSent', paper, of, letter });
  if (!recorded.ok) return recorded;
  return printLetter(store, letter, { copy: before.value.length + 1, printedOn: on });
}

/** Journals whether the paper came out. */
export async function recordRecoveryPaperOutcome(
  work: RecoveryWork,
  paper: RecoveryPaper,
  state: 'printed' | 'failed',
): Promise<Failure | null> {
  const recorded = await note(work, { step: 'recoveryPaperOutcome', paper, state });
  return recorded.ok ? null : recorded.failure;
}
