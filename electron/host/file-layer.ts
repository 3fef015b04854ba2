/**
 * The few disk operations that the journal and its neighbours use, as an interface: the real one stands below, tests put a
 * disk in its place that loses what was not synced, is full, or fails.
 */
import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { lstat, mkdir, open, readdir, readFile, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A file that only grows, written at a given place so that the leftover of a failed write is overwritten or cut. */
export interface GrowingFile {
  length(): Promise<number>;
  /** At most `length` bytes from `position`; fewer at the end of the file. */
  read(position: number, length: number): Promise<Uint8Array>;
  write(position: number, bytes: Uint8Array): Promise<void>;
  truncate(length: number): Promise<void>;
  /** Returns once the content is on the disk (fdatasync). */
  sync(): Promise<void>;
  close(): Promise<void>;
  /** Which file this is, whatever its name says now: two files never share it. */
  identity(): Promise<string>;
}

/** What a name stands for, links not followed. */
export interface FolderEntry {
  readonly kind: 'file' | 'folder' | 'link' | 'other';
  readonly bytes: number;
}

/** Every function rejects with Node's errno errors (`code` ENOSPC, EIO …); see {@link ./disk-failure.ts}. */
export interface FileLayer {
  /** Opens or creates (0600, with its folder entry synced). Never through a link. */
  openGrowing(path: string): Promise<GrowingFile>;
  /** `null` when there is no such file. */
  readWhole(path: string): Promise<Uint8Array | null>;
  /** Creates or replaces the content (0600) and syncs it. */
  writeWhole(path: string, bytes: Uint8Array): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /** A file or a whole folder; nothing happens when it is not there. */
  remove(path: string): Promise<void>;
  /** With its parents, 0700. */
  makeFolder(path: string): Promise<void>;
  /** Makes names in the folder durable (not everywhere possible; Windows does it by itself). */
  syncFolder(path: string): Promise<void>;
  /** Names in a folder; empty when it is not there. */
  list(path: string): Promise<readonly string[]>;
  exists(path: string): Promise<boolean>;
  /** {@link GrowingFile.identity} of what has this name now; `null` when there is nothing. */
  identity(path: string): Promise<string | null>;
  /** What stands under the name itself; `null` when nothing does. */
  entry(path: string): Promise<FolderEntry | null>;
}

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error ? String(error.code) : undefined;

async function orWhenMissing<T>(work: Promise<T>, missing: T): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return missing;
    throw error;
  }
}

async function writeAll(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  let done = 0;
  while (done < bytes.length) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<Uint8Array> {
  const buffer = new Uint8Array(length);
  let done = 0;
  while (done < length) {
    const { bytesRead } = await handle.read(buffer, done, length - done, position + done);
    if (bytesRead === 0) break;
    done += bytesRead;
  }
  return buffer.subarray(0, done);
}

const identityOf = ({ dev, ino }: { readonly dev: number; readonly ino: number }): string => `${dev}:${ino}`;

const growing = (handle: FileHandle): GrowingFile => ({
  length: async () => (await handle.stat()).size,
  read: async (position, length) => await readAt(handle, position, length),
  write: async (position, bytes) => {
    await writeAll(handle, bytes, position);
  },
  truncate: async (length) => {
    await handle.truncate(length);
  },
  sync: async () => {
    await handle.datasync();
  },
  identity: async () => identityOf(await handle.stat()),
  close: async () => {
    await handle.close();
  },
});

async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(path, constants.O_RDONLY);
  try {
    await handle.sync();
  } catch (error) {
    // Sticks and network shares may know no such thing; the files themselves are synced there.
    if (!['EINVAL', 'ENOTSUP', 'ENOSYS'].includes(codeOf(error) ?? '')) throw error;
  } finally {
    await handle.close();
  }
}

async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(path, 'w', 0o600);
  try {
    await writeAll(handle, bytes, 0);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function openGrowing(path: string): Promise<GrowingFile> {
  // Windows knows no such flag; links need rights there that clerks do not have.
  const flags = constants.O_RDWR | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0);
  const handle = await open(path, flags, 0o600).catch(async (error: unknown) => {
    if (codeOf(error) !== 'ELOOP') throw error;
    // A link is no file of ours: what it leads to is neither read nor written, the name is free again.
    await rename(path, `${path}.link-${randomUUID().slice(0, 8)}`);
    return await open(path, flags, 0o600);
  });
  await syncFolder(dirname(path));
  return growing(handle);
}

async function entry(path: string): Promise<FolderEntry | null> {
  const found = await orWhenMissing(lstat(path), null);
  if (found === null) return null;
  const plain = found.isFile() ? 'file' : found.isDirectory() ? 'folder' : null;
  return { kind: plain ?? (found.isSymbolicLink() ? 'link' : 'other'), bytes: found.size };
}

/** The disk of this machine. */
export const diskLayer: FileLayer = {
  openGrowing,
  writeWhole,
  syncFolder,
  entry,
  readWhole: async (path) => await orWhenMissing<Uint8Array | null>(readFile(path), null),
  rename,
  remove: async (path) => {
    await rm(path, { recursive: true, force: true });
  },
  makeFolder: async (path) => {
    await mkdir(path, { recursive: true, mode: 0o700 });
  },
  list: async (path) => await orWhenMissing<readonly string[]>(readdir(path), []),
  exists: async (path) =>
    await orWhenMissing(
      lstat(path).then(() => true),
      false,
    ),
  identity: async (path) => await orWhenMissing<string | null>(lstat(path).then(identityOf), null),
};
