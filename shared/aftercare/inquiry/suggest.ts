/**
 * What the local records say of a row that came down: by the person's own items first, then by the checks. Only positive
 * evidence answers a row; that somebody is not seen in a copy answers nothing, and such a row is left to an officer.
 */
import { codeKey } from '../../policy/registry-index.ts';
import type { CheckResult, Decision, ReasonCode } from '../../policy/verdict.ts';
import { parsePlainDate, type PlainDate } from '../../domain/plain-date.ts';
import { normaliseEmployerName } from '../../domain/normalise.ts';
import type { AftercareBook, GrantItem } from '../book.ts';
import { lastAnswer } from '../notices.ts';
import { returnedByItem } from '../recovery/book.ts';
import type { NotPayableReason } from '../codes.ts';
import type { ListKind, RowCode } from './codes.ts';
import type { InquiryRow } from './event.ts';

/** What a refusal by the checks is called in an answer to a list. A reason that is not here answers no row. */
const BY_CHECK: Readonly<Partial<Record<ReasonCode, NotPayableReason>>> = {
  'not-entitled-unit': 'N01',
  'apply-at-enrolment-place': 'N02',
  'insured-elsewhere': 'N03',
  'left-before-last-month': 'N04',
  'contribution-stopped': 'N04',
  'removed-this-month': 'N04',
  'suspended-this-month': 'N04',
  arrears: 'N04',
  deferred: 'N05',
  'months-short': 'N06',
  'months-short-and-stopped': 'N06',
  'hired-outside-period': 'N07',
  'service-says-no': 'N08',
  'graduated-outside-window': 'N08',
  'not-yet-graduated': 'N08',
  'not-regular-higher-education': 'N09',
  'not-full-time': 'N09',
  'contract-with-another-employer': 'N10',
  'contract-ended': 'N10',
  'hiring-subsidy-received': 'N11',
  'already-paid': 'N12',
  'name-differs': 'N16',
};

export type SuggestionBasis =
  | { readonly kind: 'item'; readonly item: GrantItem; readonly fault: string }
  | { readonly kind: 'check'; readonly check: CheckResult };

export interface Suggestion {
  readonly code: RowCode;
  readonly evidenceOn: PlainDate;
  readonly paidOn: PlainDate | null;
  readonly amountFen: number | null;
  readonly basis: SuggestionBasis;
}

const isFirmOf = (row: InquiryRow, { source }: GrantItem): boolean => {
  if (row.creditCode !== '' && source.unifiedSocialCreditCode !== '')
    return codeKey(row.creditCode) === source.unifiedSocialCreditCode;
  if (row.employerNumber !== '' && source.employerNumber !== '')
    return codeKey(row.employerNumber) === source.employerNumber;
  return normaliseEmployerName(row.employerName) === normaliseEmployerName(source.employerName);
};

/** Items by person, to be asked row by row. */
export function itemsByPerson({ items }: AftercareBook): ReadonlyMap<string, readonly GrantItem[]> {
  const found = new Map<string, GrantItem[]>();
  for (const item of items) {
    const key = codeKey(item.source.citizenId);
    found.set(key, [...(found.get(key) ?? []), item]);
  }
  return found;
}

function faultOf({ batches }: AftercareBook, { batchId, source }: GrantItem): string {
  const attempts = batches.find((batch) => batch.batchId === batchId)?.attempts ?? [];
  const last = attempts.findLast(({ shares }) => shares.has(source.itemId));
  const answer = last === undefined ? null : lastAnswer(last);
  return answer?.outcome === 'failed' ? answer.fault : '';
}

interface Asked {
  readonly row: InquiryRow;
  readonly book: AftercareBook;
  readonly byPerson: ReadonlyMap<string, readonly GrantItem[]>;
  readonly on: PlainDate;
}

function fromItem(code: RowCode, item: GrantItem, evidenceOn: PlainDate, fault = ''): Suggestion {
  const paid = code === 'Y1' || code === 'Y4';
  return {
    code,
    evidenceOn,
    paidOn: paid ? item.paidOn : null,
    amountFen: paid ? item.paidFen : null,
    basis: { kind: 'item', item, fault },
  };
}

function byOwnItem({ book, on }: Asked, item: GrantItem): Suggestion | null {
  const { state, paidOn, review } = item;
  if (state === 'paid' && paidOn !== null) return fromItem('Y4', item, paidOn);
  if (state === 'failed') return fromItem('Y3', item, on, faultOf(book, item));
  if (state === 'toComplete') return fromItem('Y2', item, on);
  if (state === 'rejected' && review !== null && review.reason !== null && review.reason !== 'N90')
    return fromItem(review.reason, item, review.on);
  return null;
}

/** The first check, in the order of the table, whose verdict rests on a row that was found. */
function byChecks(decision: Decision | null, citizenId: string): Suggestion | null {
  const entry = decision?.entries.find((one) => one.citizenId === codeKey(citizenId));
  for (const check of [...(decision?.employerChecks ?? []), ...(entry?.checks ?? [])]) {
    const code = check.reason === null ? undefined : BY_CHECK[check.reason];
    const day = parsePlainDate(check.evidence.asOf ?? '');
    const refuses = check.verdict === 'unmet' || check.verdict === 'remediable';
    if (!refuses || code === undefined || day === null || check.evidence.row === undefined) continue;
    return { code, evidenceOn: day, paidOn: null, amountFen: null, basis: { kind: 'check', check } };
  }
  return null;
}

/** 疑似重复: who was first is known where both days are; which province keeps the payment a meeting says. */
function ofDuplicate(asked: Asked, items: readonly GrantItem[]): Suggestion | null {
  const { row, book, on } = asked;
  const paid = items.find(({ paidOn }) => paidOn !== null);
  const [known] = items;
  if (known === undefined) return null;
  if (paid === undefined) return fromItem('K2', known, on);
  const claimed = book.recoveries.filter(
    ({ items: own, withdrawn }) => withdrawn === null && own.some(({ itemId }) => itemId === paid.source.itemId),
  );
  if (claimed.length > 0 && returnedWhole(claimed, paid)) return fromItem('K6', paid, on);
  const other = row.other?.paidOn ?? null;
  if (other === null || paid.paidOn === null || other === paid.paidOn) return null;
  return fromItem(paid.paidOn < other ? 'K3' : 'K4', paid, paid.paidOn);
}

function returnedWhole(recoveries: AftercareBook['recoveries'], { source, paidFen }: GrantItem): boolean {
  const back = recoveries.reduce((sum, one) => sum + (returnedByItem(one).get(source.itemId) ?? 0), 0);
  return back >= paidFen;
}

/** `null`: nothing here answers it; an officer does. `decision`: of the row's person at the row's firm, by the local copies. */
export function suggestAnswer(kind: ListKind, asked: Asked, decision: Decision | null): Suggestion | null {
  const items = asked.byPerson.get(codeKey(asked.row.citizenId)) ?? [];
  if (kind === 'duplicate') return ofDuplicate(asked, items);
  const own = items.find((item) => isFirmOf(asked.row, item));
  if (own !== undefined) {
    const found = byOwnItem(asked, own);
    // On its way: neither paid nor refused, and no check of now overrules what is being done.
    if (found !== null || own.review !== null) return found;
  }
  const elsewhere = items.find((item) => item !== own && item.paidOn !== null);
  const paidOn = elsewhere?.paidOn ?? null;
  if (elsewhere !== undefined && paidOn !== null) return fromItem('N12', elsewhere, paidOn);
  return byChecks(decision, asked.row.citizenId);
}
