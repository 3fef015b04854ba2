/** Who of a roster falls under which pack, where the days of acceptance of two overlap. */
import { describe, expect, it } from 'vitest';
import { plainDate } from '#shared/domain/plain-date.ts';
import { packById } from '#shared/policy/pack-library.ts';
import { hireDays, packOfRoster, packShares } from '#shared/policy/pack-of-hire.ts';
import { areToldApartByHire, type HeldPack } from '#shared/policy/pack.ts';
import { aSceneFile } from '#tests/builders/a-decided-action.ts';

function shipped(id: string): HeldPack {
  const held = packById(id);
  if (held === null) throw new Error(id);
  return held;
}
const both = [shipped('guangdong-2025'), shipped('guangdong-2026')];
const days = (...texts: (string | null)[]) => texts.map((text) => (text === null ? null : plainDate(text)));
const shares = (...texts: (string | null)[]) =>
  packShares(both, days(...texts)).map(({ held, rows }) => [held.pack.id, ...rows]);

describe('the pack of a hire', () => {
  it('is the one whose days of hire hold it, the last and the first day included', () => {
    expect(shares('2025-12-31', '2026-01-01')).toEqual([
      ['guangdong-2025', 0],
      ['guangdong-2026', 1],
    ]);
    expect(shares('2026-01-01', '2026-12-31')).toEqual([['guangdong-2026', 0, 1]]);
  });

  it('is nobody’s for a day that is not known or lies outside both', () => {
    expect(shares(null, '2024-12-31', '2027-01-01')).toEqual([]);
    expect(shares(null, '2026-02-02', '2024-12-31', '2025-03-03', '2026-03-03')).toEqual([
      ['guangdong-2026', 1, 4],
      ['guangdong-2025', 3],
    ]);
  });

  it('is chosen for the roster by what is known, then by what the firm wrote, then the later one', () => {
    const of = (hired: string | null, declared: string | null) =>
      packOfRoster(both, days(hired), days(declared))?.pack.id;
    expect(of('2025-06-02', '2026-02-02')).toBe('guangdong-2025');
    expect(of(null, '2025-06-02')).toBe('guangdong-2025');
    expect(of(null, null)).toBe('guangdong-2026');
    expect(packOfRoster([], days('2025-06-02'))).toBeNull();
  });

  it('is told by the register: the day of enrolment with the applicant, whoever insured before', () => {
    const hired = (change: string) => hireDays(aSceneFile(change));
    expect(hired('2026年')).toEqual(['2026-05-06']);
    expect(hired('2026年；参保+ 代码=别家 编号=别号 参保=2025-03-01')).toEqual(['2026-05-06']);
    expect(hired('2026年；参保-')).toEqual([null]);
    expect(hired('2026年；参保 参保=空')).toEqual([null]);
  });

  it('tells packs apart only where the period is a condition and no day is in two', () => {
    const [one, other] = both.map(({ pack }) => pack);
    if (one === undefined || other === undefined) throw new Error('two packs');
    expect(areToldApartByHire([one, other])).toBe(true);
    const { parameters } = other;
    const wider = { ...parameters.hireWindow, value: { from: plainDate('2025-12-31'), to: plainDate('2026-12-31') } };
    expect(areToldApartByHire([one, { ...other, parameters: { ...parameters, hireWindow: wider } }])).toBe(false);
    const free = { ...parameters.hireWindowIsCondition, value: false };
    expect(areToldApartByHire([one, { ...other, parameters: { ...parameters, hireWindowIsCondition: free } }])).toBe(
      false,
    );
  });
});
