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
    ['receivedOn', changedScene('收件=2022-08-23')],
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

  it.each([
    ['a row', (scene: PolicyScene, junk: unknown) => void (scene.registries['insurance'].rows[0]['junk'] = junk)],
    ['the roster', (scene: PolicyScene, junk: unknown) => void (scene.roster[0]['junk'] = junk)],
  ])('is one with junk in %s so deep that it would exhaust the stack', (_, place) => {
    let junk: unknown = 1;
    for (let level = 0; level < 20_000; level += 1) junk = { a: junk };
    expect(issuesOf(changed((scene) => place(scene, junk)))).toEqual(['']);
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

  it('cites a row as it stands, its empty cells included', () => {
    const scene = changedScene(
      '参保 单位=空格 状态=3；毕业 院校=空格；答复+ 答复=否 日期=2022-08-19；企业 名称=空格 状态=空格',
    );
    const result = evaluate(scene);
    if (!result.ok) throw new Error(JSON.stringify(result.error));
    const rows = [...result.decision.employerChecks, ...result.decision.entries[0].checks].flatMap(
      ({ evidence }) => evidence.row ?? [],
    );
    const inFile = Object.values(scene.registries).flatMap((copy) => copy.rows);
    expect(rows.length).toBeGreaterThan(8);
    for (const row of rows) expect(inFile).toContainEqual(row);
  });

  it('takes an empty note or second officer for none', () => {
    for (const nothing of [null, '', ' ']) {
      const scene = changedScene('合同-');
      const words = { ...attestation, check: 'labour-contract', note: nothing, confirmedBy: nothing };
      scene.roster[0]['attestations'] = [words];
      expect(evaluate(scene)).toMatchObject({ ok: true, decision: { outcome: 'accept' } });
    }
  });

  it('takes permanent residents and residence permits', () => {
    for (const first17 of ['94484020000229006', '81000020000101003']) {
      const result = evaluate(changedScene(`人员 证件=${first17}${citizenIdCheckCharacter(first17)}`));
      expect(result.ok || result.error.issues.map(({ message }) => message)).toBe(true);
    }
  });
});
