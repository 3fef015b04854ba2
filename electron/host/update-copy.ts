/** The files of an update copied to this disk and verified there: what the stick holds later, or says now, does not matter. */
import { chmod } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { failed, success, type Result } from '#shared/contract/failure.ts';
import { measured } from './backup-manifest.ts';
import { copyFile, SourceFailure } from './copy-file.ts';
import { errnoOf } from './disk-failure.ts';
import type { FileLayer } from './file-layer.ts';
import { readOnlyLayer } from './read-only-layer.ts';
import { FILES, MANIFEST, SIGNATURE, type SignedList, type UpdateManifest } from './update-manifest.ts';

/** A disk's error on the side that is written. Anything that is no errno error is a bug and is thrown on. */
export function writingFailure(error: unknown): Result<never> {
  const errno = errnoOf(error);
  if (errno === null) throw error;
  if (['ENOSPC', 'EDQUOT', 'EFBIG'].includes(errno)) return failed('update-no-space', { errno });
  if (['EACCES', 'EPERM', 'EROFS'].includes(errno)) return failed('update-read-only', { errno });
  return failed('disk-error', { errno });
}

/** The first file of a program that is not what the list says; `null` when all are. */
export async function alteredProgramFile(program: string, { files }: UpdateManifest): Promise<string | null> {
  for (const { path, bytes, sha256 } of files) {
    const entry = await readOnlyLayer.entry(join(program, path)).catch(() => null);
    if (entry?.kind !== 'file' || entry.bytes !== bytes) return path;
    const found = await measured(readOnlyLayer, join(program, path)).catch(() => null);
    if (found?.sha256 !== sha256) return path;
  }
  return null;
}

async function copyOne(layer: FileLayer, stick: string, into: string, path: string): Promise<Result<null>> {
  const from = join(stick, FILES, path);
  const there = await layer.entry(join(stick, MANIFEST)).catch(() => null);
  if (there === null) return failed('update-stick-gone');
  const entry = await layer.entry(from).catch(() => null);
  if (entry?.kind !== 'file') return failed('update-not-whole', { file: path });
  await layer.makeFolder(dirname(join(into, path)));
  try {
    await copyFile(layer, from, join(into, path));
    return success(null);
  } catch (error) {
    if (!(error instanceof SourceFailure)) throw error;
    const gone = (await layer.entry(join(stick, MANIFEST)).catch(() => null)) === null;
    return gone ? failed('update-stick-gone') : failed('update-not-whole', { file: path });
  }
}

async function copyAll(layer: FileLayer, stick: string, into: string, list: SignedList): Promise<Result<null>> {
  const folders = new Set([into]);
  for (const { path, executable } of list.manifest.files) {
    const copied = await copyOne(layer, stick, into, path);
    if (!copied.ok) return copied;
    // Sticks know no such right.
    await chmod(join(into, path), executable ? 0o755 : 0o644);
    for (let at = dirname(path); at !== '.'; at = dirname(at)) folders.add(join(into, at));
  }
  await layer.writeWhole(join(into, MANIFEST), list.bytes);
  await layer.writeWhole(join(into, SIGNATURE), list.signature);
  for (const folder of folders) {
    // Whoever may start the program may start the next one.
    await chmod(folder, 0o755);
    await layer.syncFolder(folder);
  }
  const altered = await alteredProgramFile(into, list.manifest);
  return altered === null ? success(null) : failed('update-not-whole', { file: altered });
}

/**
 * Fails with `update-not-whole`, `update-stick-gone`, `update-no-space`, `update-read-only` or `disk-error`; `into` is then
 * removed again.
 */
export async function copyUpdate(
  layer: FileLayer,
  stick: string,
  into: string,
  list: SignedList,
): Promise<Result<null>> {
  let copied: Result<null>;
  try {
    await layer.makeFolder(into);
    copied = await copyAll(layer, stick, into, list);
  } catch (error) {
    copied = writingFailure(error);
  }
  if (!copied.ok) await layer.remove(into).catch(() => undefined);
  return copied;
}
