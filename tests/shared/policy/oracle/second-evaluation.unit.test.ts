/** The product beside a second evaluation, and what must hold for any case; seeds are fixed, so that a failure can be repeated. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween, plainDate } from '#shared/domain/plain-date.ts';
import { evaluate } from '#shared/policy/evaluate.ts';
import type { CheckResult } from '#shared/policy/verdict.ts';
import type { PolicyScene } from '#tests/builders/policy-scene.ts';
import { anyCase } from './any-case.ts';
import { secondEvaluation } from './second-evaluation.ts';
import { fold, type World } from './second-terms.ts';

const SEED = 20_220_822;
const policies = ['zhanjiang-2022', 'guangdong-2023'] as const;

function checksOf(scene: PolicyScene): readonly CheckResult[] {
  const result = evaluate(scene);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.decision.entries[0]?.checks ?? [];
}

function worldOf(scene: PolicyScene): World {
  const { date, employer, office, registries, roster, policy } = scene;
  const is2023 = policy === 'guangdong-2023';
  const year = [`${is2023 ? 2023 : 2022}-01-01`, `${is2023 ? 2023 : 2022}-12-31`] as const;
  const id = String(roster[0]?.['citizenId']);
  return {
    date,
    office: String(office['divisionCode']),
    code: fold(employer['unifiedSocialCreditCode']),
    number: fold(employer['employerNumber']),
    employerName: String(employer['name']),
    personName: String(roster[0]?.['name']),
    insurances: is2023 ? ['210', '410', '110'] : ['210'],
    minimumMonths: 1,
    hire: year,
    hireIsCondition: is2023,
    graduation: year,
    hasFurtherGroups: is2023,
    asksFullTime: !is2023,
    rows: (kind) => (registries[kind]?.rows ?? []).filter(({ citizenId }) => fold(citizenId) === id),
    asOf: (kind) => registries[kind]?.asOf,
    age: (day) => (day === undefined ? Infinity : daysBetween(plainDate(day), plainDate(date))),
  };
}

describe.each(policies)('any case under %s', { timeout: 120_000 }, (policy) => {
  it('is decided as a second evaluation decides it', () => {
    const told = new Set<string>();
    fc.assert(
      fc.property(anyCase(policy), (scene) => {
        const may = secondEvaluation(worldOf(scene));
        for (const { check, verdict, reason } of checksOf(scene)) {
          const allowed = may[check];
          if (check === 'single-application') continue;
          told.add(`${check} ${reason ?? verdict}`);
          expect((allowed ?? []).map((said) => [check, ...said])).toContainEqual([check, verdict, reason]);
        }
      }),
      { numRuns: 2500, seed: SEED },
    );
    // Cases that reach fewer answers of the table would compare little.
    expect(told.size).toBeGreaterThan(70);
  });

  it('is not refused because a cell is empty', () => {
    fc.assert(
      fc.property(anyCase(policy), fc.nat(), fc.nat(), (scene, at, field) => {
        const before = checksOf(scene);
        const rows = Object.values(scene.registries).flatMap((copy) => copy.rows);
        const row = rows[at % Math.max(rows.length, 1)] ?? {};
        const keys = Object.keys(row).filter((key) => !WHOSE.has(key));
        const key = keys[field % Math.max(keys.length, 1)];
        if (key === undefined) return;
        delete row[key];
        const refused = checksOf(scene).filter(
          ({ verdict }, index) => verdict === 'unmet' && before[index]?.verdict !== 'unmet',
        );
        expect([key, refused.map(({ check }) => check)]).toEqual([key, []]);
      }),
      { numRuns: 1500, seed: SEED },
    );
  });

  it('is not refused because a copy is older', () => {
    fc.assert(
      fc.property(anyCase(policy, false), fc.nat(400), fc.nat(), (scene, days, at) => {
        const before = checksOf(scene);
        const copies = Object.values(scene.registries);
        const copy = copies[at % Math.max(copies.length, 1)];
        if (copy === undefined) return;
        copy.asOf = addDays(plainDate(copy.asOf), -days);
        const refused = checksOf(scene).filter(
          ({ verdict }, index) => verdict === 'unmet' && before[index]?.verdict !== 'unmet',
        );
        expect(refused).toEqual([]);
      }),
      { numRuns: 1500, seed: SEED },
    );
  });
});

/** Cells that say whose a row is and what it is about: without them it is another row, not one with a cell missing. */
const WHOSE: ReadonlySet<string> = new Set([
  'citizenId',
  'insurance',
  'unifiedSocialCreditCode',
  'employerNumber',
  'employerName',
  'answer',
  'answeredOn',
  'deferred',
]);
