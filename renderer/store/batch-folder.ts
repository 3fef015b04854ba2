/**
 * Files of a batch made piece by piece, measured, and written as a folder with its manifest. Made twice: what the journal says of the
 * files must be known before one of them lies on the disk. Trouble is thrown as {@link Stopped} and handed out as data by whoever began.
 */
import type { Failure } from '#shared/contract/failure.ts';
import { gathered, measured, type BatchFile } from '#shared/batches/batch.ts';
import { MANIFEST_NAME, manifestBytes, sha256Of, type Manifest, type ManifestFile } from '#shared/batches/manifest.ts';
import type { CounterStore } from './counter-store.ts';
import { foundExportFolder, PIECE_BYTES, writeExportFolder } from './export-folder.ts';

export interface BatchProgress {
  readonly step: 'checking' | 'writing' | 'recording';
  readonly done: number;
  readonly total: number;
}

export type BatchTrouble =
  | { readonly kind: 'failure'; readonly failure: Failure }
  /** Cases, layout or program changed since the batch was begun: the same folder cannot be made any more. */
  | { readonly kind: 'content-changed' }
  | { readonly kind: 'not-ready' }
  | { readonly kind: 'cancelled' };

export interface FolderWork {
  readonly store: Pick<CounterStore, 'host' | 'area'>;
  readonly onProgress: (progress: BatchProgress) => void;
  readonly signal: AbortSignal;
}

export class Stopped extends Error {
  readonly trouble: BatchTrouble;
  constructor(trouble: BatchTrouble) {
    super(trouble.kind);
    this.trouble = trouble;
  }
}

export const stop = (trouble: BatchTrouble): never => {
  throw new Stopped(trouble);
};

/** Lets the window draw and take a press on 取消. */
const nextTurn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** Runs through all files piece by piece; gives what was measured of each. */
async function eachFile(
  work: FolderWork,
  step: BatchProgress['step'],
  files: readonly BatchFile[],
  rows: number,
  take: (file: BatchFile, piece: Uint8Array) => Promise<void>,
): Promise<readonly ManifestFile[]> {
  const entries: ManifestFile[] = [];
  for (const [index, file] of files.entries()) {
    work.onProgress({ step, done: index, total: files.length });
    for await (const piece of gathered(
      measured(file, rows, (entry) => entries.push(entry)),
      PIECE_BYTES,
    )) {
      await nextTurn();
      if (work.signal.aborted) stop({ kind: 'cancelled' });
      await take(file, piece);
    }
  }
  return entries;
}

/** What will lie on the disk: the files are made once without keeping them. */
export const measureFiles = (work: FolderWork, files: readonly BatchFile[], rows: number) =>
  eachFile(work, 'checking', files, rows, async () => undefined);

const digests = (files: readonly ManifestFile[]): readonly string[] =>
  files.map(({ name, sha256: digest }) => `${name} ${digest}`);

const expectedIn = (manifest: Manifest) => [
  ...manifest.files,
  { name: MANIFEST_NAME, sha256: sha256Of(manifestBytes(manifest)) },
];

/** The whole folder of a batch, where an earlier run wrote it; `null` where it is not there. */
export const writtenBatchFolder = (
  store: FolderWork['store'],
  folderName: string,
  manifest: Manifest,
): Promise<string | null> => foundExportFolder(store, folderName, expectedIn(manifest));

/** Writes the folder, or finds the very same bytes in one that an earlier run wrote under this name. The folder's path. */
export async function writeBatchFolder(
  work: FolderWork,
  folderName: string,
  manifest: Manifest,
  files: readonly BatchFile[],
): Promise<string> {
  const lastFile = manifestBytes(manifest);
  const expected = expectedIn(manifest);
  const written = await writeExportFolder(work.store, folderName, expected, async (append) => {
    const whole = async (fileName: string, piece: Uint8Array): Promise<void> => {
      const failure = await append(fileName, piece);
      if (failure !== null) stop({ kind: 'failure', failure });
    };
    const made = await eachFile(work, 'writing', files, manifest.persons, (file, piece) => whole(file.name, piece));
    if (JSON.stringify(digests(made)) !== JSON.stringify(digests(manifest.files))) stop({ kind: 'content-changed' });
    return await append(MANIFEST_NAME, lastFile);
  });
  return written.ok ? written.value.folder : stop({ kind: 'failure', failure: written.failure });
}
