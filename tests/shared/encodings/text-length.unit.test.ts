import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { characterLength, measureGbk } from '#shared/encodings/text-length.ts';

/** Two bytes each in GBK: picked from the code page, first and last included. */
const hanzi = fc.constantFrom(...Array.from('一丁陈海晴湛江市赤坎区龥囍镕喆堃·（）、齄丂狥'));
const ascii = fc.string({ unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCodePoint(code)) });

describe('length in GBK bytes', () => {
  it.each([
    ['', 0],
    ['A1', 2],
    ['湛江海晟', 8],
    ['阿·依', 6],
    ['㐂', 4],
    ['𠮷', 4],
    ['陈𠮷A', 7],
    ['€', 2],
  ])('%s takes %i', (text, bytes) => {
    expect(measureGbk(text).bytes).toBe(bytes);
  });

  it('is two a hanzi and one an ASCII character, and adds up', () => {
    fc.assert(
      fc.property(fc.array(hanzi), ascii, (characters, plain) => {
        expect(measureGbk(characters.join('') + plain).bytes).toBe(characters.length * 2 + plain.length);
      }),
    );
  });

  it('agrees with what the platform decodes: every two-byte sequence counts two', () => {
    const decoder = new TextDecoder('gb18030');
    fc.assert(
      fc.property(fc.integer({ min: 0xb0, max: 0xf7 }), fc.integer({ min: 0xa1, max: 0xfe }), (lead, trail) => {
        const text = decoder.decode(Uint8Array.of(lead, trail));
        if (text.includes('\uFFFD')) return;
        expect(measureGbk(text).bytes).toBe(2);
      }),
    );
  });

  it('counts what GBK lacks, and what has no code at all', () => {
    expect(measureGbk('王㐂和𠮷A·')).toEqual({ bytes: 15, outsideGbk: 2, withoutCode: 0 });
    expect(measureGbk('王\ud842')).toEqual({ bytes: 6, outsideGbk: 1, withoutCode: 1 });
    expect(characterLength('王𠮷A')).toBe(3);
  });
});
