/** 公示 and what follows of each batch: objections, the result, 核拨, who told the agency, payments. A part of the fold. */
import { monthOf, type Month, type PlainDate } from '../domain/plain-date.ts';
import type { Attempt, NoticeBatch, Signed } from './book.ts';
import { isUndecided } from './codes.ts';
import type { AftercareEvent, PaymentResult } from './event.ts';
import type { AftercareFault } from './faults.ts';

type Step<Name extends AftercareEvent['step']> = Extract<AftercareEvent, { readonly step: Name }>;

/** The bank's last word on a try; `null` while there is none. */
export const lastAnswer = ({ answers }: Attempt): PaymentResult | null => answers.at(-1)?.result ?? null;

/** Nobody knows yet whether the money arrived: nothing may be sent a second time. */
export function isOpen(attempt: Attempt): boolean {
  const answer = lastAnswer(attempt);
  if (answer === null || answer.outcome === 'inProcess') return true;
  return answer.outcome === 'failed' && isUndecided(answer.fault);
}

export const isPaid = (attempt: Attempt): boolean => lastAnswer(attempt)?.outcome === 'paid';

/** The last try for a firm; `undefined` before the first. */
export const lastAttempt = ({ attempts }: NoticeBatch, firmKey: string): Attempt | undefined =>
  attempts.findLast((attempt) => attempt.firmKey === firmKey);

export const totalOf = (shares: ReadonlyMap<string, number>): number =>
  [...shares.values()].reduce((sum, fen) => sum + fen, 0);

const isSettledFor = ({ objections }: NoticeBatch): boolean => objections.every(({ settled }) => settled !== null);

export class Notices {
  private readonly batches = new Map<string, NoticeBatch>();
  /** The batch that each person is in, or was last in. */
  private readonly places = new Map<string, string>();
  private readonly attempts = new Map<string, string>();

  list(): readonly NoticeBatch[] {
    return [...this.batches.values()];
  }

  get(batchId: string): NoticeBatch | undefined {
    return this.batches.get(batchId);
  }

  /** Persons of the batches whose money was allocated in a month. */
  allocatedIn(month: Month): readonly string[] {
    const batches = this.list().filter(({ allocated }) => allocated !== null && monthOf(allocated.on) === month);
    return batches.flatMap(({ shares }) => [...shares.keys()]);
  }

  batchOf(itemId: string): NoticeBatch | undefined {
    return this.batches.get(this.places.get(itemId) ?? '');
  }

  put(batch: NoticeBatch): void {
    this.batches.set(batch.batchId, batch);
    for (const itemId of batch.shares.keys()) this.places.set(itemId, batch.batchId);
    for (const { attemptId } of batch.attempts) this.attempts.set(attemptId, batch.batchId);
  }

  isKnownAttempt(attemptId: string): boolean {
    return this.attempts.has(attemptId);
  }

  /** Leaves the batch; whoever is in none begins anew. */
  leave(itemIds: readonly string[], stay: boolean): void {
    for (const itemId of itemIds) {
      const batch = this.batchOf(itemId);
      if (batch === undefined) continue;
      const shares = new Map(batch.shares);
      shares.delete(itemId);
      this.batches.set(batch.batchId, { ...batch, shares });
      if (!stay) this.places.delete(itemId);
    }
  }

  object(signed: Signed, event: Step<'objected'>, batchId: string): AftercareFault | null {
    const batch = this.batches.get(batchId);
    if (batch === undefined) return 'batch-unknown';
    if (batch.registered !== null) return 'batch-closed';
    if (batch.objections.some(({ objection }) => objection.objectionId === event.objectionId)) return 'item-twice';
    if (!event.itemIds.every((itemId) => batch.shares.has(itemId))) return 'item-unknown';
    if (event.receivedOn > signed.on || event.receivedOn < batch.begun.event.filedOn) return 'dates-out-of-order';
    this.put({ ...batch, objections: [...batch.objections, { ...signed, objection: event, settled: null }] });
    return null;
  }

  settle(signed: Signed, event: Step<'objectionSettled'>, batchId: string): AftercareFault | null {
    const batch = this.batches.get(batchId);
    if (batch === undefined) return 'batch-unknown';
    const found = batch.objections.find(({ objection }) => objection.objectionId === event.objectionId);
    if (found === undefined) return 'objection-unknown';
    if (found.settled !== null) return 'objection-settled';
    if (event.answeredOn < found.objection.receivedOn || event.answeredOn > signed.on) return 'dates-out-of-order';
    const objections = batch.objections.map((one) =>
      one === found ? { ...one, settled: { ...signed, settlement: event } } : one,
    );
    this.batches.set(batchId, { ...batch, objections });
    if (event.treatment === 'removed') this.leave(found.objection.itemIds, true);
    return null;
  }

  register(signed: Signed, event: Step<'noticeRegistered'>, batchId: string): AftercareFault | null {
    const batch = this.batches.get(batchId);
    if (batch === undefined) return 'batch-unknown';
    if (batch.registered !== null) return 'batch-closed';
    if (signed.on < batch.begun.event.registerFrom) return 'notice-not-over';
    if (!isSettledFor(batch)) return 'objection-open';
    this.batches.set(batchId, { ...batch, registered: { ...signed, conclusion: event.conclusion } });
    return null;
  }

  tell(signed: Signed, event: Step<'agencyTold'>, batchId: string): AftercareFault | null {
    const batch = this.batches.get(batchId);
    if (batch === undefined) return 'batch-unknown';
    if (batch.allocated === null) return 'not-allocated';
    if (batch.told !== null) return 'batch-closed';
    if (event.toldOn < batch.allocated.on || event.toldOn > signed.on) return 'dates-out-of-order';
    this.batches.set(batchId, { ...batch, told: { ...signed, event } });
    return null;
  }

  /** The bank's answer. Paid is final; everything else may be followed by another answer. */
  answer(signed: Signed, { attemptId, result }: Step<'paymentAnswered'>, batchId: string): AftercareFault | null {
    const batch = this.batches.get(batchId);
    const attempt = batch?.attempts.find((one) => one.attemptId === attemptId);
    if (batch === undefined || attempt === undefined) return 'attempt-unknown';
    if (!isOpen(attempt)) return 'answer-final';
    if (result.outcome === 'paid') {
      if (result.amountFen !== attempt.amountFen) return 'amount-differs';
      if (result.paidOn < attempt.on || result.paidOn > signed.on) return 'dates-out-of-order';
    }
    const answered = { ...attempt, answers: [...attempt.answers, { ...signed, result }] };
    this.batches.set(batchId, {
      ...batch,
      attempts: batch.attempts.map((one) => (one === attempt ? answered : one)),
    });
    return null;
  }

  /** Paid for one person, fen, and the day of it. */
  paidFor(itemId: string): { readonly fen: number; readonly on: PlainDate | null } {
    const paid = (this.batchOf(itemId)?.attempts ?? []).filter((one) => isPaid(one) && one.shares.has(itemId));
    const last = paid.at(-1);
    const answer = last === undefined ? null : lastAnswer(last);
    return {
      fen: paid.reduce((sum, { shares }) => sum + (shares.get(itemId) ?? 0), 0),
      on: answer?.outcome === 'paid' ? answer.paidOn : null,
    };
  }
}
