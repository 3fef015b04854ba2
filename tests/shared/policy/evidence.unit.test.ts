/** Whatever a check says, its evidence is what the named register holds: over every line of the golden table. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { evaluate } from '#shared/policy/evaluate.ts';
import type { CheckResult, Decision } from '#shared/policy/verdict.ts';
import { changedScene, scenePacks, type PolicyScene } from '#tests/builders/policy-scene.ts';

const changes = [
  ...new Set(
    readFileSync(join(import.meta.dirname, '../../fixtures/policy/golden.tsv'), 'utf8')
      .split('\n')
      .slice(1)
      .map((line) => line.split('\t'))
      .filter((cells) => cells.length === 5 && !cells[0]?.startsWith('#'))
      .map((cells) => cells[2] ?? ''),
  ),
];

/** The registers that may speak for a check. */
const registersOf: Readonly<Record<string, readonly (string | null)[]>> = {
  'unit-type': ['business'],
  'enrolment-place': ['insurance', null],
  'insured-here': ['insurance'],
  'name-match': [null, 'insurance', 'graduates'],
  'insuring-employer': ['insurance'],
  'last-month-contribution': ['insurance'],
  'this-month-enrolment': ['insurance'],
  'hired-in-period': ['insurance'],
  'months-contributed': ['insurance'],
  'programme-graduate': ['graduates', 'graduateAnswers', 'unemployed', null],
  'entitled-group': ['graduates', 'graduateAnswers', 'unemployed', 'insurance', 'business', null],
  'full-time': ['graduates', 'graduateAnswers', 'unemployed', null],
  'labour-contract': ['contracts'],
  'hiring-subsidy': ['hiringSubsidy'],
  'already-paid': ['paid'],
  'single-application': [null],
};

function decided(scene: PolicyScene): Decision | null {
  const result = evaluate(scene, scenePacks);
  return result.ok ? result.decision : null;
}

function faultOf(result: CheckResult, scene: PolicyScene): string | null {
  const { registry, asOf, row, grade } = result.evidence;
  if (!(registersOf[result.check] ?? []).includes(registry)) return `register ${registry}`;
  const copy = registry === null ? undefined : scene.registries[registry];
  if (asOf !== (copy?.asOf ?? null)) return `as of ${asOf}`;
  const attested = result.detail !== undefined && 'attestation' in result.detail;
  const rows = copy?.rows ?? [];
  if (row !== undefined && !rows.some((one) => isDeepStrictEqual(one, row))) return 'row of no register';
  if (!attested && (grade === 'A') !== (row !== undefined)) return `grade ${grade}`;
  if (attested && grade !== 'B') return `grade ${grade} of an officer’s word`;
  return null;
}

describe('evidence', () => {
  it('names the register, its day and one of its rows, for every check of every line', () => {
    const faults: string[] = [];
    let looked = 0;
    for (const change of changes) {
      const scene = changedScene(change);
      const decision = decided(scene);
      if (decision === null) continue;
      for (const result of [...decision.employerChecks, ...decision.entries.flatMap(({ checks }) => checks)]) {
        const fault = faultOf(result, scene);
        looked += 1;
        if (fault !== null) faults.push(`${change}: ${result.check} ${result.verdict} ${result.reason}: ${fault}`);
      }
    }
    expect(faults).toEqual([]);
    expect(looked).toBeGreaterThan(1000);
  });

  it('of a day that is decided on the last day of a contract, a term or a window is that row', () => {
    const scene = changedScene('合同 止=2022-08-22；合同+ 代码=别家');
    const contract = decided(scene)?.entries[0]?.checks.find(({ check }) => check === 'labour-contract');
    expect(contract?.evidence.row).toEqual(scene.registries['contracts']?.rows[0]);
  });
});
