import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LastNumber } from '#shared/casework/journal.ts';
import { lastNumber, nextNumbers, sameTally, tallyAfter } from '#shared/casework/ledger-numbers.ts';

const series = fc.constantFrom('case' as const, 'batch' as const);
const step = fc.record({
  wanted: fc.array(series, { maxLength: 3 }),
  year: fc.integer({ min: 2021, max: 2023 }),
  prefix: fc.constantFrom('W03', 'W04', 'W1'),
});

describe('numbers of the ledger', () => {
  it('run from 1 without a gap in each series, year and prefix, whatever comes between', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        let tally: readonly LastNumber[] = [];
        const given = new Map<string, number[]>();
        for (const { wanted, year, prefix } of steps) {
          const numbers = nextNumbers(tally, wanted, year, prefix);
          expect(numbers.map((number) => number.series)).toEqual(wanted);
          for (const number of numbers) {
            const key = `${number.series}/${number.year}/${number.prefix}`;
            given.set(key, [...(given.get(key) ?? []), number.value]);
          }
          tally = tallyAfter(tally, numbers);
        }
        for (const [key, values] of given) {
          expect(values).toEqual(values.map((_value, index) => index + 1));
          const [kind = '', year = '', prefix = ''] = key.split('/');
          expect(lastNumber(tally, kind as 'case', Number(year), prefix)).toBe(values.length);
        }
        expect(tally.length).toBe(given.size);
      }),
    );
  });

  it('stand in one order, however they came', () => {
    const one = { series: 'case' as const, year: 2022, prefix: 'W03', value: 4 };
    const two = { series: 'batch' as const, year: 2022, prefix: 'W03', value: 2 };
    const three = { series: 'case' as const, year: 2021, prefix: 'W04', value: 9 };
    expect(tallyAfter(tallyAfter(tallyAfter([], [one]), [two]), [three])).toEqual(tallyAfter([], [three, two, one]));
    expect(tallyAfter([], [one, two, three])).toEqual([
      ['case', 2021, 'W04', 9],
      ['batch', 2022, 'W03', 2],
      ['case', 2022, 'W03', 4],
    ]);
  });

  it('never go back', () => {
    expect(tallyAfter([['case', 2022, 'W03', 7]], [{ series: 'case', year: 2022, prefix: 'W03', value: 3 }])).toEqual([
      ['case', 2022, 'W03', 7],
    ]);
    expect(sameTally([['case', 2022, 'W03', 7]], [['case', 2022, 'W03', 6]])).toBe(false);
    expect(sameTally([], [])).toBe(true);
  });
});
