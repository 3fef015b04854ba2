import { describe, expect, it } from 'vitest';
import { plainDate, type PlainDate } from '#shared/domain/plain-date.ts';
import { dayFigures } from '#renderer/features/day-close/day-figures.ts';
import type { CaseSummary, PrintSummary } from '#renderer/store/cases/case-store.ts';

const today = plainDate('2022-08-22');
const yesterday = plainDate('2022-08-19');

/** An acceptance of three persons on the case's day, out when the case has a batch. */
function aCase(n: number, change: Partial<CaseSummary> = {}): CaseSummary {
  const { status = 'accepted', decidedOn = today, batchNumber = null } = change;
  const isAccepted = ['accepted', 'partlyExported', 'exported'].includes(status);
  const round = {
    ledgerNumber: 1,
    on: decidedOn ?? today,
    persons: 3,
    rows: 3,
    amountFen: 450_000,
    batchNumber,
    corrects: null,
    review: null,
    paper: 'acceptance' as const,
  };
  return {
    caseId: `case-${n}`,
    number: `〔2022〕W03-${String(n).padStart(6, '0')}`,
    status: 'accepted',
    outcome: 'accept',
    employerName: `样例${n}公司`,
    unifiedSocialCreditCode: '',
    persons: [],
    metPersons: 3,
    totalAmountFen: 450_000,
    receivedOn: today,
    decidedOn: today,
    decisionDue: null,
    remedyBy: null,
    acceptBy: null,
    answeredOn: null,
    stages: [],
    rounds: isAccepted ? [round] : [],
    decidedAt: n,
    prints: [],
    batchNumber: null,
    batchWindow: null,
    release: null,
    handedBack: null,
    firstSequence: n,
    lastSequence: n,
    ...change,
  };
}

const print = (paper: string, change: Partial<PrintSummary> = {}): PrintSummary => ({
  printId: 'p',
  paper,
  copy: 1,
  state: 'printed',
  of: 1,
  outdated: false,
  ledgerNumber: 1,
  ...change,
});
const acceptance = (change: Partial<PrintSummary> = {}) => [print('acceptance', change)];
const kinds = (cases: readonly CaseSummary[], day: PlainDate = today, batches: readonly string[] = []) =>
  dayFigures(cases, day, new Set(batches), null).differences.map(({ number, kind }) => `${number.slice(-1)} ${kind}`);

describe('the four figures', () => {
  it('agree when everything was printed and went out', () => {
    const cases = [1, 2].map((n) => aCase(n, { status: 'exported', batchNumber: 'b', prints: acceptance() }));
    expect(dayFigures(cases, today, new Set(['b']), null)).toMatchObject({
      taken: { cases: 2, persons: 6 },
      printed: { cases: 2 },
      exported: { cases: 2 },
      synced: null,
      differences: [],
    });
  });

  it('count what was accepted earlier and is still here, and what of it goes out today', () => {
    const old = aCase(1, { decidedOn: yesterday, prints: acceptance() });
    const outToday = aCase(2, { decidedOn: yesterday, status: 'exported', batchNumber: 'b', prints: acceptance() });
    const outLongAgo = aCase(3, { decidedOn: yesterday, status: 'exported', batchNumber: 'a', prints: acceptance() });
    const figures = dayFigures([old, outToday, outLongAgo], today, new Set(['b']), null);
    expect([figures.taken.cases, figures.exported.cases, figures.carriedOver]).toEqual([2, 1, 1]);
    expect(figures.differences.map(({ kind }) => kind)).toEqual(['not-exported']);
  });

  it('leave out tomorrow, what was voided and what was withdrawn', () => {
    const cases = [
      aCase(1, { decidedOn: plainDate('2022-08-23') }),
      aCase(2, { status: 'voided' }),
      aCase(3, { status: 'withdrawn' }),
    ];
    expect(dayFigures(cases, today, new Set(), null).taken.cases).toBe(0);
    expect(kinds(cases)).toEqual([]);
  });
});

describe('the fourth figure, 已同步', () => {
  const cases = [aCase(1, { lastSequence: 4 }), aCase(2, { lastSequence: 9 })];
  it.each([
    ['nothing is at the hub', 0, 0],
    ['the first case is, to its last entry', 4, 1],
    ['all but the last entry of the second', 8, 1],
    ['everything', 9, 2],
  ])('%s', (_, syncedTo, expected) => {
    expect(dayFigures(cases, today, new Set(), syncedTo).synced?.cases).toBe(expected);
  });
});

describe('a supplementary decision', () => {
  const first = {
    ledgerNumber: 1,
    on: yesterday,
    persons: 3,
    rows: 3,
    amountFen: 450_000,
    batchNumber: 'a',
    corrects: null,
    review: null,
    paper: 'acceptance' as const,
  };
  const second = { ...first, ledgerNumber: 5, on: today, persons: 1, rows: 1, amountFen: 150_000, batchNumber: null };
  const printedBoth = [print('acceptance'), print('acceptance', { of: 5 })];

  it('counts the persons of the day alone, and its own paper', () => {
    const entry = aCase(1, { status: 'partlyExported', rounds: [first, second], prints: [print('acceptance')] });
    expect(dayFigures([entry], today, new Set(), null)).toMatchObject({
      taken: { cases: 1, persons: 1 },
      printed: { cases: 0 },
      exported: { cases: 0 },
    });
    expect(kinds([entry])).toEqual(['1 paper-not-printed', '1 not-exported']);
    expect(kinds([{ ...entry, prints: printedBoth }])).toEqual(['1 not-exported']);
    expect(dayFigures([entry], yesterday, new Set(['a']), null).taken).toEqual({ cases: 1, persons: 3 });
  });

  it('that accepts nobody has a paper and no export', () => {
    const entry = aCase(1, {
      status: 'exported',
      rounds: [first, { ...second, persons: 0, rows: 0, amountFen: 0, paper: 'supplementNotice' as const }],
    });
    expect(kinds([{ ...entry, prints: [print('acceptance')] }])).toEqual(['1 paper-not-printed']);
    expect(kinds([{ ...entry, prints: [print('supplementNotice', { of: 5 })] }])).toEqual([]);
  });
});

describe('differences', () => {
  it.each<[string, readonly PrintSummary[], string[]]>([
    ['nothing printed', [], ['paper-not-printed']],
    ['another paper printed', [print('receipt')], ['paper-not-printed']],
    ['sent, never confirmed', acceptance({ state: 'sent' }), ['paper-not-confirmed']],
    ['failed', acceptance({ state: 'failed' }), ['paper-failed']],
    ['printed before a change', acceptance({ outdated: true }), ['paper-outdated']],
    ['failed, then printed', [...acceptance({ state: 'failed' }), ...acceptance()], []],
    ['printed, then a failed reprint', [...acceptance(), ...acceptance({ state: 'failed' })], ['paper-failed']],
  ])('%s', (_, prints, expected) => {
    expect(kinds([aCase(1, { status: 'exported', batchNumber: 'b', prints })], today, ['b'])).toEqual(
      expected.map((kind) => `1 ${kind}`),
    );
  });

  it('every other case of the day has its own paper', () => {
    const cases = [
      aCase(1, { status: 'deficient', prints: [print('deficiencyNotice')] }),
      aCase(2, { status: 'declined' }),
      aCase(3, { status: 'received', decidedOn: null, prints: [print('receipt')] }),
      aCase(4, { status: 'pending', prints: [print('receipt', { state: 'sent' })] }),
      aCase(5, { status: 'deficient', decidedOn: yesterday, receivedOn: yesterday }),
    ];
    expect(kinds(cases)).toEqual(['2 paper-not-printed', '3 undecided', '4 paper-not-confirmed']);
    expect(dayFigures(cases, today, new Set(), null).others).toEqual([
      { status: 'deficient', cases: 1, persons: 0, printed: 1 },
      { status: 'declined', cases: 1, persons: 0, printed: 0 },
      { status: 'pending', cases: 1, persons: 0, printed: 0 },
      { status: 'received', cases: 1, persons: 0, printed: 1 },
    ]);
  });
});
