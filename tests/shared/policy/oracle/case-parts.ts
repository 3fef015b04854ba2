/** What generated cases are put together from. */
import * as fc from 'fast-check';

export type Row = Record<string, unknown>;
export type Fields = Record<string, fc.Arbitrary<unknown>>;

/** How far cases stray from the one in which everything is met. */
export interface Dice {
  /** Mostly the first. */
  readonly mostly: (usual: unknown, ...rest: readonly unknown[]) => fc.Arbitrary<unknown>;
  /** As many rows as usual, or any few. */
  readonly rowsOf: (fields: Fields, usual: number) => fc.Arbitrary<Row[]>;
  /** A register's copy, mostly of the first day; now and then there is none. */
  readonly copyOf: (
    rows: fc.Arbitrary<Row[]>,
    days: readonly string[],
  ) => fc.Arbitrary<{ asOf: string; rows: Row[] } | undefined>;
}

function dice(usually: number, usualRows: number): Dice {
  const mostly: Dice['mostly'] = (usual, ...rest) =>
    fc.oneof({ weight: usually, arbitrary: fc.constant(usual) }, { weight: 2, arbitrary: fc.constantFrom(...rest) });
  return {
    mostly,
    rowsOf: (fields, usual) =>
      fc.oneof(
        { weight: usualRows, arbitrary: fc.array(fc.record(fields), { minLength: usual, maxLength: usual }) },
        { weight: 2, arbitrary: fc.array(fc.record(fields), { maxLength: 3 }) },
      ),
    copyOf: (rows, days) =>
      fc.oneof(
        {
          weight: 4 * usualRows,
          arbitrary: fc.record({ asOf: mostly(days[0], ...days.slice(1)) as fc.Arbitrary<string>, rows }),
        },
        { weight: 1, arbitrary: fc.constant(undefined) },
      ),
  };
}

/** Two fields in seven are off. */
export const wild = dice(5, 3);
/** Hardly anything is off. */
export const steady = dice(80, 60);
