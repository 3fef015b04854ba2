/** Papers of batches, lists, recoveries and months: the ledger has each with its code before the printer has it. */
import { success, type Result } from '#shared/contract/failure.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { letterDigest } from '#shared/papers/digest.ts';
import { keptPrints, type KeptPaper, type KeptPrint } from '#shared/papers/kept-paper.ts';
import type { PaperFigures } from '#shared/papers/kept-standing.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { printLetter, type PrintAttempt } from './print-letter.ts';

export interface KeptWork {
  readonly store: CounterStore;
  readonly on: PlainDate;
  readonly subjectId: string;
  /** What stands in the code for the number. */
  readonly reference: string;
}

/** Records something about a paper of this subject. */
export const notePaper = ({ store, on, subjectId }: Omit<KeptWork, 'reference'>, content: unknown) =>
  store.cases.recordEvent({
    entryId: crypto.randomUUID(),
    kind: 'print',
    subjectId,
    on,
    content,
    takeBatchNumber: false,
  });

/** Once more what an earlier print of the same letter said, or newly signed; nothing where no roll names who is signed in. */
async function proofOf(
  { store, on, reference }: KeptWork,
  { letter }: KeptPaper,
  digest: string,
  figures: PaperFigures,
  before: readonly KeptPrint[],
): Promise<string | undefined> {
  // Drafts and leaflets have no place in the ledger, and no code.
  if (letter.number === '') return undefined;
  const known = before.findLast((print) => print.digest === digest && print.content.proof !== undefined);
  if (known !== undefined) return known.content.proof;
  return (await store.proofs.sign({ number: reference, paper: letter.paper, on, ...figures, digest })) ?? undefined;
}

/**
 * Journals a paper with everything it says, then sends it to the printer. `isCopy`: which earlier prints of the subject are this paper,
 * so that the next one is marked 补打; `make` is told of them.
 */
export async function printKept(
  work: KeptWork,
  figures: PaperFigures,
  isCopy: (content: KeptPaper) => boolean,
  make: (before: readonly KeptPrint[]) => KeptPaper,
): Promise<Result<PrintAttempt>> {
  const events = await work.store.cases.events('print');
  if (!events.ok) return events;
  const before = keptPrints(events.value, work.subjectId).filter(({ content }) => isCopy(content));
  const paper = make(before);
  const digest = letterDigest(paper.letter);
  const proof = await proofOf(work, paper, digest, figures, before);
  const recorded = await notePaper(work, { ...paper, digest, ...(proof === undefined ? {} : { proof }) });
  if (!recorded.ok) return recorded;
  return printLetter(work.store, paper.letter, { copy: before.length + 1, printedOn: work.on, proof });
}

/** Every such paper of this window, oldest first. */
export async function keptPapers(store: CounterStore): Promise<Result<readonly KeptPrint[]>> {
  const events = await store.cases.events('print');
  return events.ok ? success(keptPrints(events.value)) : events;
}
