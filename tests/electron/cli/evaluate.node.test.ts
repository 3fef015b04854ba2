/** The command line as a user calls it: the built program, in three time zones, byte for byte the same. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decisionFile } from '#shared/policy/replay.ts';
import { canonicalJson } from '#shared/policy/canonical-json.ts';
import { evaluate, readCaseFile } from '#shared/policy/evaluate.ts';
import { packById } from '#shared/policy/pack-library.ts';
import { shippedYears } from '#shared/domain/working-days.ts';
import type { Decision } from '#shared/policy/verdict.ts';
import { changedScene, metScene } from '#tests/builders/policy-scene.ts';

const root = resolve(import.meta.dirname, '../../..');
const zones = ['Pacific/Midway', 'Asia/Shanghai', 'Pacific/Kiritimati'];

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function counter(args: readonly string[], zone = 'UTC'): Promise<Ran> {
  return new Promise((done) => {
    const env = { ...process.env, TZ: zone };
    execFile(
      process.execPath,
      [join(root, 'build/counter.mjs'), ...args],
      { cwd: tmpdir(), env, maxBuffer: 2 ** 26 },
      (error, stdout, stderr) => {
        done({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
      },
    );
  });
}

let folder = '';
const written = async (name: string, value: unknown): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, typeof value === 'string' ? value : JSON.stringify(value));
  return path;
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'counter-evaluate-'));
  await counter([]);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function decisionOf(change: string) {
  const caseFile = readCaseFile(changedScene(change));
  const held = packById('zhanjiang-2022');
  const result = evaluate(changedScene(change));
  if (caseFile === null || held === null || !result.ok) throw new Error('scene is not a case file');
  return decisionFile(caseFile, held, shippedYears, result.decision);
}

describe('counter evaluate', () => {
  it('gives the same bytes in every time zone', async () => {
    const path = await written('case.json', { title: '示例', input: changedScene('参保 月数=0') });
    const runs = await Promise.all(zones.map((zone) => counter(['evaluate', path], zone)));
    expect(runs.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(new Set(runs.map(({ stdout }) => stdout)).size).toBe(1);
    expect(JSON.parse(runs[0].stdout)).toEqual(JSON.parse(JSON.stringify(evaluatedDecision())));
  });

  it('refuses junk so deep that it would exhaust the stack, as a bad file', async () => {
    const deep = `{"junk":${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)},${JSON.stringify(metScene()).slice(1)}`;
    for (const command of ['evaluate', 'replay']) {
      const { code, stdout, stderr } = await counter([command, await written('deep.json', deep)]);
      expect([code, stderr]).toEqual([2, '']);
      expect(JSON.parse(stdout)).toMatchObject({ error: { issues: [{ path: '' }] } });
    }
  });

  it('reads a file that is the input itself, with a byte order mark', async () => {
    const path = await written('bom.json', `\uFEFF${JSON.stringify(metScene())}`);
    const { code, stdout } = await counter(['evaluate', path]);
    expect([code, (JSON.parse(stdout) as { outcome: string }).outcome]).toEqual([0, 'accept']);
  });

  it('reads the register 失业登记 of a file, under the pack that its policy names', async () => {
    const change = '出生=2004-03-15；毕业-；失业+ 登记=2026-03-01';
    for (const [policy, hired] of [
      ['guangdong-2026', 'met'],
      ['guangdong-2024', 'unmet'],
    ]) {
      const path = await written('young.json', { ...changedScene(`2026年；${change}`), policy });
      const { code, stdout } = await counter(['evaluate', path]);
      const { entries, warnings } = JSON.parse(stdout) as Decision;
      const checks = entries[0]?.checks ?? [];
      const told = (id: string) => checks.find(({ check }) => check === id);
      expect([code, warnings.map((one) => one.code)]).toEqual([0, expect.arrayContaining(['policy-not-confirmed'])]);
      expect(told('entitled-group')).toMatchObject({ verdict: 'met', evidence: { registry: 'unemployed' } });
      expect(told('hired-in-period')?.verdict).toBe(hired);
    }
  });

  it.each([
    ['bad-case-file', 'roster.0.citizenId', changedScene('人员 证件=440802200003150027')],
    ['not-json', '', '{"date":'],
  ])('exits with 2 and %s', async (code, path, content) => {
    const ran = await counter(['evaluate', await written('bad.json', content)]);
    expect(ran.code).toBe(2);
    expect(JSON.parse(ran.stdout)).toMatchObject({ error: { code, issues: [{ path }] } });
  });

  it('exits with 2 for a file that is not there, and names no path', async () => {
    const ran = await counter(['evaluate', join(folder, '陈某.json')]);
    expect(ran.code).toBe(2);
    expect(JSON.parse(ran.stdout)).toMatchObject({ error: { code: 'file-unreadable' } });
    expect(ran.stdout).not.toContain('陈某');
  });

  it('tells how it is called', async () => {
    for (const args of [[], ['unknown'], ['evaluate'], ['toString']]) {
      const ran = await counter(args);
      expect([ran.code, ran.stdout]).toEqual([2, '']);
      expect(ran.stderr).toContain('用法');
    }
  });
});

const evaluatedDecision = (): unknown => {
  const result = evaluate(changedScene('参保 月数=0'));
  return result.ok ? result.decision : null;
};

describe('counter replay', () => {
  it('gives the same bytes for an exported decision', async () => {
    const ran = await counter(['replay', await written('decision.json', canonicalJson(decisionOf('参保 状态=3')))]);
    expect([ran.code, (JSON.parse(ran.stdout) as { same: boolean }).same]).toEqual([0, true]);
  });

  it('exits with 1 and names the place when the decision was altered', async () => {
    const file = decisionOf('参保 状态=3');
    const altered = { ...file, decision: { ...file.decision, totalAmountFen: 150_000 } };
    const ran = await counter(['replay', await written('altered.json', altered)]);
    expect(ran.code).toBe(1);
    expect(JSON.parse(ran.stdout)).toMatchObject({ same: false, differences: ['totalAmountFen'] });
  });

  it('exits with 2 when the pack was altered or something is missing', async () => {
    const file = decisionOf('');
    const pack = { ...file.pack, title: '改过的' };
    expect(await counter(['replay', await written('pack.json', { ...file, pack })])).toMatchObject({
      code: 2,
      stdout: expect.stringContaining('pack-altered'),
    });
    expect(await counter(['replay', await written('empty.json', {})])).toMatchObject({
      code: 2,
      stdout: expect.stringContaining('bad-decision-file'),
    });
  });
});
