/** A decision repeated from its file: the same bytes, or which paths differ, or why it cannot be repeated. */
import { describe, expect, it } from 'vitest';
import { shippedCalendar, shippedYears } from '#shared/domain/working-days.ts';
import { canonicalJson } from '#shared/policy/canonical-json.ts';
import { decide } from '#shared/policy/decide.ts';
import { holdPack } from '#shared/policy/pack.ts';
import { ENGINE_VERSION, packById } from '#shared/policy/pack-library.ts';
import { decisionFile, differingPaths, replay, type DecisionFile } from '#shared/policy/replay.ts';
import { aSceneFile } from '#tests/builders/a-decided-action.ts';

const held = packById('zhanjiang-2022');
if (held === null) throw new Error('no pack');

const fileOf = (change = ''): DecisionFile => {
  const caseFile = aSceneFile(change);
  const file = decisionFile(caseFile, held, shippedYears, decide(caseFile, held, shippedCalendar));
  return JSON.parse(canonicalJson(file)) as DecisionFile;
};

describe('a decision file', () => {
  it('holds all that a repetition needs', () => {
    const caseFile = aSceneFile('');
    const decision = decide(caseFile, held, shippedCalendar);
    expect(decisionFile(caseFile, held, shippedYears, decision)).toEqual({
      format: 'counter-decision/1',
      engine: ENGINE_VERSION,
      pack: held.pack,
      packDigest: held.digest,
      confirmation: held.confirmation,
      calendar: shippedYears,
      caseFile,
      decision,
    });
  });

  it.each(['', '毕业-', '参保 状态=3', '参保 缓缴=是'])('is decided again to the same bytes: %s', (change) => {
    const file = fileOf(change);
    const result = replay(file);
    expect(result).toMatchObject({ ok: true, same: true, differences: [] });
    expect(result.ok && canonicalJson(result.decision)).toBe(canonicalJson(file.decision));
  });

  it('says where an altered answer or altered rows differ', () => {
    const file = fileOf();
    const altered = { ...file, decision: { ...file.decision, totalAmountFen: 1 } };
    expect(replay(altered)).toMatchObject({ ok: true, same: false, differences: ['totalAmountFen'] });
    const rows = { ...file, caseFile: aSceneFile('参保 状态=3') };
    const result = replay(rows);
    expect(result.ok && !result.same && result.differences).toEqual(
      expect.arrayContaining(['outcome', 'totalAmountFen', 'entries.0.verdict']),
    );
  });

  it('counts days by its own calendar, not by this machine’s', () => {
    expect(replay({ ...fileOf(), calendar: [] })).toMatchObject({ ok: true, same: false });
  });

  it.each<[string, (file: DecisionFile) => unknown, string, string]>([
    ['another pack', (file) => ({ ...file, pack: { ...file.pack, title: '另一个' } }), 'pack-altered', 'packDigest'],
    ['another version', (file) => ({ ...file, engine: '0' }), 'other-engine', 'engine'],
    ['another format', (file) => ({ ...file, format: 'counter-decision/2' }), 'bad-decision-file', 'format'],
    ['no answer', (file) => ({ ...file, decision: null }), 'bad-decision-file', 'decision'],
    ['no case', (file) => ({ ...file, caseFile: 'x' }), 'bad-decision-file', 'caseFile'],
    ['nothing', () => null, 'bad-decision-file', ''],
    ['endless nesting', () => nested(5000), 'bad-decision-file', ''],
  ])('is refused with %s', (_, change, code, path) => {
    const result = replay(change(fileOf()));
    const issue = expect.objectContaining({ path, message: expect.stringMatching(/./u) as string }) as object;
    expect(result).toMatchObject({ ok: false, error: { code, issues: [issue] } });
  });

  function nested(depth: number): unknown {
    let value: unknown = {};
    for (let at = 0; at < depth; at += 1) value = { a: value };
    return value;
  }

  it('keeps the confirmation that it was decided with', () => {
    const pack = packById('guangdong-2023')?.pack;
    if (pack === undefined) throw new Error('no pack');
    const open = holdPack(pack, []);
    const caseFile = { ...aSceneFile(''), policy: 'guangdong-2023' };
    const file = decisionFile(caseFile, open, shippedYears, decide(caseFile, open, shippedCalendar));
    expect(file.confirmation).toBeNull();
    expect(replay(JSON.parse(canonicalJson(file)))).toMatchObject({ ok: true, same: true });
  });
});

describe('differing paths', () => {
  it.each<[unknown, unknown, readonly string[]]>([
    [{ a: 1 }, { a: 1 }, []],
    [{ a: 1, b: 2 }, { b: 2, a: 1 }, []],
    [{ a: 1 }, { a: 2 }, ['a']],
    [{ a: { b: [1, 2] } }, { a: { b: [1, 3] } }, ['a.b.1']],
    [{ a: 1 }, { b: 1 }, ['a', 'b']],
    [{ a: [1] }, { a: { 0: 1 } }, ['a']],
    [{ a: {} }, { a: null }, ['a']],
    [1, 2, ['']],
  ])('of %j and %j are %j', (before, after, paths) => {
    expect(differingPaths(before, after)).toEqual(paths);
  });
});
