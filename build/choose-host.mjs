/**
 * Which host runs: chosen at the first start, kept in the data folder, said in one line with the reason. Plain Node, since it
 * runs before anything else of the program. `COUNTER_HOST=electron|loopback` overrides for one start and keeps nothing.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { electronExecutable, electronVersion, fetchElectron } from './electron-runtime.mjs';
import { proofOf, tryElectron } from './try-electron.mjs';

const FETCH_WITHIN_MS = 60_000;
/** The only switches that a kept choice may bring back: nobody's edit of the file takes the sandbox away. */
const SWITCHES = new Set(['--ozone-platform=x11', '--disable-gpu']);

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
    const { host, reason, proof, switches } = JSON.parse(readFileSync(choiceFile(folder), 'utf8'));
    if (host !== 'electron' && host !== 'loopback') return null;
    const known = Array.isArray(switches) ? switches.filter((name) => SWITCHES.has(name)) : [];
    return { host, reason: String(reason), proof: typeof proof === 'string' ? proof : null, switches: known };
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
export function electronImpossible(env, platform, arch, asRoot) {
  if (!['x64', 'arm64'].includes(arch)) return `Electron 没有 ${arch} 版`;
  if (platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY) return '没有图形界面';
  if (platform === 'linux' && asRoot) return '以 root 身份运行时 Electron 不能保持隔离';
  return null;
}

/** Tries the runtime that is there: the choice that follows, with what it was proved for. */
async function proved({ root, env, platform, arch, attempt }, reason) {
  const executable = electronExecutable(root, env);
  if (executable === null)
    return { host: 'loopback', reason: '使用浏览器版：Electron 没有装完整；可运行 npm run setup:electron。' };
  const tried = await attempt({ root, executable, env, platform, arch });
  if (!tried.ok) return { host: 'loopback', reason: `使用浏览器版：Electron ${tried.why}。` };
  const proof = proofOf(executable, electronVersion(root, env), platform, arch);
  return { host: 'electron', reason, proof, switches: tried.args };
}

/** The first start's decision. */
async function decideHost(parts) {
  const { root, env, fetch } = parts;
  if (electronExecutable(root, env) !== null) return await proved(parts, '使用桌面版：Electron 已安装，试运行通过。');
  const fetched = await fetch(root, { limitMs: FETCH_WITHIN_MS, env });
  if (fetched.ok) return await proved(parts, '使用桌面版：Electron 已下载，试运行通过。');
  return { host: 'loopback', reason: `使用浏览器版：Electron ${fetched.why}；以后可运行 npm run setup:electron。` };
}

/** The browser host's program. */
export const browserHost = (root) => ({
  command: process.execPath,
  args: [join(root, 'dist', 'loopback', 'main.js')],
});

function commandFor({ host, switches = [] }, root, env) {
  if (host === 'electron') return { command: electronExecutable(root, env), args: [...switches, root] };
  return browserHost(root);
}

/** A kept choice of the desktop version, looked at again: what this start cannot have, and whether it must prove itself. */
async function lookAgain(choice, parts, folder) {
  const { root, env, platform, arch, asRoot } = parts;
  const impossible = electronImpossible(env, platform, arch, asRoot);
  if (impossible !== null) return { host: 'loopback', reason: `这次使用浏览器版：${impossible}。` };
  const executable = electronExecutable(root, env);
  if (executable === null)
    return {
      host: 'loopback',
      reason: '选定的桌面版缺少 Electron，这次用浏览器版；恢复请运行 npm run setup:electron。',
    };
  if (choice.proof === proofOf(executable, electronVersion(root, env), platform, arch)) return choice;
  const again = await proved(parts, '使用桌面版：重新试运行通过。');
  if (again.host === 'electron') keepChoice(folder, again);
  else return { host: 'loopback', reason: `这次${again.reason}` };
  return again;
}

/**
 * `{host, reason, command, args}` for this start. Later starts keep to the first choice and download nothing; a kept desktop
 * version is checked for architecture, display and root each time, and tried again when it or the system changed or it failed.
 */
export async function chooseHost({
  root,
  env = process.env,
  platform = process.platform,
  arch = process.arch,
  asRoot = process.getuid?.() === 0,
  fetch = fetchElectron,
  attempt = tryElectron,
}) {
  const parts = { root, env, platform, arch, asRoot, fetch, attempt };
  const folder = dataFolder(env, platform);
  const kept = readChoice(folder);
  let choice = kept;
  if (env.COUNTER_HOST === 'loopback') choice = { host: 'loopback', reason: '按 COUNTER_HOST 的指定启动。' };
  else if (env.COUNTER_BROWSER === 'none')
    choice = { host: 'loopback', reason: '按 COUNTER_BROWSER=none 启动浏览器版，不打开浏览器。' };
  else if (env.COUNTER_HOST === 'electron')
    choice = { host: 'electron', reason: '按 COUNTER_HOST 的指定启动。', switches: kept?.switches, proof: kept?.proof };
  if (choice === null) {
    const impossible = electronImpossible(env, platform, arch, asRoot);
    if (impossible !== null) choice = { host: 'loopback', reason: `使用浏览器版：${impossible}。` };
    else choice = await decideHost(parts);
    keepChoice(folder, choice);
  } else if (choice.host === 'electron') choice = await lookAgain(choice, parts, folder);
  return { ...choice, ...commandFor(choice, root, env) };
}

/** After a start without a window: the desktop version must prove itself before it is started again. */
export function forgetProof(env = process.env, platform = process.platform) {
  const folder = dataFolder(env, platform);
  const kept = readChoice(folder);
  if (kept?.host === 'electron') keepChoice(folder, { host: 'electron', reason: kept.reason });
}

/** Whether a data folder exists that another host has used (for setup:electron's advice). */
export const hasData = (folder) => existsSync(join(folder, 'areas'));
