/** The place at the beginning of a firm's name: named whole or short, several in a row, never the whole name. */
import { describe, expect, it } from 'vitest';
import { leadingPlaceLength } from '#shared/domain/leading-place.ts';

describe('the place of a name', () => {
  it.each([
    ['湛江海晟食品有限公司', '湛江'],
    ['湛江市海晟食品有限公司', '湛江市'],
    ['广东省湛江市赤坎区海晟食品店', '广东省湛江市赤坎区'],
    ['广东海晟食品有限公司', '广东'],
    ['海晟食品有限公司', ''],
    ['县海晟', ''],
    ['湛江', ''],
    ['湛江市赤坎区', '湛江市'],
  ])('%s begins with "%s"', (name, place) => {
    expect(name.slice(0, leadingPlaceLength(name))).toBe(place);
  });
});
