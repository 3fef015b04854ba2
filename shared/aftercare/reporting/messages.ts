/**
 * Which firm is to be told what now: by the state of its persons, batches and payments, and by what the window answered. A
 * message names no person and no number of one; of an account it has the last four digits.
 */
import type { CaseStatus } from '../../casework/status.ts';
import type { PlainDate } from '../../domain/plain-date.ts';
import type { AftercareBook, GrantItem } from '../book.ts';
import type { PaymentFault } from '../codes.ts';
import { isOpen, isPaid, lastAnswer, lastAttempt } from '../notices.ts';
import type { MessageTry, ReportingBook } from './reporting.ts';

interface Whom {
  /** What it is about: the same again is another time of the same message. */
  readonly key: string;
  readonly employerName: string;
  /** Empty where nobody knows one. */
  readonly mobile: string;
}

export type DueMessage = Whom &
  (
    | { readonly template: 'M1'; readonly tail: string }
    | { readonly template: 'M2' }
    | {
        readonly template: 'M3';
        readonly from: PlainDate;
        readonly to: PlainDate;
        readonly persons: number;
        readonly amountFen: number;
      }
    | { readonly template: 'M4'; readonly amountFen: number; readonly tail: string; readonly on: PlainDate }
    | { readonly template: 'M5'; readonly fault: PaymentFault; readonly tail: string }
    | { readonly template: 'M6'; readonly number: string; readonly status: 'deficient' | 'declined' }
    | { readonly template: 'M7'; readonly amountFen: number }
  );

/** A case of the window whose paper waits to be fetched. */
export interface AnsweredCase {
  readonly caseId: string;
  readonly number: string;
  readonly status: CaseStatus;
  readonly decidedAt: number;
  readonly employerName: string;
  readonly mobile: string;
}

const tailOf = (account: string): string => account.replaceAll(/\D/gu, '').slice(-4);

interface Firm {
  readonly firmKey: string;
  readonly employerName: string;
  readonly mobile: string;
  readonly items: readonly GrantItem[];
}

function firmsOf({ items, payees }: AftercareBook): readonly Firm[] {
  const firms = new Map<string, GrantItem[]>();
  for (const item of items) firms.set(item.source.firmKey, [...(firms.get(item.source.firmKey) ?? []), item]);
  return [...firms].map(([firmKey, own]) => ({
    firmKey,
    employerName: own[0]?.source.employerName ?? '',
    mobile: payees.get(firmKey)?.at(-1)?.payee.mobile ?? own.find(({ offer }) => offer !== null)?.offer?.mobile ?? '',
    items: own,
  }));
}

function beforeMoney(book: AftercareBook, firm: Firm): readonly DueMessage[] {
  const { firmKey, employerName, mobile, items } = firm;
  const whom = { employerName, mobile };
  const payee = book.payees.get(firmKey)?.at(-1);
  const messages: DueMessage[] = [];
  if (
    payee !== undefined &&
    items.some(({ state, source }) => state === 'toSecondReview' && source.channel === 'automatic')
  )
    messages.push({
      ...whom,
      template: 'M1',
      key: `M1:${firmKey}:${payee.version}`,
      tail: tailOf(payee.payee.accountNumber),
    });
  if (items.some(({ state }) => state === 'toComplete'))
    messages.push({ ...whom, template: 'M2', key: `M2:${firmKey}` });
  const excess = items.reduce((sum, { excessFen }) => sum + excessFen, 0);
  if (excess > 0) messages.push({ ...whom, template: 'M7', key: `M7:${firmKey}:${excess}`, amountFen: excess });
  return messages;
}

function inBatches({ batches }: AftercareBook, firm: Firm): readonly DueMessage[] {
  const { firmKey, employerName, mobile, items } = firm;
  const whom = { employerName, mobile };
  return batches.flatMap((batch): DueMessage[] => {
    const shares = items.flatMap(({ source }) => batch.shares.get(source.itemId) ?? []);
    if (shares.length === 0) return [];
    if (batch.registered === null) {
      const { beginsOn, lastDay } = batch.begun.event;
      const amountFen = shares.reduce((sum, fen) => sum + fen, 0);
      const key = `M3:${batch.batchId}:${firmKey}`;
      return [{ ...whom, template: 'M3', key, from: beginsOn, to: lastDay, persons: shares.length, amountFen }];
    }
    const last = lastAttempt(batch, firmKey);
    const answer = last === undefined ? null : lastAnswer(last);
    if (last === undefined || answer === null || (isOpen(last) && !isPaid(last))) return [];
    const tail = tailOf(last.payee.payee.accountNumber);
    if (answer.outcome === 'paid')
      return [
        { ...whom, template: 'M4', key: `M4:${last.attemptId}`, amountFen: last.amountFen, tail, on: answer.paidOn },
      ];
    return answer.outcome === 'failed'
      ? [{ ...whom, template: 'M5', key: `M5:${last.attemptId}`, fault: answer.fault, tail }]
      : [];
  });
}

/** Everything that there is to tell now, firm by firm, then the papers that wait at the window. */
export function dueMessages(book: AftercareBook, cases: readonly AnsweredCase[]): readonly DueMessage[] {
  const told = firmsOf(book).flatMap((firm) => [...beforeMoney(book, firm), ...inBatches(book, firm)]);
  const papers = cases.flatMap(({ caseId, number, status, decidedAt, employerName, mobile }): DueMessage[] =>
    status === 'deficient' || status === 'declined'
      ? [{ template: 'M6', key: `M6:${caseId}:${decidedAt}`, employerName, mobile, number, status }]
      : [],
  );
  return [...told, ...papers];
}

/** The times that a message was handed out, oldest first. */
export const triesOf = ({ messages }: Pick<ReportingBook, 'messages'>, key: string): readonly MessageTry[] =>
  messages.get(key) ?? [];

/** Still to be told: never handed out, or not delivered the last time. */
export const isWaiting = (reporting: Pick<ReportingBook, 'messages'>, { key }: Pick<DueMessage, 'key'>): boolean => {
  const last = triesOf(reporting, key).at(-1);
  return last === undefined || last.answer?.result === 'failed';
};

/** Handed out, and nobody has said yet what became of it. */
export const isUnanswered = (reporting: Pick<ReportingBook, 'messages'>, { key }: Pick<DueMessage, 'key'>): boolean => {
  const last = triesOf(reporting, key).at(-1);
  return last !== undefined && last.answer === null;
};
