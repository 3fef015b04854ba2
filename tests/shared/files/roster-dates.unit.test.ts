/** Days as companies write them. */
import { describe, expect, it } from 'vitest';
import { readDay, readPeriod, type DayReading } from '#shared/files/roster-dates.ts';
import { numberCell, textCell } from '#shared/files/sheet.ts';

const day = (text: string): DayReading => readDay(textCell(text), false);

describe('a day in text', () => {
  it.each([
    '2022-07-01',
    '2022-7-1',
    '2022.7.1',
    '2022. 07. 01',
    '2022/7/1',
    '2022年7月1日',
    '2022 年 07 月 01 日',
    '２０２２．７．１',
    '20220701',
    '2022、7、1',
    '2022年7月1号',
    '2022-07-01 00:00:00',
    '2022-07-01T08:30:00',
    '44743',
    '44743.5',
    '二〇二二年七月一日',
    '二零二二年七月一日',
    '二○二二年七月一日',
  ])('%s', (text) => {
    expect(day(text)).toEqual({ text: '2022-07-01', problem: null });
  });

  it.each([
    ['二〇二二年十二月二十一日', '2022-12-21'],
    ['二〇二二年十月十日', '2022-10-10'],
    ['二〇二二年十一月三十日', '2022-11-30'],
  ])('%s', (text, expected) => {
    expect(day(text).text).toBe(expected);
  });

  it.each(['', '-', '—', '/', '无', '暂无'])('"%s" is nothing', (text) => {
    expect(day(text)).toEqual({ text: '', problem: null });
  });

  it.each(['无固定期限', '无固定期限劳动合同', '长期'])('%s has no end', (text) => {
    expect(day(text)).toEqual({ text: '无固定期限', problem: null });
  });

  it.each([
    ['2022年6月', 'date-without-day'],
    ['2022.6', 'date-without-day'],
    ['202206', 'date-without-day'],
    ['2022-02-29', 'date-not-real'],
    ['20221301', 'date-not-real'],
    ['2022年13月1日', 'date-not-real'],
    ['7/1/2022', 'date-unreadable'],
    ['22.7.1', 'date-unreadable'],
    ['2022', 'date-unreadable'],
    ['应届', 'date-unreadable'],
  ])('%s stays as typed: %s', (text, problem) => {
    expect(day(text)).toEqual({ text, problem });
    expect(readDay({ kind: 'text', text: ` ${text} ` }, false)).toEqual({ text, problem });
  });
});

describe('a number in a date column', () => {
  it('is a serial number or eight digits', () => {
    expect(readDay(numberCell(44_743), false).text).toBe('2022-07-01');
    expect(readDay(numberCell(43_281), true).text).toBe('2022-07-01');
    expect(readDay(numberCell(20_220_701), false).text).toBe('2022-07-01');
    expect(readDay(numberCell(2022.7), false)).toEqual({ text: '2022.7', problem: 'date-without-day' });
    expect(readDay(numberCell(3), false).problem).toBe('date-unreadable');
  });
});

describe('begin and end in one cell', () => {
  it.each(['', '无', '/', '（待签）'])('"%s" is neither', (text) => {
    const nothing = { text: '', problem: null };
    expect(readPeriod(text)).toEqual([nothing, nothing]);
  });
});
