/** Days and months as text: what is one, and reckoning over ends of months, leap years and years. */
import { describe, expect, it } from 'vitest';
import { OfficeSettings } from '#shared/domain/office.ts';
import {
  addDays,
  addMonths,
  daysBetween,
  firstDayOf,
  formatDayForPaper,
  lastDayOf,
  month,
  monthOf,
  MonthSchema,
  parseMonth,
  parsePlainDate,
  plainDate,
  PlainDateSchema,
  weekdayOf,
} from '#shared/domain/plain-date.ts';
import { anOffice } from '#tests/builders/a-case-action.ts';

describe('a day', () => {
  const days = ['1900-01-01', '2000-02-29', '2024-02-29', '2022-02-28', '2022-12-31', '2022-04-30', '9999-12-31'];
  it.each(days)('%s is one', (text) => {
    expect(parsePlainDate(text)).toBe(text);
    expect(PlainDateSchema.parse(text)).toBe(text);
    expect(plainDate(text)).toBe(text);
  });

  it.each([
    '',
    '2022-7-1',
    '20220701',
    '2022-07-01 ',
    ' 2022-07-01',
    'x2022-07-01',
    '2022-07-01T00:00',
    '12022-07-01',
    '1899-12-31',
    '0000-00-00',
    '2022-00-01',
    '2022-13-01',
    '2022-01-00',
    '2022-01-32',
    '2022-04-31',
    '2022-06-31',
    '2022-02-29',
    '1900-02-29',
    '2100-02-29',
    '2024-02-30',
    '2022/07/01',
  ])('%j is none', (text) => {
    expect(parsePlainDate(text)).toBeNull();
    expect(PlainDateSchema.safeParse(text).success).toBe(false);
    expect(() => plainDate(text)).toThrow('not a calendar day');
  });

  it.each([
    ['2022-08-31', 1, '2022-09-01'],
    ['2022-12-31', 1, '2023-01-01'],
    ['2024-02-28', 1, '2024-02-29'],
    ['2023-02-28', 1, '2023-03-01'],
    ['2022-03-01', -1, '2022-02-28'],
    ['2022-08-22', 30, '2022-09-21'],
    ['2022-08-22', 0, '2022-08-22'],
  ])('%s and %i days is %s, and back', (from, count, to) => {
    expect(addDays(plainDate(from), count)).toBe(to);
    expect(daysBetween(plainDate(from), plainDate(to))).toBe(count);
    expect(daysBetween(plainDate(to), plainDate(from))).toBe(count === 0 ? 0 : -count);
  });

  it('knows its weekday, its month and its words on paper', () => {
    expect(['2022-08-22', '2022-08-27', '2022-08-28'].map((day) => weekdayOf(plainDate(day)))).toEqual([1, 6, 7]);
    expect(monthOf(plainDate('2022-08-22'))).toBe('202208');
    expect(formatDayForPaper(plainDate('2022-08-02'))).toBe('2022年8月2日');
    expect(formatDayForPaper(plainDate('2022-12-31'))).toBe('2022年12月31日');
  });
});

describe('a month', () => {
  it.each(['190001', '199912', '202208', '202212', '999912'])('%s is one', (text) => {
    expect([parseMonth(text), MonthSchema.parse(text), month(text)]).toEqual([text, text, text]);
  });

  it.each(['', '202200', '202213', '20221', '2022081', 'x202208', '202208x', '189912', '2022-08'])(
    '%j is none',
    (text) => {
      expect(parseMonth(text)).toBeNull();
      expect(MonthSchema.safeParse(text).success).toBe(false);
      expect(() => month(text)).toThrow('not a month');
    },
  );

  it.each([
    ['202212', 1, '202301'],
    ['202201', -1, '202112'],
    ['202208', 17, '202401'],
    ['202208', 0, '202208'],
  ])('%s and %i months is %s', (from, count, to) => {
    expect(addMonths(month(from), count)).toBe(to);
  });

  it.each([
    ['202402', '2024-02-01', '2024-02-29'],
    ['202302', '2023-02-01', '2023-02-28'],
    ['202212', '2022-12-01', '2022-12-31'],
    ['202204', '2022-04-01', '2022-04-30'],
  ])('%s goes from %s to %s', (text, first, last) => {
    expect([firstDayOf(month(text)), lastDayOf(month(text))]).toEqual([first, last]);
  });
});

describe('the settings of an office', () => {
  const read = (change: Partial<Record<keyof OfficeSettings, string>>): boolean =>
    OfficeSettings.safeParse({ ...anOffice, ...change }).success;

  it.each<[keyof OfficeSettings, number, number]>([
    ['officeName', 2, 60],
    ['address', 0, 100],
    ['phone', 0, 30],
    ['supervisionPhone', 0, 30],
    ['maintenanceContact', 0, 30],
    ['maintenancePhone', 0, 30],
    ['windowNumber', 1, 10],
    ['sealName', 2, 60],
  ])('take %s from %i to %i characters, blanks around it not counted', (field, least, most) => {
    expect([least, most].map((length) => read({ [field]: '湛'.repeat(length) }))).toEqual([true, true]);
    expect(read({ [field]: '湛'.repeat(most + 1) })).toBe(false);
    expect(read({ [field]: ` ${'湛'.repeat(most)} ` })).toBe(true);
    expect(read({ [field]: ' '.repeat(5) })).toBe(least === 0);
  });

  it('take a division of six digits and a prefix of letters and figures', () => {
    expect(['44080', '4408022', '44080A', 'x440802'].map((divisionCode) => read({ divisionCode }))).toEqual([
      false,
      false,
      false,
      false,
    ]);
    expect(['W3', 'W03', 'ABC123'].map((receiptPrefix) => read({ receiptPrefix }))).toEqual([true, true, true]);
    expect(['W', '3', 'w03', 'ABCD1', 'W0345', 'W03x', 'xW03'].some((receiptPrefix) => read({ receiptPrefix }))).toBe(
      false,
    );
  });
});
