/**
 * A small file is there in its old state or in its new one, never in between: temp file, fsync, rename, fsync of the folder.
 * Virus scanners and backup tools hold files open for a moment on Windows: the rename is tried again for about a second.
 */
import { randomUUID } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { errnoOf } from './disk-failure.ts';
import type { FileLayer } from './file-layer.ts';

const HELD_OPEN = new Set(['EBUSY', 'EPERM', 'EACCES']);
const RETRY_AFTER_MS = [10, 20, 50, 100, 200, 300, 400];
const TEMPORARY = '.writing-';

/** Renames, trying again while something holds the target open. Rejects with the last errno error. */
export async function renamePatiently(
  layer: FileLayer,
  from: string,
  to: string,
  wait: (ms: number) => Promise<unknown> = pause,
): Promise<void> {
  for (const delay of RETRY_AFTER_MS) {
    try {
      await layer.rename(from, to);
      return;
    } catch (error) {
      if (!HELD_OPEN.has(errnoOf(error) ?? '')) throw error;
      await wait(delay);
    }
  }
  await layer.rename(from, to);
}

/** Writes `bytes` as the whole content of `path`. Rejects with errno errors; the old content is then untouched. */
export async function writeAtomically(layer: FileLayer, path: string, bytes: Uint8Array): Promise<void> {
  const temporary = join(dirname(path), `${TEMPORARY}${basename(path)}-${randomUUID().slice(0, 8)}`);
  try {
    await layer.writeWhole(temporary, bytes);
    await renamePatiently(layer, temporary, path);
  } catch (error) {
    await layer.remove(temporary).catch(() => undefined);
    throw error;
  }
  await layer.syncFolder(dirname(path));
}

/** {@link writeAtomically} for a value that JSON can hold. */
export async function writeJson(layer: FileLayer, path: string, value: unknown): Promise<void> {
  await writeAtomically(layer, path, new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`));
}

/** Removes what an interrupted {@link writeAtomically} left in a folder. */
export async function removeLeftovers(layer: FileLayer, folder: string): Promise<void> {
  for (const name of await layer.list(folder)) if (name.startsWith(TEMPORARY)) await layer.remove(join(folder, name));
}
