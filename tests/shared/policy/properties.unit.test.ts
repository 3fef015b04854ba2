/** What must hold for every case: independence of persons, of order, of other people's rows, and caution about old lists. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, plainDate } from '#shared/domain/plain-date.ts';
import { canonicalJson } from '#shared/policy/canonical-json.ts';
import { evaluate } from '#shared/policy/evaluate.ts';
import type { Decision, EntryDecision } from '#shared/policy/verdict.ts';
import { changedScene, metScene, type PolicyScene } from '#tests/builders/policy-scene.ts';
import { citizenIdCheckCharacter } from '#shared/domain/citizen-id.ts';

const STRANGER = '440823199911081130';

function decided(scene: unknown): Decision {
  const result = evaluate(scene);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.decision;
}

const pick = (target: string, field: string, values: readonly string[]) =>
  fc.constantFrom(...values).map((value) => (value === '' ? '' : `${target} ${field}=${value}`));

/** Any mixture of what registers say about one person. */
const clauses = fc
  .tuple(
    fc.constantFrom('', '参保-', '参保+ 参保=2022-03-01 区划=440803', '参保+ 代码=别家 编号=别号', '参保+ 参保=空'),
    pick('参保', '状态', ['', '1', '2', '3', '空']),
    pick('参保', '缴至', ['', '202206', '202208', '空']),
    pick('参保', '参保', ['', '2022-08-05', '2021-05-01', '空']),
    pick('参保', '代码', ['', '别家', '空']),
    pick('参保', '区划', ['', '440803', '440800', '空']),
    pick('参保', '月数', ['', '0', '空']),
    pick('参保', '缓缴', ['', '是']),
    fc.constantFrom('', '毕业-', '毕业 类别=adult', '毕业 毕业=2022-12-01', '毕业 毕业=2021-06-30', '毕业 全日制=否'),
    fc.constantFrom(
      '',
      '答复+ 答复=否 日期=2022-08-19',
      '答复+ 答复=是 日期=2022-08-19',
      '答复+ 答复=否 日期=2022-02-19',
    ),
    fc.constantFrom('', '合同-', '合同 止=2022-08-01', '合同 代码=别家', '合同 代码=空', '合同 起=2022-09-01'),
    fc.constantFrom('', '吸纳+ 日期=2022-01-01', '吸纳@2022-01-01', '吸纳无'),
    fc.constantFrom('', '已领+ 日期=2022-01-01', '已领无'),
  )
  .map((all) => all.filter((clause) => clause !== '').join('；'));

const idNumber = (serial: number): string => {
  const first17 = `44080219990101${String(serial).padStart(3, '0')}`;
  return first17 + citizenIdCheckCharacter(first17);
};

/** Several scenes as one roster: registries joined, one person each. */
function joined(scenes: readonly PolicyScene[]): PolicyScene {
  const whole = metScene();
  whole.roster = [];
  for (const copy of Object.values(whole.registries)) copy.rows = [];
  for (const [index, scene] of scenes.entries()) {
    const id = idNumber(index + 1);
    whole.roster.push({ ...scene.roster[0], citizenId: id });
    for (const [kind, copy] of Object.entries(scene.registries)) {
      const rows = copy.rows.map((row) => ('citizenId' in row ? { ...row, citizenId: id } : row));
      if (kind === 'business') whole.registries[kind].rows = rows;
      else whole.registries[kind].rows.push(...rows);
    }
  }
  return whole;
}

/** Lists of one day for all, so that persons can share them. */
const sharedClauses = clauses.map((text) =>
  text
    .split('；')
    .filter((clause) => !/无$|@/u.test(clause))
    .join('；'),
);

describe('a decision', { timeout: 60_000 }, () => {
  it('does not depend on the order of the roster', () => {
    fc.assert(
      fc.property(fc.array(sharedClauses, { minLength: 2, maxLength: 5 }), fc.nat(), (list, seed) => {
        const scene = joined(list.map((text) => changedScene(text)));
        const turned = {
          ...scene,
          roster: scene.roster.map((_, index) => scene.roster[(index + 1 + (seed % list.length)) % list.length]),
        };
        const byId = ({ entries }: Decision): Map<string, EntryDecision> =>
          new Map(entries.map((entry) => [entry.citizenId, entry]));
        const [one, other] = [decided(scene), decided(turned)];
        expect(byId(other)).toEqual(byId(one));
        expect([other.outcome, other.totalAmountFen, other.employerChecks]).toEqual([
          one.outcome,
          one.totalAmountFen,
          one.employerChecks,
        ]);
      }),
      { numRuns: 60 },
    );
  });

  it('is made for each person alone', () => {
    fc.assert(
      fc.property(fc.array(sharedClauses, { minLength: 2, maxLength: 4 }), (list) => {
        const scene = joined(list.map((text) => changedScene(text)));
        const together = decided(scene).entries;
        for (const [index, person] of scene.roster.entries()) {
          const alone = decided({ ...scene, roster: [person] }).entries[0];
          expect(together[index].checks).toEqual(alone.checks);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('does not read rows about others', () => {
    fc.assert(
      fc.property(clauses, clauses, (text, others) => {
        const scene = changedScene(text);
        const before = canonicalJson(decided(scene));
        const about = changedScene(others);
        for (const [kind, copy] of Object.entries(about.registries)) {
          if (kind === 'business') continue;
          const rows = copy.rows.map((row) => ({ ...row, citizenId: STRANGER }));
          if (scene.registries[kind] !== undefined) scene.registries[kind].rows.unshift(...rows);
        }
        expect(canonicalJson(decided(scene))).toBe(before);
      }),
      { numRuns: 100 },
    );
  });

  it('does not depend on the order of a person’s rows', () => {
    fc.assert(
      fc.property(clauses, (text) => {
        const scene = changedScene(text);
        const before = decided(scene);
        for (const copy of Object.values(scene.registries)) copy.rows.reverse();
        const after = decided(scene);
        const verdicts = ({ entries, employerChecks }: Decision): unknown =>
          [...employerChecks, ...entries[0].checks].map(({ check, verdict, reason }) => [check, verdict, reason]);
        expect(verdicts(after)).toEqual(verdicts(before));
      }),
      { numRuns: 100 },
    );
  });

  it('never turns unknown into unmet because a list got older', () => {
    fc.assert(
      fc.property(
        clauses,
        fc.nat(400),
        fc.constantFrom('insurance', 'graduates', 'contracts', 'hiringSubsidy', 'paid', 'graduateAnswers', 'business'),
        (text, days, kind) => {
          const scene = changedScene(text);
          const copy = scene.registries[kind];
          if (copy === undefined) return;
          const before = decided(scene).entries[0].checks;
          copy.asOf = addDays(plainDate(copy.asOf), -days);
          const after = decided(scene).entries[0].checks;
          const refusedByAge = after.filter(
            ({ verdict }, index) => verdict === 'unmet' && before[index].verdict === 'unknown',
          );
          expect(refusedByAge).toEqual([]);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('never refuses without a row, a code or an officer’s word', () => {
    fc.assert(
      fc.property(clauses, (text) => {
        const refusals = decided(changedScene(text)).entries[0].checks.filter(({ verdict }) => verdict === 'unmet');
        expect(refusals.filter(({ evidence }) => evidence.row === undefined)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});
