/**
 * The table of checks once more, written from the notices and the readings in shared/policy/SOURCES.md and sharing no line
 * with the product: two evaluations that agree on thousands of cases are seldom wrong in the same way. It knows verdicts
 * and reasons of a person; where rows of equal rank leave more than one reason open, it names all of them.
 */
import { insuranceChecks } from './second-insurance.ts';
import { fold, has, MET, rem, unk, unm, type Row, type Said, type World } from './second-terms.ts';

const inside = (day: unknown, [from, to]: readonly [string, string]): boolean =>
  has(day) && String(day) >= from && String(day) <= to;

/** `true`, `false`, or the field without which it cannot be said. */
function fitness(row: Row, { graduation }: World): boolean | string {
  if (has(row['category']) && row['category'] !== 'regular') return false;
  if (has(row['graduatedOn']) && !inside(row['graduatedOn'], graduation)) return false;
  if (!has(row['category'])) return 'category-missing';
  return has(row['graduatedOn']) ? true : 'graduated-on-missing';
}

interface Diplomas {
  readonly all: readonly Row[];
  readonly held: readonly Row[];
  readonly toCome: readonly Row[];
  readonly open: readonly Row[];
}

function diplomas(world: World): Diplomas {
  const all = world.rows('graduates');
  const fit = all.filter((row) => fitness(row, world) === true);
  return {
    all,
    held: fit.filter((row) => String(row['graduatedOn']) <= world.date),
    toCome: fit.filter((row) => String(row['graduatedOn']) > world.date),
    open: all.filter((row) => typeof fitness(row, world) === 'string'),
  };
}

/** The answer that counts, and whether a 否 is there that is too old. */
function answer(world: World): { readonly said: unknown; readonly stale: boolean } {
  const dated = world
    .rows('graduateAnswers')
    .filter(({ answeredOn }) => inside(answeredOn, [world.graduation[0], world.date]));
  const counting = dated.filter(({ answer: said, answeredOn }) => said === '是' || world.age(String(answeredOn)) <= 31);
  const last = counting
    .map(({ answeredOn }) => String(answeredOn))
    .sort()
    .at(-1);
  const said = new Set(counting.filter(({ answeredOn }) => answeredOn === last).map((row) => row['answer']));
  return { said: said.size === 1 ? [...said][0] : undefined, stale: counting.length < dated.length };
}

export function programmeGraduate(world: World): readonly Said[] {
  const { all, held, toCome, open } = diplomas(world);
  const { said, stale } = answer(world);
  const fits = held.length + toCome.length > 0;
  if (said === '否' && fits) return [unk('sources-disagree')];
  if (said === '是' && all.length > 0 && !fits && open.length === 0) return [unk('sources-disagree')];
  if (held.length === 0 && toCome.length > 0) return [rem('not-yet-graduated')];
  if (said === '是' || fits) return [MET];
  if (world.hasFurtherGroups) return [unk('other-group-not-verified')];
  if (open.length > 0) return open.map((row) => unk(String(fitness(row, world))));
  if (said === '否') return [unm('service-says-no')];
  if (all.length === 0) return [unk(stale ? 'answer-stale' : 'not-found')];
  const dayOf = ({ graduatedOn }: Row): string => (typeof graduatedOn === 'string' ? graduatedOn : '');
  const last = all.map(dayOf).sort().at(-1);
  return all
    .filter((row) => dayOf(row) === last)
    .map(({ category }) => {
      if (!has(category)) return unk('category-missing');
      return unm(category === 'regular' ? 'graduated-outside-window' : 'not-regular-higher-education');
    });
}

function fullTime(world: World): readonly Said[] {
  const { held, toCome, open } = diplomas(world);
  const looked = held.length > 0 ? held : toCome;
  const is = (rows: readonly Row[], value: boolean | undefined): Row[] =>
    rows.filter((row) => (row['fullTime'] ?? undefined) === value);
  if (looked.length === 0) return [unk('not-found')];
  if (is(looked, true).length > 0) return [MET];
  if (is(looked, undefined).length > 0) return [unk('full-time-missing')];
  const possible = open.filter((row) => row['fullTime'] !== false);
  if (possible.length > 0)
    return possible.map((row) => unk(has(row['fullTime']) ? String(fitness(row, world)) : 'full-time-missing'));
  const later = held.length > 0 ? toCome : [];
  if (is(later, true).length + is(later, undefined).length === 0) return [unm('not-full-time')];
  return [
    ...is(later, true).map(() => rem('not-yet-graduated')),
    ...is(later, undefined).map(() => unk('full-time-missing')),
  ];
}

function contractState({ from, to }: Row, date: string): string {
  if (has(from) && String(from) > date) return 'contract-not-started';
  if (has(to) && String(to) < date) return 'contract-ended';
  if (!has(from)) return 'from-missing';
  return to === undefined ? 'to-missing' : 'in force';
}

function labourContract(world: World): readonly Said[] {
  const rows = world.rows('contracts');
  const isOurs = (row: Row): boolean => world.code !== '' && fold(row['unifiedSocialCreditCode']) === world.code;
  const states = rows.filter(isOurs).map((row) => contractState(row, world.date));
  if (states.includes('in force')) return [MET];
  for (const state of ['from-missing', 'to-missing']) if (states.includes(state)) return [unk(state)];
  for (const state of ['contract-not-started', 'contract-ended']) if (states.includes(state)) return [rem(state)];
  const isNamed = (row: Row): boolean =>
    fold(row['employerName']) === fold(world.employerName) &&
    (world.code === '' || fold(row['unifiedSocialCreditCode']) === '');
  if (rows.some(isNamed)) return [unk('sources-disagree')];
  if (rows.length > 0) return [rem('contract-with-another-employer')];
  return [world.age(world.asOf('contracts')) <= 31 ? rem('contract-missing') : unk('not-found')];
}

function listed(world: World, kind: string, reason: string): readonly Said[] {
  if (world.rows(kind).length > 0) return [unm(reason)];
  if (world.asOf(kind) === undefined) return [unk('list-missing')];
  return [world.age(world.asOf(kind)) <= 31 ? MET : unk('list-stale')];
}

function nameMatch(world: World): readonly Said[] {
  const rows = [...world.rows('insurance'), ...world.rows('graduates')];
  if (rows.length === 0) return [unk('not-found')];
  if (rows.some(({ name }) => fold(name) === fold(world.personName))) return [MET];
  return [rows.some(({ name }) => has(name)) ? rem('name-differs') : unk('name-missing')];
}

/** What each check may say about this person. */
export function secondEvaluation(world: World): Readonly<Record<string, readonly Said[]>> {
  return {
    ...insuranceChecks(world),
    'name-match': nameMatch(world),
    'programme-graduate': programmeGraduate(world),
    ...(world.asksFullTime ? { 'full-time': fullTime(world) } : {}),
    'labour-contract': labourContract(world),
    'hiring-subsidy': listed(world, 'hiringSubsidy', 'hiring-subsidy-received'),
    'already-paid': listed(world, 'paid', 'already-paid'),
  };
}
