/**
 * The way in which plain files leave the window: a folder that appears whole or not at all. One of the same name that lies
 * there already counts as written only when the host read the very same bytes in it.
 */
import type { ExportFolder } from '#shared/contract/channels.ts';
import { failed, success, type Failure, type Result } from '#shared/contract/failure.ts';
import { sha256Of } from '#shared/batches/manifest.ts';
import type { CounterStore } from './counter-store.ts';
import { toBase64 } from '#shared/crypto/bytes.ts';

/** About as much as goes through the host in one call. */
export const PIECE_BYTES = 192 * 1024;

/** A file that the folder must hold, with the SHA-256 (hex) of its bytes. */
export interface ExpectedFile {
  readonly name: string;
  readonly sha256: string;
}

export interface WrittenFolder {
  /** Absolute path. */
  readonly folder: string;
  /** False: it lay there before, with the same bytes. */
  readonly fresh: boolean;
}

export type AppendPiece = (fileName: string, piece: Uint8Array) => Promise<Failure | null>;

/** What an office program or the system lays beside a file that somebody looks at. */
const BESIDE = /^(?:\.|~\$|Thumbs\.db$|desktop\.ini$)/iu;

function holds({ files }: ExportFolder, expected: readonly ExpectedFile[]): boolean {
  const lying = files.filter(({ fileName }) => !BESIDE.test(fileName));
  const digests = new Map(lying.map(({ fileName, sha256 }) => [fileName, sha256]));
  return lying.length === expected.length && expected.every(({ name, sha256 }) => digests.get(name) === sha256);
}

/** The folder of this name, where it lies there with just these bytes; `null` where it does not. */
export async function foundExportFolder(
  { host, area }: Pick<CounterStore, 'host' | 'area'>,
  folderName: string,
  expected: readonly ExpectedFile[],
): Promise<string | null> {
  const inspected = await host.call('export.inspect', { area, folderName });
  const found = inspected.ok ? inspected.value.found : null;
  return found !== null && holds(found, expected) ? found.folder : null;
}

async function lyingThere(
  { host, area }: Pick<CounterStore, 'host' | 'area'>,
  folderName: string,
  expected: readonly ExpectedFile[],
): Promise<Result<WrittenFolder>> {
  const inspected = await host.call('export.inspect', { area, folderName });
  if (!inspected.ok) return inspected;
  const { found } = inspected.value;
  if (found === null || !holds(found, expected)) return failed('export-differs', { folder: folderName });
  return success({ folder: found.folder, fresh: false });
}

/** Writes a folder whose files `fill` appends piece by piece. What `fill` throws ends the export and is thrown on. */
export async function writeExportFolder(
  store: Pick<CounterStore, 'host' | 'area'>,
  folderName: string,
  expected: readonly ExpectedFile[],
  fill: (append: AppendPiece) => Promise<Failure | null>,
): Promise<Result<WrittenFolder>> {
  const { host, area } = store;
  const opened = await host.call('export.begin', { area, folderName });
  if (!opened.ok)
    return opened.failure.code === 'export-exists' ? await lyingThere(store, folderName, expected) : opened;
  const { exportId } = opened.value;
  const append: AppendPiece = async (fileName, piece) => {
    const appended = await host.call('export.append', { exportId, fileName, contentBase64: toBase64(piece) });
    return appended.ok ? null : appended.failure;
  };
  try {
    const failure = await fill(append);
    const committed =
      failure === null ? await host.call('export.commit', { exportId }) : ({ ok: false, failure } as const);
    if (committed.ok) return success({ folder: committed.value.folder, fresh: true });
    await host.call('export.abort', { exportId });
    return committed;
  } catch (error) {
    await host.call('export.abort', { exportId });
    throw error;
  }
}

/** Writes a folder with one file. */
export async function writeExportFile(
  store: Pick<CounterStore, 'host' | 'area'>,
  folderName: string,
  fileName: string,
  bytes: Uint8Array,
): Promise<Result<WrittenFolder>> {
  const expected = [{ name: fileName, sha256: sha256Of(bytes) }];
  return await writeExportFolder(store, folderName, expected, async (append) => {
    for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
      const failure = await append(fileName, bytes.subarray(at, at + PIECE_BYTES));
      if (failure !== null) return failure;
    }
    return null;
  });
}
