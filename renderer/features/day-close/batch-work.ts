/**
 * Makes, finishes and voids batches, in the order of [Note: order of an export] in shared/batches/batch-events.ts.
 * Long work tells its progress and looks at the signal between pieces.
 */
import type { PlainDate } from '#shared/domain/plain-date.ts';
import type { Failure } from '#shared/contract/failure.ts';
import { batchFolderName, type BatchFormat } from '#shared/batches/batch-name.ts';
import { batchFiles, type BatchFile } from '#shared/batches/batch.ts';
import {
  foldBatches,
  manifestOfBatch,
  type BatchBegun,
  type BatchState,
  type ExportEvent,
  type ReleasedInBatch,
} from '#shared/batches/batch-events.ts';
import { releaseKey } from '#shared/batches/hall-dispatches.ts';
import { digestOf } from '#shared/policy/canonical-json.ts';
import { formerLayouts } from '#shared/layouts/index.ts';
import { layoutDigest, type Layout } from '#shared/layouts/layout.ts';
import type { Manifest } from '#shared/batches/manifest.ts';
import { mayExport } from '#shared/layouts/preflight.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import {
  measureFiles,
  stop,
  Stopped,
  writeBatchFolder,
  writtenBatchFolder,
  type BatchProgress,
  type BatchTrouble,
} from '../../store/batch-folder.ts';
import type { ReceivedRelease } from '../../store/dispatches/hall-desk.ts';
import { openBatchCases, recordsOf, waitingRounds, type PreparedBatch } from './batch-data.ts';

export type { BatchProgress, BatchTrouble };

export interface BatchWork {
  readonly store: CounterStore;
  readonly on: PlainDate;
  /** Local wall-clock instant with offset. */
  readonly now: () => string;
  readonly newId: () => string;
  readonly onProgress: (progress: BatchProgress) => void;
  readonly signal: AbortSignal;
}

export type BatchOutcome =
  | { readonly ok: true; readonly batchId: string; readonly folder: string; readonly manifest: Manifest }
  | { readonly ok: false; readonly trouble: BatchTrouble };

async function outcome(work: () => Promise<BatchOutcome>): Promise<BatchOutcome> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Stopped) return { ok: false, trouble: error.trouble };
    throw error;
  }
}

/** A new batch from start to end. Nothing is journalled before the files have been made once and measured. */
export function exportBatch(
  work: BatchWork,
  prepared: PreparedBatch,
  formats: readonly BatchFormat[],
): Promise<BatchOutcome> {
  return outcome(async () => {
    if (!mayExport(prepared.check)) return stop({ kind: 'not-ready' });
    await allReleased(work.store, prepared.released);
    const begun = await describeBatch(work, prepared, formats);
    // Read before, and released, withdrawn or corrected since.
    if (!allWaiting(work.store, begun.cases)) return stop({ kind: 'content-changed' });
    const batchId = work.newId();
    await recordEvent(work, batchId, work.newId(), begun);
    const batch = (await readBatches(work.store)).find((one) => one.batchId === batchId);
    if (batch === undefined) return stop({ kind: 'failure', failure: { code: 'store-damaged' } });
    return await completeBatch(work, batch, prepared);
  });
}

/** Goes on with a batch where it stopped. */
export function finishBatch(work: BatchWork, batch: BatchState, layouts: readonly Layout[]): Promise<BatchOutcome> {
  return outcome(async () => {
    const written = await folderThere(work.store, batch);
    if (written !== null) return await commitBatch(work, batch, written);
    const opened = await openBatchCases(work.store, batch.begun.cases);
    if (!opened.ok) return stop({ kind: 'failure', failure: opened.failure });
    const layout = [...layouts, ...formerLayouts].find((one) => layoutDigest(one) === batch.begun.layout.digest);
    if (layout === undefined || !stillWanted(work.store, batch)) return stop({ kind: 'content-changed' });
    const released = await releasedAgain(work.store, batch);
    return await completeBatch(work, batch, { layout, cases: opened.value, released });
  });
}

/** Where a batch that was begun lies whole already: then nothing has to be made again. `null`: it does not, or it is committed. */
async function folderThere(store: CounterStore, batch: BatchState): Promise<string | null> {
  if (batch.committed !== null) return null;
  const { layout, training } = batch.begun;
  return await writtenBatchFolder(store, batchFolderName(layout.id, batch.number, training), manifestOfBatch(batch));
}

/** How long the hub is waited for, and how often it is asked. */
const HUB_MS = 15_000;
const HUB_EVERY_MS = 250;

/**
 * A batch with cases of other windows is at the hub before its folder is there: should this machine be lost, whoever comes after it knows
 * that they are in it.
 */
async function knownAtHub(work: BatchWork, { sequence, begun }: BatchState): Promise<void> {
  if ((begun.released ?? []).length === 0) return;
  const { host, area } = work.store;
  for (const end = Date.now() + HUB_MS; ;) {
    const sent = await host.call('post.send', { area });
    if (sent.ok && sent.value.acknowledged >= sequence) return;
    if (work.signal.aborted) stop({ kind: 'cancelled' });
    if (Date.now() > end) stop({ kind: 'failure', failure: { code: 'hall-not-at-hub' } });
    await new Promise((settle) => setTimeout(settle, HUB_EVERY_MS));
  }
}

/** What other windows released must wait here still: given back meanwhile, it goes into no batch. */
async function allReleased(store: CounterStore, wanted: readonly ReceivedRelease[]): Promise<void> {
  if (wanted.length === 0) return;
  const found = await store.hall.received();
  if (!found.ok) return stop({ kind: 'failure', failure: found.failure });
  const keyOf = ({ window, released }: ReceivedRelease): string => releaseKey(window, released);
  const waiting = new Set(found.value.waiting.filter(({ held }) => held).map(keyOf));
  if (!wanted.every((one) => waiting.has(keyOf(one)))) stop({ kind: 'content-changed' });
}

/** The same rows of other windows' cases as when the batch was begun; none are needed once its folder is there. */
async function releasedAgain(store: CounterStore, batch: BatchState): Promise<readonly ReceivedRelease[]> {
  const wanted = batch.begun.released ?? [];
  if (wanted.length === 0 || batch.committed !== null) return [];
  const found = await store.hall.inBatch(wanted);
  if (!found.ok) return stop({ kind: 'failure', failure: found.failure });
  return found.value;
}

/** A folder that was not written yet may only be written while everybody in it still waits to go out. */
function stillWanted(store: CounterStore, batch: BatchState): boolean {
  return batch.committed !== null || allWaiting(store, batch.begun.cases);
}

function allWaiting(store: CounterStore, cases: BatchBegun['cases']): boolean {
  const waiting = waitingIn(store);
  return cases.every(({ sequence }) => waiting.has(sequence));
}

/** Ledger numbers of the decisions that wait to be exported. */
function waitingIn(store: CounterStore): ReadonlySet<number> {
  return new Set(store.cases.list().flatMap((entry) => waitingRounds(entry).map(({ sequence }) => sequence)));
}

/** Gives a batch up. Its number stays taken; its cases can go into another one. */
export async function voidBatch(
  work: Pick<BatchWork, 'store' | 'on' | 'newId'>,
  batch: BatchState,
  reason: string,
): Promise<Failure | null> {
  // Its folder may have been handed over already: other windows' cases in it must not go out again.
  if ((batch.begun.released ?? []).length > 0 && (await folderThere(work.store, batch)) !== null)
    return { code: 'hall-folder-there' };
  return await noteEvent(work, batch.batchId, { step: 'voided', reason });
}

/** Appends a note about a batch (voided, files removed) or a layout. */
export async function noteEvent(
  work: Pick<BatchWork, 'store' | 'on' | 'newId'>,
  subjectId: string,
  event: ExportEvent,
): Promise<Failure | null> {
  const recorded = await work.store.cases.recordEvent({
    entryId: work.newId(),
    kind: 'export',
    subjectId,
    on: work.on,
    content: event,
    takeBatchNumber: false,
  });
  return recorded.ok ? null : recorded.failure;
}

/** The batches that the journal tells of. Rejects nothing: an unreadable list stops the work that asked. */
export async function readBatches(store: CounterStore): Promise<readonly BatchState[]> {
  const events = await store.cases.events('export');
  return events.ok ? foldBatches(events.value) : stop({ kind: 'failure', failure: events.failure });
}

async function recordEvent(work: BatchWork, batchId: string, entryId: string, content: ExportEvent): Promise<void> {
  const takeBatchNumber = content.step === 'begun';
  const recorded = await work.store.cases.recordEvent({
    entryId,
    kind: 'export',
    subjectId: batchId,
    on: work.on,
    content,
    takeBatchNumber,
  });
  if (recorded.ok) return;
  // Given back or released while the files were measured.
  if (recorded.failure.code === 'hall-not-waiting') stop({ kind: 'content-changed' });
  stop({ kind: 'failure', failure: recorded.failure });
}

/** Makes the files once without keeping them: what is journalled must say what will lie on the disk. */
async function describeBatch(
  work: BatchWork,
  prepared: PreparedBatch,
  formats: readonly BatchFormat[],
): Promise<BatchBegun> {
  const { store } = work;
  const { layout, codes, cases, released, check } = prepared;
  const { persons, amountFen } = check.totals;
  const used = cases.filter(({ source }) => source.decision.entries.some(({ verdict }) => verdict === 'met'));
  const begun: Omit<BatchBegun, 'files'> = {
    step: 'begun',
    training: store.area === 'training',
    layout: { id: layout.id, version: layout.version, digest: layoutDigest(layout) },
    codes,
    formats: [...formats],
    createdOn: work.on,
    office: { name: store.office.officeName, divisionCode: store.office.divisionCode },
    cases: used.map(({ caseId, sequence }) => ({ caseId, sequence })),
    ...(released.length === 0 ? {} : { released: released.map(inBatch) }),
    persons,
    amountFen,
    numberForm: 'plain',
  };
  const files = await measureFiles(work, filesOf(begun, prepared), persons);
  return { ...begun, files: [...files] };
}

const inBatch = ({ window, prefix, released }: ReceivedRelease): ReleasedInBatch => {
  const { caseId, number, of, hash, rounds, records } = released;
  const amountFen = records.reduce((sum, record) => sum + record.amountFen, 0);
  return { window, prefix, caseId, number, of, hash, rounds, persons: records.length, amountFen };
};

/** What a folder is made of. */
type Content = Pick<PreparedBatch, 'layout' | 'cases' | 'released'>;

function filesOf(
  { training, codes, formats }: Pick<BatchBegun, 'training' | 'codes' | 'formats'>,
  content: Content,
): readonly BatchFile[] {
  return batchFiles({ layout: content.layout, codes, training, records: () => recordsOf(content) }, formats);
}

async function completeBatch(work: BatchWork, batch: BatchState, content: Content): Promise<BatchOutcome> {
  if (batch.committed !== null) return await commitBatch(work, batch, batch.committed.folder);
  await knownAtHub(work, batch);
  const folderName = batchFolderName(content.layout.id, batch.number, batch.begun.training);
  const folder = await writeBatchFolder(work, folderName, manifestOfBatch(batch), filesOf(batch.begun, content));
  return await commitBatch(work, batch, folder);
}

/** The folder is there: that is journalled, then that its cases have left. */
async function commitBatch(work: BatchWork, batch: BatchState, folder: string): Promise<BatchOutcome> {
  const manifest = manifestOfBatch(batch);
  if (batch.committed === null)
    await recordEvent(work, batch.batchId, entryIdOf(batch.batchId, 'committed'), {
      step: 'committed',
      manifestDigest: manifest.digest,
      folder,
    });
  await markExported(work, batch);
  return { ok: true, batchId: batch.batchId, folder, manifest };
}

/** One `exported` action per case, of its rounds that still wait; a case that was withdrawn or voided meanwhile is left as it is. */
async function markExported(work: BatchWork, batch: BatchState): Promise<void> {
  const waiting = waitingIn(work.store);
  const cases = new Map<string, number[]>();
  for (const { caseId, sequence } of batch.begun.cases) cases.set(caseId, [...(cases.get(caseId) ?? []), sequence]);
  const { id, name } = work.store.officer;
  for (const [index, [caseId, sequences]] of [...cases].entries()) {
    work.onProgress({ step: 'recording', done: index, total: cases.size });
    const rounds = sequences.filter((sequence) => waiting.has(sequence));
    if (rounds.length === 0) continue;
    const recorded = await work.store.cases.record({
      entryId: entryIdOf(batch.batchId, caseId),
      caseId,
      action: {
        kind: 'exported',
        at: work.now(),
        on: work.on,
        officer: { id, name },
        batchId: batch.batchId,
        batchNumber: batch.numberText,
        rounds,
      },
    });
    if (!recorded.ok) stop({ kind: 'failure', failure: recorded.failure });
  }
}

/** The same step of the same batch always has the same entry id, so that doing it again adds nothing. UUID version 8. */
export function entryIdOf(batchId: string, subject: string): string {
  const hex = digestOf([batchId, subject]);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Begun, not given up, and not all the way through. */
export function isUnfinished(batch: BatchState, store: CounterStore): boolean {
  if (batch.voided !== null) return false;
  if (batch.committed === null) return true;
  const waiting = waitingIn(store);
  return batch.begun.cases.some(({ sequence }) => waiting.has(sequence));
}
