/**
 * `npm run smoke:electron`: starts the built desktop version on a temporary data folder where Electron's runtime is installed,
 * waits for the window's first content, prints one JSON line of what the window found, exits 0 when all is as it should be.
 * Where the runtime is not installed it says so in one line and exits 3.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { electronExecutable } from './electron-runtime.mjs';
import { ensureBuilt, ensureNodeModules, requireNode, root } from './setup.mjs';

const WITHIN_MS = 60_000;
const say = (line) => process.stdout.write(`${line}\n`);

requireNode();
ensureNodeModules();
const runtime = electronExecutable(root);
if (runtime === null) {
  say('本机没有安装 Electron 运行时，未试运行；可先运行 npm run setup:electron。');
  process.exit(3);
}
ensureBuilt();
const data = mkdtempSync(join(tmpdir(), 'counter-smoke-'));
const asRoot = process.getuid?.() === 0;
const child = spawn(runtime, [...(asRoot ? ['--no-sandbox'] : []), root], {
  env: { ...process.env, COUNTER_DATA: data, COUNTER_SMOKE: '1' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
let said = '';
child.stdout.on('data', (text) => (said += text));
const timer = setTimeout(() => child.kill('SIGKILL'), WITHIN_MS);
child.on('error', () => finish(1));
child.on('close', finish);

function finish(code) {
  clearTimeout(timer);
  rmSync(data, { recursive: true, force: true });
  const line = said.split('\n').find((text) => text.startsWith('{'));
  if (line === undefined) {
    say(`Electron 没有显示窗口（退出码 ${code ?? '无'}）。`);
    process.exit(1);
  }
  say(line);
  const found = JSON.parse(line);
  if (!found.storageBuckets) say('没有 navigator.storageBuckets：办件与数据包放在同一处，“数据”页会提示。');
  process.exit(found.rendered && found.bridge && !found.node && found.secureContext ? 0 : 1);
}
