/** Which host a start takes, and that the choice is kept. */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dataFolderPath } from '#electron/host/data-folder.ts';

type Fetched = { readonly ok: true } | { readonly ok: false; readonly why: string; readonly said: string };
interface Choice {
  readonly host: 'electron' | 'loopback';
  readonly reason: string;
  readonly command: string | null;
  readonly args: readonly string[];
}
interface ChooseHost {
  readonly dataFolder: (env: NodeJS.ProcessEnv, platform?: NodeJS.Platform, home?: string) => string;
  readonly chooseHost: (options: Record<string, unknown>) => Promise<Choice>;
}
interface ElectronRuntime {
  readonly fetchElectron: (
    root: string,
    options: { limitMs: number; installer?: string; env?: NodeJS.ProcessEnv },
  ) => Promise<Fetched>;
}

const build = resolve(import.meta.dirname, '../../build');
const load = async <T>(name: string): Promise<T> => (await import(pathToFileURL(join(build, name)).href)) as T;

let root = '';
let data = '';
beforeEach(() => {
  attempts = 0;
  root = mkdtempSync(join(tmpdir(), 'counter-choose-'));
  data = join(root, 'data');
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function installRuntime(): void {
  mkdirSync(join(root, 'node_modules/electron/dist'), { recursive: true });
  writeFileSync(join(root, 'node_modules/electron/path.txt'), 'electron');
  writeFileSync(join(root, 'node_modules/electron/dist/electron'), '');
  chmodSync(join(root, 'node_modules/electron/dist/electron'), 0o755);
}

const unreachable = async (): Promise<Fetched> =>
  await Promise.resolve({ ok: false, why: '下载失败，网络不通或没有镜像', said: '' });
/** What the try found; the tries themselves: try-electron.node.test.ts. */
let attempts = 0;
const proves = async (): Promise<unknown> => {
  attempts += 1;
  return await Promise.resolve({ ok: true, args: ['--ozone-platform=x11'], report: {} });
};
const fails = async (): Promise<unknown> => await Promise.resolve({ ok: false, why: '意外结束（SIGTRAP）' });
const choose = async (change: Record<string, unknown> = {}, env: NodeJS.ProcessEnv = {}): Promise<Choice> => {
  const { chooseHost } = await load<ChooseHost>('choose-host.mjs');
  return await chooseHost({
    root,
    env: { COUNTER_DATA: data, DISPLAY: ':0', ...env },
    platform: 'linux',
    arch: 'x64',
    asRoot: false,
    fetch: unreachable,
    attempt: proves,
    ...change,
  });
};
const kept = (): { host: string } => JSON.parse(readFileSync(join(data, 'host.json'), 'utf8')) as { host: string };

describe('choice of the host', () => {
  it('takes Electron where its runtime is installed, and keeps to it', async () => {
    installRuntime();
    expect(await choose()).toMatchObject({
      host: 'electron',
      command: join(root, 'node_modules/electron/dist/electron'),
      args: ['--ozone-platform=x11', root],
    });
    expect(kept().host).toBe('electron');
    expect(statSync(join(data, 'host.json')).mode & 0o777).toBe(0o600);
  });

  it('fetches the runtime at the first start only', async () => {
    const choice = await choose({
      fetch: async () => {
        installRuntime();
        return await Promise.resolve({ ok: true });
      },
    });
    expect(choice.host).toBe('electron');
    const never = async (): Promise<never> => await Promise.reject(new Error('downloads at a later start'));
    expect((await choose({ fetch: never })).host).toBe('electron');
  });

  it('takes the browser host with its reason when nothing can be fetched, and stays there when the runtime comes later', async () => {
    expect(await choose()).toMatchObject({
      host: 'loopback',
      reason: expect.stringContaining('网络不通'),
      args: [join(root, 'dist/loopback/main.js')],
    });
    installRuntime();
    expect((await choose()).host).toBe('loopback');
  });

  it.each([
    [{ arch: 'loong64' }, {}, 'loong64'],
    [{ asRoot: true }, {}, 'root'],
    [{}, { DISPLAY: '' }, '没有图形界面'],
  ])('never tries Electron where it cannot run: %j %j', async (change, env, reason) => {
    const never = async (): Promise<never> => await Promise.reject(new Error('tried to fetch'));
    installRuntime();
    expect(await choose({ fetch: never, ...change }, env)).toMatchObject({
      host: 'loopback',
      reason: expect.stringContaining(reason),
    });
  });

  it('follows COUNTER_HOST for one start without keeping it', async () => {
    expect((await choose({}, { COUNTER_HOST: 'loopback' })).host).toBe('loopback');
    expect(existsSync(join(data, 'host.json'))).toBe(false);
  });

  it('uses the browser host for a start whose chosen runtime is gone, and keeps the choice', async () => {
    installRuntime();
    await choose();
    rmSync(join(root, 'node_modules'), { recursive: true });
    expect(await choose()).toMatchObject({ host: 'loopback', reason: expect.stringContaining('setup:electron') });
    expect(kept().host).toBe('electron');
  });

  it('tries Electron before it is chosen, and again only when it or the system changed', async () => {
    installRuntime();
    await choose();
    await choose();
    expect(attempts).toBe(1);
    writeFileSync(join(root, 'node_modules/electron/dist/version'), '46.0.0');
    expect([(await choose()).host, attempts]).toEqual(['electron', 2]);
    writeFileSync(join(root, 'node_modules/electron/dist/version'), '47.0.0');
    expect(await choose({ attempt: fails })).toMatchObject({
      host: 'loopback',
      reason: '这次使用浏览器版：Electron 意外结束（SIGTRAP）。',
    });
  });

  it('does not believe a choice that was kept before it ever ran', async () => {
    installRuntime();
    mkdirSync(data);
    writeFileSync(join(data, 'host.json'), JSON.stringify({ host: 'electron', reason: 'x' }));
    expect((await choose({ attempt: fails })).host).toBe('loopback');
    expect((await choose()).host).toBe('electron');
  });

  it.each([
    [{ arch: 'loong64' }, {}, 'loong64'],
    [{ asRoot: true }, {}, 'root'],
    [{}, { DISPLAY: '' }, '没有图形界面'],
  ])('checks a kept choice at every start: %j %j', async (change, env, reason) => {
    installRuntime();
    await choose();
    expect(await choose(change, env)).toMatchObject({ host: 'loopback', reason: expect.stringContaining(reason) });
    expect(kept().host).toBe('electron');
  });

  it('takes no switch from the file that it did not write', async () => {
    installRuntime();
    await choose();
    const written = JSON.parse(readFileSync(join(data, 'host.json'), 'utf8')) as Record<string, unknown>;
    writeFileSync(join(data, 'host.json'), JSON.stringify({ ...written, switches: ['--no-sandbox', '--disable-gpu'] }));
    expect((await choose()).args).toEqual(['--disable-gpu', root]);
  });

  it('takes the browser host where the first try fails', async () => {
    installRuntime();
    expect(await choose({ attempt: fails })).toMatchObject({
      host: 'loopback',
      reason: '使用浏览器版：Electron 意外结束（SIGTRAP）。',
    });
  });

  it('looks for the data where the hosts keep it', async () => {
    const { dataFolder } = await load<ChooseHost>('choose-host.mjs');
    const environments: NodeJS.ProcessEnv[] = [
      {},
      { COUNTER_DATA: '/x/y' },
      { COUNTER_DATA: '' },
      { XDG_DATA_HOME: '/xdg' },
      { XDG_DATA_HOME: 'relative' },
      { LOCALAPPDATA: 'C:\\L' },
    ];
    for (const env of environments) {
      for (const platform of ['linux', 'darwin', 'win32'] as const)
        expect(dataFolder(env, platform, '/home/a')).toBe(dataFolderPath(env, platform, '/home/a'));
    }
  });
});

describe('fetching the runtime', () => {
  it.each([
    ['process.stderr.write("TypeError: fetch failed"); process.exit(1);', 30_000, '下载失败'],
    ['setInterval(() => {}, 1000);', 300, '没有下载完'],
  ])('ends an installer that fails or hangs: %s', async (script, limitMs, why) => {
    const installer = join(root, 'install.js');
    writeFileSync(installer, script);
    const { fetchElectron } = await load<ElectronRuntime>('electron-runtime.mjs');
    expect(await fetchElectron(root, { limitMs, installer, env: {} })).toMatchObject({
      ok: false,
      why: expect.stringContaining(why),
    });
  });
});
