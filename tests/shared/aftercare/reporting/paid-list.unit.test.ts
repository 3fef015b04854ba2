/** 上报: who stands on the list of a month, what of the month's register it says, what is held, what changed, when it is due. */
import { describe, expect, it } from 'vitest';
import type { AftercareBook } from '#shared/aftercare/book.ts';
import { foldAftercare, objectionToEntry, type AftercareEntry } from '#shared/aftercare/fold.ts';
import type { ReportingStep } from '#shared/aftercare/reporting/events.ts';
import { listChanges } from '#shared/aftercare/reporting/list-changes.ts';
import { listDue, periodsDue } from '#shared/aftercare/reporting/list-due.ts';
import { uploadWatch } from '#shared/aftercare/reporting/upload-watch.ts';
import { listBefore, standingList, usualReportRules } from '#shared/aftercare/reporting/reporting.ts';
import type { GrantSource } from '#shared/aftercare/source.ts';
import { month, plainDate } from '#shared/domain/plain-date.ts';
import { shippedCalendar } from '#shared/domain/working-days.ts';
import { findLayout } from '#shared/layouts/index.ts';
import { draftPaidList, listedItems, listRows, withoutRows, type FirmRegisters } from '#shared/batches/paid-list.ts';
import { listFolderName, manifestOfList } from '#shared/batches/paid-list-manifest.ts';
import { manifestBytes } from '#shared/batches/manifest.ts';
import { preflight } from '#shared/layouts/preflight.ts';
import { verifyManifest } from '#shared/batches/verify-manifest.ts';
import type { InsuranceRow } from '#shared/policy/insurance-rows.ts';
import { packById } from '#shared/policy/pack-library.ts';
import {
  answered,
  aSource,
  first,
  Ledger,
  paidAnswer,
  paymentOf,
  second,
  sourcesOf,
  upToAgency,
} from '#tests/builders/an-aftercare.ts';
import { aCitizenId, aCreditCode } from '#tests/builders/an-export-case.ts';

const layout = findLayout('paid-list-2022') ?? null;
if (layout === null) throw new Error('the 19 indicators are shipped');
const parameters = packById('zhanjiang-2022')?.pack.parameters;
if (parameters === undefined) throw new Error('the pack of 2022 is shipped');
const AUGUST = month('202208');

const person = (number: number, firm: number): GrantSource => ({
  ...aSource(number, firm),
  citizenId: aCitizenId(number),
  unifiedSocialCreditCode: aCreditCode(firm),
  employerNumber: `08${firm}`,
});
const persons = [person(1, 1), person(2, 1), person(3, 2)];

/** Firm 1 paid on 26 August, firm 2 begun and not yet paid. */
function paidLedger(): Ledger {
  return upToAgency(...persons)
    .add('2022-08-26', first, paymentOf('a1', 1), 'b')
    .add('2022-08-26', first, paymentOf('a2', 2), 'b')
    .add('2022-08-26', first, answered('a1', paidAnswer(300_000)), 'b');
}
const bookOf = (ledger: Ledger): AftercareBook => foldAftercare(sourcesOf(...persons), ledger.entries);

const insured = (source: GrantSource, change: Partial<InsuranceRow> = {}): InsuranceRow => ({
  citizenId: source.citizenId,
  unifiedSocialCreditCode: source.unifiedSocialCreditCode,
  insurance: '210',
  enrolledOn: plainDate('2022-07-04'),
  status: '1',
  monthsContributed: 2,
  ...change,
});
const copy = (rows: readonly InsuranceRow[], asOf = '2022-08-31'): FirmRegisters => ({
  insurance: { asOf: plainDate(asOf), rows: [...rows], digest: 'copy' },
});
const supplement = {
  firms: new Map(
    [1, 2].map((firm) => [
      `c:FIRM${firm}`,
      { firmKey: `c:FIRM${firm}`, employerNumber: '', economicType: '173', affiliation: '90', industry: 'C13' },
    ]),
  ),
  persons: new Map(persons.map(({ citizenId }, at) => [citizenId, `9000${at}`])),
};
const draft = (book: AftercareBook, registers: FirmRegisters, period = AUGUST) =>
  draftPaidList({
    items: listedItems(book.items, period, 'stay', new Set()),
    period,
    divisionCode: '440802',
    registers: new Map([
      ['c:FIRM1', registers],
      ['c:FIRM2', registers],
    ]),
    ...supplement,
  });

describe('who stands on it', () => {
  it('is whoever was paid by the end of the month, and nobody who only waits for the money', () => {
    const { items } = bookOf(paidLedger());
    const names = (period: string) =>
      listedItems(items, month(period), 'stay', new Set()).map(({ source }) => source.itemId);
    expect(names('202207')).toEqual([]);
    expect(names('202208')).toEqual(['case-1:1', 'case-1:2']);
    expect(names('202301')).toEqual(['case-1:1', 'case-1:2']);
  });

  it('whose money came back whole stays or leaves as the place decides', () => {
    const { items } = bookOf(paidLedger());
    const back = new Set(['case-1:1']);
    expect(listedItems(items, AUGUST, 'stay', back)).toHaveLength(2);
    expect(listedItems(items, AUGUST, 'leave', back).map(({ source }) => source.itemId)).toEqual(['case-1:2']);
  });
});

describe('what it says', () => {
  const rows = persons.map((source) => insured(source));

  it('is all 19 indicators, amounts with two decimals, IDs as text, status and months of that month’s register', () => {
    const made = draft(bookOf(paidLedger()), copy(rows));
    expect(made.register).toEqual({ asOf: '2022-08-31', digest: 'copy' });
    const [row] = listRows(layout, made.rows);
    const [one] = persons;
    if (one === undefined || row === undefined) throw new Error('nobody');
    expect(layout.columns).toHaveLength(19);
    expect(row.cells).toEqual([
      '440802',
      '202208',
      '081',
      '湛江样例1有限公司',
      aCreditCode(1).slice(8, 17),
      aCreditCode(1),
      '10',
      '173',
      '90',
      'C13',
      '90000',
      '人员1',
      expect.stringMatching(/^[12]$/u),
      one.citizenId,
      '20220704',
      '1',
      '2',
      '20220826',
      '1500.00',
    ]);
    const check = preflight(
      layout,
      made.rows.map(({ record }) => record),
      'printed',
    );
    expect(check.problems).toEqual([]);
    expect(check.totals).toEqual({ cases: 1, persons: 2, amountFen: 300_000 });
  });

  it.each([
    ['no copy', {}, 'register-missing'],
    ['a copy of July', copy(rows, '2022-07-31'), 'register-other-month'],
    ['a copy of September', copy(rows, '2022-09-01'), 'register-other-month'],
    [
      'nobody of the firm in it',
      copy([insured(person(2, 1), { unifiedSocialCreditCode: aCreditCode(9) })]),
      'not-in-register',
    ],
    [
      'two rows of which neither is sure',
      copy(persons.flatMap((one) => [insured(one, { enrolledOn: null }), insured(one)])),
      'doubtful',
    ],
  ] as const)('holds a row for which there is %s, and guesses nothing', (_, registers, reason) => {
    const made = draft(bookOf(paidLedger()), registers);
    expect(made.rows).toEqual([]);
    expect(made.held.map((one) => one.reason)).toEqual([reason, reason]);
  });

  it('leaves to the pre-flight what the register or the agency does not say, row by row', () => {
    const [one, two] = [insured(person(1, 1), { status: null }), insured(person(2, 1), { monthsContributed: null })];
    const made = draft(bookOf(paidLedger()), copy([one, two]));
    const check = preflight(
      layout,
      made.rows.map(({ record }) => record),
      'printed',
    );
    expect(check.problems.map(({ row, elementCode, code }) => [row, elementCode, code])).toEqual([
      [1, 'AAC031', 'missing'],
      [2, 'AJC032', 'missing'],
    ]);
    const rest = withoutRows(made, new Set([1]));
    expect(rest.rows.map(({ record }) => record.position)).toEqual([1]);
    expect(rest.held.map(({ item, reason }) => [item.source.itemId, reason])).toEqual([['case-1:1', 'faulty']]);
  });
});

describe('what changed', () => {
  const row = (citizenId: string, ...cells: readonly string[]) => ({
    itemId: `i${citizenId}`,
    citizenId,
    cells: [...cells],
  });
  const before = {
    rows: [
      row('A', '202208', '甲', '1'),
      row('B', '202208', '乙', '1'),
      row('C', '202208', '丙', '1'),
      row('E', '202208', '戊', '1'),
    ],
    held: [],
  };
  const now = {
    rows: [row('A', '202209', '甲', '3'), row('B', '202209', '乙改', '1'), row('D', '202209', '丁', '1')],
    held: [{ itemId: 'iE', citizenId: 'E', reason: 'not-in-register' as const }],
  };

  it('tells 新增, 更正 with both values, 撤出 and held; a month’s own values are no correction', () => {
    expect(
      listChanges(before, now, new Set([0, 2])).map(({ kind, citizenId, cells }) => [kind, citizenId, cells]),
    ).toEqual([
      ['corrected', 'B', [{ at: 1, before: '乙', after: '乙改' }]],
      ['added', 'D', []],
      ['removed', 'C', []],
      ['held', 'E', []],
    ]);
  });

  it('against a list of the same month every column counts; without a list before everybody is new', () => {
    expect(
      listChanges(
        { ...now, held: [] },
        { rows: [row('A', '202209', '甲', '1'), ...now.rows.slice(1)], held: [] },
        new Set(),
      ),
    ).toEqual([
      expect.objectContaining({ kind: 'corrected', citizenId: 'A', cells: [{ at: 2, before: '3', after: '1' }] }),
    ]);
    expect(listChanges(null, now, new Set()).map(({ kind }) => kind)).toEqual(['added', 'added', 'added', 'held']);
  });
});

const DIGEST = 'd'.repeat(64);
const reportRules: ReportingStep<'reportRulesSet'> = {
  step: 'reportRulesSet',
  period: 'previousMonth',
  localDay: 15,
  recovered: 'stay',
  documentNumber: '湛核〔2022〕2号',
};

function listMade(book: AftercareBook, change: Partial<ReportingStep<'listMade'>> = {}): ReportingStep<'listMade'> {
  const made = draft(book, copy(persons.map((source) => insured(source))));
  return {
    step: 'listMade',
    training: false,
    period: AUGUST,
    corrects: null,
    layout: { id: 'paid-list-2022', version: '1', digest: DIGEST },
    codes: 'printed',
    formats: ['xlsx'],
    office: { name: '湛江市赤坎区就业服务中心', divisionCode: '440802' },
    register: made.register ?? { asOf: plainDate('2022-08-31'), digest: '' },
    firms: 1,
    cases: 1,
    persons: made.rows.length,
    amountFen: 300_000,
    rows: listRows(layout ?? (undefined as never), made.rows),
    held: [],
    files: [{ name: 'paid-list-2022.xlsx', bytes: 1, rows: 2, sha256: DIGEST }],
    ...change,
  };
}
const written: ReportingStep<'listWritten'> = { step: 'listWritten', manifestDigest: DIGEST, folder: '/exports/list' };

describe('a list in the ledger', () => {
  const ready = () => paidLedger().add('2022-09-01', first, reportRules);
  const refusal = (ledger: Ledger, content: unknown, subjectId = 'l1', by = first) => {
    const next: AftercareEntry = { sequence: 999, subjectId, on: plainDate('2022-09-02'), numbers: [], content, by };
    return objectionToEntry(sourcesOf(...persons), ledger.entries, next);
  };

  it('is refused where it names somebody unpaid, does not add up, or comes of another month’s register', () => {
    const book = bookOf(ready());
    const made = listMade(book);
    expect(refusal(paidLedger(), made)).toBe('report-rules-not-confirmed');
    expect(refusal(ready(), made)).toBeNull();
    expect(refusal(ready(), { ...made, amountFen: 299_999 })).toBe('totals-differ');
    expect(refusal(ready(), { ...made, persons: 3 })).toBe('totals-differ');
    expect(refusal(ready(), { ...made, register: { asOf: plainDate('2022-09-01'), digest: '' } })).toBe(
      'register-other-month',
    );
    const unpaid = { ...made.rows[0], itemId: 'case-2:3', citizenId: 'X' };
    expect(refusal(ready(), { ...made, rows: [...made.rows, unpaid], persons: 3 })).toBe('not-paid');
    expect(refusal(ready(), { ...made, rows: [made.rows[0], made.rows[0]] })).toBe('item-twice');
    expect(refusal(paidLedger(), reportRules, 's', second)).toBe('administrator-only');
  });

  it('closed, changes only by a correction that names it; both stay', () => {
    const ledger = ready();
    const made = listMade(bookOf(ledger));
    ledger.add('2022-09-02', first, made, 'l1');
    expect(refusal(ledger, made, 'l2')).toBe('list-unwritten');
    ledger.add('2022-09-02', first, written, 'l1');
    expect(refusal(ledger, written)).toBe('list-closed');
    expect(refusal(ledger, made, 'l2')).toBe('list-corrects-other');
    ledger.add('2022-09-05', first, { ...made, corrects: { listId: 'l1', reason: '漏报' } }, 'l2');
    ledger.add('2022-09-05', first, written, 'l2');
    const { reporting, refused } = bookOf(ledger);
    expect(refused).toEqual([]);
    expect(reporting.lists.map(({ listId }) => listId)).toEqual(['l1', 'l2']);
    expect(standingList(reporting, AUGUST)?.listId).toBe('l2');
    expect(listBefore(reporting, month('202209'))?.listId).toBe('l2');
    expect(refusal(ledger, { ...made, corrects: { listId: 'l1', reason: '再改' } }, 'l3')).toBe('list-corrects-other');
  });

  it('given up before it was written, leaves the month open', () => {
    const ledger = ready();
    ledger.add('2022-09-02', first, listMade(bookOf(ledger)), 'l1');
    ledger.add('2022-09-02', first, { step: 'listVoided', reason: '未写完' }, 'l1');
    expect(standingList(bookOf(ledger).reporting, AUGUST)).toBeUndefined();
    expect(refusal(ledger, listMade(bookOf(ledger)), 'l2')).toBeNull();
  });

  it('has a manifest that its files are verified by', () => {
    const ledger = ready();
    ledger.add('2022-09-02', first, listMade(bookOf(ledger)), 'l1');
    const [list] = bookOf(ledger).reporting.lists;
    if (list === undefined) throw new Error('no list');
    const manifest = manifestOfList(list, 'e'.repeat(64));
    expect(manifest).toMatchObject({
      id: 'l1',
      cases: 1,
      persons: 2,
      amountFen: 300_000,
      chainHead: { hash: 'e'.repeat(64) },
    });
    expect(listFolderName({ ...list, assigned: { series: 'batch', year: 2022, prefix: 'W03', value: 5 } })).toBe(
      'paid-list-2022-202208-2022-W03-000005',
    );
    const file = { name: 'paid-list-2022.xlsx', bytes: 1, sha256: DIGEST };
    expect(verifyManifest(manifestBytes(manifest), [file]).state).toBe('intact');
    expect(verifyManifest(manifestBytes(manifest), [{ ...file, bytes: 2 }]).state).toBe('altered');
  });
});

describe('when it is due', () => {
  const due = (period: string, rules = usualReportRules) => {
    const found = listDue(month(period), rules, parameters, shippedCalendar);
    return found === null ? null : [found.due.day, found.localDay];
  };

  it.each([
    // Of the month before: by the 20th, or the working day before it.
    ['202207', '2022-08-19'],
    ['202208', '2022-09-20'],
    ['202210', '2022-11-18'],
    ['202508', '2025-09-19'],
    ['202601', '2026-02-14'],
    ['202605', '2026-06-18'],
    ['202609', '2026-10-20'],
  ])('the list of %s: %s', (period, day) => {
    expect(due(period)).toEqual([day, day]);
  });

  it('the county’s own day comes before it, moved back as well; a list of the same month is due in it', () => {
    const rules = { ...usualReportRules, localDay: 15 };
    expect(due('202209', rules)).toEqual(['2022-10-20', '2022-10-14']);
    expect(due('202208', { ...usualReportRules, period: 'sameMonth' })).toEqual(['2022-08-19', '2022-08-19']);
    expect(due('202701')).toBeNull();
  });

  it('is watched from the first month of money, and after the last list that was written', () => {
    const on = (today: string, ledger = paidLedger()) => {
      const { rules, written, firstPaid } = uploadWatch(ledger.entries);
      return periodsDue(rules, written, firstPaid, plainDate(today));
    };
    expect(on('2022-08-31')).toEqual([]);
    expect(on('2022-09-01')).toEqual(['202208']);
    expect(on('2022-10-01')).toEqual(['202208', '202209']);
    expect(on('2022-10-01', upToAgency(...persons))).toEqual([]);
    const ledger = paidLedger().add('2022-09-01', first, { ...reportRules, period: 'sameMonth' });
    ledger.add('2022-09-02', first, listMade(bookOf(ledger)), 'l1');
    expect(on('2022-09-02', ledger)).toEqual(['202208', '202209']);
    ledger.add('2022-09-02', first, written, 'l1');
    expect(on('2022-09-02', ledger)).toEqual(['202209']);
    expect(on('2022-09-02', new Ledger().add('2022-09-01', second, reportRules))).toEqual([]);
  });
});
