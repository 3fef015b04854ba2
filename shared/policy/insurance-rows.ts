/** What one person's insurance rows say for the applicant (policy/README.md: R, counted row, includes M). */
import { ownerOf, type EmployerKeys } from './registry-index.ts';
import { canonicalJson } from './canonical-json.ts';
import type { PlainDate } from '../domain/plain-date.ts';
import type { RegistryRow } from '../domain/registries.ts';
import type { ReasonCode } from './verdict.ts';
import type { Terms } from './terms.ts';

export type InsuranceRow = RegistryRow<'insurance'>;
export type InsuranceKind = InsuranceRow['insurance'];

/** Rows with the applicant for one insurance. */
export interface OwnRows {
  readonly insurance: InsuranceKind;
  readonly rows: readonly InsuranceRow[];
  /** The row that counts; `null` without any row. */
  readonly counted: InsuranceRow | null;
}

export interface InsuranceFacts {
  readonly all: readonly InsuranceRow[];
  /** Rows of another employer, for 210. */
  readonly elsewhere: readonly InsuranceRow[];
  /** Rows with our 单位编号 and another code. */
  readonly conflicts: readonly InsuranceRow[];
  readonly own: (insurance: InsuranceKind) => OwnRows;
}

/** What decides which row counts: later enrolment, then the paying one, then the one paid further. */
const rankOf = (row: InsuranceRow): string =>
  `${row.enrolledOn ?? ''.padEnd(10)}|${row.status === '1' ? 1 : 0}|${row.paidThrough ?? ''.padEnd(6)}|`;

/** By rank, then in any fixed order. */
function laterFirst(one: InsuranceRow, other: InsuranceRow): number {
  const [a, b] = [rankOf(one), rankOf(other)];
  if (a !== b) return a < b ? 1 : -1;
  return canonicalJson(one) < canonicalJson(other) ? 1 : -1;
}

/** Rows in the order in which they count, the counted one first. */
export function inOrder(rows: readonly InsuranceRow[]): readonly InsuranceRow[] {
  return rows.length < 2 ? rows : [...rows].sort(laterFirst);
}

/** The other orders in which rows of equal rank could stand: what they decide must not hang on the fixed order. */
export function otherOrders(rows: readonly InsuranceRow[]): readonly (readonly InsuranceRow[])[] {
  return rows.flatMap((row, index) => {
    const first = rows.findIndex((other) => rankOf(other) === rankOf(row));
    return first === index ? [] : [rows.toSpliced(index, 1).toSpliced(first, 0, row)];
  });
}

/**
 * The field for want of which another row could stand before `chosen`; `null` when it is the first beyond doubt. Nothing
 * may be refused on a row that might not be the one that counts.
 */
export function doubtAbout(chosen: InsuranceRow, rows: readonly InsuranceRow[]): ReasonCode | null {
  if (rows.length > 1 && rows.some(({ enrolledOn }) => !enrolledOn)) return 'enrolled-on-missing';
  for (const row of rows) {
    if (row === chosen || row.enrolledOn !== chosen.enrolledOn) continue;
    if (!row.status || !chosen.status) return 'status-missing';
    const isTied = (row.status === '1') === (chosen.status === '1');
    if (isTied && (!row.paidThrough || !chosen.paidThrough)) return 'paid-through-missing';
  }
  return null;
}

export function insuranceFacts(all: readonly InsuranceRow[], employer: EmployerKeys): InsuranceFacts {
  const owned = all.map((row) => ({ row, owner: ownerOf(row, employer) }));
  const of = (wanted: string): readonly InsuranceRow[] =>
    owned.filter(({ owner }) => owner === wanted).map(({ row }) => row);
  const ours = of('ours');
  const found = new Map<InsuranceKind, OwnRows>();
  const own = (insurance: InsuranceKind): OwnRows => {
    const known = found.get(insurance);
    if (known !== undefined) return known;
    const rows = inOrder(ours.filter((row) => row.insurance === insurance));
    const answer = { insurance, rows, counted: rows[0] ?? null };
    found.set(insurance, answer);
    return answer;
  };
  const elsewhere = of('another').filter(({ insurance }) => insurance === '210');
  return { all, elsewhere, conflicts: of('conflict'), own };
}

/** 招用日: 参保日期 with the applicant as the counted 210 row has it, whatever was insured elsewhere before; `null`: not known. */
export function hireDay({ own }: InsuranceFacts): PlainDate | null {
  return own('210').counted?.enrolledOn ?? null;
}

/** Whether a row includes last month; where a field is missing that decides it, which. */
export function includesLastMonth(row: InsuranceRow, terms: Terms): boolean | ReasonCode {
  if (!row.enrolledOn) return 'enrolled-on-missing';
  if (row.enrolledOn > terms.lastDayOfLastMonth) return false;
  if (row.paidThrough && row.paidThrough >= terms.lastMonth) return true;
  if (!row.status) return 'status-missing';
  if (row.status !== '3') return true;
  return row.paidThrough ? false : 'paid-through-missing';
}

/** Enrolled only after last month. A row without the date does not show it. */
export function beginsAfterLastMonth(row: InsuranceRow, terms: Terms): boolean {
  return Boolean(row.enrolledOn) && (row.enrolledOn ?? '') > terms.lastDayOfLastMonth;
}
