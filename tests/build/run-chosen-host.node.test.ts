/** What a start ends in: one window or address, one true line of why, and never two hosts on one folder. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadBuild, stubRuntime, type StubName } from './stub-electron.ts';

interface RunHost {
  readonly runChosenHost: (choice: unknown, browser: unknown, options: Record<string, unknown>) => Promise<number>;
}
interface Choice {
  readonly chooseHost: (options: Record<string, unknown>) => Promise<{ readonly host: string }>;
  readonly forgetProof: (env: NodeJS.ProcessEnv, platform: NodeJS.Platform) => void;
}

let root = '';
let lines: string[] = [];
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'counter-run-'));
  lines = [];
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

/** Long enough for a busy machine; only the runtime that never shows a window is given up early. */
const PATIENCE_MS = 30_000;
const SHORT_MS = 900;

const browserRuns = (): number =>
  existsSync(join(root, 'browser.log')) ? readFileSync(join(root, 'browser.log'), 'utf8').trim().split('\n').length : 0;

/** The browser host of these tests notes its run, and whether a desktop version still ran beside it. */
function browserStub(body: string): { command: string; args: string[] } {
  const path = join(root, 'browser.sh');
  const others = `pgrep -fc "${join(root, 'runtime-')}" || true`;
  writeFileSync(path, `echo "beside: $(${others})" >> "${join(root, 'browser.log')}"\n${body}\n`);
  return { command: '/bin/sh', args: [path] };
}

async function start(name: StubName, body = 'exit 0', asRoot = false): Promise<number> {
  const { chooseHost, forgetProof } = await loadBuild<Choice>('choose-host.mjs');
  const { runChosenHost } = await loadBuild<RunHost>('run-chosen-host.mjs');
  const display = asRoot ? {} : { DISPLAY: ':0' };
  const env = { PATH: process.env['PATH'], COUNTER_DATA: join(root, 'data'), ...display, ...stubRuntime(root, name) };
  const choice = await chooseHost({ root, env, platform: 'linux', arch: 'x64', asRoot });
  return await runChosenHost(choice, browserStub(body), {
    root,
    env,
    windowWithinMs: name === 'provesThenHangs' ? SHORT_MS : PATIENCE_MS,
    say: (line: string) => lines.push(line),
    onFellBack: () => {
      forgetProof(env, 'linux');
    },
  });
}
const kept = (): { host: string; proof?: string } =>
  JSON.parse(readFileSync(join(root, 'data/host.json'), 'utf8')) as { host: string; proof?: string };

describe('a start', () => {
  it('runs the desktop version that works, and says so once its window shows', async () => {
    expect(await start('works')).toBe(0);
    expect([lines, browserRuns()]).toEqual([['使用桌面版：Electron 已安装，试运行通过。'], 0]);
    expect(kept().proof).toContain('45.4.1');
  });

  it('as root without a display runs the browser host with the reason', async () => {
    expect(await start('works', 'exit 0', true)).toBe(0);
    expect([lines, browserRuns()]).toEqual([['使用浏览器版：没有图形界面。'], 1]);
  });

  it.each([
    ['provesThenDies', 'SIGTRAP'],
    ['provesThenHangs', '没有显示窗口'],
  ] as const)('gives way to the browser host, once and alone: %s', async (name, why) => {
    expect(await start(name)).toBe(0);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(`使用浏览器版：桌面版`);
    expect(lines[0]).toContain(why);
    expect(readFileSync(join(root, 'browser.log'), 'utf8')).toBe('beside: 0\n');
    // The next start tries it again before it opens the office's folder.
    expect(kept()).toMatchObject({ host: 'electron' });
    expect(kept().proof).toBeUndefined();
  });

  it.each([
    ['traps', 'SIGTRAP'],
    ['lacksALibrary', 'libnss3.so'],
    ['sandboxAborts', '沙箱'],
    ['saysHalf', '没有说完'],
  ] as const)('never opens the office’s folder with a runtime that failed its try: %s', async (name, why) => {
    expect(await start(name)).toBe(0);
    expect(lines).toEqual([expect.stringMatching(new RegExp(`^使用浏览器版：.*${why}`, 'u'))]);
    expect(readFileSync(join(root, 'stub.log'), 'utf8')).not.toMatch(/^run/mu);
    expect(browserRuns()).toBe(1);
  });

  it('does not repeat with another host what was told already', async () => {
    expect(await start('provesThenSaysNo')).toBe(1);
    expect([lines, browserRuns()]).toEqual([[], 0]);
  });

  it('does not call a death by signal a good end', async () => {
    expect(await start('showsThenDies')).toBe(139);
    expect(lines).toEqual([
      expect.stringContaining('使用桌面版'),
      expect.stringMatching(/SIGSEGV.*已保存的办件都在日志里/u),
    ]);
    expect(browserRuns()).toBe(0);
    rmSync(join(root, 'data'), { recursive: true });
    expect(await start('traps', 'kill -KILL $$')).toBe(137);
  });
});
