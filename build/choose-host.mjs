/**
 * Which host runs: chosen at the first start, kept in the data folder, said in one line with the reason. Plain Node, since it
 * runs before anything else of the program. `COUNTER_HOST=electron|loopback` overrides for one start and keeps nothing.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { electronExecutable, fetchElectron } from './electron-runtime.mjs';

const FETCH_WITHIN_MS = 60_000;

/** The same place as `dataFolderPath` of electron/host/data-folder.ts (a test holds them together). */
export function dataFolder(env, platform = process.platform, home = homedir()) {
  if (env.COUNTER_DATA) return resolve(env.COUNTER_DATA);
  if (platform === 'win32') return join(env.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), 'Counter');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Counter');
  return join(env.XDG_DATA_HOME?.startsWith('/') ? env.XDG_DATA_HOME : join(home, '.local', 'share'), 'counter');
}

const choiceFile = (folder) => join(folder, 'host.json');

/** The kept choice, `null` when there is none (or it cannot be read: then it is chosen anew). */
export function readChoice(folder) {
  try {
    const { host, reason } = JSON.parse(readFileSync(choiceFile(folder), 'utf8'));
    return host === 'electron' || host === 'loopback' ? { host, reason: String(reason) } : null;
  } catch {
    return null;
  }
}

/** Keeps a choice. A folder that cannot be written is the host's matter: it says so with the remedy. */
export function keepChoice(folder, choice) {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const temporary = `${choiceFile(folder)}.${process.pid}`;
    writeFileSync(temporary, `${JSON.stringify(choice)}\n`, { mode: 0o600 });
    renameSync(temporary, choiceFile(folder));
  } catch {
    return false;
  }
  return true;
}

/** Why Electron cannot run on this desk whatever is installed; `null` when it may. */
function electronImpossible(env, platform, arch, asRoot) {
  if (!['x64', 'arm64'].includes(arch)) return `Electron 没有 ${arch} 版`;
  if (platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY) return '没有图形界面';
  if (platform === 'linux' && asRoot) return '以 root 身份运行时 Electron 不能保持隔离';
  return null;
}

/** The first start's decision. `fetch` may be replaced by a test. */
export async function decideHost({ root, env, platform, arch, asRoot, fetch = fetchElectron }) {
  const impossible = electronImpossible(env, platform, arch, asRoot);
  if (impossible !== null) return { host: 'loopback', reason: `使用浏览器版：${impossible}。` };
  if (electronExecutable(root, env) !== null) return { host: 'electron', reason: '使用桌面版：Electron 已安装。' };
  const fetched = await fetch(root, { limitMs: FETCH_WITHIN_MS, env });
  if (fetched.ok) return { host: 'electron', reason: '使用桌面版：Electron 已下载。' };
  return { host: 'loopback', reason: `使用浏览器版：Electron ${fetched.why}；以后可运行 npm run setup:electron。` };
}

function commandFor(host, root, env) {
  if (host === 'electron') return { command: electronExecutable(root, env), args: [root] };
  return { command: process.execPath, args: [join(root, 'dist', 'loopback', 'main.js')] };
}

/** `{host, reason, command, args}` for this start. Later starts keep to the first choice and download nothing. */
export async function chooseHost({
  root,
  env = process.env,
  platform = process.platform,
  arch = process.arch,
  asRoot = process.getuid?.() === 0,
  fetch,
}) {
  const folder = dataFolder(env, platform);
  const asked = ['electron', 'loopback'].includes(env.COUNTER_HOST)
    ? { host: env.COUNTER_HOST, reason: '按 COUNTER_HOST 的指定启动。' }
    : null;
  const forTests =
    env.COUNTER_BROWSER === 'none'
      ? { host: 'loopback', reason: '按 COUNTER_BROWSER=none 启动浏览器版，不打开浏览器。' }
      : null;
  const kept = readChoice(folder);
  let choice = asked ?? forTests ?? kept;
  if (choice === null) {
    choice = await decideHost({ root, env, platform, arch, asRoot, fetch });
    keepChoice(folder, choice);
  }
  if (choice.host === 'electron' && electronExecutable(root, env) === null) {
    choice = {
      host: 'loopback',
      reason: '选定的桌面版缺少 Electron，这次用浏览器版；恢复请运行 npm run setup:electron。',
    };
  }
  return { ...choice, ...commandFor(choice.host, root, env) };
}

/** Whether a data folder exists that another host has used (for setup:electron's advice). */
export const hasData = (folder) => existsSync(join(folder, 'areas'));
