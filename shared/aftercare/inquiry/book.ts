/** Lists, rows and samples as the entries leave them. */
import type { PlainDate, Month } from '../../domain/plain-date.ts';
import type { Signed } from '../book.ts';
import { staysOpen } from './codes.ts';
import type { InquiryActName, InquiryActOf, InquiryRow, Meeting, RowAnswer } from './event.ts';
import type { RowState } from './transitions.ts';

type Done<Name extends InquiryActName> = Signed & { readonly act: InquiryActOf<Name> };

export interface AnsweredRow extends Signed {
  readonly answer: RowAnswer;
  readonly meeting: Meeting | null;
}

export interface CheckedRow extends Signed {
  readonly personId: string;
  readonly personName: string;
}

export interface ListedRow {
  readonly row: InquiryRow;
  readonly answered: AnsweredRow | null;
  readonly checked: CheckedRow | null;
  /** Day of the last report of this answer. */
  readonly reportedOn: PlainDate | null;
}

export interface InquiryList {
  readonly listId: string;
  readonly begun: Done<'listBegun'>;
  /** Rows read so far; fewer than announced while the file is not wholly taken in. */
  readonly rows: readonly ListedRow[];
  readonly complete: boolean;
  readonly parts: ReadonlySet<number>;
}

export interface Sample {
  readonly drawn: Done<'sampled'>;
  /** Results by item. */
  readonly results: ReadonlyMap<string, Done<'sampleChecked'>>;
}

export interface MonthCheck {
  readonly month: Month;
  readonly reconciled: Done<'reconciled'>;
}

export function stateOfRow({ answered, checked, reportedOn }: ListedRow): RowState {
  if (answered === null) return 'open';
  if (checked === null) return 'answered';
  if (reportedOn === null) return 'checked';
  return staysOpen(answered.answer.code) ? 'pending' : 'done';
}

/** Nothing is waited for any more: every row has its last word and was reported. */
export const isListDone = ({ complete, rows }: InquiryList): boolean =>
  complete && rows.every((row) => stateOfRow(row) === 'done');
