/** The search of employers: what begins with the words comes first, each firm once, and never more than was asked for. */
import { describe, expect, it } from 'vitest';
import type { Unit } from '#renderer/store/registry/employer-units.ts';
import { leadingPlaceLength } from '#shared/domain/leading-place.ts';
import { indexPieces, initialsOf, searchIndex, type ReadInitials } from '#renderer/store/registry/name-index.ts';

/** 行 reads two ways. */
const readings: Readonly<Record<string, readonly string[]>> = {
  湛: ['z'],
  江: ['j'],
  海: ['h'],
  晟: ['s'],
  市: ['s'],
  赤: ['c'],
  坎: ['k'],
  区: ['q'],
  行: ['x', 'h'],
  银: ['y'],
};
const read: ReadInitials = (character) => readings[character] ?? [];
const unit = (name: string, at = 1): Unit => ({
  unifiedSocialCreditCode: `91440800MA${String(at).padStart(8, '0')}`,
  employerNumber: `N${at}`,
  name,
  divisionCode: '440802',
  unitType: '1',
  status: '1',
});
const piecesOf = (...names: string[]): string[] => [
  ...indexPieces(
    names.map((name, at) => unit(name, at + 1)),
    read,
  ),
];
const found = (pieces: readonly string[], text: string, limit = 10): string[] =>
  searchIndex(pieces, text, limit, leadingPlaceLength).map(({ name }) => name);

describe('a search', () => {
  it('puts first what begins with the words, then the shorter name', () => {
    const pieces = piecesOf('银晟湛海', '海银湛', '湛江海晟', '湛江', '银行');
    expect(found(pieces, '湛')).toEqual(['湛江', '湛江海晟', '海银湛', '银晟湛海']);
  });

  it('names a firm once, with its code and number, however often the words stand in it', () => {
    const pieces = piecesOf('海海海', '江');
    expect(searchIndex(pieces, '海', 10, leadingPlaceLength)).toEqual([
      { unifiedSocialCreditCode: '91440800MA00000001', employerNumber: 'N1', name: '海海海', isInside: false },
    ]);
    expect(found(pieces, '91440800MA00000002')).toEqual(['江']);
    expect(found(pieces, 'N2')).toEqual(['江']);
  });

  it('takes initials of either reading, small or large, and puts first what begins with them', () => {
    const pieces = piecesOf('海银行', '银行海江');
    for (const text of ['yx', 'YH', 'yh']) expect(found(pieces, text)).toEqual(['银行海江', '海银行']);
    expect(found(pieces, 'hy')).toEqual(['海银行']);
    expect(found(pieces, 'yx1')).toEqual([]);
  });

  it('goes through every piece, and reads a last line that does not end', () => {
    expect(found(['A\t1\t湛江\tzj\n', 'B\t2\t海湛\thz'], '湛')).toEqual(['湛江', '海湛']);
    expect(found(['B\t2\t海湛\thz\nA\t1\t湛江\tzj'], '湛')).toEqual(['湛江', '海湛']);
  });

  it('puts what begins with the words after its place before what has them somewhere', () => {
    const pieces = piecesOf('湛江银海晟', '湛江海晟银行银行', '湛江市赤坎区海晟银行银行');
    for (const text of ['hs', '海晟'])
      expect(found(pieces, text)).toEqual(['湛江海晟银行银行', '湛江市赤坎区海晟银行银行', '湛江银海晟']);
    expect(found(pieces, 'zj')[0]).toBe('湛江银海晟');
  });

  it('gives as many as were asked for, the first of them even where many others came before', () => {
    const others = Array.from({ length: 50 }, (_, at) => `海湛${'江'.repeat(at)}`);
    const pieces = piecesOf(...others, '湛江', '湛');
    expect(found(pieces, '湛', 1)).toEqual(['湛']);
    expect(found(pieces, '湛', 2)).toEqual(['湛', '湛江']);
    expect(found(pieces, '湛', 0)).toEqual([]);
    expect(found(pieces, '')).toEqual([]);
  });
});

describe('initials', () => {
  it('are spelt each way while there are few of them', () => {
    expect(initialsOf('银行', read)).toBe('yx|yh');
    expect(initialsOf('行行', read)).toBe('xx|xh|hx|hh');
    expect(initialsOf('行行行', read)).toBe('xxx|xhx|hxx|hhx');
    expect(initialsOf('湛（1）江', read)).toBe('zj');
  });
});

describe('pieces', () => {
  it('are cut when they are long, and hold every firm once', () => {
    const name = '海'.repeat(100);
    const many = Array.from({ length: 2000 }, (_, at) => unit(name, at));
    const pieces = [...indexPieces(many, read)];
    expect(pieces.length).toBeGreaterThan(1);
    expect(pieces.every((piece) => piece.length < 121_000)).toBe(true);
    expect(pieces.join('').trimEnd().split('\n')).toHaveLength(2000);
    expect([...indexPieces([unit('')], read)]).toEqual([]);
  });
});
