/**
 * `npm run hub [-- COMMAND]`: the receiver that several windows share. Sets up what it needs first, everything about that on stderr,
 * so that stdout holds nothing but the hub's own lines.
 */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureNodeModules, ensureSystemParts, inTurn, newestChange, requireNode, root } from './setup.mjs';

requireNode();
// Without a database of somebody's there must be one of ours; what is missing where nothing can be installed the hub itself says.
const described = process.argv.includes('openapi');
if (!described && (process.env.DATABASE_URL ?? '') === '') ensureSystemParts(['postgresql']);
ensureNodeModules();

const entry = join(root, 'dist/hub/main.js');
const stamp = join(root, 'dist/hub/.built');
const newest = newestChange(['shared', 'electron'], ['package-lock.json', 'build/build.mjs']);
inTurn(() => {
  if (!existsSync(entry) || !existsSync(stamp) || Number(readFileSync(stamp, 'utf8')) < newest) {
    process.stderr.write('构建接收端…\n');
    execFileSync(process.execPath, [join(root, 'build/build.mjs'), 'hub'], { cwd: root, stdio: ['ignore', 2, 2] });
    mkdirSync(join(root, 'dist/hub'), { recursive: true });
    writeFileSync(stamp, String(newest));
  }
});

const hub = spawn(process.execPath, [entry, ...process.argv.slice(2)], { stdio: 'inherit' });
// Ctrl+C reaches the hub by itself; a service manager ends this process only.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => hub.kill('SIGTERM'));
hub.on('exit', (code) => process.exit(code ?? 1));
