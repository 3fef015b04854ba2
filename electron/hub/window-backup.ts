/**
 * `backup FOLDER --window PREFIX`: what the hub has of a window as a backup that the window's program restores (从备份恢复). Lines to the
 * byte, wrapped keys, and vault and settings sealed: without the printed recovery key nothing of it opens.
 */
import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { freeName, misread, UNFINISHED } from '#electron/host/backup-copy.ts';
import { BACKUPS } from '#electron/host/backup-finding.ts';
import { BACKUP_FORMAT, MANIFEST_NAME, measured, type BackupManifest } from '#electron/host/backup-manifest.ts';
import { renamePatiently } from '#electron/host/atomic-write.ts';
import { keyLineOf } from '#electron/host/content-keys.ts';
import { diskLayer } from '#electron/host/file-layer.ts';
import { writeSmall } from '#electron/host/json-file.ts';
import type { LedgerMemory } from '#electron/host/ledger-memory.ts';
import { localInstant } from '#electron/host/local-instant.ts';
import { SEALED_OFFICE_FILE } from '#shared/contract/sealed-office.ts';
import type { Area } from '#shared/contract/area.ts';
import type { Database } from './database.ts';
import { readLog, sealedOfficeOf, type LogRow, type ReadLog } from './read-log.ts';

export type BackupRefusal =
  /** No window of that prefix has joined, or several offices have one. */
  | 'no-window'
  | 'several'
  /** It has shipped nothing yet. */
  | 'empty'
  /** Vault and settings of where the lines end are not here: nobody signed in since they changed, or the first sending is not done. */
  | 'no-office'
  /** The office has no recovery key: nothing could open it. */
  | 'no-recovery-key'
  /** What was written did not read back whole: a line or a key is missing. */
  | 'not-whole';

export interface WindowBackup {
  readonly folder: string;
  readonly count: number;
  readonly keys: number;
}

export type BackupOutcome =
  { readonly ok: true; readonly value: WindowBackup } | { readonly ok: false; readonly why: BackupRefusal };

export interface BackupOrder {
  readonly database: Database;
  readonly area: Area;
  /** Where to: a stick, or any folder. */
  readonly into: string;
  readonly prefix: string;
  readonly office: string | null;
  readonly program: string;
  readonly now: Date;
}

const refuse = (why: BackupRefusal): BackupOutcome => ({ ok: false, why });

/** Writes it, reads it back, and gives it its name only then. Rejects with errno errors of the folder and with DatabaseError. */
export async function backUpWindow(order: BackupOrder): Promise<BackupOutcome> {
  const { database, prefix, office } = order;
  const logs = await database.rows<LogRow>(
    `SELECT office, window_id, generation, held FROM log
      WHERE prefix = $1 AND ($2::uuid IS NULL OR office = $2) ORDER BY joined_at DESC`,
    [prefix, office],
  );
  const [log] = logs;
  if (log === undefined) return refuse('no-window');
  if (logs.length > 1) return refuse('several');
  if (Number(log.held) === 0) return refuse('empty');
  const into = join(order.into, BACKUPS, `hub-${order.area}-${log.window_id}`);
  const beside = join(into, `${UNFINISHED}${randomUUID().slice(0, 8)}`);
  await mkdir(beside, { recursive: true });
  try {
    return await written(order, log, { into, beside });
  } finally {
    // After it was renamed nothing lies there.
    await diskLayer.remove(beside);
  }
}

async function written(
  order: BackupOrder,
  log: LogRow,
  { into, beside }: { readonly into: string; readonly beside: string },
): Promise<BackupOutcome> {
  const { database, area, now, program } = order;
  const ledger = await writeLines(database, log, join(beside, 'journal.jsonl'));
  const sealed = await sealedOfficeOf(database, log, ledger.index.marks);
  if (sealed === null) return refuse('no-office');
  if (sealed.recovery === null) return refuse('no-recovery-key');
  const keys = await writeKeys(database, log, ledger.index.destroyed, join(beside, 'content-keys.jsonl'));
  await writeSmall(diskLayer, join(beside, SEALED_OFFICE_FILE), sealed);
  const memory = memoryOf(ledger);
  await writeSmall(diskLayer, join(beside, 'acknowledged.json'), memory, { sequence: memory.sequence });
  const files: BackupManifest['files'] = [];
  for (const name of ['journal.jsonl', 'content-keys.jsonl', SEALED_OFFICE_FILE, 'acknowledged.json'])
    files.push({ name, ...(await measured(diskLayer, join(beside, name))) });
  const { sequence: count, head, tally, window, at } = memory;
  const manifest: BackupManifest = {
    format: BACKUP_FORMAT,
    area,
    window,
    generation: ledger.index.last.generation,
    prefix: ledger.index.marks.binding?.prefix ?? order.prefix,
    count,
    head,
    tally: [...tally],
    acknowledged: count,
    at,
    madeAt: localInstant(now),
    appVersion: program,
    folder: '',
    files,
  };
  await writeSmall(diskLayer, join(beside, MANIFEST_NAME), manifest);
  await diskLayer.syncFolder(beside);
  if ((await misread(diskLayer, beside, manifest)) !== null) return refuse('not-whole');
  const folder = join(into, await freeName(diskLayer, into, manifest));
  await renamePatiently(diskLayer, beside, folder);
  await diskLayer.syncFolder(into);
  return { ok: true, value: { folder, count, keys } };
}

const memoryOf = ({ index, count, head }: ReadLog): LedgerMemory => ({
  window: index.last.window,
  sequence: count,
  head,
  tally: [...index.tally()],
  acknowledged: count,
  at: index.last.at,
  vault: index.marks.vault ?? null,
  folder: '',
});

/** Lines to the byte. A place whose line the window lost stays free. */
async function writeLines(database: Database, log: LogRow, path: string): Promise<ReadLog> {
  const file = createWriteStream(path, { flush: true });
  const read = await readLog(database, log, async (line) => {
    if (!file.write(`${line}\n`)) await once(file, 'drain');
  });
  file.end();
  await finished(file);
  return read;
}

async function writeKeys(
  database: Database,
  log: LogRow,
  destroyed: ReadonlySet<string>,
  path: string,
): Promise<number> {
  const rows = await database.rows<{ subject: string; wrapped: string }>(
    `SELECT subject, wrapped FROM content_key
      WHERE office = $1 AND window_id = $2 AND dropped_at IS NULL AND wrapped IS NOT NULL ORDER BY subject`,
    [log.office, log.window_id],
  );
  const kept = rows.filter(({ subject }) => !destroyed.has(subject));
  const text = kept.map(({ subject, wrapped }) => `${keyLineOf(subject, wrapped)}\n`).join('');
  await diskLayer.writeWhole(path, new TextEncoder().encode(text));
  return kept.length;
}
