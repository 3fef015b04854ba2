/** A second reader for large files: half of a text file read, validated and laid down beside the registry worker. */
import { proxy, wrap } from 'comlink';
import type { RegistryKind } from '#shared/domain/registries.ts';
import type { SecondReaderService } from '../../workers/second-reader.worker.ts';
import { memoryOfUnits } from './employer-units.ts';
import { memoryOfRows, RowArena } from './row-arena.ts';
import { RowIntake, type TakenShare } from './row-intake.ts';
import { ShareScanner, type TextForm } from './share-scanner.ts';
import { FileDigest, type Stretch } from './text-source.ts';

export interface ShareRequest extends Stretch {
  readonly file: Blob;
  readonly form: TextForm;
  readonly kind: RegistryKind;
  readonly cellOf: readonly number[];
  readonly headings: readonly string[];
  readonly seed: Uint8Array;
}

export interface ReadShare extends TakenShare {
  /** Whether the stretch after this one can be read on its own. */
  readonly isWhole: boolean;
  /** Where in the file the next row begins. */
  readonly position: number;
  readonly lines: number;
  readonly digests: Uint8Array<ArrayBuffer>;
}

export interface ShareProgress {
  readonly read: number;
  readonly rows: number;
  readonly badRows: number;
}

export interface SecondReader {
  /** Reads a stretch. Rejects with what the file throws, or when the reader is lost. */
  read(request: ShareRequest, onProgress: (progress: ShareProgress) => void): Promise<ReadShare>;
  /** Ends the reader and whatever it is at. */
  end(): void;
}

/**
 * A share's problems stay in memory until it is read, while the first reader writes its own away: one with more is read by
 * the first. A file whose every line is a bad row of two bytes would take gigabytes.
 */
const MAX_PROBLEM_ROWS = 200_000;

/** The work of the second reader. */
export async function readShare(
  { file, form, kind, cellOf, headings, seed, from, to }: ShareRequest,
  onProgress: (progress: ShareProgress) => void,
): Promise<ReadShare> {
  const arena = new RowArena();
  const intake = new RowIntake({ kind, cellOf, headings, headingLine: 0, seed, to: { arena } });
  const share = new ShareScanner(file, form, intake, new FileDigest(), from);
  const isWhole = await share.scan({ from, to }, (position) => {
    onProgress({ read: position - from, rows: intake.rows, badRows: intake.badRows });
    return intake.badRows + intake.remarks > MAX_PROBLEM_ROWS
      ? Promise.reject(new Error('too many problems for memory'))
      : Promise.resolve();
  });
  return {
    isWhole,
    position: share.position,
    lines: share.scanner.line - 1,
    digests: await share.digest.handOver(from),
    rows: arena.handOver(),
    units: intake.units.handOver(),
    problems: intake.problems.take(true),
    rowCount: intake.rows,
    badRows: intake.badRows,
    remarks: intake.remarks,
  };
}

/** The memory of a read share, for a transfer. */
export const memoryOfShare = ({ rows, units, problems, digests }: ReadShare): ArrayBuffer[] => [
  ...memoryOfRows(rows),
  ...memoryOfUnits(units),
  ...problems.map(({ buffer }) => buffer),
  digests.buffer,
];

/** Starts a second reader in a worker of its own. */
export function startSecondReader(): SecondReader {
  const worker = new Worker(new URL('../../workers/second-reader.worker.ts', import.meta.url), {
    type: 'module',
    name: 'second-reader',
  });
  const service = wrap<SecondReaderService>(worker);
  const lost = new Promise<never>((_, reject) => {
    const isLost = (): void => reject(new Error('second reader failed'));
    worker.addEventListener('error', isLost);
    worker.addEventListener('messageerror', isLost);
  });
  lost.catch(() => undefined);
  return {
    read: (request, onProgress) => Promise.race([service.read(request, proxy(onProgress)), lost]),
    end: () => worker.terminate(),
  };
}
