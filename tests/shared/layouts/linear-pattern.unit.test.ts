/** Security review, point 11: a layout's pattern is matched in one pass, and reads as the platform reads it. */
import { describe, expect, it } from 'vitest';
import { linearPattern } from '#shared/layouts/linear-pattern.ts';

const TEXTS = [
  '',
  'A01',
  'A0',
  '0123-45',
  'abc',
  'aab',
  'ab',
  'aaa',
  '王伟',
  '𠮷',
  '12.50',
  '12',
  'x\ny',
  '-',
  'A01B02',
  ' ',
];

describe('point 11: patterns of layouts', () => {
  it.each([
    '^[A-T]\\d{2}$',
    '^[0-9-]+$',
    '^a{2,3}$',
    '^(?:ab|a)*b?$',
    'b',
    '^a',
    'b$',
    '^(\\p{L}+)+$',
    '^\\d+(\\.\\d{1,2})?$',
    '^.$',
    '^(a|b|)c?$',
    '^[^\\d]+$',
    '^a+?$'.slice(0, 3) + '$',
    '^(?:[A-Z]\\d\\d){1,}$',
    '^\\u4e00?\\S*$',
    '^\\$?$',
  ])('%s reads as the platform reads it', (source) => {
    const own = linearPattern(source);
    expect(TEXTS.map((text) => own?.(text))).toEqual(TEXTS.map((text) => new RegExp(source, 'su').test(text)));
  });

  it.each([
    '',
    '(',
    'a**',
    '(?=a)',
    '(?<!a)b',
    '(a)\\1',
    '\\b',
    '[b-a]',
    'a{3,2}',
    '^a|b$',
    '(a{999}){999}',
    'a'.repeat(201),
    '(?<n>a)',
    '\\p{Nonsense}',
    '{2}',
  ])('%j is none', (source) => {
    expect(linearPattern(source)).toBeNull();
  });

  it.each(['^(\\p{L}+)+$', '^(a*)*b$', '^(a|a)*$', '^(a?){50}a{50}$', '^(.*)(.*)(.*)(.*)x$', '^((a+)+)+!$'])(
    '%s over 4,000 characters that nearly fit',
    { timeout: 10_000 },
    (source) => {
      const own = linearPattern(source);
      expect(own?.(`${'a'.repeat(3999)}!0`)).toBe(false);
      expect(own?.('a'.repeat(100_000))).toBe(false);
    },
  );
});
