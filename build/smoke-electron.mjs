/**
 * `npm run smoke:electron`: tries the built desktop version on a temporary data folder where Electron's runtime is installed, with
 * the switches and proofs of the first start (try-electron.mjs), prints one JSON line and exits 0 when every proof is there.
 * Where the runtime is not installed, or cannot run (root, no display), it says so in one line and exits 3.
 */
import { electronImpossible } from './choose-host.mjs';
import { electronExecutable } from './electron-runtime.mjs';
import { ensureBuilt, ensureNodeModules, requireNode, root } from './setup.mjs';
import { tryElectron } from './try-electron.mjs';

const say = (line) => process.stdout.write(`${line}\n`);

requireNode();
ensureNodeModules();
const { env, platform, arch } = process;
const executable = electronExecutable(root);
const impossible = electronImpossible(env, platform, arch, process.getuid?.() === 0);
if (executable === null || impossible !== null) {
  say(`未试运行：${impossible ?? '本机没有安装 Electron 运行时，可先运行 npm run setup:electron'}。`);
  process.exit(3);
}
ensureBuilt();
const tried = await tryElectron({ root, executable, env, platform, arch });
say(JSON.stringify({ ok: tried.ok, why: tried.why, switches: tried.args, platform, arch, ...tried.report }));
process.exit(tried.ok ? 0 : 1);
