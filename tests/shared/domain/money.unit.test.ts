/** Amounts in figures and capitals: the examples of 《正确填写票据和结算凭证的基本规定》 and the edges between them. */
import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { formatYuan, plainYuan, yuanInWords } from '#shared/domain/money.ts';

describe('amount in capitals', () => {
  it.each([
    [140_950, '壹仟肆佰零玖元伍角整'],
    [600_714, '陆仟零柒元壹角肆分'],
    [168_032, '壹仟陆佰捌拾元零叁角贰分'],
    [10_700_053, '壹拾万柒仟元零伍角叁分'],
    [1_640_902, '壹万陆仟肆佰零玖元零贰分'],
    [32_504, '叁佰贰拾伍元零肆分'],
    [0, '零元整'],
    [5, '伍分'],
    [50, '伍角整'],
    [53, '伍角叁分'],
    [100, '壹元整'],
    [150_000, '壹仟伍佰元整'],
    [1_200_000, '壹万贰仟元整'],
    [1_000_000, '壹万元整'],
    [1_050_000, '壹万零伍佰元整'],
    [1_100_000, '壹万壹仟元整'],
    [1_099_900, '壹万零玖佰玖拾玖元整'],
    [10_100_000_000, '壹亿零壹佰万元整'],
    [11_000_000_000, '壹亿壹仟万元整'],
    [1_000_500, '壹万零伍元整'],
    [10_000_000, '壹拾万元整'],
    [10_050_000, '壹拾万零伍佰元整'],
    [100_000_000, '壹佰万元整'],
    [10_000_000_000, '壹亿元整'],
    [10_000_000_100, '壹亿零壹元整'],
    [10_001_000_000, '壹亿零壹万元整'],
    [1_234_567_890_123, '壹佰贰拾叁亿肆仟伍佰陆拾柒万捌仟玖佰零壹元贰角叁分'],
  ])('%d fen', (fen, words) => {
    expect(yuanInWords(fen)).toBe(words);
  });

  it('differs for different amounts', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000_000), fc.nat(1_000_000_000), (one, other) => {
        expect(yuanInWords(one) === yuanInWords(other)).toBe(one === other);
      }),
    );
  });

  it('never doubles a zero', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 31 }), (fen) => {
        expect(yuanInWords(fen)).not.toMatch(/零零|零元|零万|零亿/u);
      }),
    );
  });
});

describe('amount in figures', () => {
  it.each([
    [0, '0.00', '0.00'],
    [5, '0.05', '0.05'],
    [150_000, '1,500.00', '1500.00'],
    [123_456_789, '1,234,567.89', '1234567.89'],
  ])('%d fen', (fen, shown, plain) => {
    expect(formatYuan(fen)).toBe(shown);
    expect(plainYuan(fen)).toBe(plain);
  });
  it.each([-1, 0.5, Number.NaN])('treats %d as a bug', (fen) => {
    expect(() => formatYuan(fen)).toThrow('not an amount in fen');
    expect(() => yuanInWords(fen)).toThrow('not an amount in fen');
  });
});
