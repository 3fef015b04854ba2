/** Memory of a browser with all its processes: the sum of their proportional set sizes, in MiB. Linux only. */
import { readdirSync, readFileSync } from 'node:fs';

function parents() {
  const children = new Map();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/u.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
      children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
    } catch {
      // Gone meanwhile.
    }
  }
  return children;
}

/** The process and everything it started. */
export function processTree(pid) {
  const children = parents();
  const all = [pid];
  for (let at = 0; at < all.length; at += 1) all.push(...(children.get(all[at]) ?? []));
  return all;
}

function pssOf(pid) {
  try {
    const match = /^Pss:\s+(\d+) kB/mu.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'));
    return match ? Number(match[1]) / 1024 : 0;
  } catch {
    return 0;
  }
}

export const memoryMiB = (pid) => processTree(pid).reduce((sum, one) => sum + pssOf(one), 0);

/** Samples until `stop()`, which answers the peak. */
export function watchMemory(pid, everyMs = 150) {
  let peak = memoryMiB(pid);
  const timer = setInterval(() => {
    peak = Math.max(peak, memoryMiB(pid));
  }, everyMs);
  return {
    stop() {
      clearInterval(timer);
      return Math.max(peak, memoryMiB(pid));
    },
  };
}
