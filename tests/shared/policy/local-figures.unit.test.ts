/** What an office sets while it confirms a pack, and what it cannot. */
import { describe, expect, it } from 'vitest';
import { parseYuan } from '#shared/domain/money.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { canBeSet, localFigures, withLocalFigures } from '#shared/policy/local-figures.ts';
import { packFile, readPackFile } from '#shared/policy/pack-import.ts';
import { packById, shippedPacks } from '#shared/policy/pack-library.ts';
import { packDigest, PolicyPack } from '#shared/policy/pack.ts';

function shipped(id: string): PolicyPack {
  const held = packById(id);
  if (held === null) throw new Error(id);
  return held.pack;
}
const in2026 = shipped('guangdong-2026');
const document = '粤人社函〔2026〕1号';

describe('local figures', () => {
  it('are those that wait for confirmation; what is verified cannot be set', () => {
    expect([...canBeSet(in2026)]).toEqual([
      'amountFen',
      'acceptance',
      'monthsInARow',
      'leftSchoolToTheDay',
      'ageOn',
      'societiesForRegisteredOnly',
    ]);
    expect(canBeSet(shipped('guangdong-2024')).has('societiesForRegisteredOnly')).toBe(false);
    expect([...canBeSet(shipped('zhanjiang-2022'))]).toEqual([]);
    expect([...canBeSet(shipped('guangdong-2023'))]).toEqual(['amountFen', 'acceptance']);
  });

  it('left as they are make no other pack', () => {
    for (const { pack, digest } of shippedPacks)
      expect([pack.id, packDigest(withLocalFigures(pack, localFigures(pack), document))]).toEqual([pack.id, digest]);
  });

  it('set otherwise stand in the pack with the document, and are read back', () => {
    const wanted = {
      amountFen: 100_000,
      acceptance: { from: plainDate('2026-07-01'), to: plainDate('2027-03-31') },
      monthsInARow: true,
      leftSchoolToTheDay: true,
      ageOn: 'both' as const,
      societiesForRegisteredOnly: true,
    };
    const set = withLocalFigures(in2026, wanted, document);
    expect(PolicyPack.parse(set)).toEqual(set);
    expect(localFigures(set)).toEqual(wanted);
    const { amountFen, furtherGroups, minimumMonths } = set.parameters;
    expect(amountFen).toEqual({
      value: 100_000,
      mark: '待本地核定',
      source: { document, clause: '本地核定', level: 'province' },
    });
    expect(furtherGroups.source.document).toBe(document);
    expect(minimumMonths).toEqual(in2026.parameters.minimumMonths);
    expect(readPackFile(packFile(set), shippedPacks)).toMatchObject({
      ok: true,
      replaces: { pack: { id: in2026.id } },
    });
  });

  it('of another pack are left alone', () => {
    const city = shipped('zhanjiang-2022');
    const changed = withLocalFigures(city, { ...localFigures(city), amountFen: 1, monthsInARow: true }, document);
    expect(packDigest(changed)).toBe(packDigest(city));
  });

  it.each([
    ['1000', 100_000],
    ['1,500.00', 150_000],
    ['１０００元', 100_000],
    ['1000.5', 100_050],
    ['1000.555', null],
    ['', null],
    ['-1', null],
    ['一千', null],
  ])('a sum typed as %j', (text, fen) => {
    expect(parseYuan(text)).toBe(fen);
  });
});
