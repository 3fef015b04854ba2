/**
 * `npm start`: the main job. Prepares the machine, builds once, chooses the host (design: Electron when its runtime is there,
 * else the browser host) and runs it until the window is closed.
 */
import { spawn } from 'node:child_process';
import { ensureBuilt, ensureNodeModules, ensureSystemParts, requireNode, root } from './setup.mjs';

requireNode();
ensureSystemParts(['chromium', 'fonts']);
ensureNodeModules();
ensureBuilt();

const { chooseHost } = await import('./choose-host.mjs');
const { command, args, reason } = await chooseHost({ root });
process.stdout.write(`${reason}\n`);
const host = spawn(command, args, { cwd: root, stdio: 'inherit', env: process.env });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => host.kill(signal));
host.on('exit', (code, signal) => process.exit(code ?? (signal === null ? 1 : 0)));
