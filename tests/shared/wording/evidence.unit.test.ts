/** What is shown as evidence is what the verdict rests on: over the whole golden table, and over any case near to one that is met. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseCode } from '#shared/domain/normalise.ts';
import { evidenceWords } from '#shared/papers/case-words.ts';
import type { CaseFile } from '#shared/policy/case-file.ts';
import { evaluate, readCaseFile } from '#shared/policy/evaluate.ts';
import { employerCheckIds, groupsTold, reasonCodes, type CheckResult, type Decision } from '#shared/policy/verdict.ts';
import { seenWords } from '#shared/wording/evidence.ts';
import { clerkSentence } from '#shared/wording/reasons.ts';
import { changedScene, scenePacks } from '#tests/builders/policy-scene.ts';
import { anyCase } from '#tests/shared/policy/oracle/any-case.ts';

const NOT_SEEN = /未见|没有/u;
const isOfFirm = (check: string): boolean => (employerCheckIds as readonly string[]).includes(check);

/** Rows of the copy that a check names, about the subject it speaks of. */
function rowsAbout(file: CaseFile, { check, evidence }: CheckResult, citizenId: string): readonly unknown[] {
  if (evidence.registry === null) return [];
  const rows: readonly unknown[] = file.registries[evidence.registry]?.rows ?? [];
  const field = isOfFirm(check) ? 'unifiedSocialCreditCode' : 'citizenId';
  const wanted = normaliseCode(isOfFirm(check) ? (file.employer.unifiedSocialCreditCode ?? '') : citizenId);
  return rows.filter((row) => {
    const value = (row as Record<string, unknown>)[field];
    return typeof value === 'string' && normaliseCode(value) === wanted;
  });
}

/** What is wrong with the words of a check; empty where they are right. */
function faults(file: CaseFile, result: CheckResult, citizenId: string): readonly string[] {
  const words = seenWords(result);
  const { check, verdict, reason, evidence } = result;
  const told = `${check} ${verdict} ${reason ?? ''}: ${words}`;
  const found: string[] = [];
  if (words === '') found.push(`no evidence: ${told}`);
  if (evidence.grade === 'B') return found;
  // A refusal rests on something that is there.
  if (verdict === 'unmet' && NOT_SEEN.test(words)) found.push(`refused by what is not there: ${told}`);
  // What is met by a row, a code or the form does not say that nothing was seen; absence shows only that nobody was paid twice.
  if (
    verdict === 'met' &&
    NOT_SEEN.test(words) &&
    !['hiring-subsidy', 'already-paid', 'single-application'].includes(check)
  )
    found.push(`met by what is not there: ${told}`);
  // Nobody is called unseen whom the copy names.
  if (/未见此(?:人，|单位)/u.test(words) && rowsAbout(file, result, citizenId).length > 0)
    found.push(`called unseen and there: ${told}`);
  if (evidence.row !== undefined && NOT_SEEN.test(words)) found.push(`a row, and called unseen: ${told}`);
  // Paper names a register for a refusal only where its row decides.
  if (
    verdict === 'unmet' &&
    check === 'unit-type' &&
    evidence.row === undefined &&
    evidenceWords(result).includes('登记')
  )
    found.push(`paper cites a register that has nothing: ${told}`);
  return found;
}

const resultsOf = ({ employerChecks, entries }: Decision): readonly (readonly [CheckResult, string])[] => [
  ...employerChecks.map((result) => [result, ''] as const),
  ...entries.flatMap(({ citizenId, checks }) => checks.map((result) => [result, citizenId] as const)),
];

function faultsOf(scene: unknown): { readonly faults: readonly string[]; readonly results: readonly CheckResult[] } {
  const file = readCaseFile(scene);
  const answer = evaluate(scene, scenePacks);
  if (file === null || !answer.ok) return { faults: [], results: [] };
  const results = resultsOf(answer.decision);
  return {
    faults: results.flatMap(([result, citizenId]) => faults(file, result, citizenId)),
    results: results.map(([result]) => result),
  };
}

const changes = readFileSync(join(import.meta.dirname, '../../fixtures/policy/golden.tsv'), 'utf8')
  .split('\n')
  .slice(1)
  .map((line) => line.split('\t'))
  .filter((cells) => cells.length === 5 && !cells[0]?.startsWith('#'))
  .map(([, , change = '']) => change);

describe('the evidence that is shown', { timeout: 120_000 }, () => {
  it('is what was used, for every reason of the golden table', () => {
    const all = changes.map((change) => faultsOf(changedScene(change)));
    expect([...new Set(all.flatMap((one) => one.faults))]).toEqual([]);
    const told = all.flatMap(({ results }) => results.flatMap((one) => [one, ...groupsTold(one)]));
    const reasons = new Set(told.map(({ reason }) => reason));
    expect(reasonCodes.filter((code) => !reasons.has(code))).toEqual(['duplicate-in-roster']);
  });

  it('is what was used, in any case', () => {
    fc.assert(
      fc.property(anyCase('zhanjiang-2022'), (scene) => {
        expect(faultsOf(scene).faults).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('of a firm refused by its code is the code, not a register that has never seen it', () => {
    const check = {
      check: 'unit-type',
      verdict: 'unmet',
      reason: 'not-entitled-unit',
      source: { document: '', clause: '', level: 'ministry' },
      evidence: { registry: 'business', asOf: '2022-08-15', scope: '440800' },
      detail: { byCode: 'individual-business', unitType: 'individual-business' },
    } satisfies CheckResult;
    expect(seenWords(check)).toBe('统一社会信用代码首两位：个体工商户');
    expect(clerkSentence(check)).toContain('个体工商户');
  });
});
