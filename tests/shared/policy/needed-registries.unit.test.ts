/** Which registers must be at hand before a pack's checks can be decided, check by check. */
import { describe, expect, it } from 'vitest';
import type { RegistryKind } from '#shared/domain/registries.ts';
import { neededRegistries } from '#shared/policy/needed-registries.ts';
import { packById } from '#shared/policy/pack-library.ts';
import { checkNames } from '#shared/policy/check-names.ts';
import type { CheckId } from '#shared/policy/verdict.ts';

const pack = packById('zhanjiang-2022')?.pack;
if (pack === undefined) throw new Error('no pack');
const [anyCheck] = pack.checks;
if (anyCheck === undefined) throw new Error('no check');

const registers: Readonly<Record<CheckId, readonly RegistryKind[]>> = {
  'unit-type': ['business'],
  'enrolment-place': ['insurance'],
  'insured-here': ['insurance'],
  'name-match': [],
  'insuring-employer': ['insurance'],
  'last-month-contribution': ['insurance'],
  'this-month-enrolment': ['insurance'],
  'hired-in-period': ['insurance'],
  'months-contributed': ['insurance'],
  'programme-graduate': ['graduates'],
  'entitled-group': ['graduates'],
  'full-time': ['graduates'],
  'labour-contract': ['contracts'],
  'hiring-subsidy': ['hiringSubsidy'],
  'already-paid': ['paid'],
  'single-application': [],
};
const needed = (...checks: CheckId[]): readonly RegistryKind[] =>
  neededRegistries({ ...pack, checks: checks.map((check) => ({ ...anyCheck, check })) });

describe('registers needed', () => {
  it.each(Object.entries(registers) as [CheckId, readonly RegistryKind[]][])('for %s: %j', (check, kinds) => {
    expect(needed(check)).toEqual(kinds);
  });

  it('for a pack that pays for registered unemployed: their register as well', () => {
    const of = (id: string): readonly RegistryKind[] => neededRegistries(packById(id)?.pack ?? pack);
    expect(of('guangdong-2026')).toEqual([...of('zhanjiang-2022'), 'unemployed']);
  });

  it('by the shipped pack, in the order of the page, each once', () => {
    expect(neededRegistries(pack)).toEqual([
      'business',
      'insurance',
      'graduates',
      'contracts',
      'hiringSubsidy',
      'paid',
    ]);
    expect(needed('already-paid', 'insured-here', 'this-month-enrolment')).toEqual(['insurance', 'paid']);
    expect(Object.keys(registers).sort()).toEqual(Object.keys(checkNames).sort());
  });
});
