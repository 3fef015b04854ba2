/** Which number comes next: gap-free in each series, year and prefix. Both sides count for themselves and must agree. */
import type { AssignedNumber, LastNumber, NumberSeries } from './journal.ts';

type Tally = readonly LastNumber[];

/** The last number taken, 0 when none was. */
export function lastNumber(tally: Tally, series: NumberSeries, year: number, prefix: string): number {
  return tally.find((last) => last[0] === series && last[1] === year && last[2] === prefix)?.[3] ?? 0;
}

/** The numbers that an entry of this year takes, in the order asked for. */
export function nextNumbers(
  tally: Tally,
  wanted: readonly NumberSeries[],
  year: number,
  prefix: string,
): AssignedNumber[] {
  const taken: AssignedNumber[] = [];
  for (const series of wanted) {
    const own = taken.filter((number) => number.series === series).length;
    taken.push({ series, year, prefix, value: lastNumber(tally, series, year, prefix) + own + 1 });
  }
  return taken;
}

const byPlace = (a: LastNumber, b: LastNumber): number =>
  a[1] - b[1] || (a[2] < b[2] ? -1 : a[2] > b[2] ? 1 : 0) || (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0);

/** The tally after these numbers, in its one order (year, prefix, series). */
export function tallyAfter(tally: Tally, numbers: readonly AssignedNumber[]): LastNumber[] {
  const last = new Map<string, LastNumber>(tally.map((one) => [`${one[0]}/${one[1]}/${one[2]}`, one]));
  for (const { series, year, prefix, value } of numbers) {
    const key = `${series}/${year}/${prefix}`;
    last.set(key, [series, year, prefix, Math.max(value, last.get(key)?.[3] ?? 0)]);
  }
  return [...last.values()].sort(byPlace);
}

/** Whether two tallies say the same. */
export const sameTally = (a: Tally, b: Tally): boolean => JSON.stringify(a) === JSON.stringify(b);
