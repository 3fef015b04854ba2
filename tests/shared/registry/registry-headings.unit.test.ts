/** Heading rows that we hand out are heading rows that we read; cells in their many spellings; age of a copy. */
import { describe, expect, it } from 'vitest';
import { plainDate } from '#shared/domain/plain-date.ts';
import { registryKinds, registryRowSchemas } from '#shared/domain/registries.ts';
import { cellReader, problemOf } from '#shared/registry/registry-cells.ts';
import { freshnessOf } from '#shared/registry/registry-freshness.ts';
import { detectKind, matchHeadings, otherKind } from '#shared/registry/registry-heading-match.ts';
import { blankHeadingRow, registryLayouts } from '#shared/registry/registry-headings.ts';
import { MAX_RECORD_BYTES, rowOfRecord } from '#shared/registry/registry-record.ts';
import { makeRowReader } from '#shared/registry/registry-rows.ts';

const headingsOf = (kind: (typeof registryKinds)[number]): string[] =>
  blankHeadingRow(kind).replace('\ufeff', '').trim().split(',');

describe('headings', () => {
  it.each(registryKinds)('the blank row of %s is read as such, whole', (kind) => {
    const match = matchHeadings(kind, headingsOf(kind));
    expect(match.missing).toEqual([]);
    expect(match.cellOf).toEqual(registryLayouts[kind].columns.map((_, index) => index));
    expect(detectKind(headingsOf(kind))).toBe(kind);
  });

  it.each(registryKinds)('the columns of %s are the fields of its row', (kind) => {
    const fields = Object.keys(registryRowSchemas[kind].shape).filter((field) => field !== 'line');
    expect(registryLayouts[kind].columns.map(({ field }) => field as string).sort()).toEqual(fields.sort());
  });

  it.each(registryKinds)('no two columns of %s share a spelling', (kind) => {
    const spellings = registryLayouts[kind].columns.flatMap(({ heading, aliases }) => [heading, ...aliases]);
    expect(new Set(spellings).size).toBe(spellings.length);
  });

  /** As the notice's annex prints them, and as other systems of the province export them. */
  it.each<[(typeof registryKinds)[number], Readonly<Record<string, string>>]>([
    ['business', { AAB098: 'unifiedSocialCreditCode', AAB004: 'name', AAB019: 'unitType' }],
    ['business', { AAB998: 'unifiedSocialCreditCode', AAB069: 'name' }],
    [
      'insurance',
      {
        AAC002: 'citizenId',
        AAC003: 'name',
        AAB001: 'employerNumber',
        AAB098: 'unifiedSocialCreditCode',
        AAB004: 'employerName',
        AAB301: 'divisionCode',
        AAE140: 'insurance',
        AAC030: 'enrolledOn',
        AAC007: 'jobStartedOn',
        AAC031: 'status',
        AJC032: 'monthsContributed',
      },
    ],
    [
      'insurance',
      { AAC147: 'citizenId', AAB998: 'unifiedSocialCreditCode', AAB069: 'employerName', AAA027: 'divisionCode' },
    ],
    ['hiringSubsidy', { AAC002: 'citizenId', AAE166: 'paidOn' }],
    ['paid', { AAC002: 'citizenId', AAE166: 'paidOn', AAE019: 'amountFen' }],
    ['unemployed', { AAC002: 'citizenId', AJC093: 'registeredOn' }],
  ])('%s are known by their element codes', (kind, fields) => {
    const { cellOf } = matchHeadings(kind, Object.keys(fields));
    const found = registryLayouts[kind].columns.flatMap(({ field }, column) => {
      const cell = cellOf[column] ?? -1;
      return cell < 0 ? [] : [[Object.keys(fields)[cell] ?? '', field] as const];
    });
    expect(Object.fromEntries(found)).toEqual(fields);
  });

  it('every file handed out is told from every other registry', () => {
    for (const kind of registryKinds)
      for (const chosen of registryKinds)
        expect([chosen, otherKind(chosen, headingsOf(kind))]).toEqual([chosen, chosen === kind ? null : kind]);
  });
});

describe('cells', () => {
  /** The value of one cell after its way through a record, or `!problem`. */
  const read = (kind: 'insurance' | 'contracts' | 'paid', field: string, text: string): unknown => {
    const { columns } = registryLayouts[kind];
    const cells = field === 'citizenId' ? [text] : ['440802200003150026', text];
    const parts = cells.map((cell) => new TextEncoder().encode(cell));
    const starts = Int32Array.from([0, parts[0]?.length ?? 0]);
    const ends = Int32Array.from([starts[1] ?? 0, (starts[1] ?? 0) + (parts[1]?.length ?? 0)]);
    const bytes = Uint8Array.from(parts.flatMap((part) => [...part]));
    const cellOf = columns.map((column) => cellOfField(column.field, field));
    const out = new Uint8Array(2 * MAX_RECORD_BYTES);
    const reader = makeRowReader(kind, cellOf);
    const end = reader.read(bytes, starts, ends, out, 0);
    const problem = reader.found.find((one) => one.field === field && one.code !== 'citizen-id-check-digit');
    if (problem) return `!${problem.code}`;
    return (rowOfRecord(kind, out.subarray(0, end), 2) as unknown as Record<string, unknown>)[field];
  };
  const cellOfField = (column: string, field: string): number => {
    if (column === 'citizenId') return 0;
    return column === field ? 1 : -1;
  };

  it.each([
    ['citizenId', '44080220000315002x', '44080220000315002X'],
    ['citizenId', '000000000000000000', '000000000000000000'],
    ['citizenId', '999999999999999999', '999999999999999999'],
    ['citizenId', '99999999999999999X', '99999999999999999X'],
    ['citizenId', 'H12345678', 'H12345678'],
    ['citizenId', "'440802200003150026", '440802200003150026'],
    ['citizenId', '="440802200003150026"', '440802200003150026'],
    ['citizenId', '４４０８０２２００００３１５００２６', '440802200003150026'],
    ['citizenId', '4.40802E+17', '!citizen-id-damaged'],
    ['citizenId', '440802000315002', '!citizen-id-15'],
    ['citizenId', '4408022000031500', '!citizen-id-format'],
    ['citizenId', '', '!cell-empty'],
    ['citizenId', 'NULL', '!cell-empty'],
    ['enrolledOn', '2022-07-01', '2022-07-01'],
    ['enrolledOn', '1900-01-01', '1900-01-01'],
    ['enrolledOn', '2199-12-31', '2199-12-31'],
    ['enrolledOn', '20220701', '2022-07-01'],
    ['enrolledOn', '2022/7/1', '2022-07-01'],
    ['enrolledOn', '2022.7.1', '2022-07-01'],
    ['enrolledOn', '2022年7月1日', '2022-07-01'],
    ['enrolledOn', '2022-07-01 00:00:00', '2022-07-01'],
    ['enrolledOn', '2024-02-29', '2024-02-29'],
    ['enrolledOn', '2022-02-29', '!not-a-date'],
    ['enrolledOn', '44743', '!not-a-date'],
    ['paidThrough', '202207', '202207'],
    ['paidThrough', '190001', '190001'],
    ['paidThrough', '219912', '219912'],
    ['paidThrough', '2022-07', '202207'],
    ['paidThrough', '2022年7月', '202207'],
    ['paidThrough', '202213', '!not-a-month'],
    ['status', '正常参保', '1'],
    ['status', '参保缴费', '1'],
    ['status', '暂停缴费（中断）', '2'],
    ['status', '减员', '3'],
    ['status', '缴着呢', '!not-in-dictionary'],
    ['insurance', '失业保险', '210'],
    ['insurance', '410', '410'],
    ['deferred', '是', true],
    ['deferred', '0', false],
    ['deferred', '', null],
    ['monthsContributed', '12.0', 12],
    ['monthsContributed', '0', 0],
    ['monthsContributed', '1200', 1200],
    ['monthsContributed', '1201', '!not-a-number'],
    ['monthsContributed', '-1', '!not-a-number'],
    ['unifiedSocialCreditCode', '91440802ma5a1b2c39', '91440802MA5A1B2C39'],
    ['unifiedSocialCreditCode', '91440802', '!code-format'],
    ['unifiedSocialCreditCode', '91440802MA5A1B2C38', '!code-check-character'],
    ['unifiedSocialCreditCode', '９1440802MA5A1B2C38', '!code-check-character'],
    ['unifiedSocialCreditCode', '91440802MA5A1B2O39', '!code-check-character'],
    ['employerName', 'NULL', null],
  ])('insurance %s "%s" is "%s"', (field, text, expected) => {
    expect(read('insurance', field, text)).toBe(expected);
  });

  it.each([
    ['contracts', 'to', '无固定期限', null],
    ['contracts', 'to', '9999-12-31', null],
    ['contracts', 'from', '无固定期限', '!not-a-date'],
    ['paid', 'amountFen', '1,500.00', 150_000],
    ['paid', 'amountFen', '￥1500元', 150_000],
    ['paid', 'amountFen', '999999999.99', 99_999_999_999],
    ['paid', 'amountFen', '0', 0],
    ['paid', 'amountFen', '一千五', '!not-an-amount'],
  ] as const)('%s %s "%s" is "%s"', (kind, field, text, expected) => {
    expect(read(kind, field, text)).toBe(expected);
  });

  it('finds broken bytes in a name', () => {
    const column = registryLayouts.insurance.columns[1];
    const out = new Uint8Array(64);
    expect(problemOf(cellReader(column)(Uint8Array.from([0xe9, 0x99]), 0, 2, out, 0))).toBe('undecodable');
  });
});

describe('freshness', () => {
  it.each([
    ['2022-07-22', 31, 'fresh'],
    ['2022-07-21', 32, 'stale'],
    ['2022-08-23', -1, 'from-the-future'],
  ])('a copy of %s on 2022-08-22', (asOf, ageDays, state) => {
    expect(freshnessOf(plainDate(asOf), plainDate('2022-08-22'), 31)).toEqual({ ageDays, limitDays: 31, state });
  });
});
