/**
 * 对账 of a month: 应发 = 核拨 = 计划 = 实发 − 退回, for every batch, firm and person paid or allocated in it; and the random
 * sample beside it, drawn by a seed that is kept, so that anybody can draw the same again.
 */
import { monthOf, type Month } from '../../domain/plain-date.ts';
import type { AftercareBook, GrantItem, NoticeBatch } from '../book.ts';
import { isPaid, lastAttempt } from '../notices.ts';
import { returnedByItem } from '../recovery/book.ts';
import type { MonthFigures } from './event.ts';

export interface ReconciledLine {
  readonly dueFen: number;
  readonly allocatedFen: number;
  readonly plannedFen: number;
  readonly paidFen: number;
  readonly returnedFen: number;
}

export interface ReconciledPerson extends ReconciledLine {
  readonly item: GrantItem;
}

export interface ReconciledFirm extends ReconciledLine {
  readonly firmKey: string;
  readonly employerName: string;
  readonly persons: readonly ReconciledPerson[];
}

export interface ReconciledBatch extends ReconciledLine {
  readonly batch: NoticeBatch;
  readonly firms: readonly ReconciledFirm[];
}

/** Everything agrees: what was allocated was planned, and what stayed paid is what is due. */
export const agrees = ({ dueFen, allocatedFen, plannedFen, paidFen, returnedFen }: ReconciledLine): boolean =>
  allocatedFen === plannedFen && plannedFen === paidFen && dueFen === paidFen - returnedFen;

function sumOf(lines: readonly ReconciledLine[]): ReconciledLine {
  const sum = (of: (line: ReconciledLine) => number): number => lines.reduce((total, line) => total + of(line), 0);
  return {
    dueFen: sum(({ dueFen }) => dueFen),
    allocatedFen: sum(({ allocatedFen }) => allocatedFen),
    plannedFen: sum(({ plannedFen }) => plannedFen),
    paidFen: sum(({ paidFen }) => paidFen),
    returnedFen: sum(({ returnedFen }) => returnedFen),
  };
}

/** What came back of each person's payment, fen. */
function returnedOf({ recoveries }: AftercareBook): ReadonlyMap<string, number> {
  const returned = new Map<string, number>();
  for (const recovery of recoveries.filter(({ withdrawn }) => withdrawn === null))
    for (const [itemId, fen] of returnedByItem(recovery)) returned.set(itemId, (returned.get(itemId) ?? 0) + fen);
  return returned;
}

/** What a recovery claims of each person is not due, whether or not it came back yet. */
function claimedOf({ recoveries }: AftercareBook): ReadonlyMap<string, number> {
  const claimed = new Map<string, number>();
  for (const { items, decided, withdrawn } of recoveries)
    if (decided !== null && withdrawn === null)
      for (const { itemId, amountFen } of items) claimed.set(itemId, (claimed.get(itemId) ?? 0) + amountFen);
  return claimed;
}

/** Batches whose money was allocated in the month, with their firms and persons. */
export function reconcile(book: AftercareBook, month: Month): readonly ReconciledBatch[] {
  const [returned, claimed] = [returnedOf(book), claimedOf(book)];
  const items = new Map(book.items.map((item) => [item.source.itemId, item]));
  const batches = book.batches.filter(({ allocated }) => allocated !== null && monthOf(allocated.on) === month);
  return batches.map((batch) => {
    const firms = new Map<string, ReconciledPerson[]>();
    for (const [itemId, share] of batch.shares) {
      const item = items.get(itemId);
      if (item === undefined) continue;
      const { firmKey } = item.review?.source ?? item.source;
      const last = lastAttempt(batch, firmKey);
      const paid = batch.attempts
        .filter((one) => isPaid(one))
        .reduce((sum, one) => sum + (one.shares.get(itemId) ?? 0), 0);
      const person = {
        item,
        // A case that was corrected since gives what it gives now; a claim takes off what it claims.
        dueFen: Math.min(item.dueFen, Math.max(0, share - (claimed.get(itemId) ?? 0))),
        allocatedFen: share,
        plannedFen: last?.shares.get(itemId) ?? 0,
        paidFen: paid,
        returnedFen: Math.min(paid, returned.get(itemId) ?? 0),
      };
      firms.set(firmKey, [...(firms.get(firmKey) ?? []), person]);
    }
    const lines = [...firms].map(([firmKey, persons]) => ({
      firmKey,
      employerName: persons[0]?.item.source.employerName ?? '',
      persons,
      ...sumOf(persons),
    }));
    return { batch, firms: lines, ...sumOf(lines) };
  });
}

/** The sums of a month as they are recorded. A difference is a person whose amounts do not agree. */
export function figuresOfMonth(batches: readonly ReconciledBatch[]): MonthFigures {
  const firms = batches.flatMap((batch) => batch.firms);
  const persons = firms.flatMap((firm) => firm.persons);
  return {
    batches: batches.length,
    firms: new Set(firms.map(({ firmKey }) => firmKey)).size,
    persons: persons.length,
    ...sumOf(persons),
    differences: persons.filter((person) => !agrees(person)).length,
  };
}

/** Local proposal: no document sets a rate. */
export const SAMPLE_PERCENT = 5;
export const SAMPLE_LEAST = 5;

/** mulberry32: small, known, and the same everywhere. Numbers in [0, 1). */
function numbersFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** So many per cent, rounded up, and at least so many, of these ids; by the seed alone, however they are ordered. */
export function drawSample(
  ids: readonly string[],
  { seed, percent, least }: { readonly seed: number; readonly percent: number; readonly least: number },
): readonly string[] {
  const pool = [...ids].sort((one, other) => (one < other ? -1 : 1));
  const wanted = Math.min(pool.length, Math.max(least, Math.ceil((pool.length * percent) / 100)));
  const next = numbersFrom(seed);
  for (let at = 0; at < wanted; at += 1) {
    const chosen = at + Math.floor(next() * (pool.length - at));
    const [one, other] = [pool[at], pool[chosen]];
    if (one === undefined || other === undefined) break;
    pool[at] = other;
    pool[chosen] = one;
  }
  return pool.slice(0, wanted);
}
