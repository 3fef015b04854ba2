/**
 * Brings a fresh machine to where the program can be built and run. Uses Node's own modules only: node_modules may be missing.
 * On Debian as root missing system parts are installed; elsewhere it says exactly what to install.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { alone } from './setup-lock.mjs';

export const root = fileURLToPath(new URL('..', import.meta.url));

const say = (line) => process.stderr.write(`${line}\n`);

/** While nobody else sets up here. */
export const inTurn = (work) => alone(root, work, () => say('另一个命令正在准备，等它完成…'));

function onPath(...names) {
  return names.some((name) =>
    (process.env.PATH ?? '').split(':').some((folder) => folder !== '' && existsSync(join(folder, name))),
  );
}

function hasChineseFont() {
  const listed = spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' });
  if (listed.status === 0) return listed.stdout.trim() !== '';
  return existsSync('/usr/share/fonts/opentype/noto');
}

/** What the program itself cannot bring along. `name`: Debian's package. */
const systemParts = {
  chromium: {
    name: 'chromium',
    why: '显示窗口（Chromium / Chrome / Edge ≥ 122 均可）',
    present: () =>
      process.platform !== 'linux' ||
      process.env.COUNTER_CHROMIUM !== undefined ||
      onPath(
        'chromium',
        'chromium-browser',
        'google-chrome',
        'google-chrome-stable',
        'microsoft-edge',
        'microsoft-edge-stable',
      ),
  },
  fonts: { name: 'fonts-noto-cjk', why: '中文字体', present: () => process.platform !== 'linux' || hasChineseFont() },
  poppler: {
    name: 'poppler-utils',
    why: '测试读回 PDF 文本（pdftotext、pdfinfo）',
    present: () => onPath('pdftotext') && onPath('pdfinfo'),
  },
  display: {
    name: 'xvfb',
    why: '测试在无屏幕的机器上打开真实窗口（Xvfb）',
    present: () => process.platform !== 'linux' || onPath('Xvfb'),
  },
  postgresql: {
    name: 'postgresql',
    why: '接收端的数据库（也可用 DATABASE_URL 指定已有的）',
    present: () => process.platform !== 'linux' || onPath('pg_ctl') || hasDebianPostgres(),
  },
};

/** What only one campaign asks for; nothing of the program or its tests needs it. */
const campaignParts = {
  patroni: { name: 'patroni', why: '故障演练 failover：数据库自动接替', present: () => onPath('patroni') },
  etcd: { name: 'etcd-server', why: '故障演练 failover：Patroni 的协调服务', present: () => onPath('etcd') },
};
const parts = { ...systemParts, ...campaignParts };

/** Debian keeps the server's programs off the path, in a folder per version. */
function hasDebianPostgres() {
  const folder = '/usr/lib/postgresql';
  return existsSync(folder) && readdirSync(folder).some((version) => existsSync(join(folder, version, 'bin/pg_ctl')));
}

const isDebian = () => process.platform === 'linux' && existsSync('/etc/debian_version') && onPath('apt-get');

/** Installs or names missing system parts. Returns the names that are still missing. */
export function ensureSystemParts(wanted) {
  return inTurn(() => installed(wanted));
}

function installed(wanted) {
  const missing = wanted.filter((part) => !parts[part].present());
  if (missing.length === 0) return [];
  const packages = missing.map((part) => parts[part].name);
  if (isDebian() && process.getuid?.() === 0) {
    say(`安装系统组件：${packages.join('、')}（仅首次）`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const quiet = { stdio: ['ignore', 'ignore', 'inherit'], env };
    spawnSync('apt-get', ['update', '-qq'], quiet);
    const patient = ['-o', 'DPkg::Lock::Timeout=300'];
    spawnSync('apt-get', [...patient, 'install', '-y', '-qq', '--no-install-recommends', ...packages], quiet);
  }
  const still = missing.filter((part) => !parts[part].present());
  for (const part of still)
    say(`缺少 ${parts[part].name}：${parts[part].why}。请安装：sudo apt-get install ${parts[part].name}`);
  return still;
}

/** Refuses Node versions that the host was not built for. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 12) || major === 24 || (major === 20 && minor >= 19)) return;
  say(`需要 Node.js 20.19 以上或 22.12 以上，本机为 ${process.versions.node}。请升级后再运行。`);
  process.exit(1);
}

/** `npm ci` when node_modules is missing or older than the lockfile. Output goes to stderr. */
export function ensureNodeModules() {
  inTurn(modulesInstalled);
}

function modulesInstalled() {
  const folder = join(root, 'node_modules');
  // `npm ci` would empty what a link points to, which belongs to somebody else.
  if (lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink()) return;
  const marker = join(folder, '.package-lock.json');
  const lock = join(root, 'package-lock.json');
  if (existsSync(marker) && statSync(marker).mtimeMs >= statSync(lock).mtimeMs) return;
  const stamp = join(folder, '.counter-lock');
  const text = readFileSync(lock, 'utf8');
  if (existsSync(stamp) && existsSync(marker) && readFileSync(stamp, 'utf8') === text) return;
  say('安装依赖（npm ci，仅首次或依赖变化后）…');
  execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  writeFileSync(stamp, text);
}

/** When one of these folders' files, or one of these files, changed last. */
export function newestChange(folders, files) {
  let newest = Math.max(...files.map((file) => statSync(join(root, file)).mtimeMs));
  for (const folder of folders)
    for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
      if (entry.isFile() && !entry.parentPath.includes('node_modules'))
        newest = Math.max(newest, statSync(join(entry.parentPath, entry.name)).mtimeMs);
  return newest;
}

/** Builds what runs when a source changed since the last complete build. Output goes to stderr. */
export function ensureBuilt() {
  inTurn(built);
}

function built() {
  const stamp = join(root, 'dist', '.built');
  const sources = newestChange(['shared', 'electron', 'renderer'], ['package-lock.json', 'build/build.mjs']);
  if (existsSync(stamp) && Number(readFileSync(stamp, 'utf8')) >= sources) return;
  say('构建程序…');
  execFileSync(process.execPath, [join(root, 'build/build.mjs')], { cwd: root, stdio: ['ignore', 2, 2] });
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(stamp, String(sources));
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  requireNode();
  ensureSystemParts(Object.keys(systemParts));
  ensureNodeModules();
  ensureBuilt();
  say('准备完成。运行 npm start 打开窗口。');
}
