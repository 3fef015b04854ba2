/**
 * How much of the processor others took during a measurement: all busy time of the machine less that of this process and
 * all it started, of the time there was. Linux only; elsewhere nothing is said.
 */
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { processTree } from './browser-memory.mjs';

/** Above this share a run is called disturbed. */
const LIMIT = 0.1;
const LOOK_MS = 1000;

/** Ticks that all processors were busy. */
function busyTicks() {
  const [line = ''] = readFileSync('/proc/stat', 'utf8').split('\n');
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, steal = 0] = line.split(/\s+/u).slice(1).map(Number);
  return user + nice + system + irq + softirq + steal;
}

/** Ticks of one process; null when it is gone. */
function ticksOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // With what ended children of its own took.
    return fields
      .slice(11, 15)
      .map(Number)
      .reduce((sum, ticks) => sum + ticks, 0);
  } catch {
    return null;
  }
}

/** Begins to watch; `stop()` answers `{}`, or `{disturbed: share}` where others took more than a tenth. */
export function watchDisturbance() {
  let begun;
  try {
    begun = { busy: busyTicks(), at: Date.now() };
  } catch {
    return { stop: () => ({}) };
  }
  const own = new Map();
  const first = new Map();
  const look = () => {
    for (const pid of processTree(process.pid)) {
      const ticks = ticksOf(pid);
      if (ticks === null) continue;
      if (!first.has(pid)) first.set(pid, own.size === 0 ? ticks : 0);
      own.set(pid, ticks);
    }
  };
  for (const pid of processTree(process.pid)) {
    const ticks = ticksOf(pid);
    if (ticks !== null) first.set(pid, ticks);
  }
  look();
  const timer = setInterval(look, LOOK_MS);
  return {
    stop() {
      clearInterval(timer);
      look();
      let ours = 0;
      // Children that ended are counted at their parent as well: only what this process and living ones took is summed.
      for (const pid of processTree(process.pid)) ours += (own.get(pid) ?? 0) - (first.get(pid) ?? 0);
      const there = ((Date.now() - begun.at) / 10) * availableParallelism();
      const others = Math.max(0, busyTicks() - begun.busy - ours) / there;
      if (others <= LIMIT) return {};
      process.stderr.write(`测量受干扰：其他程序占用处理器约 ${Math.round(others * 100)}%，数字仅供参考\n`);
      return { disturbed: Math.round(others * 100) / 100 };
    },
  };
}
