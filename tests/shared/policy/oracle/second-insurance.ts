/** The six insurance checks of the second evaluation. */
import { badness, fold, has, MET, monthsFrom, rem, unk, unm, type Row, type Said, type World } from './second-terms.ts';

type Owner = 'ours' | 'conflict' | 'other' | 'nobody';
/** A check on the rows of one insurance that are taken as ours, the counted one first. */
type Check = (world: World, rows: readonly Row[]) => Said;

const text = (row: Row, field: string): string => (has(row[field]) ? String(row[field]) : '');
const month = (day: string): string => day.slice(0, 7).replace('-', '');
const now = ({ date }: World): string => month(date);
const last = (world: World): string => monthsFrom(now(world), -1);
const covered = (world: World): boolean =>
  has(world.asOf('insurance')) && month(world.asOf('insurance') ?? '') >= now(world);

function owner(world: World, row: Row): Owner {
  const code = fold(row['unifiedSocialCreditCode']);
  const number = fold(row['employerNumber']);
  const sameNumber = number !== '' && number === world.number;
  if (code !== '' && world.code !== '') return code === world.code ? 'ours' : sameNumber ? 'conflict' : 'other';
  if (number === '' || world.number === '') return 'nobody';
  return sameNumber ? 'ours' : 'other';
}

const rank = (row: Row): readonly string[] => [
  text(row, 'enrolledOn'),
  row['status'] === '1' ? '1' : '0',
  text(row, 'paidThrough'),
];
const before = (one: Row, other: Row): boolean => {
  const [a, b] = [rank(one), rank(other)];
  const at = a.findIndex((part, index) => part !== b[index]);
  return at >= 0 && (a[at] ?? '') > (b[at] ?? '');
};

/** Every order in which the rows may stand: whoever is before another stands before it. */
function orders(rows: readonly Row[]): readonly (readonly Row[])[] {
  if (rows.length === 0) return [[]];
  return rows
    .filter((row) => !rows.some((other) => before(other, row)))
    .flatMap((row) => orders(rows.filter((other) => other !== row)).map((rest) => [row, ...rest]));
}

const began = (world: World, row: Row): boolean =>
  has(row['enrolledOn']) && month(text(row, 'enrolledOn')) > last(world);

function includes(world: World, row: Row): boolean | string {
  if (!has(row['enrolledOn'])) return 'enrolled-on-missing';
  if (began(world, row)) return false;
  if (text(row, 'paidThrough') >= last(world)) return true;
  if (!has(row['status'])) return 'status-missing';
  if (row['status'] !== '3') return true;
  return has(row['paidThrough']) ? false : 'paid-through-missing';
}

/** What keeps `row` from being the first beyond doubt. */
function doubt(row: Row, rows: readonly Row[]): string | undefined {
  const others = rows.filter((other) => other !== row);
  if (others.some((other) => !has(other['enrolledOn'])) || (others.length > 0 && !has(row['enrolledOn'])))
    return 'enrolled-on-missing';
  for (const other of others.filter(({ enrolledOn }) => enrolledOn === row['enrolledOn'])) {
    if (!has(other['status']) || !has(row['status'])) return 'status-missing';
    const bothOrNeither = (other['status'] === '1') === (row['status'] === '1');
    if (bothOrNeither && (!has(other['paidThrough']) || !has(row['paidThrough']))) return 'paid-through-missing';
  }
  return undefined;
}

function insuredHere(world: World, rows: readonly Row[]): Said {
  const strip = (code: string): string => code.replace(/(?:00)+$/u, '');
  const division = fold(rows[0]?.['divisionCode']);
  if (rows[0] === undefined || !/^\d{6}$/u.test(division)) return unk('not-found');
  const [here, there] = [strip(world.office), strip(division)];
  if (there.startsWith(here)) return MET;
  if (here.startsWith(there)) return unk('not-found');
  const open = doubt(rows[0], rows);
  return open === undefined ? unm('apply-at-enrolment-place') : unk(open);
}

const insuringEmployer =
  (kind: string): Check =>
  (world, rows) => {
    const all = world.rows('insurance');
    const states = rows.map((row) => includes(world, row));
    if (states.includes(true)) return MET;
    if (rows.some((row) => began(world, row))) return rem('enrolled-this-month');
    if (all.some((row) => row['insurance'] === kind && owner(world, row) === 'conflict'))
      return unk('sources-disagree');
    const open = states.find((state) => typeof state === 'string');
    if (open !== undefined) return unk(open);
    if (kind === '210') {
      const others = all.filter((row) => row['insurance'] === '210' && owner(world, row) === 'other');
      const holds = (row: Row): boolean =>
        text(row, 'paidThrough') >= last(world) || (row['status'] === '1' && covered(world));
      if (others.some((row) => includes(world, row) === true && holds(row))) return unm('insured-elsewhere');
      const unclear = others.map((row) => includes(world, row)).find((state) => typeof state === 'string');
      if (unclear !== undefined) return unk(unclear);
    }
    if (!covered(world)) return unk('month-not-covered');
    const left = rows.some(
      (row) => row['status'] === '3' && has(row['paidThrough']) && text(row, 'paidThrough') < last(world),
    );
    return left ? unm('left-before-last-month') : unk('not-found');
  };

function lastMonthContribution(world: World, rows: readonly Row[]): Said {
  const including = rows.find((row) => includes(world, row) === true);
  const row = including ?? rows[0];
  if (row === undefined) return unk('not-found');
  if (began(world, row)) return rem('enrolled-this-month');
  if (row['deferred'] === true) return rem('deferred');
  if (!has(row['paidThrough'])) return unk('paid-through-missing');
  if (text(row, 'paidThrough') >= now(world) && !has(row['enrolledOn'])) return unk('enrolled-on-missing');
  if (text(row, 'paidThrough') >= last(world)) return MET;
  if (!covered(world)) return unk('month-not-covered');
  for (const field of ['enrolledOn', 'status'])
    if (!has(row[field])) return unk(field === 'status' ? 'status-missing' : 'enrolled-on-missing');
  for (const other of rows.filter((one) => one !== row)) {
    const state = includes(world, other);
    const isRival =
      including === undefined || !has(other['enrolledOn']) || text(other, 'enrolledOn') >= text(row, 'enrolledOn');
    if (typeof state === 'string' && isRival) return unk(state);
  }
  const open = doubt(row, rows);
  if (open !== undefined) return unk(open);
  return row['status'] === '1' ? rem('arrears') : unm('contribution-stopped');
}

function thisMonthEnrolment(world: World, rows: readonly Row[]): Said {
  const [row] = rows;
  if (row === undefined) return unk('not-found');
  const asOf = month(world.asOf('insurance') ?? '');
  if (asOf < now(world)) return unk('month-not-covered');
  if (rows.some(({ status }) => status === '1')) return MET;
  if (asOf > now(world)) return unk('month-not-covered');
  if (rows.some(({ status }) => !has(status))) return unk('status-missing');
  const open = doubt(row, rows);
  if (open !== undefined) return unk(open);
  if (row['status'] === '3') return unm('removed-this-month');
  return row['deferred'] === true ? rem('deferred') : unm('suspended-this-month');
}

function hiredInPeriod(world: World, rows: readonly Row[]): Said {
  const [row] = rows;
  if (row === undefined) return unk('not-found');
  const days = [text(row, 'enrolledOn'), text(row, 'jobStartedOn')];
  if (days.some((day) => day >= world.hire[0] && day <= world.hire[1])) return MET;
  if (days.includes('') || rows.some(({ enrolledOn }) => !has(enrolledOn))) return unk('date-missing');
  const open = doubt(row, rows);
  if (open !== undefined) return unk(open);
  return world.hireIsCondition ? unm('hired-outside-period') : unk('hired-outside-period');
}

function monthsContributed(world: World, rows: readonly Row[]): Said {
  const [row] = rows;
  if (row === undefined) return unk('not-found');
  const months = rows.map((one) => Number(one['monthsContributed'] ?? 0)).reduce((sum, count) => sum + count, 0);
  const isWhole = (one: Row): boolean => {
    const [from, to] = [month(text(one, 'enrolledOn')), text(one, 'paidThrough')];
    const count = Number(one['monthsContributed'] ?? 0);
    return from !== '' && to !== '' && count >= world.minimumMonths && monthsFrom(from, count) > to;
  };
  if (months >= world.minimumMonths && world.monthsInARow === true && !rows.some(isWhole))
    return unk('months-not-in-a-row');
  if (months >= world.minimumMonths) return MET;
  if (rows.some((one) => !has(one['monthsContributed']))) return unk('months-contributed-missing');
  if (row['status'] === '1' || row['deferred'] === true) return rem('months-short');
  if (!covered(world)) return unk('month-not-covered');
  if (!has(row['status'])) return unk('status-missing');
  const open = doubt(row, rows);
  return open === undefined ? unm('months-short-and-stopped') : unk(open);
}

/** All that may be said for one insurance: the contradiction, where the verdict hangs on order or on a disputed row. */
function forInsurance(check: Check, world: World, kind: string): readonly Said[] {
  const rows = world.rows('insurance').filter((row) => row['insurance'] === kind);
  const ours = rows.filter((row) => owner(world, row) === 'ours');
  const said = orders(ours).map((order) => check(world, order));
  const verdicts = new Set(said.map(([verdict]) => verdict));
  if (verdicts.size > 1) return [unk('sources-disagree')];
  const disputed = rows.filter((row) => owner(world, row) === 'conflict');
  if (disputed.length === 0 || !verdicts.has('unmet')) return said;
  const withThem = orders([...ours, ...disputed]).map((order) => check(world, order));
  if (withThem.every(([verdict]) => verdict === 'unmet')) return said;
  return withThem.some(([verdict]) => verdict === 'unmet')
    ? [...said, unk('sources-disagree')]
    : [unk('sources-disagree')];
}

/** The worst over the insurances, in all the ways in which it may be told. */
function overAll(world: World, check: (kind: string) => Check): readonly Said[] {
  const each = world.insurances.map((kind) => forInsurance(check(kind), world, kind));
  const least = Math.max(...each.map((said) => Math.min(...said.map(badness))));
  return each.flat().filter((said) => badness(said) >= least);
}

export function insuranceChecks(world: World): Readonly<Record<string, readonly Said[]>> {
  return {
    'insured-here': forInsurance(insuredHere, world, '210'),
    'insuring-employer': overAll(world, insuringEmployer),
    'last-month-contribution': overAll(world, () => lastMonthContribution),
    'this-month-enrolment': overAll(world, () => thisMonthEnrolment),
    'hired-in-period': overAll(world, () => hiredInPeriod),
    'months-contributed': overAll(world, () => monthsContributed),
  };
}

/** The days that could be the one of hire: 参保日期 of the counted 210 row. */
export interface Hires {
  readonly known: string | null;
  /** Days of rows whose owner is disputed and that would count if they were ours. */
  readonly later: readonly string[];
  /** Why another day than `known` may be the one; `null`: it is beyond doubt, or there is no row at all. */
  readonly openReason: string | null;
}

export function hiresOf(world: World): Hires {
  const rows = world.rows('insurance').filter((row) => row['insurance'] === '210');
  const ours = orders(rows.filter((row) => owner(world, row) === 'ours'))[0] ?? [];
  const [counted] = ours;
  if (counted === undefined) return { known: null, later: [], openReason: null };
  const silent = ours.some((row) => !has(row['enrolledOn']));
  const known = has(counted['enrolledOn']) ? text(counted, 'enrolledOn') : null;
  const disputed = rows.filter((row) => owner(world, row) === 'conflict');
  const later = disputed.map((row) => text(row, 'enrolledOn')).filter((day) => known !== null && day > known);
  const open = disputed.some((row) => !has(row['enrolledOn'])) ? 'sources-disagree' : null;
  return { known, later, openReason: silent ? 'enrolled-on-missing' : open };
}

/**
 * 最早申请月份 where months are short: (缴至月份, else the month before 参保) + what is missing + 1, not before this month, the latest over
 * the insurances. `undefined` where more than one row could count, so that the answer hangs on which.
 */
export function earliestApplyMonth(world: World): string | null | undefined {
  const each = world.insurances.map((kind) => {
    const rows = world.rows('insurance').filter((row) => row['insurance'] === kind && owner(world, row) === 'ours');
    const [row] = rows;
    if (row === undefined || rows.length > 1) return undefined;
    if (!has(row['monthsContributed'])) return '';
    const missing = world.minimumMonths - Number(row['monthsContributed']);
    // Whom nobody insures any more is not told to come back.
    if (missing <= 0 || (row['status'] !== '1' && row['deferred'] !== true)) return '';
    const enrolled = text(row, 'enrolledOn');
    const from = has(row['paidThrough'])
      ? text(row, 'paidThrough')
      : enrolled === ''
        ? null
        : monthsFrom(month(enrolled), -1);
    if (from === null) return null;
    const first = monthsFrom(from, missing + 1);
    return first < now(world) ? now(world) : first;
  });
  if (each.includes(undefined)) return undefined;
  return each.includes(null)
    ? undefined
    : (each
        .flatMap((one) => one ?? [])
        .sort()
        .at(-1) ?? '');
}
