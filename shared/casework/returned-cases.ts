/** Which cases wait because something of them came back. */
import type { CaseSummary } from './case-state.ts';

export interface ReturnedCase {
  readonly summary: CaseSummary;
  readonly refused: number;
  readonly failed: number;
}

/** Cases with persons whom the province refused, or whose payment failed, and of which no correction was made since. */
export function returnedCases(cases: readonly CaseSummary[]): readonly ReturnedCase[] {
  return cases.flatMap((summary) => {
    const count = (word: 'refused' | 'failed'): number =>
      summary.persons.filter(({ province }) => province === word).length;
    const [refused, failed] = [count('refused'), count('failed')];
    return refused + failed === 0 ? [] : [{ summary, refused, failed }];
  });
}
