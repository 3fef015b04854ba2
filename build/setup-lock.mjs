/**
 * One set-up at a time in this folder: `npm start` and `npm run hub` begun in two terminals on a fresh machine would both install and both
 * build. Whoever comes second waits, and then finds everything done. Node's own modules only.
 */
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const LOOK_MS = 200;
/** A holder that has written no name by then was killed between two lines. */
const NAMELESS_MS = 10_000;

const sleep = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Whether whoever made the lock is gone. */
function isLeftOver(lock) {
  try {
    const pid = Number(readFileSync(join(lock, 'pid'), 'utf8'));
    return Number.isInteger(pid) && pid > 0 ? !isAlive(pid) : true;
  } catch {
    const made = statSync(lock, { throwIfNoEntry: false })?.mtimeMs;
    return made !== undefined && Date.now() - made > NAMELESS_MS;
  }
}

function taken(lock) {
  try {
    mkdirSync(lock);
    // Whole or not there: a file that was made and not written yet would read as nobody's.
    writeFileSync(join(lock, 'pid.new'), String(process.pid));
    renameSync(join(lock, 'pid.new'), join(lock, 'pid'));
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  }
}

let held = false;

/** Runs `work` while nobody else sets up in `root`; within itself it is held already. `onWait` is called once when it has to wait. */
export function alone(root, work, onWait = () => undefined) {
  if (held) return work();
  const lock = join(root, '.setup-lock');
  let told = false;
  while (!taken(lock)) {
    if (isLeftOver(lock)) {
      rmSync(lock, { recursive: true, force: true });
      continue;
    }
    if (!told) onWait();
    told = true;
    sleep(LOOK_MS);
  }
  held = true;
  try {
    return work();
  } finally {
    held = false;
    rmSync(lock, { recursive: true, force: true });
  }
}
