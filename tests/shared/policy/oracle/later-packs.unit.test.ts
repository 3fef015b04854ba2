/** The packs from 2024 on beside a second computation that reads no pack: groups, three insurances, kinds of unit, days of acceptance. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween, plainDate } from '#shared/domain/plain-date.ts';
import { evaluate, readCaseFile } from '#shared/policy/evaluate.ts';
import { holdPack, type HeldPack } from '#shared/policy/pack.ts';
import { packsOn, shippedPolicyPacks } from '#shared/policy/pack-library.ts';
import { hireDays, packShares } from '#shared/policy/pack-of-hire.ts';
import { groupsTold, type Decision } from '#shared/policy/verdict.ts';
import { scenePacks, type PolicyScene } from '#tests/builders/policy-scene.ts';
import { anyLaterCase, type LaterYear } from './any-later-case.ts';
import { secondEvaluation } from './second-evaluation.ts';
import { application, enrolmentPlace, knownKind, singleApplication, unitType, worst } from './second-firm.ts';
import { anyGroup, secondGroups, type LaterWorld } from './second-groups.ts';
import { earliestApplyMonth } from './second-insurance.ts';
import { fold, type Said } from './second-terms.ts';

const SEED = 20_260_618;

/** aftercare.md 9: what the three years ask for. Days of acceptance as places took them, to be confirmed. */
const PACKS = {
  '2024': { entitled: ['enterprise'], accepts: ['2024-01-01', '2025-12-31'] },
  '2025': { entitled: ['enterprise', 'social-organisation'], accepts: ['2025-01-01', '2026-03-31'] },
  '2026': { entitled: ['enterprise', 'social-organisation'], accepts: ['2026-06-18', '2026-12-31'] },
} as const satisfies Record<LaterYear, { entitled: readonly string[]; accepts: readonly [string, string] }>;
const AMOUNT = 150_000;
const years = ['2024', '2025', '2026'] as const;

function decided(scene: PolicyScene): Decision {
  const result = evaluate(scene, scenePacks);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.decision;
}

/** What an office confirmed in place of a figure that is open, by the name of its pack. */
function confirmedBy({ policy, employer, registries }: PolicyScene): Pick<LaterWorld, 'confirmed' | 'monthsInARow'> {
  const kind = knownKind(fold(employer['unifiedSocialCreditCode']), registries['business']?.rows ?? []);
  switch (policy.replace('guangdong-2026-', '')) {
    case 'to-the-day':
      return { confirmed: { withinMonths: 24 } };
    case 'age-on-acceptance':
      return { confirmed: { ageOn: 'acceptance' } };
    case 'age-on-both':
      return { confirmed: { ageOn: 'both' } };
    case 'limited':
      return { confirmed: { onlyYoungFor: { kind } } };
    case 'in-a-row':
      return { monthsInARow: true };
    default:
      return {};
  }
}

function worldOf(scene: PolicyScene, year: LaterYear, place: number): LaterWorld {
  const { date, employer, office, registries, roster } = scene;
  const id = String(roster[place]?.['citizenId']);
  const whole = [`${year}-01-01`, `${year}-12-31`] as const;
  return {
    date,
    office: String(office['divisionCode']),
    code: fold(employer['unifiedSocialCreditCode']),
    number: fold(employer['employerNumber']),
    employerName: String(employer['name']),
    personName: String(roster[place]?.['name']),
    born: id.slice(6, 14).replace(/^(\d{4})(\d\d)(\d\d)$/u, '$1-$2-$3'),
    insurances: ['210', '410', '110'],
    minimumMonths: 3,
    hire: whole,
    hireIsCondition: true,
    graduation: whole,
    hasFurtherGroups: true,
    asksFullTime: false,
    ...confirmedBy(scene),
    rows: (kind) => (registries[kind]?.rows ?? []).filter(({ citizenId }) => fold(citizenId) === id),
    asOf: (kind) => registries[kind]?.asOf,
    age: (day) => (day === undefined ? Infinity : daysBetween(plainDate(day), plainDate(date))),
  };
}

/** What each check of a person may say. */
function personMay(scene: PolicyScene, year: LaterYear, place: number): Readonly<Record<string, readonly Said[]>> {
  const world = worldOf(scene, year, place);
  const ids = scene.roster.map(({ citizenId }) => String(citizenId));
  const { 'programme-graduate': _, ...rest } = secondEvaluation(world);
  return {
    ...rest,
    'entitled-group': anyGroup(secondGroups(world)),
    'single-application': [
      singleApplication(ids[place] ?? '', place, ids, scene.otherApplications, scene.receivedOn ?? scene.date),
    ],
  };
}

/** What the product said, and what it may say; `null`: anything. */
type Answer = readonly [name: string, verdict: string, reason: string | null, allowed: readonly Said[] | null];

const allows = (allowed: readonly Said[] | null, verdict: string, reason: string | null): boolean =>
  allowed === null || allowed.some((said) => said[0] === verdict && said[1] === reason);

function ofPersons(
  scene: PolicyScene,
  year: LaterYear,
  { entries }: Decision,
  may: readonly Readonly<Record<string, readonly Said[]>>[],
): readonly Answer[] {
  return entries.flatMap(({ checks }, place) => {
    const groups = secondGroups(worldOf(scene, year, place));
    return checks.flatMap((one): Answer[] => [
      [one.check, one.verdict, one.reason, may[place]?.[one.check] ?? []],
      ...groupsTold(one).map(({ group, verdict, reason }): Answer => [group, verdict, reason, groups[group] ?? []]),
    ]);
  });
}

function ofFirm(
  scene: PolicyScene,
  year: LaterYear,
  { employerChecks }: Decision,
  persons: readonly Readonly<Record<string, readonly Said[]>>[],
): readonly Answer[] {
  const firm: Readonly<Record<string, Said | null>> = firmMay(scene, year, persons);
  return employerChecks.map(({ check, verdict, reason }) => {
    const allowed = firm[check];
    return [check, verdict, reason, allowed === null ? null : allowed === undefined ? [] : [allowed]];
  });
}

/** The firm's checks; `null` where the persons leave the answer open. */
function firmMay(scene: PolicyScene, year: LaterYear, persons: readonly Readonly<Record<string, readonly Said[]>>[]) {
  const here = persons.map((may, place) => {
    const verdicts = new Set((may['insured-here'] ?? []).map(([verdict]) => verdict));
    const world = worldOf(scene, year, place);
    const hasRow = world.rows('insurance').some((row) => row['insurance'] === '210' && isOurs(world, row));
    return { verdict: [...verdicts][0] ?? 'unknown', hasRow, open: verdicts.size > 1 };
  });
  const { code, office } = worldOf(scene, year, 0);
  const { entitled } = PACKS[year];
  return {
    'unit-type': unitType(code, scene.registries['business']?.rows ?? [], entitled),
    'enrolment-place': here.some(({ open }) => open)
      ? null
      : enrolmentPlace(here, scene.employer['divisionCode'], office),
  };
}
function isOurs({ code, number }: LaterWorld, row: Record<string, unknown>): boolean {
  const [theirs, theirNumber] = [fold(row['unifiedSocialCreditCode']), fold(row['employerNumber'])];
  return theirs !== '' && code !== '' ? theirs === code : theirNumber !== '' && theirNumber === number;
}

/** What the product says that the second computation does not. */
function disagreements(scene: PolicyScene, year: LaterYear, told: Set<string>): readonly Answer[] {
  const decision = decided(scene);
  const may = scene.roster.map((_, place) => personMay(scene, year, place));
  const answers = [...ofPersons(scene, year, decision, may), ...ofFirm(scene, year, decision, may)];
  for (const [name, verdict, reason] of answers) told.add(`${name} ${reason ?? verdict}`);
  return answers.filter(([, verdict, reason, allowed]) => !allows(allowed, verdict, reason));
}

describe.each(years)('any case under the pack of %s', { timeout: 240_000 }, (year) => {
  it('is decided as a second evaluation decides it', () => {
    const told = new Set<string>();
    fc.assert(
      fc.property(anyLaterCase(year), (scene) => {
        expect(disagreements(scene, year, told)).toEqual([]);
        const [checks] = decided(scene).entries.map((entry) => entry.checks.map(({ check }) => check).sort());
        expect(checks).toEqual(Object.keys(personMay(scene, year, 0)).sort());
      }),
      { numRuns: 2500, seed: SEED },
    );
    expect(told.size).toBeGreaterThan(90);
  });

  it('adds up to the person, the sum and the outcome that the table of outcomes gives', () => {
    const outcomes = new Set<string>();
    fc.assert(
      fc.property(anyLaterCase(year), (scene) => {
        const { entries, employerChecks, outcome, totalAmountFen, missingPapers } = decided(scene);
        const persons = entries.map(({ checks }) => ({
          verdict: worst(checks.map(({ verdict }) => verdict)),
          twice: checks.some(({ reason }) => reason === 'duplicate-in-roster'),
        }));
        expect(entries.map(({ verdict }) => verdict)).toEqual(persons.map(({ verdict }) => verdict));
        const missing = ['applicationForm', 'roster'].filter((paper) => scene.papers[paper] !== true);
        expect(missingPapers).toEqual(missing);
        const firm = employerChecks.map(({ verdict }) => verdict);
        expect({ outcome, totalAmountFen }).toEqual(application(firm, persons, missing.length > 0, AMOUNT));
        expect(entries.reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(totalAmountFen);
        outcomes.add(outcome);
      }),
      { numRuns: 700, seed: SEED },
    );
    expect([...outcomes].sort()).toEqual(['accept', 'decline', 'deficient', 'pending']);
  });

  it('names the month from which the missing months could be there', () => {
    const months = new Set<unknown>();
    fc.assert(
      fc.property(anyLaterCase(year), (scene) => {
        for (const [place, { checks }] of decided(scene).entries.entries()) {
          const short = checks.find(({ reason }) => reason === 'months-short');
          const wanted = short === undefined ? undefined : earliestApplyMonth(worldOf(scene, year, place));
          if (wanted === undefined) continue;
          expect(short?.detail?.['earliestApplyMonth']).toBe(wanted);
          months.add(wanted);
        }
      }),
      { numRuns: 1000, seed: SEED },
    );
    expect(months.size).toBeGreaterThan(5);
  });

  it('is warned of outside the days of acceptance, and while nobody has confirmed the figures', () => {
    const [from, to] = PACKS[year].accepts;
    for (const [day, outside] of [
      [addDays(plainDate(from), -1), true],
      [plainDate(from), false],
      [plainDate(to), false],
      [addDays(plainDate(to), 1), true],
    ] as const) {
      const [scene] = fc.sample(anyLaterCase(year), { numRuns: 1, seed: SEED });
      const codes = decided({ ...scene, date: day, receivedOn: day }).warnings.map(({ code }) => code);
      expect([day, codes.includes('date-outside-policy')]).toEqual([day, outside]);
      expect(codes).toContain('policy-not-confirmed');
    }
  });
});

describe.each([
  ['to-the-day', 'left-school-unemployed enrolled-on-missing'],
  ['age-on-acceptance', 'registered-unemployed age-outside-group'],
  ['age-on-both', 'registered-unemployed age-on-one-day-only'],
  ['limited', 'programme-graduate group-not-for-unit-type'],
  ['in-a-row', 'months-contributed months-not-in-a-row'],
])('the pack of 2026 where an office confirmed %s', (id, reached) => {
  it('decides as the second evaluation does', () => {
    const told = new Set<string>();
    fc.assert(
      fc.property(anyLaterCase('2026'), (scene) => {
        expect(disagreements({ ...scene, policy: `guangdong-2026-${id}` }, '2026', told)).toEqual([]);
      }),
      { numRuns: 1000, seed: SEED },
    );
    expect([...told]).toContain(reached);
  }, 120_000);
});

describe('the choice of the pack', () => {
  const confirmed: readonly HeldPack[] = shippedPolicyPacks
    .filter(({ id }) => years.some((year) => id === `guangdong-${year}`))
    .map((pack) => {
      const { digest } = holdPack(pack);
      const on = plainDate('2024-01-01');
      return holdPack(pack, [{ packId: pack.id, digest, documentNumber: '某文', by: 'o1', on }]);
    });
  const accepting = (day: string): readonly LaterYear[] =>
    years.filter((year) => PACKS[year].accepts[0] <= day && day <= PACKS[year].accepts[1]);
  const anyDay = fc.nat(1400).map((days) => addDays(plainDate('2023-08-01'), days));

  it('by the day of acceptance is the one that accepts; where two do or none does, a file has to name it', () => {
    fc.assert(
      fc.property(anyDay, fc.constantFrom(...years).chain(anyLaterCase), (date, scene) => {
        const result = evaluate({ ...scene, policy: undefined, date, receivedOn: date }, confirmed);
        const [only, ...others] = accepting(date);
        const chosen = result.ok ? result.decision.policy : result.error.issues.map(({ path }) => path);
        expect(chosen).toEqual(only === undefined || others.length > 0 ? ['policy'] : `guangdong-${only}`);
      }),
      { numRuns: 600, seed: SEED },
    );
  });

  it('of two is that of the year in which the person was hired', () => {
    fc.assert(
      fc.property(anyDay, fc.constantFrom(...years).chain(anyLaterCase), (date, scene) => {
        const file = readCaseFile({ ...scene, date, receivedOn: date });
        if (file === null) throw new Error('no file');
        const shares = packShares(packsOn(date, confirmed), hireDays(file));
        const found = scene.roster.map((_, place) => {
          const share = shares.find(({ rows }) => rows.includes(place));
          return share?.held.pack.id ?? null;
        });
        const wanted = scene.roster.map((_, place) => {
          const world = worldOf(scene, '2024', place);
          const days = world
            .rows('insurance')
            .filter((row) => row['insurance'] === '210' && isOurs(world, row))
            .map(({ enrolledOn }) => (typeof enrolledOn === 'string' ? enrolledOn : ''));
          const year = (days.sort().at(-1) ?? '').slice(0, 4);
          return accepting(date).some((one) => one === year) ? `guangdong-${year}` : null;
        });
        expect(found).toEqual(wanted);
      }),
      { numRuns: 800, seed: SEED },
    );
  });
});
