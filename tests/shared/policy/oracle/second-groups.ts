/**
 * 人员类别 of the packs from 2024 on once more, from aftercare.md 9 and the readings 26 to 29: 毕业年度, 离校两年内 by the year of
 * graduation, 登记失业 of 16 to 24 on the day of hire. Shares no line with the product.
 */
import { programmeGraduate } from './second-evaluation.ts';
import { hiresOf, type Hires } from './second-insurance.ts';
import { has, MET, unk, unm, type Row, type Said, type World } from './second-terms.ts';

export interface LaterWorld extends World {
  /** Day of birth in the number. */
  readonly born: string;
  /** What an office may confirm otherwise than the shipped packs have it. */
  readonly confirmed?: {
    /** Months from the diploma to the hire, to the day. */
    readonly withinMonths?: number;
    readonly ageOn?: 'acceptance' | 'both';
    /** The one group that social organisations may claim for; `kind`: of the applicant, beyond doubt. */
    readonly onlyYoungFor?: { readonly kind: string | null };
  };
}

const yearOf = ({ graduation }: World): number => Number(graduation[0].slice(0, 4));

/** Both ends of the two years before the programme year. */
const leftWithin = (world: World): readonly [string, string] => [
  `${yearOf(world) - 2}-01-01`,
  `${yearOf(world) - 1}-12-31`,
];

/** The day of that number, some months later. */
function sameDayLater(day: string, months: number): string {
  const count = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}${day.slice(7)}`;
}

function leftSchool(world: LaterWorld): readonly Said[] {
  const rows = world.rows('graduates');
  const [from, to] = leftWithin(world);
  const months = world.confirmed?.withinMonths;
  const hires = hiresOf(world);
  if (months !== undefined && hires.known === null) return [unk(hires.openReason ?? 'not-found')];
  const soon = (day: string): boolean => months === undefined || (hires.known ?? '') <= sameDayLater(day, months);
  const inTime = ({ graduatedOn }: Row): boolean =>
    String(graduatedOn) >= from && String(graduatedOn) <= to && soon(String(graduatedOn));
  const regular = ({ category }: Row): boolean => category === 'regular';
  if (rows.some((row) => has(row['graduatedOn']) && inTime(row) && regular(row))) return [MET];
  const open = rows.flatMap((row) => {
    const badKind = has(row['category']) && !regular(row);
    const badDay = has(row['graduatedOn']) && !inTime(row);
    if (badKind || badDay) return [];
    return [unk(has(row['category']) ? 'graduated-on-missing' : 'category-missing')];
  });
  if (open.length > 0) return open;
  if (rows.length === 0) return [unk('not-found')];
  const day = ({ graduatedOn }: Row): string => (has(graduatedOn) ? String(graduatedOn) : '');
  const last = rows.map(day).sort().at(-1);
  return rows
    .filter((row) => day(row) === last)
    .map((row) => {
      if (!has(row['category'])) return unk('category-missing');
      return unm(regular(row) ? 'graduated-outside-window' : 'not-regular-higher-education');
    });
}

/** Whole years from one day to the other. */
function years(born: string, day: string): number {
  const full = Number(day.slice(0, 4)) - Number(born.slice(0, 4));
  return day.slice(5) < born.slice(5) ? full - 1 : full;
}
const young = (born: string, day: string): boolean => years(born, day) >= 16 && years(born, day) <= 24;

/** On positive evidence only: too old or too young on every day that could be the one of hire. */
function refusedByAge(world: LaterWorld, { known, later, openReason }: Hires): Said | null {
  if (known === null || young(world.born, known)) return null;
  if (later.some((day) => young(world.born, day))) return unk('sources-disagree');
  // A later day of hire makes nobody younger.
  if (openReason !== null && years(world.born, known) < 16) return unk(openReason);
  return unm('age-outside-group');
}

function registered(world: World, hire: string | null): Said {
  const rows = world.rows('unemployed');
  if (hire === null) return unk(rows.length === 0 ? 'not-found' : 'registration-not-at-hire');
  const begins = `${hire.slice(0, 8)}01`;
  const shows = ({ registeredOn, endedOn }: Row): boolean =>
    has(registeredOn) &&
    String(registeredOn) <= hire &&
    String(has(endedOn) ? endedOn : (world.asOf('unemployed') ?? '')) >= begins;
  if (rows.some(shows)) return MET;
  return unk(rows.length === 0 ? 'not-found' : 'registration-not-at-hire');
}

function registeredYoung(world: LaterWorld): readonly Said[] {
  const hires = hiresOf(world);
  const counted = world.confirmed?.ageOn ?? 'hire';
  if (counted === 'acceptance')
    return [young(world.born, world.date) ? registered(world, hires.known) : unm('age-outside-group')];
  if (hires.known === null) return [unk(hires.openReason ?? 'not-found')];
  const days = counted === 'both' ? [hires.known, world.date] : [hires.known];
  const inside = days.filter((day) => young(world.born, day)).length;
  if (inside === 0) return [refusedByAge(world, hires) ?? unm('age-outside-group')];
  return [inside < days.length ? unk('age-on-one-day-only') : registered(world, hires.known)];
}

/** 国办发〔2025〕25号 as Fujian reads it: a social organisation claims for 登记失业 alone. */
function forKind(world: LaterWorld, said: readonly Said[]): readonly Said[] {
  const limit = world.confirmed?.onlyYoungFor;
  if (limit === undefined || limit.kind === 'enterprise') return said;
  return said.map((one) => {
    if (one[0] === 'unmet') return one;
    if (limit.kind !== null) return unm('group-not-for-unit-type');
    return one[0] === 'met' ? unk('not-found') : one;
  });
}

/** What each group may say, in the order of the packs. */
export function secondGroups(world: LaterWorld): Readonly<Record<string, readonly Said[]>> {
  return {
    'programme-graduate': forKind(world, programmeGraduate({ ...world, hasFurtherGroups: false })),
    'left-school-unemployed': forKind(world, leftSchool(world)),
    'registered-unemployed': registeredYoung(world),
  };
}

/** One group is enough; then what is to come, then what is open; a refusal needs all of them. */
export function anyGroup(groups: Readonly<Record<string, readonly Said[]>>): readonly Said[] {
  const ways = Object.values(groups).reduce<readonly (readonly Said[])[]>(
    (found, said) => found.flatMap((one) => said.map((next) => [...one, next])),
    [[]],
  );
  return ways.map((said): Said => {
    const first = (wanted: string): Said | undefined => said.find(([verdict]) => verdict === wanted);
    if (first('met') !== undefined) return MET;
    const toCome = first('remediable');
    if (toCome !== undefined) return toCome;
    return first('unknown') === undefined ? unm('no-group-fits') : unk('group-open');
  });
}
