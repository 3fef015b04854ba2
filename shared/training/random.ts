/** Numbers that look random and are the same on every machine: mulberry32 from a seed. */
export interface Random {
  /** A whole number from 0 up to, not including, `below`. */
  int(below: number): number;
  /** True in about `share` (0…1) of the calls. */
  chance(share: number): boolean;
  pick<T>(list: readonly T[]): T;
}

export function randomFrom(seed: number): Random {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const int = (below: number): number => Math.floor(next() * below);
  return {
    int,
    chance: (share) => next() < share,
    pick: (list) => {
      const found = list[int(list.length)];
      if (found === undefined) throw new Error('nothing to pick from');
      return found;
    },
  };
}

const two = (value: number): string => String(value).padStart(2, '0');

/** A day between two months of one year (`1`…`12`), never after the 28th. */
export function dayIn(random: Random, year: number, firstMonth: number, lastMonth: number): string {
  return `${year}-${two(firstMonth + random.int(lastMonth - firstMonth + 1))}-${two(1 + random.int(28))}`;
}
