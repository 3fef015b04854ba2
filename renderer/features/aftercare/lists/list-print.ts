/** Papers and files of a list: the ledger first, then the printer or the folder. */
import { success, type Failure, type Result } from '#shared/contract/failure.ts';
import type { Letter } from '#shared/domain/letter.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { TRAINING_PREFIX } from '#shared/batches/batch-name.ts';
import type { ListTable } from '#shared/lists/list-tables.ts';
import { ListFileExported } from '#shared/batches/plain-files.ts';
import { textXlsx } from '#shared/encodings/text-xlsx.ts';
import type { GrantItem } from '#shared/aftercare/book.ts';
import type { TakenList } from '#shared/aftercare/lists/lists.ts';
import { listReference } from '#shared/domain/paper-reference.ts';
import { digestOf } from '#shared/policy/canonical-json.ts';
import type { CounterStore } from '../../../store/counter-store.ts';
import { writeExportFile } from '../../../store/export-folder.ts';
import { notePaper, printKept, type PrintAttempt } from '../../papers/index.ts';

export interface ListWork {
  readonly store: CounterStore;
  readonly list: TakenList;
  readonly on: PlainDate;
}

export type ListPaper = 'payeeSheet' | 'deferralNotice';

const subjectOf = ({ head }: TakenList): string => `aftercare:${head.listId}`;

const workOf = ({ store, list, on }: ListWork) => ({
  store,
  on,
  subjectId: subjectOf(list),
  reference: listReference(store.office.receiptPrefix, list.sequence),
});

/** A firm's paper, with whom it names. */
export interface FirmPaper {
  readonly paper: ListPaper;
  readonly firmKey: string;
  readonly items: readonly GrantItem[];
  readonly letter: Letter;
}

/** Journals the paper with everything it says, then sends it to the printer. */
export async function printListPaper(
  work: ListWork,
  { paper, firmKey, items, letter }: FirmPaper,
): Promise<Result<PrintAttempt>> {
  const amounts = items.map(({ source }) => [source.itemId, source.amountFen] as const);
  const figures = { persons: items.length, amountFen: amounts.reduce((sum, [, fen]) => sum + fen, 0) };
  return printKept(
    workOf(work),
    figures,
    (sent) => sent.step === 'listPaperSent' && sent.paper === paper && sent.firmKey === firmKey,
    () => ({
      step: 'listPaperSent',
      paper,
      firmKey,
      itemIds: amounts.map(([itemId]) => itemId),
      letter,
      says: digestOf(amounts),
    }),
  );
}

/** Journals whether the paper came out. */
export async function recordListPaperOutcome(
  work: ListWork,
  paper: ListPaper,
  firmKey: string,
  state: 'printed' | 'failed',
): Promise<Failure | null> {
  const recorded = await notePaper(workOf(work), { step: 'listPaperOutcome', paper, firmKey, state });
  return recorded.ok ? null : recorded.failure;
}

/** A table as .xlsx in a folder of its own; `what` names it. It stands among the plain files until it is removed. */
export async function exportListTable(work: ListWork, what: string, table: ListTable): Promise<Result<string>> {
  const { store, list, on } = work;
  const events = await store.cases.events('export');
  if (!events.ok) return events;
  const own = events.value.filter(
    ({ subjectId, content }) => subjectId === subjectOf(list) && ListFileExported.safeParse(content).success,
  );
  const training = store.area === 'training';
  // Each time is a folder of its own: what was handed out before stays as it was.
  const folder = `${training ? TRAINING_PREFIX : ''}${list.label}-${what}-${on}-${own.length + 1}`;
  const event = { step: 'listFileExported', folder, what: `${what}，${table.count} 行` };
  const recorded = await store.cases.recordEvent({
    entryId: crypto.randomUUID(),
    kind: 'export',
    subjectId: subjectOf(list),
    on,
    content: event,
    takeBatchNumber: false,
  });
  if (!recorded.ok) return recorded;
  const bytes = await textXlsx({ sheet: what, rows: table.rows, widths: table.widths, training });
  const written = await writeExportFile(store, folder, `${what}.xlsx`, bytes);
  return written.ok ? success(written.value.folder) : written;
}
