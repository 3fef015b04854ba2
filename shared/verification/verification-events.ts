/**
 * The verification queue as the journal tells it. [Note: order of a verification batch] First `asked` is journalled: it
 * takes the persons out of the queue, counts them against the day's quota and fixes who is in the file. Then the folder
 * appears whole. Then `written` is journalled. A stop before `asked` leaves everybody waiting; a stop after it leaves a
 * batch without `written`, whose file is made again from the entry alone, without asking anybody a second time.
 */
import { z } from 'zod';
import type { PlainDate } from '../domain/plain-date.ts';
import { registryRowSchemas } from '../domain/registries.ts';
import { digestOf } from '../policy/canonical-json.ts';
import { codeKey } from '../policy/registry-index.ts';
import {
  foldQueue,
  type GraduateAnswer,
  type QueuedPerson,
  type QueueEvent,
  type VerificationQueue,
} from '../policy/verification-queue.ts';

const Person = z.object({ citizenId: z.string().min(1), name: z.string(), caseId: z.string().min(1) });

/** What `recordEvent` is given under the kind `verification`. Subject: the batch's id, else the entry's own. */
export const VerificationEvent = z.discriminatedUnion('step', [
  z.object({ step: z.literal('extracted'), persons: z.array(Person).min(1) }),
  z.object({ step: z.literal('asked'), training: z.boolean(), persons: z.array(Person).min(1) }),
  z.object({ step: z.literal('written'), folder: z.string() }),
  z.object({
    step: z.literal('answered'),
    /** Name of the file, as the clerk knows it. */
    source: z.string(),
    /** SHA-256 of the file, hex: the same file again adds nothing. */
    digest: z.string(),
    answers: z.array(registryRowSchemas.graduateAnswers).min(1),
  }),
  /** The clerk takes those without an answer back into the queue. */
  z.object({ step: z.literal('givenUp') }),
]);
export type VerificationEvent = z.infer<typeof VerificationEvent>;

/** An event as stored. */
export interface StoredVerificationEvent {
  readonly sequence: number;
  readonly hash: string;
  readonly subjectId: string;
  readonly on: PlainDate;
  readonly content: unknown;
}

export interface VerificationBatch {
  readonly batchId: string;
  readonly on: PlainDate;
  /** Hash of the entry that began it: names its folder, and is the same however often the file is made. */
  readonly hash: string;
  readonly training: boolean;
  readonly persons: readonly QueuedPerson[];
  /** `null`: the file was not written, or nobody noted that it was. */
  readonly folder: string | null;
  readonly givenUp: boolean;
  /** Persons of this batch who still wait for an answer. */
  readonly open: number;
}

/** The latest answer about a person, with the day on which its file was read and the file's name. */
export interface KeptAnswer {
  readonly name: string;
  readonly answer: GraduateAnswer;
  readonly on: PlainDate;
  readonly source: string;
}

export interface VerificationBook {
  readonly queue: VerificationQueue;
  /** Oldest first. */
  readonly batches: readonly VerificationBatch[];
  /** By number. */
  readonly answers: ReadonlyMap<string, KeptAnswer>;
  /** Digests of the files that were read. */
  readonly files: ReadonlySet<string>;
  /** Changes with every entry: what is decided on this state is told by it. */
  readonly head: string;
}

interface Read {
  readonly stored: StoredVerificationEvent;
  readonly event: VerificationEvent;
}

function queueEvent({ stored: { on, subjectId }, event }: Read): readonly QueueEvent[] {
  switch (event.step) {
    case 'extracted':
      return [{ kind: 'extracted', on, persons: event.persons }];
    case 'asked':
      return [{ kind: 'asked', on, batchId: subjectId, citizenIds: event.persons.map(({ citizenId }) => citizenId) }];
    case 'answered':
      return [{ kind: 'answered', on, source: event.source, answers: event.answers }];
    case 'givenUp':
      return [{ kind: 'given-up', on, batchId: subjectId }];
    case 'written':
      return [];
  }
}

function batchesOf(read: readonly Read[], queue: VerificationQueue): readonly VerificationBatch[] {
  const open = new Map<string, number>();
  for (const batchId of queue.asked.values()) open.set(batchId, (open.get(batchId) ?? 0) + 1);
  const batches = new Map<string, VerificationBatch>();
  for (const { stored, event } of read) {
    const { subjectId: batchId, on, hash } = stored;
    const batch = batches.get(batchId);
    if (event.step === 'asked' && batch === undefined) {
      const { training, persons } = event;
      const left = open.get(batchId) ?? 0;
      batches.set(batchId, { batchId, on, hash, training, persons, folder: null, givenUp: false, open: left });
    } else if (event.step === 'written' && batch !== undefined)
      batches.set(batchId, { ...batch, folder: batch.folder ?? event.folder });
    else if (event.step === 'givenUp' && batch !== undefined) batches.set(batchId, { ...batch, givenUp: true });
  }
  return [...batches.values()];
}

function answersOf(read: readonly Read[], queue: VerificationQueue): ReadonlyMap<string, KeptAnswer> {
  const names = new Map<string, string>();
  const kept = new Map<string, KeptAnswer>();
  for (const { stored, event } of read) {
    if (event.step === 'extracted' || event.step === 'asked')
      for (const { citizenId, name } of event.persons) names.set(citizenId, name);
    if (event.step !== 'answered') continue;
    for (const answer of event.answers) {
      const key = codeKey(answer.citizenId);
      if (queue.answers.get(key) === answer)
        kept.set(key, { name: names.get(key) ?? '', answer, on: stored.on, source: event.source });
    }
  }
  return kept;
}

/** The queue, its batches and answers as the entries leave them. What is no event of the queue is passed over. */
export function foldVerification(events: readonly StoredVerificationEvent[], staleAfterDays: number): VerificationBook {
  const read = events.flatMap((stored): Read[] => {
    const event = VerificationEvent.safeParse(stored.content);
    return event.success ? [{ stored, event: event.data }] : [];
  });
  const queue = foldQueue(read.flatMap(queueEvent), staleAfterDays);
  const last = read.at(-1)?.stored;
  return {
    queue,
    batches: batchesOf(read, queue),
    answers: answersOf(read, queue),
    files: new Set(read.flatMap(({ event }) => (event.step === 'answered' ? [event.digest] : []))),
    head: last === undefined ? '' : `${last.sequence} ${last.hash}`,
  };
}

/** Asked, not given up, and nobody noted that its file was written. */
export const isUnwritten = ({ folder, givenUp }: VerificationBatch): boolean => folder === null && !givenUp;

/** `核验查询-2022-08-22-1a2b3c4d`: no personal data, and never the name of another batch. */
export function verificationFolder({ on, hash, training }: VerificationBatch): string {
  return `${training ? '培训-' : ''}核验查询-${on}-${hash.slice(0, 8)}`;
}

/**
 * The same step on the same state has the same id, so that pressing again after a lost answer adds nothing to the
 * journal. UUID version 8.
 */
export function stepId(...parts: readonly string[]): string {
  const hex = digestOf(['verification', ...parts]);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
