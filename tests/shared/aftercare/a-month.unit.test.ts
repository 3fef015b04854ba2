/**
 * A season of a county from end to end: a list of 60 rows and eight cases of the window, completed, published, paid with three failures and
 * paid again, twelve rows of 应发未发 answered, one recovery by instalments, the list that goes up, the monthly report. Every figure is
 * compared with every other that says the same, and with sums straight from the entries.
 */
import { describe, expect, it } from 'vitest';
import { AftercareEvent } from '#shared/aftercare/event.ts';
import { foldAftercare } from '#shared/aftercare/fold.ts';
import { stateOfRow } from '#shared/aftercare/inquiry/book.ts';
import { claimedOf, debtOf, repaidOf, returnedWhole, stateOfRecovery } from '#shared/aftercare/recovery/book.ts';
import { monthlyFigures } from '#shared/aftercare/reporting/monthly-figures.ts';
import { addsUp, type Cells, type Span } from '#shared/aftercare/reporting/report-line.ts';
import type { GrantSource } from '#shared/aftercare/source.ts';
import { month, plainDate } from '#shared/domain/plain-date.ts';
import { listedItems } from '#shared/batches/paid-list.ts';
import { aListRow, listBegun, rowsTaken } from '#tests/builders/a-list.ts';
import {
  agreed,
  decided,
  informed,
  opened,
  recoveryEvent,
  repaid,
  rulesForRecovery,
  served,
  silent,
} from '#tests/builders/a-recovery.ts';
import {
  allocation,
  answered as paymentAnswered,
  aSource,
  first,
  Ledger,
  noticeOf,
  paidAnswer,
  passed,
  payee,
  paymentOf,
  reviewedAgain,
  rules,
  second,
  sourcesOf,
  told,
} from '#tests/builders/an-aftercare.ts';
import { answer, answered, aRow, begun, checked, inquiryEvent, reported } from '#tests/builders/an-inquiry.ts';

const EACH = 150_000;
const WINDOW_FIRMS = [1, 2, 3, 4];
const LIST_FIRMS = [5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16];
const FAILED = [14, 15, 16];
const allFirms = [...WINDOW_FIRMS, ...LIST_FIRMS];

/** Two persons of each firm at the window, five of each firm of the list. */
const atWindow = WINDOW_FIRMS.flatMap((firm) => [aSource(firm * 2 - 1, firm), aSource(firm * 2, firm)]);
const rows = LIST_FIRMS.flatMap((firm, place) =>
  Array.from({ length: 5 }, (_, at) => aListRow(101 + place * 5 + at, firm, 2 + place * 5 + at)),
);
const sources = sourcesOf(...atWindow);

function season(): { readonly ledger: Ledger; readonly out: readonly GrantSource[] } {
  const ledger = new Ledger()
    .add('2022-08-22', first, rules)
    .add('2022-08-22', first, listBegun('l1', { rows: rows.length }))
    .add('2022-08-22', first, rowsTaken(rows));
  const all = foldAftercare(sources, ledger.entries).items.map(({ source }) => source);
  const out = all.filter(({ firmKey }) => firmKey === 'c:FIRM5').slice(0, 2);
  const going = all.filter((source) => !out.includes(source));
  ledger.add('2022-08-22', first, passed(...going));
  ledger.add('2022-08-22', first, {
    step: 'reviewed',
    items: out.map((source) => ({
      conclusion: 'rejected',
      source,
      reason: 'N04',
      evidenceOn: plainDate('2022-08-20'),
      note: '已停保',
    })),
  });
  for (const firm of allFirms) ledger.add('2022-08-22', first, payee(firm));
  ledger
    .add('2022-08-22', second, reviewedAgain(...going))
    .add('2022-08-22', first, noticeOf(...going), 'b')
    .add('2022-08-26', first, { step: 'noticeRegistered', conclusion: '无异议' }, 'b')
    .add('2022-08-26', first, allocation(...going), 'b')
    .add('2022-08-26', first, told, 'b');
  for (const firm of allFirms) ledger.add('2022-08-26', first, paymentOf(`a${firm}`, firm), 'b');
  for (const firm of allFirms) {
    const due = going.filter(({ firmKey }) => firmKey === `c:FIRM${firm}`).length * EACH;
    const failed = { outcome: 'failed', fault: 'F01', rawCode: '01', rawText: '账号不存在' } as const;
    if (!FAILED.includes(firm))
      ledger.add('2022-08-29', first, paymentAnswered(`a${firm}`, paidAnswer(due, '2022-08-29')), 'b');
    else ledger.add('2022-08-29', first, paymentAnswered(`a${firm}`, failed), 'b');
  }
  for (const firm of FAILED) {
    ledger.add('2022-09-05', first, payee(firm, 'o2', `99990000${firm}`));
    ledger.add('2022-09-05', first, paymentOf(`a${firm}-2`, firm), 'b');
    ledger.add('2022-09-08', first, paymentAnswered(`a${firm}-2`, paidAnswer(5 * EACH, '2022-09-08')), 'b');
  }
  return { ledger, out };
}

/** Twelve rows: four were paid already, six are not due, two wait for an account. */
function withInquiry(ledger: Ledger): void {
  const lines = Array.from({ length: 12 }, (_, at) => at + 2);
  const asked = lines.map((line, at) => aRow(line, at < 4 ? atWindow[at] : {}));
  const codes = lines.map((_, at) => (at < 4 ? 'Y4' : at < 10 ? 'N04' : 'Y2'));
  const acts = [begun(12), { act: 'rowsRead', part: 0, rows: asked } as const];
  for (const act of acts) ledger.add('2022-09-12', first, inquiryEvent(act), 'q1');
  const said = lines.map((line, at) => answer(line, codes[at] as 'Y4'));
  ledger.add('2022-09-20', first, inquiryEvent(answered(...said)), 'q1');
  ledger.add('2022-09-21', second, inquiryEvent(checked(...lines)), 'q1');
  ledger.add('2022-09-22', first, inquiryEvent(reported(...lines)), 'q1');
}

/** One person of the first firm, in three instalments. */
function withRecovery(ledger: Ledger): GrantSource {
  const [one] = atWindow;
  if (one === undefined) throw new Error('nobody was paid');
  ledger
    .add('2022-10-10', first, rulesForRecovery)
    .add('2022-10-10', first, recoveryEvent(opened([one])), 'r1')
    .add('2022-10-17', first, recoveryEvent(informed), 'r1')
    .add('2022-10-25', first, recoveryEvent(silent), 'r1')
    .add('2022-11-01', first, recoveryEvent(decided(EACH)), 'r1')
    .add('2022-11-07', first, recoveryEvent(served), 'r1')
    .add('2022-11-10', first, recoveryEvent(agreed(50_000, 50_000, 50_000)), 'r1');
  for (const [at, day] of ['2022-12-10', '2022-12-12', '2023-01-05'].entries())
    ledger.add(day, first, recoveryEvent(repaid(`p${at}`, 50_000, day)), 'r1');
  return one;
}

const { ledger, out } = season();
withInquiry(ledger);
const recoveredPerson = withRecovery(ledger);
const book = foldAftercare(sources, ledger.entries);

const figures = (period: string) =>
  monthlyFigures({ book, window: [], period: month(period), termFrom: plainDate('2022-08-22') }).lines;
const cell = (period: string, id: string, span: Span = 'month'): Cells =>
  figures(period).find((line) => line.id === id)?.[span] ?? {};

/** Straight from the entries. */
const events = ledger.entries.map(({ content }) => AftercareEvent.parse(content));
const bankSaidPaid = events.flatMap((event) =>
  event.step === 'paymentAnswered' && event.result.outcome === 'paid' ? [event.result] : [],
);
const sumOf = (amounts: readonly number[]): number => amounts.reduce((sum, fen) => sum + fen, 0);

describe('a season of a county', () => {
  it('takes every entry, and holds each person once', () => {
    expect(book.refused).toEqual([]);
    expect(book.items).toHaveLength(68);
    expect(new Set(book.items.map(({ source }) => source.citizenId)).size).toBe(68);
    expect(book.items.filter(({ state }) => state === 'rejected').map(({ source }) => source.itemId)).toEqual(
      out.map(({ itemId }) => itemId),
    );
  });

  it('pays what was allocated: person by person, firm by firm, by the bank’s word', () => {
    const [batch] = book.batches;
    const paid = book.items.filter(({ state, source }) => state === 'paid' || source.itemId === recoveredPerson.itemId);
    expect(paid).toHaveLength(66);
    expect(batch?.allocated?.event).toMatchObject({ firms: 16, persons: 66, amountFen: 66 * EACH });
    expect(sumOf(bankSaidPaid.map(({ amountFen }) => amountFen))).toBe(66 * EACH);
    expect(
      sumOf(
        batch?.attempts
          .filter(({ answers }) => answers.at(-1)?.result.outcome === 'paid')
          .map((one) => one.amountFen) ?? [],
      ),
    ).toBe(66 * EACH);
    expect(batch?.attempts).toHaveLength(16 + FAILED.length);
  });

  it('reports by month, year and term what the bank paid in it, divided and undivided', () => {
    const inAugust = bankSaidPaid.filter(({ paidOn }) => paidOn.startsWith('2022-08'));
    const inSeptember = bankSaidPaid.filter(({ paidOn }) => paidOn.startsWith('2022-09'));
    const august = sumOf(inAugust.map(({ amountFen }) => amountFen));
    const september = sumOf(inSeptember.map(({ amountFen }) => amountFen));
    expect([august, september]).toEqual([51 * EACH, 15 * EACH]);
    expect(cell('202208', 'paid')).toEqual({ firms: 13, persons: 51, amountFen: august });
    expect(cell('202209', 'paid')).toEqual({ firms: 3, persons: 15, amountFen: september });
    expect(cell('202209', 'paid', 'term')).toEqual({ firms: 16, persons: 66, amountFen: august + september });
    for (const period of ['202208', '202209', '202212']) expect(addsUp(figures(period))).toBe(true);
    expect(cell('202209', 'channel.automatic', 'term').persons).toBe(58);
    expect(cell('202209', 'channel.window', 'term').persons).toBe(8);
    expect(cell('202208', 'failed')).toEqual({ count: 3, amountFen: 15 * EACH });
    expect(cell('202209', 'repaid')).toEqual({ count: 3, amountFen: 15 * EACH });
    expect(cell('202208', 'notice')).toEqual({ count: 1, persons: 66, amountFen: 66 * EACH });
  });

  it('says of the lists what was taken and answered', () => {
    const [list] = book.inquiryLists;
    expect(list?.rows.map(stateOfRow).filter((state) => state === 'done')).toHaveLength(10);
    expect(cell('202208', 'list')).toEqual({ count: 1, persons: 60 });
    expect(cell('202209', 'unpaid').persons).toBe(12);
    const parts = ['unpaid.paid', 'unpaid.not-due', 'unpaid.open'].map((id) => cell('202209', id).persons);
    expect(parts).toEqual([4, 6, 2]);
    expect(cell('202208', 'unpaid').persons).toBe(0);
  });

  it('claims back one person’s money, and owes nothing when the last instalment came', () => {
    const [recovery] = book.recoveries;
    if (recovery === undefined) throw new Error('no recovery');
    expect([claimedOf(recovery), repaidOf(recovery), debtOf(recovery)]).toEqual([EACH, EACH, 0]);
    expect(stateOfRecovery(recovery)).toBe('settled');
    const back = events.flatMap((event) =>
      event.step === 'recovery' && event.act.act === 'repaid' ? [event.act] : [],
    );
    const backIn = (year: string): number =>
      sumOf(back.filter(({ paidOn }) => paidOn.startsWith(year)).map((one) => one.amountFen));
    expect(cell('202212', 'recovery', 'year')).toEqual({ firms: 1, persons: 1, amountFen: EACH });
    expect(cell('202212', 'recovery.returned')).toEqual({ count: 2, amountFen: backIn('2022-12') });
    expect(cell('202212', 'recovery.debt', 'year').amountFen).toBe(EACH - backIn('2022'));
    expect(cell('202301', 'recovery.debt').amountFen).toBe(EACH - backIn('2022') - backIn('2023'));
  });

  it('sends up everybody who was paid; whoever paid back whole stays or leaves by the place’s rule', () => {
    const paid = new Map(book.items.map(({ source, paidFen }) => [source.itemId, paidFen]));
    const back = returnedWhole(book.recoveries, (itemId) => paid.get(itemId) ?? 0);
    expect([...back]).toEqual([recoveredPerson.itemId]);
    const listed = (period: string, rule: 'stay' | 'leave') => listedItems(book.items, month(period), rule, back);
    expect(listed('202208', 'stay')).toHaveLength(cell('202208', 'paid', 'term').persons ?? 0);
    expect(listed('202209', 'stay')).toHaveLength(66);
    expect(listed('202209', 'leave')).toHaveLength(65);
    expect(sumOf(listed('202209', 'stay').map(({ paidFen }) => paidFen))).toBe(
      cell('202209', 'paid', 'term').amountFen,
    );
  });
});
