/** Papers and the file of a batch: the ledger first, then the printer or the folder. */
import type { GrantItem, NoticeBatch } from '#shared/aftercare/book.ts';
import { totalOf } from '#shared/aftercare/notices.ts';
import { success, type Failure, type Result } from '#shared/contract/failure.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { TRAINING_PREFIX } from '#shared/batches/batch-name.ts';
import { csvBytes } from '#shared/encodings/csv.ts';
import { allocationSheet, firmRows, noticeCells, noticeHeadings, publicNotice } from '#shared/papers/batch-papers.ts';
import { batchSays } from '#shared/papers/kept-standing.ts';
import type { Letter } from '#shared/domain/letter.ts';
import { batchReference } from '#shared/domain/paper-reference.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { writeExportFile } from '../../store/export-folder.ts';
import { notePaper, printKept, type PrintAttempt } from '../papers/index.ts';

export type BatchPaper = 'publicNotice' | 'allocationSheet';

export interface BatchWork {
  readonly store: CounterStore;
  readonly batch: NoticeBatch;
  readonly items: readonly GrantItem[];
  readonly on: PlainDate;
}

const makers: Readonly<Record<BatchPaper, typeof publicNotice>> = { publicNotice, allocationSheet };

const subjectOf = ({ batchId }: NoticeBatch): string => `aftercare:${batchId}`;

/** The letter as it would be printed now, with a number of the ledger. */
export function batchLetter({ store, batch, items }: Omit<BatchWork, 'on'>, paper: BatchPaper, number: string): Letter {
  const sources = items.map(({ source }) => source);
  return makers[paper]({ office: store.office, training: store.area === 'training', batch, sources, number });
}

/** Journals the paper with everything it says, then sends it to the printer. */
export async function printBatchPaper(work: BatchWork, paper: BatchPaper): Promise<Result<PrintAttempt>> {
  const { store, batch, items, on } = work;
  const figures = { persons: items.length, amountFen: totalOf(batch.shares) };
  return printKept(
    { store, on, subjectId: subjectOf(batch), reference: batchReference(batch.number) },
    figures,
    (sent) => sent.step === 'batchPaperSent' && sent.paper === paper,
    () => ({
      step: 'batchPaperSent',
      paper,
      letter: batchLetter(work, paper, `批次 ${batch.number}`),
      says: batchSays(batch, items, paper),
    }),
  );
}

/** Journals whether the paper came out. */
export async function recordBatchPaperOutcome(
  work: BatchWork,
  paper: BatchPaper,
  state: 'printed' | 'failed',
): Promise<Failure | null> {
  const { store, on, batch } = work;
  const recorded = await notePaper(
    { store, on, subjectId: subjectOf(batch) },
    { step: 'batchPaperOutcome', paper, state },
  );
  return recorded.ok ? null : recorded.failure;
}

/** The notice's table as a file, for the site that publishes it: no person stands in it. */
export async function exportNotice(work: BatchWork): Promise<Result<string>> {
  const { store, batch, items, on } = work;
  const training = store.area === 'training' ? TRAINING_PREFIX : '';
  const rows = firmRows({ batch, sources: items.map(({ source }) => source) });
  // A list that changed since is another file: its folder says how many persons stand in it.
  const folder = `${training}公示-${batch.number}-${items.length}人`;
  const recorded = await store.cases.recordEvent({
    entryId: crypto.randomUUID(),
    kind: 'export',
    subjectId: subjectOf(batch),
    on,
    content: { step: 'noticeExported', folder },
    takeBatchNumber: false,
  });
  if (!recorded.ok) return recorded;
  const written = await writeExportFile(
    store,
    folder,
    '公示.csv',
    csvBytes([noticeHeadings, ...noticeCells(rows)], 'utf-8-bom'),
  );
  return written.ok ? success(written.value.folder) : written;
}
