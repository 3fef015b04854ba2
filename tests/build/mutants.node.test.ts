/** The tool that changes the code and looks whether a test notices: on a small project of its own. */
import { spawn, spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runInNewContext } from 'node:vm';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';

interface Change {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly words: string;
  readonly place: number | null;
}
interface Changes {
  readonly changesOf: (file: string, source: string) => readonly Change[];
  readonly changed: (source: string, change: Change) => string;
  readonly parses: (source: string, change: Change & { file: string }) => boolean;
  readonly probed: (file: string, source: string, base: number) => string;
}
interface Lane {
  open(): Promise<string[]>;
  run(
    request: { sources: Record<string, string>; tests: string[]; untilFailure: boolean },
    limitOf: () => number,
  ): Promise<{ hung?: string; files?: { path: string; state: string }[] }>;
  close(): void;
}
interface Report {
  readonly name: string;
  readonly mutants: number;
  readonly killed: number;
  readonly survivors: readonly string[];
}

const build = resolve(import.meta.dirname, '../../build');
const load = async <T>(name: string): Promise<T> => (await import(pathToFileURL(join(build, name)).href)) as T;

describe('the changes of a file', () => {
  const words = async (source: string): Promise<string[]> => {
    const { changesOf } = await load<Changes>('mutants/changes.mjs');
    return changesOf('a.ts', source).map((change) => change.words);
  };

  it.each<[string, string, readonly string[]]>([
    ['a comparison', 'export const f = (a: number) => a < 3;', ['a < 3 → a <= 3', 'a < 3 → a >= 3', '3 → 4', '3 → 2']],
    ['and', 'export const f = (a: boolean, b: boolean) => a && b;', ['a && b → a || b', 'a && b → a', 'a && b → b']],
    ['a sum, not a text', "export const f = (a: number) => a + 1 + ('甲' + a);", ['a + 1 → a - 1', '1 → 2', '1 → 0']],
    ['a filter', 'export const f = (a: number[]) => a.filter(Boolean);', ['a.filter(Boolean) → a']],
    ['every', 'export const f = (a: boolean[]) => a.every(g);', ['a.every(g) → a.some(g)']],
    ['a code', "export const f = (a: string) => a === 'met';", ["a === 'met' → a !== 'met'", "'met' → 'met-other'"]],
    ['an expression', 'export const f = /^a$/u;', ['/^a$/u → /a$/u', '/^a$/u → /^a/u']],
    ['a type', "export type A = 'a' | 'b'; export interface B { readonly c: 1 }", []],
    ['an import', "import { a } from './a.ts';\nexport { b } from './b.ts';", []],
    ['a throw', "export function f() { throw new Error('x' + 1); }", []],
    ['a word', "export const f = { label: '保存' };", []],
  ])('of %s', async (_, source, expected) => {
    const found = await words(source);
    expect(found.filter((one) => !one.startsWith('a + 1 + '))).toEqual(expected);
  });

  it('of statements, with the line that they stand on', async () => {
    const { changesOf, changed, parses } = await load<Changes>('mutants/changes.mjs');
    const source = [
      'export function f(a: number): number {',
      '  if (a > 1) return 2;',
      '  note(a);',
      '  return a;',
      '}',
    ].join('\n');
    const all = changesOf('a.ts', source);
    expect([...new Set(all.map(({ line }) => line))]).toEqual([2, 3, 4]);
    expect(all.every((change) => parses(source, { ...change, file: 'a.ts' }))).toBe(true);
    const removed = all.find(({ line }) => line === 3);
    expect(removed && changed(source, removed)).toBe(source.replace('note(a);', '{}'));
  });

  it('are noted where they run, and the notes change nothing else', async () => {
    const { changesOf, probed } = await load<Changes>('mutants/changes.mjs');
    const source =
      'const f = (a) => (a > 1 ? { b: 1 } : null);\nfunction g(a) {\n  if (a) { return f(2); }\n  return 0;\n}';
    const places = changesOf('a.js', source).map(({ place }) => place);
    expect(places).not.toContain(null);
    const seen: number[] = [];
    const noted = `${probed('a.js', source, 1000)}; [f(2), f(0), g(0)];`;
    const answers: unknown = runInNewContext(noted, { reached: (id: number) => seen.push(id) });
    expect(JSON.stringify(answers)).toBe('[{"b":1},null,0]');
    const reached = new Set(places.filter((place) => seen.includes(1000 + (place ?? 0))));
    expect(reached.size).toBeGreaterThan(2);
    // What stands behind the condition of g never ran.
    expect(new Set(places).size - reached.size).toBe(1);
  });
});

const files = {
  'package.json': JSON.stringify({ type: 'module', imports: { '#shared/*': './shared/*' } }),
  'shared/age.ts': [
    'export function mayVote(age: number): boolean {',
    '  return age >= 18;',
    '}',
    'export function unread(age: number): number {',
    '  return age - 1;',
    '}',
    '',
  ].join('\n'),
  'shared/loop.ts':
    'export function count(n: number): number {\n  let at = 0;\n  while (at < n) at += 1;\n  return at;\n}\n',
  'tests/age.unit.test.ts': [
    "import { expect, it } from 'vitest';",
    "import { mayVote } from '#shared/age.ts';",
    "import { count } from '#shared/loop.ts';",
    "it('votes', () => expect([17, 18, 19].map(mayVote)).toEqual([false, true, true]));",
    "it('counts', () => expect(count(3)).toBe(3));",
    '',
  ].join('\n'),
  'tests/vitest.config.mts': [
    "import { defineConfig } from 'vitest/config';",
    "const unit = { name: 'unit', include: ['tests/**/*.unit.test.ts'], isolate: false };",
    'export default defineConfig({ test: { projects: [{ test: unit }] } });',
    '',
  ].join('\n'),
} as const;

/** The processes that work in a folder. */
const runningIn = (folder: string): string[] =>
  readdirSync('/proc').filter((name) => {
    try {
      return /^\d+$/u.test(name) && readlinkSync(`/proc/${name}/cwd`) === folder;
    } catch {
      return false;
    }
  });

describe('a run over a small project', () => {
  let root = '';
  const lanes: Lane[] = [];

  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'counter-mutants-'));
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, name)), { recursive: true });
      writeFileSync(join(root, name), text);
    }
    symlinkSync(resolve(build, '../node_modules'), join(root, 'node_modules'));
  });
  afterEach(() => {
    for (const lane of lanes.splice(0)) lane.close();
  });
  afterAll(() => {
    rmSync(root, { recursive: true, force: true });
  });

  const untouched = (): void => {
    for (const [name, text] of Object.entries(files)) expect(readFileSync(join(root, name), 'utf8')).toBe(text);
    expect(readdirSync(root).filter((name) => name !== '.tmp')).toEqual(
      expect.arrayContaining(['node_modules', 'package.json', 'shared', 'tests']),
    );
    expect(readdirSync(join(root, 'shared')).sort()).toEqual(['age.ts', 'loop.ts']);
  };
  const run = (...words: string[]) =>
    spawnSync(process.execPath, [join(build, 'mutants.mjs'), ...words], { cwd: root, encoding: 'utf8' });

  it('names what no test notices, and leaves the files as they are', () => {
    const { stdout, stderr, status } = run('N=9', 'SEED=3', 'FOLDER=shared/age', 'LANES=1');
    if (status !== 0) throw new Error(stderr);
    const report = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Report;
    expect(report).toMatchObject({ name: 'mutants', mutants: 2, killed: 1 });
    expect(report.survivors).toHaveLength(1);
    expect(report.survivors[0]).toMatch(/^shared\/age\.ts:5 .+ → /u);
    untouched();
  });

  it('ends a change that never ends, and goes on', async () => {
    const { Lane: OneLane } = await load<{ Lane: new (root: string) => Lane }>('mutants/lane.mjs');
    const lane = new OneLane(root);
    lanes.push(lane);
    const tests = await lane.open();
    const path = join(root, 'shared/loop.ts');
    const endless = files['shared/loop.ts'].replace('at += 1', 'at -= 0');
    expect(await lane.run({ sources: { [path]: endless }, tests, untilFailure: true }, () => 2500)).toEqual({
      hung: expect.any(String) as string,
    });
    const answer = await lane.run({ sources: {}, tests, untilFailure: true }, () => 60_000);
    expect(answer.files?.map(({ state }) => state)).toEqual(['passed']);
  });

  it('refuses words that it does not know', () => {
    expect(run('SED=1').status).toBe(2);
    expect(run('N=x').status).toBe(2);
  });

  it('stops with everything it started, and leaves the files as they are', async () => {
    const tool = spawn(process.execPath, [join(build, 'mutants.mjs'), 'N=9', 'LANES=1', 'FOLDER=shared'], {
      cwd: root,
    });
    await new Promise<void>((done) => {
      tool.stderr.on('data', (text: Buffer) => text.toString().includes('mutants：') && done());
    });
    expect(runningIn(root).length).toBeGreaterThan(0);
    const ended = new Promise((done) => tool.on('exit', done));
    tool.kill('SIGTERM');
    expect(await ended).toBe(1);
    await vi.waitFor(() => expect(runningIn(root)).toEqual([]), 10_000);
    untouched();
  });
});
