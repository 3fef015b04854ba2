/** Lines of CSV: quotes where a reader would otherwise take something away, and nowhere else. */
import { describe, expect, it } from 'vitest';
import { csvBytes, csvLine } from '#shared/encodings/csv.ts';

describe('a cell', () => {
  it.each([
    ['湛江海晟 食品', '湛江海晟 食品'],
    ['', ''],
    ["O'Neil；第2号", "O'Neil；第2号"],
    ['甲,乙', '"甲,乙"'],
    ['甲"乙"', '"甲""乙"""'],
    ['甲\n乙', '"甲\n乙"'],
    ['甲\r乙', '"甲\r乙"'],
    [' 甲', '" 甲"'],
    ['甲 ', '"甲 "'],
    ['　甲', '"　甲"'],
  ])('%j is written %j', (cell, written) => {
    expect(csvLine([cell])).toBe(`${written}\r\n`);
    expect(csvLine(['1', cell, '2'])).toBe(`1,${written},2\r\n`);
  });
});

describe('a file', () => {
  const rows = [
    ['姓名', '号'],
    ['王', '1'],
  ];
  const text = '姓名,号\r\n王,1\r\n';

  it('says that it is UTF-8 only where it was asked to', () => {
    expect([...csvBytes(rows, 'utf-8')]).toEqual([...Buffer.from(text)]);
    expect([...csvBytes(rows, 'utf-8-bom')]).toEqual([0xef, 0xbb, 0xbf, ...Buffer.from(text)]);
  });

  it('in GB18030 is read back by any reader of it', () => {
    expect(new TextDecoder('gb18030').decode(csvBytes(rows, 'gb18030'))).toBe(text);
    expect(() => csvBytes([['\ud842']], 'gb18030')).toThrow('1 characters');
  });
});
