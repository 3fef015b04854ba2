/** Which backups stay: the newest three, one a day for 7 days, one a week for 4 weeks, one a month for 12 months. */
export interface DatedBackup {
  readonly name: string;
  readonly count: number;
  /** Local instant, ISO 8601. */
  readonly madeAt: string;
}

const NEWEST = 3;
const DAYS = 7;
const WEEKS = 4;
const MONTHS = 12;

/** The Monday of a day's week, as a plain day. */
function weekOf(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
  return date.toISOString().slice(0, 10);
}

/** The newest backup of each of the last `periods` periods in which there was one: holidays take nothing away. */
function newestOf(list: readonly DatedBackup[], periods: number, periodOf: (day: string) => string): string[] {
  const newest = new Map<string, string>();
  for (const { name, madeAt } of list) {
    const period = periodOf(madeAt.slice(0, 10));
    if (!newest.has(period)) newest.set(period, name);
  }
  return [...newest.values()].slice(0, periods);
}

/** Names that may go. What knows more entries than `count`, the ledger's own, always stays: somebody may need it. */
export function outdated(backups: readonly DatedBackup[], count: number): readonly string[] {
  const list = backups.toSorted((a, b) => (a.madeAt < b.madeAt ? 1 : a.madeAt > b.madeAt ? -1 : b.count - a.count));
  const kept = new Set([
    ...list.slice(0, NEWEST).map(({ name }) => name),
    ...newestOf(list, DAYS, (day) => day),
    ...newestOf(list, WEEKS, weekOf),
    ...newestOf(list, MONTHS, (day) => day.slice(0, 7)),
  ]);
  return list.filter((one) => !kept.has(one.name) && one.count <= count).map(({ name }) => name);
}
