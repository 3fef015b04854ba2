/** Two commands at once on a fresh machine: one sets up, the other waits; whoever was killed holds nobody up. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it } from 'vitest';

const run = promisify(execFile);
const lockModule = resolve('build/setup-lock.mjs');
let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'setup-lock-'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

/** A process that writes when it began and ended within the lock. */
const one = async (name: string, ms: number): Promise<void> => {
  const text = `import { alone } from ${JSON.stringify(lockModule)};
    import { appendFileSync } from 'node:fs';
    const log = (what) => appendFileSync(${JSON.stringify(join(root, 'log'))}, what + ' ${name}\\n');
    alone(${JSON.stringify(root)}, () => { log('in'); alone('', () => undefined); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ${ms}); log('out'); });`;
  await run(process.execPath, ['--input-type=module', '-e', text]);
};

it('four at once go one after the other, and within itself it is held already', async () => {
  await Promise.all(['a', 'b', 'c', 'd'].map(async (name) => await one(name, 60)));
  const lines = readFileSync(join(root, 'log'), 'utf8').trim().split('\n');
  expect(lines).toHaveLength(8);
  for (let at = 0; at < 8; at += 2) expect(lines[at + 1]).toBe(lines[at]?.replace('in', 'out'));
  expect(existsSync(join(root, '.setup-lock'))).toBe(false);
});

it.each([
  ['of a process that is gone', '999999999'],
  ['with nonsense in it', 'x'],
])('a lock %s is taken away', async (_, pid) => {
  mkdirSync(join(root, '.setup-lock'));
  writeFileSync(join(root, '.setup-lock', 'pid'), pid);
  await one('a', 1);
  expect(readFileSync(join(root, 'log'), 'utf8')).toBe('in a\nout a\n');
});

it('a lock without a name is left alone for a moment, and then taken away', async () => {
  const lock = join(root, '.setup-lock');
  mkdirSync(lock);
  const long = new Date(Date.now() - 60_000);
  utimesSync(lock, long, long);
  await one('a', 1);
  expect(readFileSync(join(root, 'log'), 'utf8')).toBe('in a\nout a\n');
});
