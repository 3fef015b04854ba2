/** Security review, points 9 and 11: names of files that some system reserves, marks that turn text round, formulas. */
import { describe, expect, it } from 'vitest';
import { isPlainFileName } from '#shared/domain/file-name.ts';
import { harmlessCell, hasHidden, startsFormula, withoutHidden } from '#shared/domain/plain-text.ts';

describe('point 11: file names', () => {
  it.each([
    'CON',
    'con',
    'NUL.csv',
    'aux.',
    'COM1',
    'lpt9.txt',
    'com¹',
    'con .txt',
    'CONIN$',
    '甲.',
    '甲 ',
    '.甲',
    '..',
    'a/b',
    'a\\b',
    'a:b',
    'a\u202egpj.exe',
    '\u200b',
    '',
    'a'.repeat(121),
  ])('%j is none', (name) => {
    expect(isPlainFileName(name)).toBe(false);
  });

  it.each(['批次-2022-003', 'window-intake.xlsx', 'console', 'com10', 'auxiliary.csv', '培训-甲 乙.csv'])(
    '%j is one',
    (name) => {
      expect(isPlainFileName(name)).toBe(true);
    },
  );
});

describe('point 9: formulas and direction marks', () => {
  it.each([
    '=1',
    '+1+1',
    '-1+2',
    '@a',
    '＝1',
    '＋cmd',
    '－2+3',
    '＠a',
    ' =1',
    '\t=1',
    '\u202e=1',
    '\u200b＝1',
    '\r\n@x',
    '−1+x',
  ])('%j would be calculated', (text) => {
    expect(startsFormula(text)).toBe(true);
    expect(harmlessCell(text)).toMatch(/^'/u);
  });

  it.each(['甲=1', '-5', '+12.5', '440802', '', '(=)'])('%j would not', (text) => {
    expect(harmlessCell(text)).toBe(text);
  });

  it.each(['\u202e', '\u2066', '\u200f', '\u061c', '\ufeff', '\u200b', '\u0007'])('%j is hidden, and goes', (mark) => {
    expect(hasHidden(`王${mark}伟`)).toBe(true);
    expect(withoutHidden(`王${mark}伟`)).toBe('王伟');
  });

  it.each(['=', '(', ' ', '\u202e', '+', '1', '.'])('100,000 × %j is looked at in one pass', (piece) => {
    const text = piece.repeat(100_000);
    expect([harmlessCell(text).length > 100_001, isPlainFileName(text)]).toEqual([false, false]);
  });
});
