/** Files that cannot be decided: every input error at once, with its place; never a verdict. */
import { describe, expect, it } from 'vitest';
import { citizenIdCheckCharacter } from '#shared/domain/citizen-id.ts';
import { evaluate } from '#shared/policy/evaluate.ts';
import { changedScene, metScene, type PolicyScene } from '#tests/builders/policy-scene.ts';

function issuesOf(input: unknown): readonly string[] {
  const result = evaluate(input);
  if (result.ok) throw new Error('was decided');
  expect(result.error.code).toBe('bad-case-file');
  for (const { message } of result.error.issues) expect(message).toMatch(/[一-鿿]/u);
  return result.error.issues.map(({ path }) => path);
}

const changed = (change: (scene: PolicyScene) => void): unknown => {
  const scene = metScene();
  change(scene);
  return scene;
};

const attestation = { check: 'programme-graduate', verdict: 'met', basis: 'original-seen', by: '甲', on: '2022-08-22' };

describe('a bad file', () => {
  it.each([
    ['roster.0.citizenId', changedScene('人员 证件=440802200003150027')],
    ['roster.0.citizenId', changedScene('人员 证件=440802000315002')],
    ['roster.0.citizenId', changedScene('人员 证件=44080220000315002')],
    ['roster.0.name', changed(({ roster }) => void (roster[0]['name'] = ' '))],
    ['roster', changed((scene) => void (scene.roster = []))],
    ['employer.unifiedSocialCreditCode', changedScene('单位 代码=91440802MA5A1B2C38')],
    ['employer', changedScene('单位 代码=空 编号=空')],
    ['policy', changedScene('政策=zhanjiang-1999')],
    ['office.divisionCode', changedScene('办理=4408')],
    ['date', changed((scene) => void (scene.date = '2022-02-30'))],
    ['papers.licence', changed(({ papers }) => void (papers['licence'] = 'yes'))],
    ['registries.insurance.rows.0.status', changedScene('参保 状态=9')],
    ['registries.insurance.rows.0.paidThrough', changedScene('参保 缴至=2022-07')],
    ['registries.graduateAnswers.rows.0.answer', changedScene('答复+ 答复=也许')],
    [
      'roster.0.attestations.0.check',
      changed(({ roster }) => void (roster[0]['attestations'] = [{ ...attestation, check: 'looks-nice' }])),
    ],
    [
      'roster.0.attestations.0.check',
      changed(({ roster }) => void (roster[0]['attestations'] = [{ ...attestation, check: 'unit-type' }])),
    ],
    ['employer.attestations.0.check', changed(({ employer }) => void (employer['attestations'] = [attestation]))],
    [
      'roster.0.attestations.0.basis',
      changed(({ roster }) => void (roster[0]['attestations'] = [{ ...attestation, basis: 'hearsay' }])),
    ],
  ])('names %s', (path, input) => {
    expect(issuesOf(input)).toEqual([path]);
  });

  it('names everything at once', () => {
    const scene = changedScene('人员 证件=440802200003150027；单位 代码=91440802MA5A1B2C38；政策=none');
    expect(issuesOf(scene)).toEqual(['employer.unifiedSocialCreditCode', 'roster.0.citizenId', 'policy']);
  });

  it.each([null, 1, 'text', [], {}])('is %j', (input) => {
    expect(issuesOf(input).length).toBeGreaterThan(0);
  });

  it('is one whose day has no pack, or whose pack nobody has confirmed', () => {
    const { policy: _, ...scene } = metScene();
    expect(issuesOf({ ...scene, date: '2022-08-21' })).toEqual(['policy']);
    expect(issuesOf({ ...scene, date: '2023-08-21' })).toEqual(['policy']);
    expect(evaluate(scene)).toMatchObject({ ok: true, decision: { policy: 'zhanjiang-2022' } });
  });
});

describe('what is not an error', () => {
  it('takes an empty cell of a register for a missing field', () => {
    const scene = metScene();
    scene.registries['insurance'].rows[0]['paidThrough'] = '';
    const result = evaluate(scene);
    expect(
      result.ok && result.decision.entries[0].checks.find(({ check }) => check === 'last-month-contribution'),
    ).toMatchObject({ reason: 'paid-through-missing' });
  });

  it('takes permanent residents and residence permits', () => {
    for (const first17 of ['94484020000229006', '81000020000101003']) {
      const result = evaluate(changedScene(`人员 证件=${first17}${citizenIdCheckCharacter(first17)}`));
      expect(result.ok || result.error.issues.map(({ message }) => message)).toBe(true);
    }
  });
});
