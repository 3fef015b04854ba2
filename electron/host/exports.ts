/**
 * A batch folder appears whole or not at all: pieces go into a hidden folder, commit syncs every file and renames it.
 * What an ended program left unfinished is removed at the next start.
 */
import { createHash, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Area, ExportFolder } from '#shared/contract/channels.ts';
import { failed, success, type Result } from '#shared/contract/failure.ts';
import { serialQueue } from '#shared/domain/serial-queue.ts';
import { renamePatiently } from './atomic-write.ts';
import { onDisk } from './disk-failure.ts';
import type { FileLayer, GrowingFile } from './file-layer.ts';

const UNFINISHED = '.unfinished-';
const READ_AT_ONCE = 1024 * 1024;

export interface Exports {
  begin(area: Area, folderName: string): Promise<Result<string>>;
  append(exportId: string, fileName: string, contentBase64: string): Promise<Result<void>>;
  /** The absolute path of the finished folder. */
  commit(exportId: string): Promise<Result<string>>;
  abort(exportId: string): Promise<Result<void>>;
  /** The files of a finished folder with their digests; `null` when there is no such folder. */
  inspect(area: Area, folderName: string): Promise<Result<ExportFolder | null>>;
  /** The finished folders with their paths, by name. */
  list(area: Area): Promise<Result<readonly { folderName: string; folder: string }[]>>;
  /** Returns once the folder is gone; nothing happens when it was not there. */
  remove(area: Area, folderName: string): Promise<Result<void>>;
}

interface OpenExport {
  readonly parent: string;
  readonly temporary: string;
  readonly target: string;
  readonly folderName: string;
  readonly files: Map<string, { readonly file: GrowingFile; length: number }>;
}

/** Removes the hidden folders of exports that were never committed. Rejects with errno errors. */
export async function removeUnfinishedExports(layer: FileLayer, root: string): Promise<void> {
  for (const area of await layer.list(root)) {
    if ((await layer.entry(join(root, area)))?.kind !== 'folder') continue;
    for (const name of await layer.list(join(root, area)))
      if (name.startsWith(UNFINISHED)) await layer.remove(join(root, area, name));
  }
}

/** SHA-256 of a file in hex, read in pieces; empty for a folder or a link that somebody put there: no link is followed. */
async function digestOfFile(layer: FileLayer, path: string): Promise<string> {
  if ((await layer.entry(path))?.kind !== 'file') return '';
  const file = await layer.openGrowing(path);
  try {
    const hash = createHash('sha256');
    const length = await file.length();
    for (let at = 0; at < length;) {
      const piece = await file.read(at, READ_AT_ONCE);
      if (piece.length === 0) break;
      hash.update(piece);
      at += piece.length;
    }
    return hash.digest('hex');
  } finally {
    await file.close();
  }
}

/** Exports below `root`, one folder an area. */
export function createExports(layer: FileLayer, root: string): Exports {
  const open = new Map<string, OpenExport>();
  const inTurn = serialQueue();
  const notOpen = (): Result<never> => failed('export-not-open');

  const begin = async (area: Area, folderName: string): Promise<Result<string>> => {
    const parent = join(root, area);
    const target = join(parent, folderName);
    if ((await layer.entry(target)) !== null) return failed('export-exists', { folder: folderName });
    const exportId = randomUUID();
    const temporary = join(parent, `${UNFINISHED}${exportId}`);
    await layer.makeFolder(temporary);
    open.set(exportId, { parent, temporary, target, folderName, files: new Map() });
    return success(exportId);
  };

  const append = async (exportId: string, fileName: string, bytes: Uint8Array): Promise<Result<void>> => {
    const job = open.get(exportId);
    if (job === undefined) return notOpen();
    const target = job.files.get(fileName) ?? {
      file: await layer.openGrowing(join(job.temporary, fileName)),
      length: 0,
    };
    job.files.set(fileName, target);
    await target.file.write(target.length, bytes);
    target.length += bytes.length;
    return success(undefined);
  };

  const closeFiles = async (job: OpenExport, sync: boolean): Promise<void> => {
    for (const { file } of job.files.values()) {
      try {
        if (sync) await file.sync();
      } finally {
        await file.close();
      }
    }
    job.files.clear();
  };

  const abort = async (exportId: string): Promise<Result<void>> => {
    const job = open.get(exportId);
    if (job === undefined) return notOpen();
    open.delete(exportId);
    await closeFiles(job, false);
    await layer.remove(job.temporary);
    return success(undefined);
  };

  const commit = async (exportId: string): Promise<Result<string>> => {
    const job = open.get(exportId);
    if (job === undefined) return notOpen();
    if ((await layer.entry(job.target)) !== null) return failed('export-exists', { folder: job.folderName });
    await closeFiles(job, true);
    await layer.syncFolder(job.temporary);
    await renamePatiently(layer, job.temporary, job.target);
    await layer.syncFolder(job.parent);
    open.delete(exportId);
    return success(job.target);
  };

  const inspect = async (area: Area, folderName: string): Promise<Result<ExportFolder | null>> => {
    const folder = join(root, area, folderName);
    if ((await layer.entry(folder))?.kind !== 'folder') return success(null);
    const files: ExportFolder['files'] = [];
    for (const fileName of await layer.list(folder))
      files.push({ fileName, sha256: await digestOfFile(layer, join(folder, fileName)) });
    return success({ folder, files });
  };

  const remove = async (area: Area, folderName: string): Promise<Result<void>> => {
    const parent = join(root, area);
    const folder = join(parent, folderName);
    const found = await layer.entry(folder);
    // A link was put in the folder's place: what it leads to is still there, so the ledger must not say that it is gone.
    if (found !== null && found.kind !== 'folder') return failed('export-differs', { folder: folderName });
    await layer.remove(folder);
    if (await layer.exists(parent)) await layer.syncFolder(parent);
    return (await layer.entry(folder)) === null ? success(undefined) : failed('disk-error');
  };

  /** A disk's error ends the export: its hidden folder goes, the clerk starts it again. */
  const orAbort = async <T>(exportId: string, work: () => Promise<Result<T>>): Promise<Result<T>> =>
    await inTurn(async () => {
      const result = await onDisk(work);
      if (!result.ok && result.failure.code.startsWith('d')) await abort(exportId).catch(() => undefined);
      return result;
    });

  return {
    begin: async (area, folderName) => await inTurn(() => onDisk(() => begin(area, folderName))),
    append: async (exportId, fileName, contentBase64) =>
      await orAbort(exportId, () => append(exportId, fileName, Buffer.from(contentBase64, 'base64'))),
    commit: async (exportId) => await orAbort(exportId, () => commit(exportId)),
    abort: async (exportId) => await inTurn(() => onDisk(() => abort(exportId))),
    inspect: async (area, folderName) => await inTurn(() => onDisk(() => inspect(area, folderName))),
    list: async (area) =>
      await onDisk(async () =>
        success(
          (await layer.list(join(root, area)))
            .filter((name) => !name.startsWith('.'))
            .toSorted()
            .map((folderName) => ({ folderName, folder: join(root, area, folderName) })),
        ),
      ),
    remove: async (area, folderName) => await inTurn(() => onDisk(() => remove(area, folderName))),
  };
}
