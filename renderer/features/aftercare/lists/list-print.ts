/** Papers and files of a list: the ledger first, then the printer or the folder. */
import { z } from 'zod';
import { success, type Failure, type Result } from '#shared/contract/failure.ts';
import type { Letter } from '#shared/domain/letter.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { TRAINING_PREFIX } from '#shared/batches/batch-name.ts';
import type { ListTable } from '#shared/lists/list-tables.ts';
import { ListFileExported } from '#shared/batches/plain-files.ts';
import { textXlsx } from '#shared/encodings/text-xlsx.ts';
import type { TakenList } from '#shared/aftercare/lists/lists.ts';
import type { CounterStore } from '../../../store/counter-store.ts';
import { writeExportFile } from '../../../store/export-folder.ts';
import { printLetter, type PrintAttempt } from '../../papers/index.ts';

export interface ListWork {
  readonly store: CounterStore;
  readonly list: TakenList;
  readonly on: PlainDate;
}

export type ListPaper = 'payeeSheet' | 'deferralNotice';

const Sent = z.object({ step: z.literal('listPaperSent'), paper: z.string(), firmKey: z.string() });
const subjectOf = ({ head }: TakenList): string => `aftercare:${head.listId}`;

async function note({ store, list, on }: ListWork, content: unknown, kind: 'print' | 'export') {
  return store.cases.recordEvent({
    entryId: crypto.randomUUID(),
    kind,
    subjectId: subjectOf(list),
    on,
    content,
    takeBatchNumber: false,
  });
}

async function copiesBefore({ store, list }: ListWork, paper: ListPaper, firmKey: string): Promise<Result<number>> {
  const events = await store.cases.events('print');
  if (!events.ok) return events;
  const own = events.value.filter(({ subjectId, content }) => {
    const sent = Sent.safeParse(content);
    return subjectId === subjectOf(list) && sent.success && sent.data.paper === paper && sent.data.firmKey === firmKey;
  });
  return success(own.length);
}

/** Journals the paper with everything it says, then sends it to the printer. */
export async function printListPaper(
  work: ListWork,
  paper: ListPaper,
  firmKey: string,
  letter: Letter,
): Promise<Result<PrintAttempt>> {
  const before = await copiesBefore(work, paper, firmKey);
  if (!before.ok) return before;
  const recorded = await note(work, { step: 'listPaperSent', paper, firmKey, letter }, 'print');
  if (!recorded.ok) return recorded;
  return printLetter(work.store, letter, { copy: before.value + 1, printedOn: work.on });
}

/** Journals whether the paper came out. */
export async function recordListPaperOutcome(
  work: ListWork,
  paper: ListPaper,
  firmKey: string,
  state: 'printed' | 'failed',
): Promise<Failure | null> {
  const recorded = await note(work, { step: 'listPaperOutcome', paper, firmKey, state }, 'print');
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
  const recorded = await note(work, event, 'export');
  if (!recorded.ok) return recorded;
  const bytes = await textXlsx({ sheet: what, rows: table.rows, widths: table.widths, training });
  const written = await writeExportFile(store, folder, `${what}.xlsx`, bytes);
  return written.ok ? success(written.value.folder) : written;
}
