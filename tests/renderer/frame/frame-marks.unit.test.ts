import { describe, expect, it } from 'vitest';
import { addDays, plainDate } from '#shared/domain/plain-date.ts';
import { registryKinds, type RegistryKind } from '#shared/domain/registries.ts';
import { neededRegistries } from '#shared/policy/needed-registries.ts';
import { shippedPacks } from '#shared/policy/pack-library.ts';
import { dataState, machineMarks } from '#renderer/features/frame/frame-marks.ts';
import type { RegistryCopy } from '#renderer/store/registry/registry-store.ts';
import { aCounterStore } from '#tests/builders/a-counter-store.ts';

const date = plainDate('2022-08-22');
const pack = shippedPacks.find((held) => held.pack.id === 'zhanjiang-2022')?.pack;
if (pack === undefined) throw new Error('no pack');
const needs = { needed: neededRegistries(pack), date, staleAfterDays: 31 };

function copies(change: Partial<Record<RegistryKind, Partial<RegistryCopy> | null>> = {}): RegistryCopy[] {
  const well = { asOf: addDays(date, -2), state: 'usable' } as const;
  return registryKinds.flatMap((kind) =>
    change[kind] === null ? [] : [{ ...well, kind, ...change[kind] } as RegistryCopy],
  );
}

describe('whether the data is good enough', () => {
  it('asks for the registers that the checks of the pack read, and no others', () => {
    expect(needs.needed).toEqual(['business', 'insurance', 'graduates', 'contracts', 'hiringSubsidy', 'paid']);
    const less = { ...pack, checks: pack.checks.filter(({ check }) => check === 'already-paid') };
    expect(neededRegistries(less)).toEqual(['paid']);
  });

  it('is quiet when every one is here and fresh, whatever the others are', () => {
    expect(dataState(copies({ unemployed: null, graduateAnswers: { asOf: plainDate('2022-01-01') } }), needs)).toEqual({
      well: '离线可用 · 参保数据 08-20',
    });
  });

  it.each([
    ['a list one day too old', { paid: { asOf: addDays(date, -32) } }, '数据日期不合 1 项'],
    ['one from after the business date', { insurance: { asOf: addDays(date, 1) } }, '数据日期不合 1 项'],
    ['missing ones', { paid: null, contracts: null }, '数据缺 2 项'],
    ['a damaged one, however fresh', { business: { state: 'damaged' } }, '数据损坏 1 项'],
    [
      'all of it',
      { business: { state: 'damaged' }, paid: null, contracts: { asOf: plainDate('2022-01-01') } },
      '数据损坏 1 项、日期不合 1 项、缺 1 项',
    ],
  ] as const)('%s is one short mark that leads to 数据', (_, change, text) => {
    expect(dataState(copies(change), needs)).toEqual({ mark: { text, path: '/registry' } });
  });

  it('31 days are within the limit', () => {
    expect(dataState(copies({ paid: { asOf: addDays(date, -31) } }), needs)).toHaveProperty('well');
  });
});

describe('how the machine keeps its records', () => {
  it('is quiet while protected and without a gap', () => {
    expect(machineMarks(aCounterStore())).toEqual([]);
  });

  it('marks storage that may be cleared, and a gap in the ledger', () => {
    const store = aCounterStore();
    const cases = { ...store.cases, ledger: () => ({ count: 9, head: '', missing: [3, 4] }) };
    expect(machineMarks({ cases, storage: { kind: 'default', persisted: false } })).toEqual([
      { text: '台账缺 2 条', path: '/settings' },
      { text: '存储未受保护', path: '/registry' },
    ]);
  });
});
