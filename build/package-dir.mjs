/**
 * `npm run package:dir`: the packaged folder of the desktop version (Linux). Where Electron's runtime is not installed a stub
 * stands in for it, so that packing, fuses and the archive's content can be checked anywhere; the result then does not run,
 * and says so. `--out FOLDER` puts it elsewhere, `--project FOLDER` packs a project that was built somewhere else.
 * `npm run package:dir -- browser`: the browser host as a folder of its own (package-browser.mjs).
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { electronExecutable } from './electron-runtime.mjs';
import { ensureBuilt, ensureNodeModules, requireNode, root } from './setup.mjs';

/** Electron's mark before the fuses: version 1, then one state a fuse. */
const FUSE_SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const DEFAULT_FUSES = '101100011';

/** What electron-builder needs of a runtime: an executable with fuses, a version, a licence, resources. */
function makeStub(folder, version) {
  mkdirSync(join(folder, 'resources'), { recursive: true });
  mkdirSync(join(folder, 'locales'), { recursive: true });
  const wire = Buffer.concat([
    Buffer.from(FUSE_SENTINEL, 'latin1'),
    Buffer.from([1, DEFAULT_FUSES.length]),
    Buffer.from(DEFAULT_FUSES, 'latin1'),
  ]);
  const script = Buffer.from(
    '#!/bin/sh\necho "Electron runtime missing: packaged with a stub" >&2\nexit 3\n',
    'latin1',
  );
  writeFileSync(join(folder, 'electron'), Buffer.concat([script, wire, Buffer.from('\n')]));
  chmodSync(join(folder, 'electron'), 0o755);
  writeFileSync(join(folder, 'version'), version);
  writeFileSync(join(folder, 'LICENSE'), 'stub\n');
  for (const locale of ['zh-CN', 'en-US', 'de']) writeFileSync(join(folder, 'locales', `${locale}.pak`), '');
}

const say = (line) => process.stdout.write(`${line}\n`);

function option(name, fallback) {
  const at = process.argv.indexOf(name);
  return resolve(root, at === -1 ? fallback : (process.argv[at + 1] ?? fallback));
}

requireNode();
ensureNodeModules();
if (process.argv[2] === 'browser') {
  const { packageBrowser } = await import('./package-browser.mjs');
  process.exit(packageBrowser(process.argv.slice(3), say));
}
const project = option('--project', '.');
if (project === resolve(root)) ensureBuilt();
for (const part of ['electron/main.js', 'preload/preload.cjs', 'renderer/index.html']) {
  if (existsSync(join(project, 'dist', part))) continue;
  say(`缺少构建结果 dist/${part}，请先运行 npm run build。`);
  process.exit(1);
}
const out = option('--out', 'dist/package');
const { version } = JSON.parse(readFileSync(join(root, 'node_modules/electron/package.json'), 'utf8'));
const runtime = electronExecutable(root);
const stub = runtime === null ? mkdtempSync(join(tmpdir(), 'counter-electron-')) : null;
if (stub !== null) makeStub(stub, version);
try {
  rmSync(out, { recursive: true, force: true });
  const builder = join(root, 'node_modules/electron-builder/cli.js');
  const settings = [
    `--config.electronDist=${stub ?? dirname(runtime)}`,
    `--config.electronVersion=${version}`,
    `--config.directories.output=${out}`,
    `--config.directories.buildResources=${join(root, 'build/icons')}`,
  ];
  execFileSync(
    process.execPath,
    [
      builder,
      '--projectDir',
      project,
      '--config',
      join(root, 'build/electron-builder.yml'),
      '--linux',
      'dir',
      '--publish',
      'never',
      ...settings,
    ],
    {
      cwd: root,
      stdio: ['ignore', 2, 2],
    },
  );
} finally {
  if (stub !== null) rmSync(stub, { recursive: true, force: true });
}
const folder = join(out, process.arch === 'x64' ? 'linux-unpacked' : `linux-${process.arch}-unpacked`);
say(runtime === null ? `${folder}（没有 Electron 运行时：用占位程序打包，只能检查内容，不能运行）` : folder);
