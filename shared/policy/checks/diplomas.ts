/** A person's rows of the register 毕业生, told apart by whether they can show a graduation on the days that count. */
import type { PlainDate } from '../../domain/plain-date.ts';
import type { RegistryRow } from '../../domain/registries.ts';
import { canonicalJson } from '../canonical-json.ts';
import type { ReasonCode } from '../verdict.ts';
import type { PersonContext } from './check.ts';

export type GraduateRow = RegistryRow<'graduates'>;

type CountingDay = (graduatedOn: PlainDate) => boolean;

/** Regular diploma and graduation on a day that counts; where a field is missing that decides it, which. */
function fits(row: GraduateRow, counts: CountingDay): boolean | ReasonCode {
  if (row.category && row.category !== 'regular') return false;
  if (row.graduatedOn && !counts(row.graduatedOn)) return false;
  if (!row.category) return 'category-missing';
  return row.graduatedOn ? true : 'graduated-on-missing';
}

/** The latest first; of one day in a fixed order, so that the order of rows in a copy never matters. */
function latestFirst(one: GraduateRow, other: GraduateRow): number {
  const [a, b] = [one.graduatedOn ?? '', other.graduatedOn ?? ''];
  if (a !== b) return a < b ? 1 : -1;
  return canonicalJson(one) < canonicalJson(other) ? -1 : 1;
}

interface UnclearDiploma {
  readonly row: GraduateRow;
  readonly reason: ReasonCode;
}

export interface Diplomas {
  /** All of them, the latest first. */
  readonly rows: readonly GraduateRow[];
  /** Those that fit and are in the person's hands on the day of acceptance. */
  readonly held: readonly GraduateRow[];
  /** Those that fit and are still to come. */
  readonly toCome: readonly GraduateRow[];
  /** The first of `held`, else of `toCome`: a diploma still to come takes nothing from one that is there. */
  readonly fitting: GraduateRow | null;
  /** Those that could fit, and the field that keeps us from knowing. */
  readonly unclear: readonly UnclearDiploma[];
}

/** The person's diplomas, sorted by what they can show; `counts` says which days of graduation do. */
export function diplomasOf(person: PersonContext, counts: CountingDay): Diplomas {
  const found = person.index.rows('graduates', person.citizenId);
  const rows = found.length < 2 ? found : [...found].sort(latestFirst);
  const states = rows.map((row) => ({ row, fit: fits(row, counts) }));
  const fitting = states.filter(({ fit }) => fit === true).map(({ row }) => row);
  const isToCome = ({ graduatedOn }: GraduateRow): boolean => (graduatedOn ?? '') > person.terms.date;
  const held = fitting.filter((row) => !isToCome(row));
  const toCome = fitting.filter(isToCome);
  const unclear = states.flatMap(({ row, fit }) => (typeof fit === 'string' ? [{ row, reason: fit }] : []));
  return { rows, held, toCome, fitting: held[0] ?? toCome[0] ?? null, unclear };
}
