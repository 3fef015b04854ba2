/** GB18030-2022 writing against the platform's decoder, over every character. */
import { describe, expect, it } from 'vitest';
import { encodeGb18030 } from '#shared/encodings/gb18030.ts';

const hex = (text: string): string => Buffer.from(encodeGb18030(text).bytes).toString('hex');
const decoder = new TextDecoder('gb18030', { fatal: true });

function characters(from: number, to: number): string {
  let text = '';
  for (let point = from; point <= to; point += 1)
    if (point < 0xd800 || point > 0xdfff) text += String.fromCodePoint(point);
  return text;
}

describe('GB18030', { timeout: 60_000 }, () => {
  it('reads back over the whole basic plane; what has no code is listed, never replaced', () => {
    const all = characters(0, 0xffff);
    const { bytes, unmappable } = encodeGb18030(all);
    const missing = new Set(unmappable.map(({ character }) => character));
    expect(decoder.decode(bytes)).toBe(
      Array.from(all)
        .filter((character) => !missing.has(character))
        .join(''),
    );
    expect(unmappable.length).toBeLessThan(40);
    for (const character of missing) expect(character).toMatch(/[\u{E000}-\u{F8FF}\u{FFFD}]/u);
  });

  it('reads back over the other planes', () => {
    for (const start of [0x10000, 0x20000, 0x2a6d0, 0x30000, 0x10ff00]) {
      const text = characters(start, Math.min(start + 5000, 0x10ffff));
      const { bytes, unmappable } = encodeGb18030(text);
      expect(unmappable).toEqual([]);
      expect(decoder.decode(bytes)).toBe(text);
    }
  });

  it('writes the codes of the standard', () => {
    expect(hex('A1')).toBe('4131');
    expect(hex('啊中国')).toBe('b0a1d6d0b9fa');
    expect(hex('\u3000€')).toBe('a1a1a2e3');
    expect(hex('㐂')).toHaveLength(8);
    // The first character beyond the basic plane, and the last.
    expect(hex('\u{10000}')).toBe('90308130');
    expect(hex('\u{10FFFF}')).toBe('e3329a35');
    // 2022: these stand at two-byte codes, no longer at four-byte ones.
    expect(hex('\u9FB4')).toBe('fe59');
    expect(hex('\uFE10')).toBe('a6d9');
  });

  it('lists a lone surrogate with its place', () => {
    const { bytes, unmappable } = encodeGb18030(`a\uD800b`);
    expect(unmappable).toEqual([{ index: 1, character: '\uD800' }]);
    expect(decoder.decode(bytes)).toBe('ab');
  });
});
