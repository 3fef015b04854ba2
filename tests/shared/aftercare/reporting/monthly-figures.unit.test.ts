/** 月报: every figure equals one that is computed a second time from the raw entries and actions, whatever happened in whatever month. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AftercareEvent } from '#shared/aftercare/event.ts';
import { foldAftercare, type AftercareEntry } from '#shared/aftercare/fold.ts';
import { monthlyFigures } from '#shared/aftercare/reporting/monthly-figures.ts';
import { addsUp, lineChanges, type ReportLine } from '#shared/aftercare/reporting/report-line.ts';
import { countsOfCase, type Counted } from '#shared/aftercare/reporting/window-counts.ts';
import type { GrantSource } from '#shared/aftercare/source.ts';
import { foldCase, type StoredAction } from '#shared/casework/case-state.ts';
import { addDays, month, monthOf, plainDate, type PlainDate } from '#shared/domain/plain-date.ts';
import {
  allocation,
  answered,
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
import { aCreditCode } from '#tests/builders/an-export-case.ts';
import { lineWords } from '#shared/wording/reporting.ts';
import { aSupplementAction, anAcceptedAction } from '#tests/builders/a-counter-store.ts';
import { aDecision } from '#tests/builders/a-case-action.ts';

const TERM = plainDate('2022-08-22');

interface FirmPlan {
  readonly firm: number;
  readonly persons: number;
  readonly fails: 'never' | 'F01' | 'F09';
  readonly pays: boolean;
  /** Days after the word to the agency. */
  readonly after: number;
}
interface BatchPlan {
  readonly begins: PlainDate;
  readonly firms: readonly FirmPlan[];
  readonly objections: readonly ('dismissed' | 'upheld' | 'partly')[];
}

const firmPlan = fc.record({
  firm: fc.integer({ min: 1, max: 4 }),
  persons: fc.integer({ min: 1, max: 3 }),
  fails: fc.constantFrom('never' as const, 'F01' as const, 'F09' as const),
  pays: fc.boolean(),
  after: fc.integer({ min: 0, max: 70 }),
});
const batchPlan = fc.record({
  begins: fc.integer({ min: 0, max: 700 }).map((days) => addDays(TERM, days)),
  firms: fc.uniqueArray(firmPlan, { minLength: 1, maxLength: 3, selector: ({ firm }) => firm }),
  objections: fc.array(fc.constantFrom('dismissed' as const, 'upheld' as const, 'partly' as const), { maxLength: 1 }),
});

const codes = [aCreditCode(1), `92${aCreditCode(2).slice(2)}`, `52${aCreditCode(3).slice(2)}`, 'FIRM4'];
const groups = ['graduate', 'registered-unemployed', undefined] as const;

function personsOf(at: number, { firm, persons }: FirmPlan): readonly GrantSource[] {
  return Array.from({ length: persons }, (_, index) => {
    const number = at * 100 + firm * 10 + index;
    const group = groups[number % groups.length];
    return {
      ...aSource(number, firm, `case-${at}-${firm}`, 100_000 + number),
      channel: number % 2 === 0 ? ('window' as const) : ('automatic' as const),
      unifiedSocialCreditCode: codes[firm - 1] ?? '',
      ...(group === undefined ? {} : { group }),
    };
  });
}

/** What happens to the firms of one batch once the agency was told. */
function pay(ledger: Ledger, batchId: string, plan: FirmPlan, sum: number, from: PlainDate): void {
  const [begun, done] = [addDays(from, plan.after), addDays(from, plan.after + 3)];
  const id = `${batchId}-${plan.firm}`;
  ledger.add(begun, first, paymentOf(`${id}-1`, plan.firm), batchId);
  const failed = { outcome: 'failed', fault: plan.fails, rawCode: '', rawText: '' } as never;
  if (plan.fails !== 'never') ledger.add(done, first, answered(`${id}-1`, failed), batchId);
  if (plan.fails === 'F01') {
    ledger.add(done, first, payee(plan.firm, 'o2', `1111222233${batchId.slice(1)}${plan.firm}${plan.after}`));
    ledger.add(done, first, paymentOf(`${id}-2`, plan.firm), batchId);
  }
  const last = plan.fails === 'F01' ? `${id}-2` : `${id}-1`;
  if (plan.pays) ledger.add(addDays(done, 2), first, answered(last, paidAnswer(sum, addDays(done, 1))), batchId);
}

function scene(plans: readonly BatchPlan[]): { readonly ledger: Ledger; readonly sources: readonly GrantSource[] } {
  const ledger = new Ledger().add('2022-08-22', first, rules);
  for (const firm of [1, 2, 3, 4]) ledger.add('2022-08-22', first, payee(firm));
  const sources: GrantSource[] = [];
  for (const [at, { begins, firms, objections }] of plans.entries()) {
    const batchId = `b${at}`;
    const own = firms.map((plan) => personsOf(at, plan));
    const all = own.flat();
    sources.push(...all);
    ledger.add(begins, first, passed(...all)).add(begins, second, reviewedAgain(...all));
    const days = {
      filedOn: begins,
      beginsOn: addDays(begins, 1),
      lastDay: addDays(begins, 3),
      registerFrom: addDays(begins, 4),
    };
    ledger.add(begins, first, { ...noticeOf(...all), ...days }, batchId);
    // An objection is about the first firm; upheld, it leaves the batch.
    for (const [index, conclusion] of objections.entries()) {
      const objectionId = `o${index}`;
      const itemIds = (own[0] ?? []).map(({ itemId }) => itemId);
      const on = addDays(begins, 2);
      ledger.add(
        on,
        first,
        { step: 'objected', objectionId, receivedOn: on, manner: 'letter', named: true, itemIds, text: '异议' },
        batchId,
      );
      ledger.add(
        addDays(begins, 3),
        first,
        {
          step: 'objectionSettled',
          objectionId,
          conclusion,
          treatment: conclusion === 'dismissed' ? 'kept' : 'removed',
          evidence: '核查记录',
          answeredOn: addDays(begins, 3),
        },
        batchId,
      );
    }
    const out = objections.some((one) => one !== 'dismissed') ? (own[0] ?? []) : [];
    const left = all.filter((source) => !out.includes(source));
    const told4 = addDays(begins, 4);
    ledger.add(told4, first, { step: 'noticeRegistered', conclusion: '通过' }, batchId);
    if (left.length === 0) continue;
    ledger.add(told4, first, allocation(...left), batchId);
    ledger.add(told4, first, { ...told, toldOn: told4 }, batchId);
    for (const plan of firms) {
      const paid = left.filter(({ firmKey }) => firmKey === `c:FIRM${plan.firm}`);
      if (paid.length > 0)
        pay(
          ledger,
          batchId,
          plan,
          paid.reduce((sum, { amountFen }) => sum + amountFen, 0),
          told4,
        );
    }
  }
  return { ledger, sources };
}

type Span = (day: string) => boolean;

/** Straight from the entries: no book, no fold. Nothing that stands here calls the code under test. */
function secondly(entries: readonly AftercareEntry[], sources: readonly GrantSource[], span: Span) {
  const members = new Map<string, Map<string, GrantSource>>();
  const attempts = new Map<string, { batch: string; firmKey: string; items: readonly GrantSource[] }>();
  const said: { attemptId: string; on: string; outcome: string; fault: string; paidOn: string }[] = [];
  const notice = { count: 0, persons: 0, amountFen: 0 };
  const allocated = { count: 0, persons: 0, amountFen: 0 };
  let [objected, upheld] = [0, 0];
  const about = new Map<string, readonly string[]>();
  for (const { content, subjectId, on } of entries) {
    const event = AftercareEvent.parse(content);
    if (event.step === 'noticeBegun') {
      const own = sources.filter(({ itemId }) => event.itemIds.includes(itemId));
      members.set(subjectId, new Map(own.map((source) => [source.itemId, source])));
      if (span(event.beginsOn)) {
        notice.count += 1;
        notice.persons += own.length;
        notice.amountFen += own.reduce((sum, { amountFen }) => sum + amountFen, 0);
      }
    }
    if (event.step === 'objected') {
      about.set(`${subjectId} ${event.objectionId}`, event.itemIds);
      if (span(event.receivedOn)) objected += 1;
    }
    if (event.step === 'objectionSettled' && event.treatment === 'removed') {
      for (const itemId of about.get(`${subjectId} ${event.objectionId}`) ?? []) members.get(subjectId)?.delete(itemId);
      if (span(event.answeredOn)) upheld += 1;
    }
    if (event.step === 'allocated' && span(on)) {
      const left = [...(members.get(subjectId) ?? new Map<string, GrantSource>()).values()];
      allocated.count += 1;
      allocated.persons += left.length;
      allocated.amountFen += left.reduce((sum, { amountFen }) => sum + amountFen, 0);
    }
    if (event.step === 'paymentBegun')
      attempts.set(event.attemptId, {
        batch: subjectId,
        firmKey: event.firmKey,
        items: [...(members.get(subjectId)?.values() ?? [])].filter(({ firmKey }) => firmKey === event.firmKey),
      });
    if (event.step === 'paymentAnswered') {
      const { result, attemptId } = event;
      said.push({
        attemptId,
        on,
        outcome: result.outcome,
        fault: result.outcome === 'failed' ? result.fault : '',
        paidOn: result.outcome === 'paid' ? result.paidOn : '',
      });
    }
  }
  const fen = (items: readonly GrantSource[]): number => items.reduce((sum, { amountFen }) => sum + amountFen, 0);
  const failures = said.filter(({ outcome, fault }) => outcome === 'failed' && fault !== 'F09');
  const paidRows = said.filter(({ outcome }) => outcome === 'paid');
  const again = paidRows.filter(({ attemptId, paidOn }) => {
    const own = attempts.get(attemptId);
    return (
      span(paidOn) &&
      failures.some((one) => {
        const other = attempts.get(one.attemptId);
        return other?.batch === own?.batch && other?.firmKey === own?.firmKey;
      })
    );
  });
  const paid = paidRows
    .filter(({ paidOn }) => span(paidOn))
    .flatMap(({ attemptId }) => attempts.get(attemptId)?.items ?? []);
  const tally = (items: readonly GrantSource[]) => ({
    firms: new Set(items.map(({ firmKey }) => firmKey)).size,
    persons: items.length,
    amountFen: fen(items),
  });
  const inSpan = failures.filter(({ on }) => span(on));
  const kind = (code: string): string =>
    ({ '91': 'enterprise', '92': 'individual-business', '52': 'social-organisation' })[code.slice(0, 2)] ?? 'unknown';
  return {
    paid: tally(paid),
    channel: (wanted: string) => tally(paid.filter(({ channel }) => channel === wanted)),
    group: (wanted: string) => tally(paid.filter(({ group }) => (group ?? 'unknown') === wanted)),
    unit: (wanted: string) => tally(paid.filter((one) => kind(one.unifiedSocialCreditCode) === wanted)),
    failed: {
      count: inSpan.length,
      amountFen: inSpan.reduce((sum, { attemptId }) => sum + fen(attempts.get(attemptId)?.items ?? []), 0),
    },
    repaid: {
      count: again.length,
      amountFen: again.reduce((sum, { attemptId }) => sum + fen(attempts.get(attemptId)?.items ?? []), 0),
    },
    notice,
    objection: { count: objected },
    'objection-upheld': { count: upheld },
    allocated,
  };
}

const none: readonly Counted[] = [];
const lineOf = (lines: readonly ReportLine[], id: string): ReportLine => {
  const found = lines.find((line) => line.id === id);
  if (found === undefined) throw new Error(`no line ${id}`);
  return found;
};

it('says in every line and span what the raw entries say', () => {
  let paidAtAll = 0;
  fc.assert(
    fc.property(
      fc.array(batchPlan, { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 0, max: 730 }).map((days) => monthOf(addDays(TERM, days))),
      (plans, period) => {
        const { ledger, sources } = scene(plans);
        const book = foldAftercare(sourcesOf(...sources), ledger.entries);
        expect(book.refused).toEqual([]);
        const { lines, months } = monthlyFigures({ book, window: none, period, termFrom: TERM });
        expect(addsUp(lines)).toBe(true);
        expect(lines.filter(({ id }) => lineWords(id).label === id)).toEqual([]);
        const ym = `${period.slice(0, 4)}-${period.slice(4)}`;
        const end = `${ym}-31`;
        const spans: Readonly<Record<'month' | 'year' | 'term', Span>> = {
          month: (day) => day.startsWith(ym),
          year: (day) => day.startsWith(period.slice(0, 4)) && day <= end,
          term: (day) => day >= TERM && day <= end,
        };
        for (const name of ['month', 'year', 'term'] as const) {
          const raw = secondly(ledger.entries, sources, spans[name]);
          if (name === 'term') paidAtAll += raw.paid.persons;
          for (const id of [
            'paid',
            'failed',
            'repaid',
            'notice',
            'objection',
            'objection-upheld',
            'allocated',
          ] as const)
            expect([id, name, lineOf(lines, id)[name]]).toEqual([id, name, raw[id]]);
          for (const part of ['channel', 'group', 'unit'] as const) {
            const own = lines.filter(({ id }) => id.startsWith(`${part}.`));
            expect(own.map((line) => [line.id, line[name]])).toEqual(
              own.map(({ id }) => [id, raw[part](id.slice(part.length + 1))]),
            );
          }
        }
        expect(months.at(-1)).toMatchObject({ month: period, persons: lineOf(lines, 'paid').month.persons });
        expect(months.reduce((sum, one) => sum + one.amountFen, 0)).toBe(lineOf(lines, 'paid').year.amountFen);
      },
    ),
    { numRuns: 60 },
  );
  expect(paidAtAll).toBeGreaterThan(40);
});

it('counts a firm once in a span, so that months of firms do not add up to the year', () => {
  const plan = (begins: string): BatchPlan => ({
    begins: plainDate(begins),
    firms: [{ firm: 1, persons: 2, fails: 'never', pays: true, after: 0 }],
    objections: [],
  });
  const { ledger, sources } = scene([plan('2022-08-22'), plan('2022-10-10')]);
  const book = foldAftercare(sourcesOf(...sources), ledger.entries);
  const of = (period: string) =>
    lineOf(monthlyFigures({ book, window: none, period: month(period), termFrom: TERM }).lines, 'paid');
  expect([of('202208').month.firms, of('202210').month.firms, of('202210').year.firms]).toEqual([1, 1, 1]);
  expect(of('202210').year.persons).toBe(4);
  expect(of('202209').month).toEqual({ firms: 0, persons: 0, amountFen: 0 });
});

describe('the window', () => {
  const stored = (...actions: StoredAction['action'][]): readonly StoredAction[] =>
    actions.map((action, at) => ({ sequence: at + 1, hash: 'h', numbers: [], action }));
  const counts = (actions: readonly StoredAction[]) => {
    const summary = foldCase('c', actions);
    if (summary === null) throw new Error('no case');
    return countsOfCase({ summary, actions });
  };

  it('counts what each case was answered, and persons of a supplement without a second case', () => {
    const accepted = anAcceptedAction(1, [{}, { verdict: 'unknown' }]);
    const later = aSupplementAction(1, [{}], plainDate('2022-09-05'));
    expect(counts(stored(accepted, later))).toEqual([
      expect.objectContaining({ what: 'received', cases: 1, persons: 2 }),
      { what: 'accepted', on: '2022-08-22', cases: 1, persons: 1 },
      { what: 'accepted', on: '2022-09-05', cases: 0, persons: 1 },
    ]);
    const what = (kind: 'deficiencyNotified' | 'declined') => counts(stored(aDecision(kind))).map((one) => one.what);
    expect(what('deficiencyNotified')).toEqual(['received', 'deficient']);
    expect(what('declined')).toEqual(['received', 'declined']);
  });

  it('sums them by span', () => {
    const counted: Counted[] = [
      { what: 'received', on: plainDate('2022-08-31'), cases: 1, persons: 3 },
      { what: 'received', on: plainDate('2022-09-01'), cases: 1, persons: 2 },
    ];
    const book = foldAftercare(sourcesOf(), []);
    const { lines } = monthlyFigures({ book, window: counted, period: month('202209'), termFrom: TERM });
    expect(lineOf(lines, 'window.received')).toEqual({
      id: 'window.received',
      month: { count: 1, persons: 2 },
      year: { count: 2, persons: 5 },
      term: { count: 2, persons: 5 },
    });
  });
});

it('names every figure that reads otherwise than it was sent', () => {
  const line = (persons: number): ReportLine => ({
    id: 'paid',
    month: { persons },
    year: { persons },
    term: { persons: 9 },
  });
  expect(lineChanges([line(1)], [line(2), { ...line(3), id: 'new' }]).slice(0, 2)).toEqual([
    { id: 'paid', span: 'month', cell: 'persons', before: 1, after: 2 },
    { id: 'paid', span: 'year', cell: 'persons', before: 1, after: 2 },
  ]);
  expect(lineChanges([line(1)], []).every(({ after }) => after === null)).toBe(true);
});

it('asks for no correction of a report because something is counted now that was nought then', () => {
  const line = (id: string, persons: number): ReportLine => ({
    id,
    month: { persons },
    year: { persons },
    term: { persons },
  });
  expect(lineChanges([line('paid', 1)], [line('paid', 1), line('recovery', 0)])).toEqual([]);
  expect(lineChanges([line('paid', 1)], [line('paid', 1), line('recovery', 2)])).toHaveLength(3);
  expect(lineChanges([line('recovery', 2)], [])).toHaveLength(3);
});
