/**
 * `npm start`: the main job. Prepares the machine, builds once, chooses the host (design: Electron when its runtime is there,
 * else the browser host) and runs it until the window is closed.
 */
import { ensureBuilt, ensureNodeModules, ensureSystemParts, requireNode, root } from './setup.mjs';

requireNode();
ensureSystemParts(['chromium', 'fonts']);
ensureNodeModules();
ensureBuilt();

const { browserHost, chooseHost, forgetProof } = await import('./choose-host.mjs');
const { runChosenHost } = await import('./run-chosen-host.mjs');
process.exitCode = await runChosenHost(await chooseHost({ root }), browserHost(root), {
  root,
  env: process.env,
  say: (line) => process.stdout.write(`${line}\n`),
  onFellBack: forgetProof,
  asksToEnd: (end) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => end(signal));
  },
});
process.exit();
