/**
 * What is done with the queue, in the order of [Note: order of a verification batch] in
 * shared/verification/verification-events.ts. One step at a time: each looks at the journal anew before it decides.
 */
import type { Failure, Result } from '#shared/contract/failure.ts';
import { success } from '#shared/contract/failure.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import {
  foldVerification,
  isUnwritten,
  stepId,
  verificationFolder,
  type VerificationBatch,
  type VerificationBook,
  type VerificationEvent,
} from '#shared/verification/verification-events.ts';
import { nextBatch, takeAnswers, type QueuedPerson } from '#shared/policy/verification-queue.ts';
import { answerProblemWords } from '#shared/wording/verification.ts';
import { serialQueue, type SerialQueue } from '#shared/domain/serial-queue.ts';
import type { StoredEvent } from '../../store/cases/case-store.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { writeExportFile } from '../../store/export-folder.ts';
import { readOfficeRules } from '../../store/office-rules.ts';
import type { AnswerFile } from './answer-file.ts';

export interface VerificationWork {
  readonly store: CounterStore;
  /** Business date: the day that the quota counts and that events bear. */
  readonly on: PlainDate;
  /** How long a 否 is fresh, from the pack of the day. */
  readonly staleAfterDays: number;
}

export type BatchOutcome =
  | { readonly kind: 'written'; readonly persons: number; readonly folder: string }
  /** Nobody waits, or the quota of the day is used up. */
  | { readonly kind: 'nobody-to-ask' }
  /** A batch without its file comes first. */
  | { readonly kind: 'unfinished' }
  | { readonly kind: 'failure'; readonly failure: Failure };

export type AnswersOutcome =
  | { readonly kind: 'taken'; readonly answers: number; readonly keptBefore: number; readonly stillOpen: number }
  /** The same content was read before, or nothing in it is new. */
  | { readonly kind: 'nothing-new' }
  | { readonly kind: 'refused'; readonly problems: readonly string[] }
  | { readonly kind: 'failure'; readonly failure: Failure };

const failure = (found: Failure) => ({ kind: 'failure', failure: found }) as const;

const queues = new WeakMap<CounterStore, SerialQueue>();

/** Two presses, or two parts of the screen, never work on the same state. */
function inTurn<T>(store: CounterStore, work: () => Promise<T>): Promise<T> {
  const queue = queues.get(store) ?? serialQueue();
  queues.set(store, queue);
  return queue(work);
}

/** The queue as the journal has it now. */
export async function readBook(store: CounterStore, staleAfterDays: number): Promise<Result<VerificationBook>> {
  const events = await store.cases.events('verification');
  return events.ok ? success(foldVerification(events.value, staleAfterDays)) : events;
}

function record({ store, on }: VerificationWork, entryId: string, subjectId: string, content: VerificationEvent) {
  return store.cases.recordEvent({
    entryId,
    kind: 'verification',
    subjectId,
    on,
    content,
    takeBatchNumber: false,
  });
}

/** Puts persons into the queue; those who wait, were asked or have a fresh answer stay where they are. Gives how many are new. */
export function queuePersons(
  work: VerificationWork,
  persons: readonly QueuedPerson[],
): Promise<Result<{ readonly added: number }>> {
  return inTurn(work.store, async () => {
    const events = await work.store.cases.events('verification');
    if (!events.ok) return events;
    const added = newToQueue(work, events.value, persons);
    if (added.length === 0) return success({ added: 0 });
    const { head } = foldVerification(events.value, work.staleAfterDays);
    // Of cases and how many, never of numbers: the id stands in the clear, and whoever tries every number would find them by it.
    const id = stepId('extracted', head, ...added.map(({ caseId }) => caseId));
    const recorded = await record(work, id, id, { step: 'extracted', persons: [...added] });
    return recorded.ok ? success({ added: added.length }) : recorded;
  });
}

/** The persons whom the fold would take in: only these are journalled. */
function newToQueue(
  { on, staleAfterDays }: VerificationWork,
  events: readonly StoredEvent[],
  persons: readonly QueuedPerson[],
): readonly QueuedPerson[] {
  const before = foldVerification(events, staleAfterDays).queue.waiting;
  const content: VerificationEvent = { step: 'extracted', persons: [...persons] };
  const trial = { sequence: Number.MAX_SAFE_INTEGER, hash: '', subjectId: 'trial', on, content };
  return foldVerification([...events, trial], staleAfterDays).queue.waiting.slice(before.length);
}

/** Takes the next persons out of the queue within what is left of the day's quota, and writes their file. */
export function makeBatch(work: VerificationWork): Promise<BatchOutcome> {
  return inTurn(work.store, async () => {
    const book = await readBook(work.store, work.staleAfterDays);
    if (!book.ok) return failure(book.failure);
    if (book.value.batches.some(isUnwritten)) return { kind: 'unfinished' };
    const { queue, head } = book.value;
    const batchId = stepId('batch', head);
    const rules = await readOfficeRules(work.store);
    if (!rules.ok) return failure(rules.failure);
    const asked = nextBatch(queue, work.on, batchId, rules.value.dailyQuota);
    if (asked === null) return { kind: 'nobody-to-ask' };
    const wanted = new Set(asked.citizenIds);
    const persons = queue.waiting.filter(({ citizenId }) => wanted.has(citizenId));
    const training = work.store.area === 'training';
    const recorded = await record(work, stepId('asked', batchId), batchId, { step: 'asked', training, persons });
    return recorded.ok ? writeBatch(work, batchId) : failure(recorded.failure);
  });
}

/** Writes the file of a batch that was left without one. Nobody is asked again by it. */
export function finishBatch(work: VerificationWork, batchId: string): Promise<BatchOutcome> {
  return inTurn(work.store, () => writeBatch(work, batchId));
}

async function writeBatch(work: VerificationWork, batchId: string): Promise<BatchOutcome> {
  const book = await readBook(work.store, work.staleAfterDays);
  if (!book.ok) return failure(book.failure);
  const batch = book.value.batches.find((one) => one.batchId === batchId);
  if (batch === undefined) return failure({ code: 'store-damaged' });
  const persons = batch.persons.length;
  if (!isUnwritten(batch)) return { kind: 'written', persons, folder: batch.folder ?? '' };
  const written = await writeFolder(work, batch);
  if (!written.ok) return failure(written.failure);
  const folder = written.value;
  const noted = await record(work, stepId('written', batchId), batchId, { step: 'written', folder });
  return noted.ok ? { kind: 'written', persons, folder } : failure(noted.failure);
}

/** The folder appears whole or not at all. Its name comes from the chain, so that a second try finds what the first wrote. */
async function writeFolder({ store }: VerificationWork, batch: VerificationBatch): Promise<Result<string>> {
  const { verificationXlsx } = await import('#shared/verification/verification-xlsx.ts');
  const bytes = await verificationXlsx(batch.persons, batch.training);
  const folderName = verificationFolder(batch);
  const written = await writeExportFile(store, folderName, `${folderName}.xlsx`, bytes);
  return written.ok ? success(written.value.folder) : written;
}

/** Takes everybody of a batch who has no answer back into the queue; they may be asked again. */
export function giveUpBatch(work: VerificationWork, batchId: string): Promise<Failure | null> {
  return inTurn(work.store, async () => {
    const recorded = await record(work, stepId('givenUp', batchId), batchId, { step: 'givenUp' });
    return recorded.ok ? null : recorded.failure;
  });
}

/** Keeps the answers of a file. One that nobody asked for refuses the whole file, each with its line; nothing is kept then. */
export function keepAnswers(work: VerificationWork, file: AnswerFile): Promise<AnswersOutcome> {
  return inTurn(work.store, async () => {
    const book = await readBook(work.store, work.staleAfterDays);
    if (!book.ok) return failure(book.failure);
    const { answers: kept, files, head, queue } = book.value;
    const fresh = file.answers.filter(({ citizenId, answer, answeredOn }) => {
      const before = kept.get(citizenId)?.answer;
      return before?.answer !== answer || before.answeredOn !== answeredOn || queue.asked.has(citizenId);
    });
    if (files.has(file.digest) || fresh.length === 0) return { kind: 'nothing-new' };
    const taken = takeAnswers(queue, fresh, work.on, file.name);
    if (!taken.ok) {
      const words = taken.problems.map(({ index, code }) => answerProblemWords(code, fresh[index]?.line ?? 0));
      return { kind: 'refused', problems: words };
    }
    const id = stepId('answered', head, file.digest);
    const { source, answers } = taken.event;
    const content: VerificationEvent = { step: 'answered', source, digest: file.digest, answers: [...answers] };
    const recorded = await record(work, id, id, content);
    if (!recorded.ok) return failure(recorded.failure);
    const keptBefore = file.answers.length - fresh.length;
    return { kind: 'taken', answers: fresh.length, keptBefore, stillOpen: taken.stillOpen.length };
  });
}
