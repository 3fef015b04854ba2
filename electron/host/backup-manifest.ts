/** The list of a backup: what was copied, of which moment, with digests. A folder without one is no finished backup. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import type { LedgerProblem } from '#shared/casework/ledger-check.ts';
import { LastNumber } from '#shared/casework/journal.ts';
import { Area } from '#shared/contract/channels.ts';
import type { FileLayer } from './file-layer.ts';
import type { FolderCheck } from './folder-check.ts';
import { readJsonFile, type JsonRead } from './json-file.ts';

/** Of a backup as this program writes it; a higher one is a later program's. */
export const BACKUP_FORMAT = 1;
export const MANIFEST_NAME = 'backup.json';

export const BackupFile = z.object({
  name: z.string().regex(/^[a-z][a-z-]*\.jsonl?$/u),
  bytes: z.number().int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/u),
});
export type BackupFile = z.infer<typeof BackupFile>;

export const BackupManifest = z.object({
  format: z.literal(BACKUP_FORMAT),
  area: Area,
  /** Who writes the ledger, and under which prefix; empty in a ledger of format 1. */
  window: z.string(),
  generation: z.number().int().nonnegative(),
  prefix: z.string(),
  count: z.number().int().positive(),
  head: z.string().regex(/^[0-9a-f]{64}$/u),
  tally: z.array(LastNumber),
  acknowledged: z.number().int().nonnegative(),
  /** Instant of the last entry, and of the backup. */
  at: z.string(),
  madeAt: z.string(),
  appVersion: z.string(),
  /** The data folder that it was made of, by name. */
  folder: z.string(),
  files: z.array(BackupFile),
});
export type BackupManifest = z.infer<typeof BackupManifest>;

const AnyFormat = z.object({ format: z.number().int() });

/** `newer`: of a later program. Rejects with nothing: a place that cannot be read is `damaged`. */
export async function readManifest(layer: FileLayer, folder: string): Promise<JsonRead<BackupManifest>> {
  const path = join(folder, MANIFEST_NAME);
  const read = await readJsonFile(layer, path, BackupManifest);
  if (read.state !== 'damaged') return read;
  const any = await readJsonFile(layer, path, AnyFormat);
  return any.state === 'good' && any.value.format > BACKUP_FORMAT
    ? { state: 'newer', format: any.value.format }
    : { state: 'damaged' };
}

const PIECE = 1 << 20;

/** Length and digest of a file on the disk. Rejects with errno errors. */
export async function measured(layer: FileLayer, path: string): Promise<Omit<BackupFile, 'name'>> {
  const file = await layer.openGrowing(path);
  try {
    const hash = createHash('sha256');
    let bytes = 0;
    for (;;) {
      const piece = await file.read(bytes, PIECE);
      if (piece.length === 0) break;
      hash.update(piece);
      bytes += piece.length;
    }
    return { bytes, sha256: hash.digest('hex') };
  } finally {
    await file.close();
  }
}

/** The first file that is not what the manifest says; `null` when all are. Rejects with errno errors. */
export async function alteredFile(layer: FileLayer, folder: string, manifest: BackupManifest): Promise<string | null> {
  for (const { name, bytes, sha256 } of manifest.files) {
    const path = join(folder, name);
    if (!(await layer.exists(path))) return name;
    const found = await measured(layer, path);
    if (found.bytes !== bytes || found.sha256 !== sha256) return name;
  }
  return null;
}

/** What a backup's manifest and its files say of each other. */
export async function checkBackup(
  layer: FileLayer,
  folder: string,
  read: JsonRead<BackupManifest>,
  check: Pick<FolderCheck, 'entries' | 'head'>,
): Promise<readonly LedgerProblem[]> {
  const nowhere = { line: 0, sequence: 0 };
  if (read.state !== 'good') return [{ ...nowhere, code: 'file-altered', about: MANIFEST_NAME }];
  const { value } = read;
  const altered = await alteredFile(layer, folder, value);
  const differs = value.count !== check.entries || value.head !== check.head;
  return [
    ...(altered === null ? [] : [{ ...nowhere, code: 'file-altered' as const, about: altered }]),
    ...(differs ? [{ ...nowhere, code: 'manifest-differs' as const, about: MANIFEST_NAME }] : []),
  ];
}
