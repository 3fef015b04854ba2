/** From persons to the application: outcome, amounts, papers, deadlines, warnings. One line per order of precedence. */
import { describe, expect, it } from 'vitest';
import { evaluate } from '#shared/policy/evaluate.ts';
import type { Decision } from '#shared/policy/verdict.ts';
import { changedScene, metScene, type PolicyScene } from '#tests/builders/policy-scene.ts';

const SECOND = '440823199911081130';
const THIRD = '440881200105260045';

function decided(scene: unknown): Decision {
  const result = evaluate(scene);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.decision;
}

/** Persons beside the first, each with rows of their own; `changes` are fields of their insurance row. */
function withPersons(
  scene: PolicyScene,
  persons: readonly (readonly [string, Record<string, unknown>])[],
): PolicyScene {
  for (const [citizenId, changes] of persons) {
    scene.roster.push({ name: '陈海晴', citizenId });
    for (const kind of ['insurance', 'graduates', 'contracts']) {
      const copy = scene.registries[kind];
      const [first = {}] = metScene().registries[kind].rows;
      copy.rows.push({ ...first, citizenId, ...(kind === 'insurance' ? changes : {}) });
    }
  }
  return scene;
}

const REFUSED = { status: '3' };
const REMEDIABLE = { deferred: true };
const UNKNOWN = { jobStartedOn: undefined, enrolledOn: '2021-06-01' };

describe('outcome', () => {
  it.each([
    ['everybody met', '', [], 'accept', 150_000],
    ['one met, one refused', '', [[SECOND, REFUSED]], 'accept', 150_000],
    ['one met, one remediable', '', [[SECOND, REMEDIABLE]], 'accept', 150_000],
    ['one met, one unknown', '', [[SECOND, UNKNOWN]], 'accept', 150_000],
    ['two met', '', [[SECOND, {}]], 'accept', 300_000],
    ['everybody refused', '参保 状态=3', [[SECOND, REFUSED]], 'decline', 0],
    ['refused and remediable', '参保 状态=3', [[SECOND, REMEDIABLE]], 'deficient', 0],
    ['remediable and unknown', '参保 缓缴=是', [[SECOND, UNKNOWN]], 'deficient', 0],
    ['refused and unknown', '参保 状态=3', [[SECOND, UNKNOWN]], 'pending', 0],
    ['everybody unknown', '毕业-', [], 'pending', 0],
    [
      'employer unknown, everybody met',
      '单位 代码=合作社；企业-；参保 代码=合作社；合同 代码=合作社',
      [],
      'pending',
      150_000,
    ],
    [
      'employer refused, everybody met',
      '单位 代码=个体户；企业-；参保 代码=个体户；合同 代码=个体户',
      [],
      'decline',
      0,
    ],
  ] as const)('%s', (_, change, persons, outcome, total) => {
    const decision = decided(withPersons(changedScene(change), persons));
    expect([decision.outcome, decision.totalAmountFen]).toEqual([outcome, total]);
  });

  it.each([
    ['licence', '', 'deficient'],
    ['contract', '毕业-', 'deficient'],
    ['diploma', '参保 状态=3', 'decline'],
  ])('without the paper %s', (paper, change, outcome) => {
    const scene = changedScene(change);
    delete scene.papers[paper];
    expect(decided(scene)).toMatchObject({ outcome, missingPapers: [paper] });
  });

  it('lists missing papers in the order of the pack', () => {
    expect(decided({ ...metScene(), papers: { diploma: false } }).missingPapers).toEqual([
      'applicationForm',
      'roster',
      'licence',
      'diploma',
      'contract',
    ]);
  });

  it('leaves second rows of a person out of it', () => {
    const scene = metScene();
    scene.roster.push({ ...scene.roster[0] });
    const { outcome, totalAmountFen, entries } = decided(scene);
    expect([outcome, totalAmountFen]).toEqual(['accept', 150_000]);
    expect(entries.map(({ verdict, amountFen }) => [verdict, amountFen])).toEqual([
      ['met', 150_000],
      ['remediable', 0],
    ]);
    expect(entries[1].checks.at(-1)).toMatchObject({ check: 'single-application', reason: 'duplicate-in-roster' });
  });

  it.each([
    ['refused', '参保 状态=3', 'decline'],
    ['unknown', '毕业-', 'pending'],
  ])('a person who is %s gets the same answer when listed twice', (_, change, outcome) => {
    const scene = changedScene(change);
    expect(decided(scene).outcome).toBe(outcome);
    scene.roster.push({ ...scene.roster[0] });
    const twice = decided(scene);
    expect(twice.entries[1].checks.at(-1)?.reason).toBe('duplicate-in-roster');
    expect(twice.outcome).toBe(outcome);
  });

  it('takes a second row for the same person in full-width digits', () => {
    const scene = metScene();
    scene.roster.push({ ...scene.roster[0], citizenId: '４４０８０２２００００３１５００２６' });
    expect(decided(scene).entries[1].checks.at(-1)?.reason).toBe('duplicate-in-roster');
  });

  it('does not let a duplicate be attested away', () => {
    const scene = metScene();
    const word = {
      check: 'single-application',
      verdict: 'met',
      basis: 'live-system',
      by: '甲',
      on: '2022-08-22',
      confirmedBy: '乙',
      note: '核实',
    };
    scene.roster.push({ ...scene.roster[0], attestations: [word] });
    const decision = decided(scene);
    expect(decision.entries[1].verdict).toBe('remediable');
    expect(decision.warnings.map(({ code }) => code)).toContain('attestation-without-effect');
  });

  it('finds the place by the third person when the others say nothing', () => {
    const scene = withPersons(changedScene('参保 区划=440800；单位 区划=空'), [
      [SECOND, { divisionCode: undefined }],
      [THIRD, { divisionCode: '440802' }],
    ]);
    expect(decided(scene).employerChecks[1]).toMatchObject({ check: 'enrolment-place', verdict: 'met' });
  });

  it('refuses the place only when every counted row lies elsewhere', () => {
    const scene = withPersons(changedScene('参保 区划=440803；单位 区划=空'), [[SECOND, { divisionCode: undefined }]]);
    expect(decided(scene).employerChecks[1]).toMatchObject({ verdict: 'unknown', reason: 'not-found' });
    const all = withPersons(changedScene('参保 区划=440803'), [[SECOND, { divisionCode: '440811' }]]);
    expect(decided(all).employerChecks[1]).toMatchObject({
      reason: 'apply-at-enrolment-place',
      detail: { where: ['440803', '440811'] },
      stricterThanMinistry: true,
    });
  });
});

describe('day by which the case is to end', () => {
  it.each([
    ['2022-08-22', undefined, '2022-09-21'],
    ['2022-08-22', '2022-08-10', '2022-09-09'],
    ['2022-08-22', '2022-08-11', '2022-09-13'],
    ['2022-09-02', undefined, '2022-10-08'],
    ['2022-12-01', undefined, '2023-01-03'],
  ])('%s, received %s', (date, receivedOn, due) => {
    expect(decided({ ...metScene(), date, receivedOn }).decisionDue).toBe(due);
  });

  it('is not guessed without a calendar', () => {
    const result = evaluate(metScene(), undefined, new Map());
    expect(result).toMatchObject({ ok: true, decision: { decisionDue: null } });
    expect(result.ok && result.decision.warnings.map(({ code }) => code)).toEqual(['calendar-not-updated']);
  });
});

describe('warnings', () => {
  it.each([
    ['企业 状态=revoked', 'licence-not-active'],
    ['企业 名称=湛江海晟食品厂', 'employer-name-differs'],
    ['参保 单位=湛江海晟食品厂', 'employer-name-differs'],
    ['毕业 姓名=陈海情', 'name-differs-in-register'],
    ['合同 起=2022-07-02', 'contract-starts-after-enrolment'],
    ['人员 参保=2022-06-30', 'roster-differs-from-register'],
    ['人员 院校=岭南师范学院', 'roster-differs-from-register'],
    ['参保 状态=3 参保=2022-03-01；参保+', 're-enrolled'],
    ['日期=2022-08-21；参保@2022-08-20', 'date-outside-policy'],
    ['日期=2023-01-03', 'date-outside-policy'],
    ['2023年', 'policy-not-confirmed'],
    ['核验+ 项目=months-contributed 结论=met 途径=原件', 'attestation-without-effect'],
  ])('%s', (change, code) => {
    const { warnings } = decided(changedScene(change));
    expect(warnings.map((warning) => warning.code)).toContain(code);
    for (const { message } of warnings) expect(message).toMatch(/[一-鿿]/u);
  });

  it('speak of the account', () => {
    const scene = metScene();
    scene.employer['account'] = { name: '湛江海晟贸易有限公司', bank: '某银行', number: '1234567890' };
    expect(decided(scene).warnings).toMatchObject([{ code: 'account-name-differs', subject: 'employer' }]);
  });

  it('are none when everything agrees, whatever the brackets and dots', () => {
    expect(decided(metScene()).warnings).toEqual([]);
    expect(
      decided(
        changedScene('单位 名称=湛江（海晟）有限公司；企业 名称=湛江(海晟)有限公司；参保 单位=湛江〔海晟〕有限公司'),
      ).warnings,
    ).toEqual([]);
  });
});

describe('marks', () => {
  it('names level, clause and stricter conditions', () => {
    const checks = decided(changedScene('参保 状态=3')).entries[0].checks;
    expect(checks.find(({ check }) => check === 'this-month-enrolment')).toMatchObject({
      source: { document: '湛人社函〔2022〕185号', level: 'city' },
      stricterThanMinistry: true,
      evidence: { registry: 'insurance', asOf: '2022-08-20', grade: 'A', row: { status: '3' } },
    });
    expect(checks.filter(({ verdict }) => verdict === 'met').some((check) => 'stricterThanMinistry' in check)).toBe(
      false,
    );
  });

  it('shows the very row of the register, with what the schema does not know', () => {
    const scene = metScene();
    scene.registries['graduates'].rows[0]['remark'] = '原表备注';
    const graduate = decided(scene).entries[0].checks.find(({ check }) => check === 'programme-graduate');
    expect(graduate?.evidence.row).toEqual(scene.registries['graduates'].rows[0]);
  });

  it('gives an attested verdict grade B and keeps what was before', () => {
    const scene = changedScene('毕业-；核验+ 项目=programme-graduate 结论=met 途径=原件');
    expect(decided(scene).entries[0].checks.find(({ check }) => check === 'programme-graduate')).toMatchObject({
      evidence: { grade: 'B', registry: 'graduates' },
      detail: {
        attestation: { by: '甲', basis: 'original-seen' },
        before: { verdict: 'unknown', reason: 'not-found' },
      },
    });
  });

  it('says from which month an application makes sense', () => {
    const months = (change: string): unknown =>
      decided(changedScene(change)).entries[0].checks.find(({ check }) => check === 'months-contributed')?.detail?.[
        'earliestApplyMonth'
      ];
    expect(months('参保 月数=0')).toBe('202209');
    expect(months('参保 月数=0 缴至=202205')).toBe('202208');
    expect(months('参保 月数=0 缴至=空 参保=2022-08-05')).toBe('202209');
    expect(months('参保 月数=0 缴至=空 参保=空')).toBeUndefined();
  });

  it('of several insurances with months missing names the one that takes longest, wherever it stands', () => {
    const short = (change: string) =>
      decided(changedScene(`2024年；三险 ${change}`)).entries[0].checks.find(
        ({ check }) => check === 'months-contributed',
      );
    expect(short('月数=2；参保 月数=1')?.detail?.['earliestApplyMonth']).toBe('202410');
    expect(short('月数=1；参保 月数=2')?.detail?.['earliestApplyMonth']).toBe('202410');
    // Where they take equally long, the first that the pack names stands for them.
    expect(short('月数=2')).toMatchObject({ detail: { earliestApplyMonth: '202409' } });
    expect(short('月数=2')?.evidence.row).toMatchObject({ insurance: '210' });
  });
});
