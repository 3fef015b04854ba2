/**
 * Where Electron's runtime lies and how it is fetched. Never imports the `electron` package: that would start a download.
 * Its own installer is run as a program; it honours ELECTRON_MIRROR, electron_config_cache and ELECTRON_OVERRIDE_DIST_PATH.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Full path of the executable, `null` when the runtime is not installed. */
export function electronExecutable(root, env = process.env) {
  const folder = join(root, 'node_modules', 'electron');
  const pathFile = join(folder, 'path.txt');
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : '';
  const override = env.ELECTRON_OVERRIDE_DIST_PATH;
  const path = override
    ? join(override, name || (process.platform === 'win32' ? 'electron.exe' : 'electron'))
    : join(folder, 'dist', name);
  return (override || name !== '') && existsSync(path) ? path : null;
}

/** Version of the installed runtime; the package's own where the runtime has no `version` file. */
export function electronVersion(root, env = process.env) {
  const folder = join(root, 'node_modules', 'electron');
  const own = join(env.ELECTRON_OVERRIDE_DIST_PATH || join(folder, 'dist'), 'version');
  if (existsSync(own)) return readFileSync(own, 'utf8').trim().replace(/^v/u, '');
  const described = join(folder, 'package.json');
  return existsSync(described) ? JSON.parse(readFileSync(described, 'utf8')).version : '';
}

const LAST_WORDS = 400;

/**
 * Runs the package's installer, at most `limitMs`. Resolves to `{ok: true}` or `{ok: false, why}` with a short Chinese reason;
 * the installer's last words follow in `said`.
 */
export async function fetchElectron(
  root,
  { limitMs, env = process.env, installer = join(root, 'node_modules', 'electron', 'install.js') },
) {
  if (!existsSync(installer)) return { ok: false, why: '没有安装 electron 包', said: '' };
  return await new Promise((resolve) => {
    const child = spawn(process.execPath, [installer], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    let late = false;
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text) => (said = `${said}${text}`.slice(-LAST_WORDS)));
    const timer = setTimeout(() => {
      late = true;
      child.kill('SIGKILL');
    }, limitMs);
    child.on('error', () => resolve({ ok: false, why: '安装程序不能运行', said }));
    child.on('close', (code) => {
      clearTimeout(timer);
      if (late) resolve({ ok: false, why: `${Math.round(limitMs / 1000)} 秒内没有下载完`, said });
      else if (code !== 0 || electronExecutable(root, env) === null)
        resolve({ ok: false, why: '下载失败，网络不通或没有镜像', said });
      else resolve({ ok: true });
    });
  });
}
