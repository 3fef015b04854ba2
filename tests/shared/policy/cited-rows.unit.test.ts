/** Rows are read without their empty cells and cited as they stand in the file; evidence names the scope of its copy. */
import { describe, expect, it } from 'vitest';
import { citing, rowsWithBlanks, withoutBlankCells } from '#shared/policy/blank-cells.ts';
import { evaluate, readCaseFile } from '#shared/policy/evaluate.ts';
import type { CheckResult, Decision } from '#shared/policy/verdict.ts';
import { changedScene, metScene, type PolicyScene } from '#tests/builders/policy-scene.ts';

function decided(scene: unknown): Decision {
  const result = evaluate(scene);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.decision;
}
const checkOf = ({ employerChecks, entries }: Decision, id: string): CheckResult => {
  const found = [...employerChecks, ...(entries[0]?.checks ?? [])].find(({ check }) => check === id);
  if (found === undefined) throw new Error(`no check ${id}`);
  return found;
};

describe('empty cells', () => {
  it('are left out of rows, but for the key that says whose the row is', () => {
    const rows = [{ citizenId: '', name: '', status: '1' }, { unifiedSocialCreditCode: '', unitType: 'x' }, 'x', null];
    expect(withoutBlankCells({ a: 1, registries: { insurance: { asOf: 'd', rows } } })).toEqual({
      a: 1,
      registries: {
        insurance: {
          asOf: 'd',
          rows: [{ citizenId: '', status: '1' }, { unifiedSocialCreditCode: '', unitType: 'x' }, 'x', null],
        },
      },
    });
  });

  it.each([null, 'x', [1], { registries: null }, { registries: [] }, {}, { a: '' }])('of %j are none', (input) => {
    expect(withoutBlankCells(input)).toBe(input);
    expect(evaluate(input)).toMatchObject({ ok: false });
  });

  it.each([{ insurance: null }, { insurance: 'x' }, { insurance: { rows: 'x' } }, { insurance: [] }])(
    'of copies that are none are none: %j',
    (registries) => {
      expect(withoutBlankCells({ registries })).toEqual({ registries });
    },
  );

  const blank = (): PolicyScene => {
    const scene = changedScene('参保 状态=3');
    Object.assign(scene.registries['insurance']?.rows[0] ?? {}, { note: '', paidThrough: '' });
    return scene;
  };

  it('decide nothing, and stand in the row that is cited', () => {
    const cited = checkOf(decided(blank()), 'this-month-enrolment').evidence.row;
    expect(cited).toMatchObject({ note: '', paidThrough: '' });
    expect(cited).toEqual(blank().registries['insurance']?.rows[0]);
  });

  it('are looked up for exactly the rows that had some', () => {
    const scene = blank();
    const read = readCaseFile(scene);
    if (read === null) throw new Error('not a case file');
    expect([...rowsWithBlanks(scene, read).values()]).toEqual([scene.registries['insurance']?.rows[0]]);
    expect(rowsWithBlanks(metScene(), read).size).toBe(0);
    for (const other of [null, {}, { registries: null }, { registries: { insurance: null } }])
      expect(rowsWithBlanks(other, { ...read, registries: {} }).size).toBe(0);
  });

  it('are put back into rows and conflicts alike, of firm and person', () => {
    const row = { citizenId: 'a' };
    const conflict = { citizenId: 'b' };
    const decision = decided(metScene());
    const [first] = decision.employerChecks;
    if (first === undefined) throw new Error('no check');
    const check = { ...first, evidence: { ...first.evidence, row, conflict } };
    const [entry] = decision.entries;
    if (entry === undefined) throw new Error('no entry');
    const told = { ...decision, employerChecks: [check], entries: [{ ...entry, checks: [check, first] }] };
    const originals = new Map<unknown, unknown>([
      [row, { citizenId: 'a', note: '' }],
      [conflict, { citizenId: 'b', note: '' }],
    ]);
    const cited = citing(told, originals);
    const evidence = { row: { citizenId: 'a', note: '' }, conflict: { citizenId: 'b', note: '' } };
    expect(cited.employerChecks[0]?.evidence).toEqual({ ...first.evidence, ...evidence });
    expect(cited.entries[0]?.checks[0]?.evidence).toEqual({ ...first.evidence, ...evidence });
    expect(cited.entries[0]?.checks[1]).toEqual(first);
    expect(citing(told, new Map())).toBe(told);
  });
});

describe('the scope of a copy', () => {
  it('stands with the evidence drawn from it, and with no other', () => {
    const scene = metScene();
    Object.assign(scene.registries['insurance'] ?? {}, { scope: '440800' });
    const decision = decided(scene);
    expect(checkOf(decision, 'this-month-enrolment').evidence).toMatchObject({
      registry: 'insurance',
      scope: '440800',
    });
    expect(checkOf(decision, 'programme-graduate').evidence).not.toHaveProperty('scope');
    expect(checkOf(decided(metScene()), 'this-month-enrolment').evidence).not.toHaveProperty('scope');
  });
});

describe('a row with our number and the code of another firm', () => {
  const CONFLICT = '参保+ 代码=别家 编号=44080200017321 状态=1 参保=2022-07-01';
  const refused = (change: string) => checkOf(decided(changedScene(`参保 状态=3${change}`)), 'this-month-enrolment');

  it('keeps a refusal from being given', () => {
    expect(refused('').verdict).toBe('unmet');
    expect(refused(`；${CONFLICT}`)).toMatchObject({ verdict: 'unknown', reason: 'sources-disagree' });
  });

  it('of another insurance says nothing about this one', () => {
    expect(refused(`；${CONFLICT} 险种=110`).verdict).toBe('unmet');
  });
});
