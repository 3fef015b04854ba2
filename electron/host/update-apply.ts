/**
 * What the launcher does before it starts the program: puts in place what was prepared. Verified once more on this disk, copies
 * of journal, keys and vault first, then one rename of the pointer. Killed at any step, the pointer names a whole program.
 */
import { failed, success, type Failure, type Result } from '#shared/contract/failure.ts';
import type { UpdateOutcome } from '#shared/contract/update.ts';
import { writeJson } from './atomic-write.ts';
import { copyBefore } from './before-update.ts';
import { SourceFailure } from './copy-file.ts';
import { formatsIn, unopenable } from './data-formats.ts';
import type { FileLayer } from './file-layer.ts';
import { lockFolder } from './folder-lock.ts';
import {
  installPaths,
  readPointer,
  readPrepared,
  readVersion,
  tidyPrograms,
  writePointer,
  type Pointer,
  type Prepared,
  type VersionFile,
} from './program-folder.ts';
import { proveProgram, type Prove } from './program-proof.ts';
import { checkUpdate } from './update-check.ts';
import { alteredProgramFile, writingFailure } from './update-copy.ts';

export interface ApplyParts {
  readonly layer: FileLayer;
  readonly install: string;
  readonly dataFolder: string;
  /** Local instant. */
  readonly now: string;
  readonly prove?: Prove;
}

interface Change {
  readonly pointer: Pointer;
  readonly prepared: Prepared;
  readonly installed: VersionFile;
}

/** An update is judged as it was on the stick, now from its copy; a kept program by what it says of itself. */
async function acceptable(parts: ApplyParts, { prepared, installed }: Change): Promise<Result<null>> {
  const { layer, install, dataFolder, prove = proveProgram } = parts;
  const folder = installPaths(install).program(prepared.name);
  const version = await readVersion(layer, folder);
  if (version === null) return failed('update-not-whole', { file: 'version.json' });
  if (prepared.kind === 'back') {
    const unable = unopenable(await formatsIn(layer, dataFolder), version.formats);
    if (unable !== null) return failed('update-unfit', { reason: unable, to: version.version });
  } else {
    const list = await checkUpdate({ layer, installed, dataFolder, folder });
    if (!list.ok) return list;
    const altered = await alteredProgramFile(folder, list.value.manifest);
    if (altered !== null) return failed('update-not-whole', { file: altered });
  }
  return (await prove(folder, version)) ? success(null) : failed('update-not-runnable');
}

const stampOf = (now: string): string => now.slice(0, 19).replaceAll(/[-:]/gu, '').replace('T', '-');

/** The folder of the copies, once the new program is the one that starts. */
async function replace(parts: ApplyParts, change: Change): Promise<Result<string>> {
  const { layer, install, dataFolder, now } = parts;
  const { prepared, pointer, installed } = change;
  try {
    const good = await acceptable(parts, change);
    if (!good.ok) return good;
    const copies = await copyBefore(layer, dataFolder, `${stampOf(now)}-${installed.version}`);
    const previous = prepared.kind === 'back' ? null : pointer.current;
    await writePointer(layer, install, { current: prepared.name, previous }).catch(async (error: unknown) => {
      // The rename may have been done before the disk failed: what starts next is what is told.
      if ((await readPointer(layer, install))?.current !== prepared.name) throw error;
    });
    return success(copies);
  } catch (error) {
    return writingFailure(error instanceof SourceFailure ? error.cause : error);
  }
}

/** A disk may be free of what was in the way next time; what is wrong with the update itself stays wrong. */
const passing = ({ code }: Failure): boolean =>
  code === 'update-no-space' || code === 'update-read-only' || code === 'disk-error';

/**
 * `null`: nothing was prepared, or it stands already. Otherwise how it ended, as it is also written down for the window. A data
 * folder that is in use is left alone: `data-folder-locked`, and the update waits.
 */
export async function applyPrepared(parts: ApplyParts): Promise<UpdateOutcome | null> {
  const { layer, install, dataFolder, now } = parts;
  const paths = installPaths(install);
  const [prepared, pointer] = [await readPrepared(layer, install), await readPointer(layer, install)];
  if (prepared === null || pointer === null) return null;
  if (prepared.name === pointer.current) {
    await layer.remove(paths.prepared).catch(() => undefined);
    return null;
  }
  const installed = await readVersion(layer, paths.program(pointer.current));
  if (installed === null) return null;
  const told = { at: now, from: installed.version, to: prepared.version, kind: prepared.kind };
  const lock = await lockData(layer, dataFolder);
  if (!lock.ok) return { ...told, failure: lock.failure, copies: '' };
  const done = await replace(parts, { pointer, prepared, installed });
  await lock.value?.release();
  const outcome = { ...told, failure: done.ok ? null : done.failure, copies: done.ok ? done.value : '' };
  await writeJson(layer, paths.lastChange, outcome).catch(() => undefined);
  if (done.ok || !passing(done.failure)) await layer.remove(paths.prepared).catch(() => undefined);
  await tidyPrograms(layer, install).catch(() => undefined);
  return outcome;
}

/** `null` where there is no data folder yet. */
async function lockData(layer: FileLayer, folder: string): Promise<Result<{ release(): Promise<void> } | null>> {
  try {
    if (!(await layer.exists(folder))) return success(null);
    return await lockFolder(folder, 'loopback');
  } catch (error) {
    return writingFailure(error);
  }
}
