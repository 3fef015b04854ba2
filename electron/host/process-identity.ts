/**
 * Who holds the lock, so that a dead holder is told from a living one even when its process number is in use again:
 * number, start time (Linux), and the machine with its boot and process space.
 */
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { z } from 'zod';
import { errnoOf } from './disk-failure.ts';

export const ProcessIdentity = z.object({
  pid: z.number().int().positive(),
  /** Clock ticks after boot at which it started; `null` where the system does not tell. */
  startTicks: z.string().nullable(),
  host: z.string(),
  boot: z.string().nullable(),
  processSpace: z.string().nullable(),
});
export type ProcessIdentity = z.infer<typeof ProcessIdentity>;

function readOrNull(read: () => string): string | null {
  try {
    return read().trim();
  } catch {
    return null;
  }
}

/** Field 22 of /proc/PID/stat; the name in field 2 may hold spaces and brackets. */
export function startTicksOf(pid: number): string | null {
  const stat = readOrNull(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
}

export function ownIdentity(): ProcessIdentity {
  return {
    pid: process.pid,
    startTicks: startTicksOf(process.pid),
    host: hostname(),
    boot: readOrNull(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')),
    processSpace: readOrNull(() => readlinkSync('/proc/self/ns/pid')),
  };
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errnoOf(error) === 'EPERM';
  }
}

/** `unsure`: only its sign of life (the lock file's time) can tell. */
export function judgeHolder(holder: ProcessIdentity, self: ProcessIdentity): 'alive' | 'dead' | 'unsure' {
  if (holder.host !== self.host) return 'unsure';
  if (holder.boot !== self.boot) return 'dead';
  if (holder.processSpace !== self.processSpace) return 'unsure';
  if (!runs(holder.pid)) return 'dead';
  if (holder.startTicks === null) return 'unsure';
  return startTicksOf(holder.pid) === holder.startTicks ? 'alive' : 'dead';
}
