/**
 * 月报 (人社厅发〔2022〕41号 末段“按月将政策落实情况报送”; it gives no form): what was paid by month, year and term, by channel,
 * group and kind of unit, what failed and was paid again, 公示 and objections, the window's own counts. Money counts on the day
 * on which it was paid, everything else on the day of the step. A firm counts once in a span, so spans of firms do not add up.
 */
import { addMonths, firstDayOf, lastDayOf, type Month, type PlainDate } from '../../domain/plain-date.ts';
import { unitTypeOfCreditCode } from '../../domain/unified-social-credit-code.ts';
import type { AftercareBook, Attempt, GrantItem } from '../book.ts';
import { isUndecided } from '../codes.ts';
import { isPaid, lastAnswer } from '../notices.ts';
import { Channel, PersonGroup } from '../source.ts';
import { furtherLines } from './further-lines.ts';
import type { Cells, ReportLine, ReportMonth, Span } from './report-line.ts';
import { windowCounts, type Counted } from './window-counts.ts';

export interface FiguresInput {
  readonly book: AftercareBook;
  readonly window: readonly Counted[];
  readonly period: Month;
  /** First day of the term of the policy. */
  readonly termFrom: PlainDate;
}

export interface MonthlyFigures {
  readonly lines: readonly ReportLine[];
  /** The months of the year up to this one. */
  readonly months: readonly ReportMonth[];
}

/** Whether a day lies in a span. */
export type Within = (day: PlainDate) => boolean;

/** The three spans of a month, all ending with its last day. */
export function spansOf(period: Month, termFrom: PlainDate): Readonly<Record<Span, Within>> {
  const last = lastDayOf(period);
  const from =
    (first: PlainDate): Within =>
    (day) =>
      first <= day && day <= last;
  return {
    month: from(firstDayOf(period)),
    year: from(`${period.slice(0, 4)}-01-01` as PlainDate),
    term: from(termFrom),
  };
}

interface Paid {
  readonly item: GrantItem;
  readonly on: PlainDate;
}

const paidIn = ({ items }: AftercareBook): readonly Paid[] =>
  items.flatMap((item) => (item.paidOn === null || item.paidFen === 0 ? [] : [{ item, on: item.paidOn }]));

function tally(paid: readonly Paid[]): Cells {
  return {
    firms: new Set(paid.map(({ item }) => item.source.firmKey)).size,
    persons: paid.length,
    amountFen: paid.reduce((sum, { item }) => sum + item.paidFen, 0),
  };
}

type LineOf = (id: string, of: (within: Within) => Cells) => ReportLine;

/** 发放, and the same money divided three times. Kinds that nobody has are left out, but for those that every form asks for. */
function paidLines(paid: readonly Paid[], line: LineOf): readonly ReportLine[] {
  const divided = (part: string, kindOf: (item: GrantItem) => string, always: readonly string[]): ReportLine[] => {
    const found = new Set(paid.map(({ item }) => kindOf(item)));
    const kinds = [...always, ...[...found].filter((kind) => !always.includes(kind)).sort()];
    return kinds.map((kind) =>
      line(`${part}.${kind}`, (within) => tally(paid.filter(({ item, on }) => within(on) && kindOf(item) === kind))),
    );
  };
  return [
    line('paid', (within) => tally(paid.filter(({ on }) => within(on)))),
    ...divided('channel', ({ source }) => source.channel, Channel.options.toReversed()),
    ...divided('group', ({ source }) => source.group ?? 'unknown', PersonGroup.options),
    ...divided('unit', ({ source }) => unitTypeOfCreditCode(source.unifiedSocialCreditCode) ?? 'unknown', [
      'enterprise',
    ]),
  ];
}

/** Day on which the bank sent a try back for good; `null` while it did not. 重复业务 is no failure before the bank answers. */
function failedOn({ answers }: Attempt): PlainDate | null {
  const failed = answers.find(({ result }) => result.outcome === 'failed' && !isUndecided(result.fault));
  return failed?.on ?? null;
}

const payments = (attempts: readonly Attempt[]): Cells => ({
  count: attempts.length,
  amountFen: attempts.reduce((sum, { amountFen }) => sum + amountFen, 0),
});

function paymentLines({ batches }: AftercareBook, line: LineOf): readonly ReportLine[] {
  const attempts = batches.flatMap((batch) => batch.attempts);
  const repaid = attempts.filter(
    (attempt, at) =>
      isPaid(attempt) &&
      attempts
        .slice(0, at)
        .some((one) => one.batchId === attempt.batchId && one.firmKey === attempt.firmKey && failedOn(one) !== null),
  );
  const paidOn = (attempt: Attempt): PlainDate | null => {
    const answer = lastAnswer(attempt);
    return answer?.outcome === 'paid' ? answer.paidOn : null;
  };
  const on = (dayOf: (attempt: Attempt) => PlainDate | null, list: readonly Attempt[], within: Within): Cells =>
    payments(
      list.filter((attempt) => {
        const day = dayOf(attempt);
        return day !== null && within(day);
      }),
    );
  return [
    line('failed', (within) => on(failedOn, attempts, within)),
    line('repaid', (within) => on(paidOn, repaid, within)),
  ];
}

function noticeLines({ batches }: AftercareBook, line: LineOf): readonly ReportLine[] {
  const objections = batches.flatMap((batch) => batch.objections);
  return [
    line('notice', (within) => {
      const begun = batches.filter((batch) => within(batch.begun.event.beginsOn)).map((batch) => batch.begun.event);
      return {
        count: begun.length,
        persons: begun.reduce((sum, { persons }) => sum + persons, 0),
        amountFen: begun.reduce((sum, { amountFen }) => sum + amountFen, 0),
      };
    }),
    line('objection', (within) => ({
      count: objections.filter(({ objection }) => within(objection.receivedOn)).length,
    })),
    line('objection-upheld', (within) => ({
      count: objections.filter(
        ({ settled }) =>
          settled !== null && settled.settlement.conclusion !== 'dismissed' && within(settled.settlement.answeredOn),
      ).length,
    })),
    line('allocated', (within) => {
      const done = batches.flatMap(({ allocated }) =>
        allocated !== null && within(allocated.on) ? [allocated.event] : [],
      );
      return {
        count: done.length,
        persons: done.reduce((sum, { persons }) => sum + persons, 0),
        amountFen: done.reduce((sum, { amountFen }) => sum + amountFen, 0),
      };
    }),
  ];
}

const windowLines = (window: readonly Counted[], line: LineOf): readonly ReportLine[] =>
  windowCounts.map((what) =>
    line(`window.${what}`, (within) => {
      const own = window.filter((one) => one.what === what && within(one.on));
      return {
        count: own.reduce((sum, { cases }) => sum + cases, 0),
        persons: own.reduce((sum, { persons }) => sum + persons, 0),
      };
    }),
  );

/** Everything that the report of a month says, as the book stands now. */
export function monthlyFigures({ book, window, period, termFrom }: FiguresInput): MonthlyFigures {
  const within = spansOf(period, termFrom);
  const line: LineOf = (id, of) => ({ id, month: of(within.month), year: of(within.year), term: of(within.term) });
  const paid = paidIn(book);
  const january = `${period.slice(0, 4)}01` as Month;
  const months = Array.from({ length: Number(period.slice(4)) }, (_, at) => addMonths(january, at));
  return {
    lines: [
      ...paidLines(paid, line),
      ...paymentLines(book, line),
      ...noticeLines(book, line),
      ...furtherLines(book, line, lastDayOf(period)),
      ...windowLines(window, line),
    ],
    months: months.map((month) => {
      const own = tally(paid.filter(({ on }) => on.startsWith(`${month.slice(0, 4)}-${month.slice(4)}`)));
      return { month, persons: own.persons ?? 0, amountFen: own.amountFen ?? 0 };
    }),
  };
}
