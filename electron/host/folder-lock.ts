/**
 * One program at a time in a data folder, whichever host it is. The lock is a file that appears with its content in one
 * step; its holder touches it every few seconds. A lock whose holder is gone is taken over, by one starter only.
 */
import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, rmdir, stat, unlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { failed, success, type Result } from '#shared/contract/failure.ts';
import { errnoOf } from './disk-failure.ts';
import { judgeHolder, ownIdentity, ProcessIdentity } from './process-identity.ts';

const SIGN_OF_LIFE_MS = 4000;
const TAKEOVER_STALE_MS = 10_000;

/** What a second start needs to ask the first one for a window. The file is 0600. */
export const LockContent = z.object({
  holder: ProcessIdentity,
  kind: z.enum(['electron', 'loopback']),
  nonce: z.uuid(),
  port: z.number().int().nullable(),
  secret: z.string().nullable(),
});
export type LockContent = z.infer<typeof LockContent>;

export interface FolderLock {
  /** Tells where the running host can be asked for a window. */
  publish(port: number, secret: string): Promise<void>;
  /** Whether the lock is still this program's: asked before anything is written. */
  stillHeld(): Promise<boolean>;
  release(): Promise<void>;
}

const lockPath = (folder: string): string => join(folder, 'lock.json');

/** The present lock, `null` when there is none; unreadable content counts as a lock without a holder. */
export async function readLock(folder: string): Promise<LockContent | 'unreadable' | null> {
  try {
    const parsed = LockContent.safeParse(JSON.parse(await readFile(lockPath(folder), 'utf8')));
    return parsed.success ? parsed.data : 'unreadable';
  } catch (error) {
    return errnoOf(error) === 'ENOENT' ? null : 'unreadable';
  }
}

async function writeBeside(folder: string, content: LockContent): Promise<string> {
  const path = join(folder, `.lock-${content.nonce}`);
  await writeFile(path, JSON.stringify(content), { mode: 0o600, flush: true });
  return path;
}

/** Creates the lock with its content in one step; `false` when there is one already. */
async function create(folder: string, content: LockContent): Promise<boolean> {
  const beside = await writeBeside(folder, content);
  try {
    await link(beside, lockPath(folder));
    return true;
  } catch (error) {
    const errno = errnoOf(error);
    if (errno === 'EEXIST') return false;
    if (errno !== 'EPERM' && errno !== 'ENOTSUP' && errno !== 'ENOSYS') throw error;
    return await createWithoutLinks(folder, content);
  } finally {
    await unlink(beside);
  }
}

/** For file systems without hard links (FAT): exclusive creation. */
async function createWithoutLinks(folder: string, content: LockContent): Promise<boolean> {
  try {
    await writeFile(lockPath(folder), JSON.stringify(content), { mode: 0o600, flag: 'wx', flush: true });
    return true;
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') return false;
    throw error;
  }
}

async function touchedAt(folder: string): Promise<number | null> {
  return await stat(lockPath(folder)).then(
    (found) => found.mtimeMs,
    () => null,
  );
}

/** Waits for a sign of life where the process table cannot tell. */
async function isGone(folder: string, content: LockContent | 'unreadable'): Promise<boolean> {
  const judged = content === 'unreadable' ? 'unsure' : judgeHolder(content.holder, ownIdentity());
  if (judged !== 'unsure') return judged === 'dead';
  const before = await touchedAt(folder);
  await pause(SIGN_OF_LIFE_MS * 2);
  return before !== null && before === (await touchedAt(folder));
}

const sameLock = (left: LockContent | 'unreadable' | null, right: LockContent | 'unreadable'): boolean =>
  typeof left === 'object' && typeof right === 'object' ? left?.nonce === right.nonce : left === right;

/** Removes the lock whose holder was found gone, unless another starter has put its own there meanwhile. */
async function removeAbandoned(folder: string, judged: LockContent | 'unreadable'): Promise<void> {
  const guard = join(folder, '.lock-takeover');
  try {
    await mkdir(guard);
  } catch (error) {
    if (errnoOf(error) !== 'EEXIST') throw error;
    const since = await stat(guard).then(
      (found) => found.mtimeMs,
      () => Number.POSITIVE_INFINITY,
    );
    // A mark dated ahead (the clock was set back meanwhile) is as stale as an old one.
    if (Math.abs(Date.now() - since) > TAKEOVER_STALE_MS) await rmdir(guard).catch(() => undefined);
    await pause(50);
    return;
  }
  try {
    if (sameLock(await readLock(folder), judged)) await clearAway(folder);
  } finally {
    await rmdir(guard).catch(() => undefined);
  }
}

/** A folder of the lock's name is no lock of ours: it goes aside with what is in it. */
async function clearAway(folder: string): Promise<void> {
  const isFolder = await stat(lockPath(folder)).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (isFolder) await rename(lockPath(folder), join(folder, `lock.json.aside-${randomUUID().slice(0, 8)}`));
  else await rm(lockPath(folder), { force: true });
}

function heldLock(folder: string, first: LockContent): FolderLock {
  let content = first;
  const signOfLife = setInterval(() => {
    const now = new Date();
    void utimes(lockPath(folder), now, now).catch(() => undefined);
  }, SIGN_OF_LIFE_MS);
  signOfLife.unref();
  return {
    async publish(port, secret) {
      content = { ...content, port, secret };
      await rename(await writeBeside(folder, content), lockPath(folder));
    },
    async stillHeld() {
      const present = await readLock(folder);
      return present !== null && present !== 'unreadable' && present.nonce === content.nonce;
    },
    async release() {
      clearInterval(signOfLife);
      const present = await readLock(folder);
      if (present !== null && present !== 'unreadable' && present.nonce === content.nonce)
        await rm(lockPath(folder), { force: true });
    },
  };
}

/** Takes the lock, or says who has it (`data-folder-locked` with kind and pid). Rejects with errno errors. */
export async function lockFolder(folder: string, kind: LockContent['kind']): Promise<Result<FolderLock>> {
  const content: LockContent = { holder: ownIdentity(), kind, nonce: randomUUID(), port: null, secret: null };
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (await create(folder, content)) return success(heldLock(folder, content));
    const present = await readLock(folder);
    if (present === null) continue;
    if (!(await isGone(folder, present))) return lockedBy(present);
    await removeAbandoned(folder, present);
  }
  return failed('data-folder-locked');
}

const lockedBy = (content: LockContent | 'unreadable'): Result<never> =>
  content === 'unreadable'
    ? failed('data-folder-locked')
    : failed('data-folder-locked', { kind: content.kind, pid: content.holder.pid });
