/**
 * The queue for the ministry's 普通高校应届毕业生身份核验接口 (59号 二): extract first, then compare; nobody is asked twice
 * while an answer is fresh or on its way; a day's quota is never passed. The queue is a fold of events, so that a stop at
 * any point loses and repeats nothing: an event is stored before the file of its batch is handed out.
 *
 * The interface's own fields are not published. {@link GraduateStatusService} is the shape that a live connection would
 * have to take here; nothing in this program implements it.
 */
import { addDays, type PlainDate } from '../domain/plain-date.ts';
import type { RegistryRow } from '../domain/registries.ts';
import { codeKey } from './registry-index.ts';
import { groupsTold, type CheckResult, type Decision, type EntryDecision } from './verdict.ts';

export type GraduateAnswer = RegistryRow<'graduateAnswers'>;

export interface QueuedPerson {
  readonly citizenId: string;
  readonly name: string;
  readonly caseId: string;
}

export type QueueEvent =
  | { readonly kind: 'extracted'; readonly on: PlainDate; readonly persons: readonly QueuedPerson[] }
  | { readonly kind: 'asked'; readonly on: PlainDate; readonly batchId: string; readonly citizenIds: readonly string[] }
  | {
      readonly kind: 'answered';
      readonly on: PlainDate;
      readonly source: string;
      readonly answers: readonly GraduateAnswer[];
    }
  /** The batch came back without these persons, or never: they may be asked again. */
  | { readonly kind: 'given-up'; readonly on: PlainDate; readonly batchId: string };

export interface VerificationQueue {
  /** Waiting to be asked, in the order in which they came. */
  readonly waiting: readonly QueuedPerson[];
  /** Asked and not answered yet, by number: the batch they are in. */
  readonly asked: ReadonlyMap<string, string>;
  /** The latest answer by number. */
  readonly answers: ReadonlyMap<string, GraduateAnswer>;
  /** How many persons were asked on each day: the ledger of the quota. */
  readonly ledger: ReadonlyMap<PlainDate, number>;
}

/** What a live connection would look like, should its fields ever be published. */
export interface GraduateStatusService {
  ask(persons: readonly QueuedPerson[]): Promise<readonly GraduateAnswer[]>;
}

/** Conditions of 59号 二 that make a person worth asking about; those already answered by a register are not. */
const EXTRACTION = [
  'insuring-employer',
  'this-month-enrolment',
  'hired-in-period',
  'hiring-subsidy',
  'already-paid',
] as const;

/** Whether only the interface can tell that somebody is a graduate of the year; where groups are asked for, of that group. */
export function isOpenGraduate(result: CheckResult): boolean {
  const { check, verdict, evidence } = result;
  if (verdict !== 'unknown' || evidence.grade === 'B') return false;
  if (check !== 'entitled-group') return check === 'programme-graduate';
  return groupsTold(result).some((one) => one.group === 'programme-graduate' && one.verdict === 'unknown');
}

function worthAsking({ checks, verdict }: EntryDecision): boolean {
  const of = (id: string): string | undefined => checks.find(({ check }) => check === id)?.verdict;
  return checks.some(isOpenGraduate) && verdict !== 'unmet' && EXTRACTION.every((id) => of(id) !== 'unmet');
}

/** Extract first: the persons of a decision whose status only the interface can tell, and who would otherwise qualify. */
export function extractForVerification(
  caseId: string,
  decision: Decision,
  names: readonly string[],
): readonly QueuedPerson[] {
  const enterprise = decision.employerChecks.every(
    ({ check, verdict }) => check !== 'unit-type' || verdict !== 'unmet',
  );
  if (!enterprise) return [];
  return decision.entries.flatMap((entry, row) =>
    worthAsking(entry) ? [{ citizenId: codeKey(entry.citizenId), name: names[row] ?? '', caseId }] : [],
  );
}

/** An answer that need not be asked for again: 是 for good, 否 while it is not older than `staleAfterDays`. */
function isStillGood(answer: GraduateAnswer | undefined, on: PlainDate, staleAfterDays: number): boolean {
  if (answer === undefined) return false;
  return answer.answer === '是' || answer.answeredOn >= addDays(on, -staleAfterDays);
}

interface Building {
  readonly waiting: Map<string, QueuedPerson>;
  readonly asked: Map<string, string>;
  readonly people: Map<string, QueuedPerson>;
  readonly answers: Map<string, GraduateAnswer>;
  readonly ledger: Map<PlainDate, number>;
}

function extract(state: Building, event: Extract<QueueEvent, { kind: 'extracted' }>, staleAfterDays: number): void {
  for (const person of event.persons) {
    const known = state.waiting.has(person.citizenId) || state.asked.has(person.citizenId);
    if (known || isStillGood(state.answers.get(person.citizenId), event.on, staleAfterDays)) continue;
    state.waiting.set(person.citizenId, person);
    state.people.set(person.citizenId, person);
  }
}

function ask(state: Building, { citizenIds, batchId, on }: Extract<QueueEvent, { kind: 'asked' }>): void {
  for (const citizenId of citizenIds) {
    state.waiting.delete(citizenId);
    state.asked.set(citizenId, batchId);
  }
  state.ledger.set(on, (state.ledger.get(on) ?? 0) + citizenIds.length);
}

function answer(state: Building, { answers }: Extract<QueueEvent, { kind: 'answered' }>): void {
  for (const row of answers) {
    const citizenId = codeKey(row.citizenId);
    const before = state.answers.get(citizenId);
    if (before === undefined || before.answeredOn <= row.answeredOn) state.answers.set(citizenId, row);
    state.asked.delete(citizenId);
    state.waiting.delete(citizenId);
  }
}

function giveUp(state: Building, { batchId }: Extract<QueueEvent, { kind: 'given-up' }>): void {
  for (const [citizenId, batch] of state.asked) {
    const person = state.people.get(citizenId);
    if (batch !== batchId || person === undefined) continue;
    state.asked.delete(citizenId);
    state.waiting.set(citizenId, person);
  }
}

/** The queue as its events leave it. */
export function foldQueue(events: readonly QueueEvent[], staleAfterDays: number): VerificationQueue {
  const state: Building = {
    waiting: new Map(),
    asked: new Map(),
    people: new Map(),
    answers: new Map(),
    ledger: new Map(),
  };
  for (const event of events) {
    if (event.kind === 'extracted') extract(state, event, staleAfterDays);
    else if (event.kind === 'asked') ask(state, event);
    else if (event.kind === 'answered') answer(state, event);
    else giveUp(state, event);
  }
  return { waiting: [...state.waiting.values()], asked: state.asked, answers: state.answers, ledger: state.ledger };
}

/** How many may still be asked on a day. */
export function quotaLeft(queue: VerificationQueue, on: PlainDate, dailyQuota: number): number {
  return Math.max(0, dailyQuota - (queue.ledger.get(on) ?? 0));
}

/** The next batch, as the event to store before its file is written; `null` when nobody waits or the quota is used up. */
export function nextBatch(
  queue: VerificationQueue,
  on: PlainDate,
  batchId: string,
  dailyQuota: number,
): Extract<QueueEvent, { kind: 'asked' }> | null {
  const citizenIds = queue.waiting.slice(0, quotaLeft(queue, on, dailyQuota)).map(({ citizenId }) => citizenId);
  return citizenIds.length === 0 ? null : { kind: 'asked', on, batchId, citizenIds };
}

export interface AnswerProblem {
  /** Row of the answers as read, from 0. */
  readonly index: number;
  readonly code: 'nobody-asked' | 'answered-in-future' | 'answered-twice';
}

export type AnswerImport =
  | {
      readonly ok: true;
      readonly event: Extract<QueueEvent, { kind: 'answered' }>;
      readonly stillOpen: readonly string[];
    }
  | { readonly ok: false; readonly problems: readonly AnswerProblem[] };

/**
 * Answers from a file, matched with those asked. A file with one answer that nobody asked for, of a day to come, or twice
 * for a person is refused as a whole: it belongs to another queue or was altered.
 */
export function takeAnswers(
  queue: VerificationQueue,
  answers: readonly GraduateAnswer[],
  on: PlainDate,
  source: string,
): AnswerImport {
  const seen = new Set<string>();
  const problems = answers.flatMap(({ citizenId, answeredOn }, index): AnswerProblem[] => {
    const key = codeKey(citizenId);
    const twice = seen.has(key);
    seen.add(key);
    if (!queue.asked.has(key)) return [{ index, code: 'nobody-asked' }];
    if (answeredOn > on) return [{ index, code: 'answered-in-future' }];
    return twice ? [{ index, code: 'answered-twice' }] : [];
  });
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    event: { kind: 'answered', on, source, answers },
    stillOpen: [...queue.asked.keys()].filter((key) => !seen.has(key)),
  };
}
