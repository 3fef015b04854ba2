/**
 * 人员类别 (44号, 39号): whom a pack from 2024 on pays for. Each group has a check of its own; all of them run, and one that
 * is met is enough. A group is refused on positive evidence only: a diploma, an answer, or the day of birth in the number.
 */
import { ageOn, parseCitizenId } from '../../domain/citizen-id.ts';
import { monthsAfter, type PlainDate } from '../../domain/plain-date.ts';
import { hireDay } from '../insurance-rows.ts';
import { within, type FurtherGroup } from '../pack.ts';
import type { GroupTold, PersonGroup, Verdict } from '../verdict.ts';
import { met, unknown, unmet, windowDetail, type Finding, type PersonCheck, type PersonContext } from './check.ts';
import { doesNotFit, graduateOfTheYear } from './diploma.ts';
import { diplomasOf } from './diplomas.ts';
import { knownKindOfUnit } from './licence.ts';
import { registeredAtHire } from './other-groups.ts';

type LeftSchool = Extract<FurtherGroup, { kind: 'left-school-unemployed' }>;
type RegisteredYoung = Extract<FurtherGroup, { kind: 'registered-unemployed' }>;

interface GroupFinding {
  readonly group: PersonGroup;
  readonly finding: Finding;
}

function hireNotKnown({ insurance }: PersonContext): Finding {
  const { counted } = insurance.own('210');
  return counted === null
    ? unknown('not-found', 'insurance')
    : unknown('enrolled-on-missing', 'insurance', { row: counted });
}

/** 离校两年内未就业高校毕业生: by the day of graduation; no register shows that somebody has not worked (SOURCES.md). */
function leftSchool(person: PersonContext, { graduated, withinMonths }: LeftSchool): Finding {
  const hiredOn = hireDay(person.insurance);
  if (withinMonths !== undefined && hiredOn === null) return hireNotKnown(person);
  const isInTime = (day: PlainDate): boolean =>
    withinMonths === undefined || hiredOn === null || hiredOn <= monthsAfter(day, withinMonths);
  const { rows, held, unclear } = diplomasOf(person, (day) => within(graduated, day) && isInTime(day));
  const [fitting] = held;
  if (fitting !== undefined) return met('graduates', { row: fitting, detail: { graduatedOn: fitting.graduatedOn } });
  const [open] = unclear;
  if (open !== undefined) return unknown(open.reason, 'graduates', { row: open.row });
  const [latest] = rows;
  if (latest === undefined) return unknown('not-found', 'graduates');
  const isLate = latest.graduatedOn && within(graduated, latest.graduatedOn);
  return doesNotFit(latest, isLate ? { withinMonths, hiredOn } : windowDetail(graduated));
}

/** The ages on the days that count, by the day of birth in the number; `null` where such a day is not known. */
function agesOf(person: PersonContext, { ageOn: counted }: RegisteredYoung): readonly number[] | null {
  const id = parseCitizenId(person.citizenId);
  const hiredOn = hireDay(person.insurance);
  const days = { hire: [hiredOn], acceptance: [person.terms.date] }[counted ?? 'hire'];
  const wanted = counted === undefined ? [...days, person.terms.date] : days;
  if (!id.ok || wanted.includes(null)) return null;
  return wanted.flatMap((day) => (day === null ? [] : [ageOn(id.value.bornOn, day)]));
}

/**
 * Why an age outside could be inside on the true day of hire: a row whose owner is disputed, or one without its day, could be the one
 * that counts. It would be a later one, and nobody is younger later. `null`: it could not.
 */
function ageInDoubt(person: PersonContext, { ageFrom, ageTo, ageOn: day }: RegisteredYoung): Finding | null {
  const id = parseCitizenId(person.citizenId);
  const hiredOn = hireDay(person.insurance);
  if (!id.ok || hiredOn === null || day === 'acceptance') return null;
  const age = (on: PlainDate): number => ageOn(id.value.bornOn, on);
  const { rows, counted } = person.insurance.own('210');
  const disputed = person.insurance.conflicts.filter(({ insurance }) => insurance === '210');
  const other = disputed.find(({ enrolledOn: on }) => on && on > hiredOn && ageFrom <= age(on) && age(on) <= ageTo);
  const row = counted ?? undefined;
  if (other !== undefined) return unknown('sources-disagree', 'insurance', { row, conflict: other });
  if (age(hiredOn) >= ageFrom) return null;
  if (rows.some(({ enrolledOn }) => !enrolledOn)) return unknown('enrolled-on-missing', 'insurance', { row });
  const silent = disputed.find(({ enrolledOn }) => !enrolledOn);
  return silent === undefined ? null : unknown('sources-disagree', 'insurance', { row, conflict: silent });
}

/** 登记失业的16—24岁青年: the age by the number, the registration by the register 失业登记. */
function registeredYoung(person: PersonContext, group: RegisteredYoung): Finding {
  const ages = agesOf(person, group);
  if (ages === null) return hireNotKnown(person);
  const inside = ages.filter((age) => group.ageFrom <= age && age <= group.ageTo);
  const { ageFrom, ageTo } = group;
  const detail = { ages, ageFrom, ageTo };
  if (inside.length === 0) return ageInDoubt(person, group) ?? unmet('age-outside-group', null, { detail });
  if (inside.length < ages.length) return unknown('age-on-one-day-only', null, { detail });
  const row = registeredAtHire(person);
  if (row !== null) return met('unemployed', { row });
  const [other] = person.index.rows('unemployed', person.citizenId);
  if (other === undefined) return unknown('not-found', 'unemployed');
  const { registeredOn = null, endedOn = null } = other;
  return unknown('registration-not-at-hire', 'unemployed', { row: other, detail: { registeredOn, endedOn } });
}

function findingOf(person: PersonContext, group: FurtherGroup): Finding {
  return group.kind === 'left-school-unemployed' ? leftSchool(person, group) : registeredYoung(person, group);
}

/** Where only some kinds of unit may claim for a group: whether this applicant is one of them. */
function limited(person: PersonContext, { group, finding }: GroupFinding): GroupFinding {
  const kinds = person.parameters.groupUnitTypes?.[group];
  if (kinds === undefined || finding.verdict === 'unmet') return { group, finding };
  const known = knownKindOfUnit(person);
  if (known !== null && kinds.includes(known.kind)) return { group, finding };
  if (known !== null) {
    const { kind: unitType, row } = known;
    const register = row === undefined ? null : 'business';
    return {
      group,
      finding: unmet('group-not-for-unit-type', register, {
        ...(row === undefined ? {} : { row }),
        detail: { unitType },
      }),
    };
  }
  return finding.verdict === 'met' ? { group, finding: unknown('not-found', 'business') } : { group, finding };
}

/** One group is enough: what is shown, then what is to come, then what is open; refused only where every group is. */
const ORDER: readonly Verdict[] = ['met', 'remediable', 'unknown', 'unmet'];

/** As it stands in the decision: the finding of each group, with the register and its day. */
const told = (person: PersonContext, { group, finding }: GroupFinding): GroupTold => ({
  group,
  verdict: finding.verdict,
  reason: finding.reason,
  registry: finding.registry,
  asOf: finding.registry === null ? null : person.index.asOf(finding.registry),
  ...(finding.detail === undefined ? {} : { detail: finding.detail }),
});

/** 招用对象: 毕业年度高校毕业生、离校两年内未就业高校毕业生、登记失业的16—24岁青年, each as the pack describes it. */
export const entitledGroup: PersonCheck = (person) => {
  const all: readonly GroupFinding[] = [
    { group: 'programme-graduate' as const, finding: graduateOfTheYear(person) },
    ...person.parameters.furtherGroups.map((group) => ({ group: group.kind, finding: findingOf(person, group) })),
  ].map((one) => limited(person, one));
  const best = ORDER.flatMap((verdict) => all.filter(({ finding }) => finding.verdict === verdict))[0];
  const byGroup = all.map((one) => told(person, one));
  if (best === undefined) throw new Error('a pack without any group');
  const { group, finding } = best;
  const rest = { ...finding, detail: { ...finding.detail, byGroup } };
  if (finding.verdict === 'met') return { ...rest, detail: { group, ...rest.detail } };
  if (finding.verdict === 'unknown') return { ...rest, reason: 'group-open' };
  return finding.verdict === 'unmet' ? { ...rest, reason: 'no-group-fits' } : rest;
};
