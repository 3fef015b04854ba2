/**
 * What 月报 says beside payments: lists that came down or were taken, 核查 and 追回. Each counts on the day of its own step; what is still
 * owed is what stands at the end of the span, whatever the span.
 */
import type { PlainDate } from '../../domain/plain-date.ts';
import type { AftercareBook } from '../book.ts';
import { staysOpen, type RowCode } from '../inquiry/codes.ts';
import type { ListedRow } from '../inquiry/book.ts';
import { claimedOf, type Recovery } from '../recovery/book.ts';
import type { Within } from './monthly-figures.ts';
import type { Cells, ReportLine } from './report-line.ts';

type LineOf = (id: string, of: (within: Within) => Cells) => ReportLine;

/** 免申即享 lists, on the day on which they were downloaded; persons are the rows that were taken. */
const listLines = ({ lists }: AftercareBook, line: LineOf): readonly ReportLine[] =>
  lists.taken.length === 0
    ? []
    : [
        line('list', (within) => {
          const own = lists.taken.filter(({ head }) => within(head.downloadedOn));
          return { count: own.length, persons: own.reduce((sum, { rows }) => sum + rows.length, 0) };
        }),
      ];

/** The last word on a row: checked by another officer, and not one of those that are answered again. */
const lastWord = ({ answered, checked }: ListedRow): RowCode | null =>
  answered === null || checked === null || staysOpen(answered.answer.code) ? null : answered.answer.code;

const isPaidCode = (code: RowCode): boolean => code === 'Y1' || code === 'Y4';
/** 疑似重复 that is none: another person, or not paid here at all. */
const isNone = (code: RowCode): boolean => code === 'K1' || code === 'K2';

function inquiryLines({ inquiryLists }: AftercareBook, line: LineOf): readonly ReportLine[] {
  const ofKind = (
    kind: 'dueButUnpaid' | 'duplicate',
    parts: Readonly<Record<string, (code: RowCode | null) => boolean>>,
  ): readonly ReportLine[] => {
    const lists = inquiryLists.filter(({ begun }) => begun.act.kind === kind);
    if (lists.length === 0) return [];
    return Object.entries(parts).map(([id, counts]) =>
      line(id, (within) => ({
        persons: lists
          .filter(({ begun }) => within(begun.act.issuedOn))
          .flatMap(({ rows }) => rows)
          .filter((row) => counts(lastWord(row))).length,
      })),
    );
  };
  return [
    ...ofKind('dueButUnpaid', {
      unpaid: () => true,
      'unpaid.paid': (code) => code !== null && isPaidCode(code),
      'unpaid.not-due': (code) => code !== null && !isPaidCode(code),
      'unpaid.open': (code) => code === null,
    }),
    ...ofKind('duplicate', {
      duplicate: () => true,
      'duplicate.true': (code) => code !== null && !isNone(code),
      'duplicate.none': (code) => code !== null && isNone(code),
      'duplicate.open': (code) => code === null,
    }),
  ];
}

const firmsOf = (recoveries: readonly Recovery[]): number => new Set(recoveries.map(({ firmKey }) => firmKey)).size;

/** A 追回 that was given up claims nothing. */
function recoveryLines({ recoveries }: AftercareBook, line: LineOf, until: Within): readonly ReportLine[] {
  const standing = recoveries.filter(({ withdrawn }) => withdrawn === null);
  if (standing.length === 0) return [];
  const openedIn = (within: Within): readonly Recovery[] => standing.filter(({ opened }) => within(opened.on));
  const repaymentsIn = (within: Within) =>
    standing.flatMap(({ repayments }) =>
      repayments.filter(({ act, reversed }) => reversed === null && within(act.paidOn)).map(({ act }) => act),
    );
  const returned = (within: Within): number => repaymentsIn(within).reduce((sum, { amountFen }) => sum + amountFen, 0);
  const claimed = (within: Within): number => openedIn(within).reduce((sum, one) => sum + claimedOf(one), 0);
  return [
    line('recovery', (within) => {
      const own = openedIn(within);
      const persons = own.reduce((sum, { items }) => sum + items.length, 0);
      return { firms: firmsOf(own), persons, amountFen: claimed(within) };
    }),
    line('recovery.returned', (within) => ({ count: repaymentsIn(within).length, amountFen: returned(within) })),
    line('recovery.debt', () => ({ amountFen: Math.max(0, claimed(until) - returned(until)) })),
  ];
}

/** The lines of whatever there is; a line without figures does not exist, so that nothing is reported as 0 that nobody counts. */
export function furtherLines(book: AftercareBook, line: LineOf, lastDay: PlainDate): readonly ReportLine[] {
  return [...listLines(book, line), ...inquiryLines(book, line), ...recoveryLines(book, line, (day) => day <= lastDay)];
}
