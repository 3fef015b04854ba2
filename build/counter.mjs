/**
 * `npm run --silent counter -- …`: builds the command line first where that is needed (a fresh clone, changed sources),
 * everything about it on stderr, so that stdout holds nothing but the answer.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureNodeModules, requireNode, root } from './setup.mjs';

const entry = join(root, 'dist/cli/counter.js');
const stamp = join(root, 'dist/cli/.built');

/** Newest change of what the command line is made of. */
function newestSource() {
  const files = ['shared', 'electron'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((found) => found.isFile())
      .map((found) => join(found.parentPath ?? found.path, found.name)),
  );
  return Math.max(
    ...[...files, join(root, 'package-lock.json'), join(root, 'build/build.mjs')].map((file) => statSync(file).mtimeMs),
  );
}

const isBuilt = (newest) => existsSync(entry) && existsSync(stamp) && Number(readFileSync(stamp, 'utf8')) >= newest;

const lock = join(root, 'dist/.cli-building');
const LOCK_IS_LEFT_OVER_MS = 120_000;

/** One build at a time: a second call waits for the first. A lock that a killed build left behind is taken over. */
function takeLock() {
  mkdirSync(join(root, 'dist'), { recursive: true });
  for (;;) {
    try {
      mkdirSync(lock);
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const age = existsSync(lock) ? Date.now() - statSync(lock).mtimeMs : 0;
    if (age > LOCK_IS_LEFT_OVER_MS) rmSync(lock, { recursive: true, force: true });
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
  }
}

function ensureCommandLine() {
  const newest = newestSource();
  if (isBuilt(newest)) return;
  takeLock();
  try {
    if (isBuilt(newest)) return;
    process.stderr.write('构建命令行…\n');
    execFileSync(process.execPath, [join(root, 'build/build.mjs'), 'cli'], { cwd: root, stdio: ['ignore', 2, 2] });
    writeFileSync(stamp, String(newest));
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

requireNode();
ensureNodeModules();
ensureCommandLine();
const { status, signal } = spawnSync(process.execPath, [entry, ...process.argv.slice(2)], { stdio: 'inherit' });
process.exitCode = status ?? (signal === null ? 1 : 128);
