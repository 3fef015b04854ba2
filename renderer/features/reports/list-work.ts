/**
 * Makes, finishes and gives up a list of everybody paid, in the order of a day's batch: first the entry with the digests of the
 * files, then the folder whole, then the entry that closes the list. A kill at any point leaves a list that says where it stopped.
 */
import type { AftercareEvent } from '#shared/aftercare/event.ts';
import { isUnwritten, type PaidList } from '#shared/aftercare/reporting/reporting.ts';
import type { Failure } from '#shared/contract/failure.ts';
import type { Month, PlainDate } from '#shared/domain/plain-date.ts';
import { batchFiles } from '#shared/batches/batch.ts';
import type { BatchFormat } from '#shared/batches/batch-name.ts';
import { layoutDigest, type CodeChoice, type Layout } from '#shared/layouts/layout.ts';
import type { Manifest } from '#shared/batches/manifest.ts';
import { listRows, tableOfRows, type PaidListDraft } from '#shared/batches/paid-list.ts';
import { listFolderName, manifestOfList } from '#shared/batches/paid-list-manifest.ts';
import { mayExport, type PreflightResult } from '#shared/layouts/preflight.ts';
import {
  measureFiles,
  stop,
  Stopped,
  writeBatchFolder,
  type BatchProgress,
  type BatchTrouble,
} from '../../store/batch-folder.ts';
import type { CounterStore } from '../../store/counter-store.ts';

export interface ListWork {
  readonly store: CounterStore;
  readonly on: PlainDate;
  readonly onProgress: (progress: BatchProgress) => void;
  readonly signal: AbortSignal;
}

export interface ListOrder {
  readonly period: Month;
  readonly layout: Layout;
  readonly codes: CodeChoice;
  readonly formats: readonly BatchFormat[];
  readonly draft: PaidListDraft;
  readonly check: PreflightResult;
  readonly corrects: { readonly listId: string; readonly reason: string } | null;
}

export type ListOutcome =
  | { readonly ok: true; readonly number: string; readonly folder: string; readonly manifest: Manifest }
  | { readonly ok: false; readonly trouble: BatchTrouble };

async function outcome(work: () => Promise<ListOutcome>): Promise<ListOutcome> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Stopped) return { ok: false, trouble: error.trouble };
    throw error;
  }
}

async function record({ store, on }: ListWork, subjectId: string, event: AftercareEvent): Promise<void> {
  const recorded = await store.aftercare.record({ entryId: crypto.randomUUID(), subjectId, on, event });
  if (!recorded.ok) stop({ kind: 'failure', failure: recorded.failure });
}

async function listOf({ store }: ListWork, listId: string): Promise<PaidList> {
  const book = await store.aftercare.read();
  if (!book.ok) return stop({ kind: 'failure', failure: book.failure });
  const list = book.value.reporting.lists.find((one) => one.listId === listId);
  return list ?? stop({ kind: 'failure', failure: { code: 'store-damaged' } });
}

async function hashOf({ store }: ListWork, { made }: PaidList): Promise<string> {
  const events = await store.cases.events('aftercare');
  if (!events.ok) return stop({ kind: 'failure', failure: events.failure });
  const stored = events.value.find(({ sequence }) => sequence === made.sequence);
  return stored?.hash ?? stop({ kind: 'failure', failure: { code: 'store-damaged' } });
}

const filesOf = ({ event }: PaidList['made'], layout: Layout) =>
  batchFiles(tableOfRows(layout, event.codes, event.training, event.rows), event.formats);

async function writeList(work: ListWork, listId: string, layouts: readonly Layout[]): Promise<ListOutcome> {
  const list = await listOf(work, listId);
  const layout = layouts.find((one) => layoutDigest(one) === list.made.event.layout.digest);
  if (layout === undefined || !isUnwritten(list)) return stop({ kind: 'content-changed' });
  const manifest = manifestOfList(list, await hashOf(work, list));
  const folder = await writeBatchFolder(work, listFolderName(list), manifest, filesOf(list.made, layout));
  await record(work, listId, { step: 'listWritten', manifestDigest: manifest.digest, folder });
  return { ok: true, number: list.number, folder, manifest };
}

/** A new list from start to end. Nothing is journalled before the files have been made once and measured. */
export function makeList(work: ListWork, order: ListOrder): Promise<ListOutcome> {
  return outcome(async () => {
    const { period, layout, codes, formats, draft, check, corrects } = order;
    const { register, rows, held } = draft;
    if (!mayExport(check) || register === null) return stop({ kind: 'not-ready' });
    const { store } = work;
    const training = store.area === 'training';
    const written = listRows(layout, rows);
    const files = await measureFiles(
      work,
      batchFiles(tableOfRows(layout, codes, training, written), formats),
      rows.length,
    );
    const listId = crypto.randomUUID();
    await record(work, listId, {
      step: 'listMade',
      training,
      period,
      corrects,
      layout: { id: layout.id, version: layout.version, digest: layoutDigest(layout) },
      codes,
      formats: [...formats],
      office: { name: store.office.officeName, divisionCode: store.office.divisionCode },
      register,
      firms: new Set(rows.map(({ item }) => item.source.firmKey)).size,
      cases: check.totals.cases,
      persons: check.totals.persons,
      amountFen: check.totals.amountFen,
      rows: written,
      held: held.map(({ item, reason }) => ({
        itemId: item.source.itemId,
        citizenId: item.source.citizenId,
        reason,
      })),
      files: [...files],
    });
    return await writeList(work, listId, [layout]);
  });
}

/** Goes on with a list where it stopped: the same rows, the same bytes. */
export const finishList = (work: ListWork, listId: string, layouts: readonly Layout[]): Promise<ListOutcome> =>
  outcome(() => writeList(work, listId, layouts));

/** Gives a list up before it was written; its number stays taken. */
export async function voidList(store: CounterStore, on: PlainDate, listId: string): Promise<Failure | null> {
  const event = { step: 'listVoided', reason: '未写完' } as const;
  const recorded = await store.aftercare.record({ entryId: crypto.randomUUID(), subjectId: listId, on, event });
  return recorded.ok ? null : recorded.failure;
}
