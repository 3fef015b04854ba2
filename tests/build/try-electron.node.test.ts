/** The real program must prove itself before it is chosen: every way in which a runtime was seen or is known to fail. */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadBuild, stubRuntime, type StubName } from './stub-electron.ts';

interface Tried {
  readonly ok: boolean;
  readonly why?: string;
  readonly args?: readonly string[];
}
interface TryElectron {
  readonly tryElectron: (options: Record<string, unknown>) => Promise<Tried>;
  readonly launchSwitches: (env: NodeJS.ProcessEnv, platform: NodeJS.Platform) => string[][];
  readonly programArch: (path: string) => string | null;
}

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'counter-stub-'));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

const tryStub = async (name: StubName, mode?: number): Promise<Tried> => {
  const { tryElectron } = await loadBuild<TryElectron>('try-electron.mjs');
  const env = { PATH: process.env['PATH'], TMPDIR: root, DISPLAY: ':0', ...stubRuntime(root, name, mode) };
  const executable = join(env.ELECTRON_OVERRIDE_DIST_PATH, 'electron');
  return await tryElectron({ root, executable, env, platform: 'linux', arch: 'x64', limitMs: 700 });
};
const tries = (): string[] => readFileSync(join(root, 'stub.log'), 'utf8').trim().split('\n');

describe('a try of the desktop version', () => {
  it('passes with every proof and exit 0, on X11, in a folder of its own that is gone afterwards', async () => {
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith('counter-try-'));
    expect(await tryStub('works')).toMatchObject({ ok: true, args: ['--ozone-platform=x11'] });
    expect(tries()).toEqual([`1 --ozone-platform=x11 ${root}`]);
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('counter-try-'))).toEqual(before);
  });

  it.each([
    ['traps', 'SIGTRAP', 2],
    ['lacksALibrary', '缺少系统库 libnss3.so', 1],
    ['exits127', '127', 1],
    ['hangs', '没有完成试运行', 2],
    ['saysHalf', '没有说完', 2],
    ['saysNothing', '没有说完', 2],
    ['paintsNothing', '没有画出内容', 2],
    ['provesButExits1', '退出码 1', 2],
    ['sandboxAborts', '沙箱', 2],
  ] as const)('fails with its reason when the runtime %s: %s, after %i', async (name, why, count) => {
    const tried = await tryStub(name);
    expect(tried).toMatchObject({ ok: false, why: expect.stringContaining(why) });
    expect(tries()).toHaveLength(count);
    expect(tries().join(' ')).not.toContain('no-sandbox');
  });

  it('goes on without the graphics driver where that is what fails', async () => {
    expect(await tryStub('needsNoGpu')).toMatchObject({ ok: true, args: ['--ozone-platform=x11', '--disable-gpu'] });
  });

  it('names a program that may not be executed', async () => {
    expect(await tryStub('works', 0o644)).toMatchObject({ ok: false, why: expect.stringContaining('没有执行权限') });
    expect(existsSync(join(root, 'stub.log'))).toBe(false);
  });

  it('never starts a program of another architecture, nor one that cannot be read', async () => {
    const { tryElectron, programArch } = await loadBuild<TryElectron>('try-electron.mjs');
    const executable = join(root, 'electron');
    const parts = { root, executable, env: process.env, platform: 'linux', arch: 'x64', limitMs: 700 };
    const head = Buffer.alloc(64);
    head.write('\u007fELF', 'latin1');
    head.writeUInt16LE(0xb7, 18);
    writeFileSync(executable, head);
    chmodSync(executable, 0o755);
    expect(programArch(executable)).toBe('arm64');
    expect(programArch(process.execPath)).toBe(process.arch);
    expect(await tryElectron(parts)).toEqual({ ok: false, why: '是 arm64 版，本机是 x64' });
    rmSync(executable);
    mkdirSync(executable);
    expect(await tryElectron(parts)).toMatchObject({ ok: false, why: expect.stringContaining('读不出来') });
  });

  it('asks for X11 only where there is one, and never without the sandbox', async () => {
    const { launchSwitches } = await loadBuild<TryElectron>('try-electron.mjs');
    expect(launchSwitches({ DISPLAY: ':0', WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toEqual([
      ['--ozone-platform=x11'],
      ['--ozone-platform=x11', '--disable-gpu'],
    ]);
    expect(launchSwitches({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toEqual([[], ['--disable-gpu']]);
    expect(launchSwitches({}, 'win32')).toEqual([[], ['--disable-gpu']]);
  });
});
