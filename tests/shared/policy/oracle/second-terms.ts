/** Words of the second evaluation: what is said, how texts are folded, what a case looks like to it. */
export type Verdict = 'met' | 'unknown' | 'remediable' | 'unmet';
export type Said = readonly [Verdict, string | null];
export type Row = Readonly<Record<string, unknown>>;

export const MET: Said = ['met', null];
export const unk = (reason: string): Said => ['unknown', reason];
export const rem = (reason: string): Said => ['remediable', reason];
export const unm = (reason: string): Said => ['unmet', reason];

const BADNESS: readonly Verdict[] = ['met', 'unknown', 'remediable', 'unmet'];
export const badness = ([verdict]: Said): number => BADNESS.indexOf(verdict);

export const has = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

/** NFKC, no spaces, upper case. */
export const fold = (value: unknown): string =>
  (typeof value === 'string' ? value : '').normalize('NFKC').replace(/\s/gu, '').toUpperCase();

/** One person's case under one pack. Days are texts; `last` and `now` are last month and this month as `YYYYMM`. */
export interface World {
  readonly date: string;
  readonly office: string;
  readonly code: string;
  readonly number: string;
  readonly employerName: string;
  readonly personName: string;
  readonly insurances: readonly string[];
  readonly minimumMonths: number;
  readonly hire: readonly [string, string];
  readonly hireIsCondition: boolean;
  readonly graduation: readonly [string, string];
  readonly hasFurtherGroups: boolean;
  readonly asksFullTime: boolean;
  readonly rows: (kind: string) => readonly Row[];
  readonly asOf: (kind: string) => string | undefined;
  /** Absent: their sum counts. */
  readonly monthsInARow?: boolean;
  /** Days from then to the day of acceptance; without a day, more than any limit. */
  readonly age: (day: string | undefined) => number;
}

/** `YYYYMM` some months away. */
export function monthsFrom(month: string, count: number): string {
  const total = Number(month.slice(0, 4)) * 12 + Number(month.slice(4)) - 1 + count;
  return `${Math.floor(total / 12)}${String((total % 12) + 1).padStart(2, '0')}`;
}
