/** What each format of a column writes, and which values it does not take; lengths as receivers count them. */
import { describe, expect, it } from 'vitest';
import type { ColumnFormat, LayoutColumn } from '#shared/layouts/layout.ts';
import { writtenValue } from '#shared/layouts/written-value.ts';
import { characterLength, measureGbk } from '#shared/encodings/text-length.ts';

const column = (format: ColumnFormat): LayoutColumn =>
  ({
    no: '1',
    heading: 'x',
    code: '',
    type: 'C',
    length: 10,
    format,
    required: false,
    value: { field: 'name' },
  }) as LayoutColumn;
const written = (format: ColumnFormat, name: string) => {
  const { text, fault } = writtenValue(column(format), { name });
  return fault === null ? text : [text, fault];
};

describe('a value as it is written', () => {
  it.each<[ColumnFormat, string, string]>([
    ['text', ' 陈海晴 ', ' 陈海晴 '],
    ['day8', '2022-07-01', '20220701'],
    ['day10', '2022-07-01', '2022-07-01'],
    ['month6', '202207', '202207'],
    ['yuan', '150050', '1500.50'],
    ['yuan', '0', '0.00'],
    ['yuan', '999999999999999', '9999999999999.99'],
    ['count', '0', '0'],
    ['count', '007', '007'],
    ['citizenId', '440802200003150026', '440802200003150026'],
    ['creditCode', '91440802MA5A1B2C39', '91440802MA5A1B2C39'],
    ['organisationCode', 'MA5A1B2C3', 'MA5A1B2C3'],
    ['division', '440802', '440802'],
    ...(['text', 'day8', 'yuan', 'citizenId'] as const).map((format): [ColumnFormat, string, string] => [
      format,
      '',
      '',
    ]),
  ])('%s: %s → %s', (format, value, text) => {
    expect(written(format, value)).toBe(text);
  });

  it.each<[ColumnFormat, string, string]>([
    ['day8', '2022-02-30', 'bad-day'],
    ['day8', '20220701', 'bad-day'],
    ['day10', '2022-7-1', 'bad-day'],
    ['day10', '2022-02-30', 'bad-day'],
    ['month6', '202213', 'bad-month'],
    ['month6', '2022-07', 'bad-month'],
    ['yuan', '-1', 'bad-amount'],
    ['yuan', '1.5', 'bad-amount'],
    ['yuan', 'x1', 'bad-amount'],
    ['yuan', '1x', 'bad-amount'],
    ['yuan', '1000000000000000', 'bad-amount'],
    ['count', '1.5', 'bad-count'],
    ['count', 'x1', 'bad-count'],
    ['count', '1x', 'bad-count'],
    ['citizenId', '440802200003150027', 'bad-citizen-id'],
    ['creditCode', '91440802MA5A1B2C30', 'bad-credit-code'],
    ['organisationCode', 'MA5A1B2C', 'bad-organisation-code'],
    ['organisationCode', 'MA5A1B2C34', 'bad-organisation-code'],
    ['organisationCode', 'xMA5A1B2C3', 'bad-organisation-code'],
    ['division', '44080', 'bad-division'],
    ['division', '4408021', 'bad-division'],
    ['division', 'x440802', 'bad-division'],
  ])('%s does not take %s: %s', (format, value, fault) => {
    expect(written(format, value)).toEqual([value, fault]);
  });

  it('may be the same in every row, and is empty where the record has none', () => {
    expect(writtenValue({ ...column('day8'), value: { constant: '固定' } }, {})).toEqual({ text: '固定', fault: null });
    expect(writtenValue(column('day8'), {})).toEqual({ text: '', fault: null });
  });
});

describe('the length of a text', () => {
  it.each([
    ['', 0, 0, 0, 0],
    ['aZ9~', 4, 0, 0, 4],
    ['湛江', 4, 0, 0, 2],
    ['湛a江', 5, 0, 0, 3],
    ['𠮷', 4, 1, 0, 1],
    ['王𠮷𠮷', 10, 2, 0, 3],
    ['\ud842', 4, 1, 1, 1],
    ['\u007f\u0080', 5, 1, 0, 2],
  ])(
    '%j is %i bytes, %i of its characters outside GBK, %i without a code, %i characters',
    (text, bytes, outsideGbk, withoutCode, characters) => {
      expect(measureGbk(text)).toEqual({ bytes, outsideGbk, withoutCode });
      expect(measureGbk(text)).toEqual({ bytes, outsideGbk, withoutCode });
      expect(characterLength(text)).toBe(characters);
    },
  );
});
