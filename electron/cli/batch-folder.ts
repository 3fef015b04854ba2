/** A folder that appears whole or not at all: written beside its place under a hidden name, synced, then renamed. */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

export interface FolderFile {
  readonly name: string;
  readonly pieces: () => AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

export type FolderResult =
  | { readonly ok: true; readonly folder: string }
  | { readonly ok: false; readonly code: 'out-exists' | 'disk-full' | 'not-writable' };

/** Writes the files in order; a later file may be made from what an earlier one turned out to be. */
export async function writeFolder(path: string, files: readonly FolderFile[]): Promise<FolderResult> {
  const target = resolve(path);
  if (existsSync(target)) return { ok: false, code: 'out-exists' };
  const waiting = join(dirname(target), `.${basename(target)}.${randomUUID()}.part`);
  try {
    await mkdir(waiting, { recursive: true });
    for (const file of files) await writeFile(join(waiting, file.name), file.pieces());
    await syncFolder(waiting);
    if (existsSync(target)) return { ok: false, code: 'out-exists' };
    await rename(waiting, target);
    await syncFolder(dirname(target));
    return { ok: true, folder: target };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOSPC' || code === 'EDQUOT') return { ok: false, code: 'disk-full' };
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ENOTDIR')
      return { ok: false, code: 'not-writable' };
    if (code === 'ENOTEMPTY' || code === 'EEXIST') return { ok: false, code: 'out-exists' };
    throw error;
  } finally {
    // What could not even be made cannot be removed either.
    await rm(waiting, { recursive: true, force: true }).catch(() => undefined);
  }
}

async function writeFile(path: string, pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const piece of pieces) await file.writeFile(piece);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Windows has no folder handles; there the rename is as durable as the system makes it. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
