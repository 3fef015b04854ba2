/** Division codes: who covers whom, and the names of the table. */
import { describe, expect, it } from 'vitest';
import { coarser, covers, divisionPrefix, isDivisionCode } from '#shared/domain/division.ts';
import { divisionFullName, divisionName, divisionNamesAsOf } from '#shared/domain/division-names.ts';

describe('division codes', () => {
  it.each([
    ['440800', '440823', true],
    ['440800', '440800', true],
    ['440823', '440823', true],
    ['440823', '440800', false],
    ['440802', '440803', false],
    ['440000', '440802', true],
    ['440800', '440900', false],
    ['440802', '440802001000', true],
    ['', '440802', false],
  ])('%s covers %s: %s', (outer, code, expected) => {
    expect(covers(outer, code)).toBe(expected);
  });

  it.each([
    ['440800', '440802', true],
    ['440000', '440802', true],
    ['440800000000', '440802', true],
    ['440802', '440802', false],
    ['440900', '440802', false],
    ['440802', '440800', false],
  ])('%s is coarser than %s: %s', (code, than, expected) => {
    expect(coarser(code, than)).toBe(expected);
  });

  it('strips trailing pairs only', () => {
    expect(['440000', '440800', '441900', '440810'].map(divisionPrefix)).toEqual(['44', '4408', '4419', '440810']);
    expect(isDivisionCode('440802')).toBe(true);
    expect(isDivisionCode('44080')).toBe(false);
  });

  it('names places', () => {
    expect(divisionNamesAsOf).toMatch(/^\d{4}-\d{2}-\d{2}$/u);
    expect(divisionName('440802')).toBe('赤坎区');
    expect(divisionFullName('440802')).toBe('广东省湛江市赤坎区');
    expect(divisionFullName('440800')).toBe('广东省湛江市');
    expect(divisionFullName('110105')).toBe('北京市朝阳区');
    expect(divisionFullName('469001')).toBe('海南省五指山市');
    expect(divisionFullName('440899')).toBeNull();
    expect(divisionFullName('440899', { '440899': '湛江经济技术开发区' })).toBe('广东省湛江市湛江经济技术开发区');
  });
});
