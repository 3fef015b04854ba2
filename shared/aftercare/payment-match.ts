/** Whose the rows of a payment list are: the open try of a firm in a batch. A row that fits none, or more than one, acts on nothing. */
import { normaliseCode, normaliseEmployerName } from '../domain/normalise.ts';
import type { PlainDate } from '../domain/plain-date.ts';
import type { Attempt, NoticeBatch } from './book.ts';
import type { PaymentFault } from './codes.ts';
import type { PaymentResult } from './event.ts';
import { isOpen, lastAnswer, lastAttempt } from './notices.ts';

/** What a row says, wherever it was read. */
export interface PaymentSaid {
  readonly line: number;
  readonly planNumber: string;
  readonly creditCode: string;
  readonly firm: string;
  readonly account: string;
  readonly amountFen: number | null;
  readonly outcome: PaymentResult['outcome'];
  readonly fault: PaymentFault;
  readonly code: string;
  readonly reason: string;
  readonly on: PlainDate | null;
}

export interface PaymentFirm {
  readonly firmKey: string;
  readonly employerName: string;
  readonly unifiedSocialCreditCode: string;
}

export type PaymentMismatch =
  | 'nobody'
  | 'several'
  /** What it answers was answered for good already, and otherwise. */
  | 'answered'
  /** No amount, or another one than is due: money that does not agree is never taken for paid. */
  | 'amount-differs'
  /** No day of payment, or one before the plan or after today. */
  | 'day-unfit'
  | 'twice';

export interface PaymentMatching {
  readonly answers: readonly {
    readonly attempt: Attempt;
    readonly firm: PaymentFirm;
    readonly result: PaymentResult;
    readonly line: number;
  }[];
  readonly unmatched: readonly { readonly line: number; readonly firm: string; readonly reason: PaymentMismatch }[];
  /** Rows that say what is recorded. */
  readonly known: number;
}

interface Place {
  readonly attempt: Attempt;
  readonly firm: PaymentFirm;
}

const fits = ({ attempt, firm }: Place, row: PaymentSaid): boolean => {
  const { payee } = attempt.payee;
  const names = [normaliseEmployerName(firm.employerName), normaliseEmployerName(payee.accountName)];
  return (
    (row.planNumber === '' || normaliseCode(attempt.planNumber) === row.planNumber) &&
    (row.creditCode === '' || firm.unifiedSocialCreditCode === row.creditCode) &&
    (row.account === '' || payee.accountNumber.replaceAll(/\D/gu, '') === row.account) &&
    // Where something surer than a name is given the name decides nothing: banks shorten it.
    (row.firm === '' || row.creditCode !== '' || row.account !== '' || names.includes(row.firm))
  );
};

function resultOf(row: PaymentSaid, { attempt }: Place, today: PlainDate): PaymentResult | PaymentMismatch {
  const raw = { rawCode: row.code, rawText: row.reason };
  if (row.outcome === 'inProcess') return { outcome: 'inProcess', ...raw };
  if (row.outcome === 'failed') return { outcome: 'failed', fault: row.fault, ...raw };
  if (row.amountFen !== attempt.amountFen) return 'amount-differs';
  if (row.on === null || row.on < attempt.on || row.on > today) return 'day-unfit';
  return { outcome: 'paid', paidOn: row.on, amountFen: row.amountFen };
}

/** Matches a list with the last try of each firm of the batch. */
export function matchPayments(
  rows: readonly PaymentSaid[],
  batch: NoticeBatch,
  firms: readonly PaymentFirm[],
  today: PlainDate,
): PaymentMatching {
  const places = firms.flatMap((firm): Place[] => {
    const attempt = lastAttempt(batch, firm.firmKey);
    return attempt === undefined ? [] : [{ attempt, firm }];
  });
  const answers = new Map<string, PaymentMatching['answers'][number]>();
  const unmatched: PaymentMatching['unmatched'][number][] = [];
  const clashing = new Set<string>();
  let known = 0;
  for (const row of rows) {
    const refuse = (reason: PaymentMismatch): unknown => unmatched.push({ line: row.line, firm: row.firm, reason });
    const [place, ...more] = places.filter((one) => fits(one, row));
    if (place === undefined || more.length > 0) {
      refuse(place === undefined ? 'nobody' : 'several');
      continue;
    }
    const { attempt, firm } = place;
    const result = resultOf(row, place, today);
    if (typeof result === 'string') refuse(result);
    else if (JSON.stringify(result) === JSON.stringify(lastAnswer(attempt))) known += 1;
    else if (!isOpen(attempt)) refuse('answered');
    else if (answers.has(attempt.attemptId)) {
      clashing.add(attempt.attemptId);
      refuse('twice');
    } else answers.set(attempt.attemptId, { attempt, firm, result, line: row.line });
  }
  // Of two rows for one try nobody can say which holds.
  for (const id of clashing) {
    const first = answers.get(id);
    answers.delete(id);
    if (first !== undefined) unmatched.push({ line: first.line, firm: first.firm.employerName, reason: 'twice' });
  }
  return { answers: [...answers.values()], unmatched: unmatched.toSorted((a, b) => a.line - b.line), known };
}
