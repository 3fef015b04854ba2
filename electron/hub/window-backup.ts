/** `backup FOLDER --window PREFIX`: what the hub has of a window as a backup that the window's program restores (从备份恢复). */
import { join } from 'node:path';
import { BACKUPS } from '#electron/host/backup-finding.ts';
import { diskLayer } from '#electron/host/file-layer.ts';
import { writeHubBackup, type HubBackup, type HubBackupRefusal } from '#electron/host/hub-backup.ts';
import type { Area } from '#shared/contract/area.ts';
import type { Database } from './database.ts';
import { findLog, keysOf, linesOf, sealedOfficeOf } from './read-log.ts';

export type BackupRefusal =
  | HubBackupRefusal
  /** No window of that prefix has joined, or several offices have one. */
  | 'no-window'
  | 'several';

export type BackupOutcome =
  { readonly ok: true; readonly value: HubBackup } | { readonly ok: false; readonly why: BackupRefusal };

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

/** Rejects with errno errors of the folder and with DatabaseError. */
export async function backUpWindow(order: BackupOrder): Promise<BackupOutcome> {
  const { database, area, program, now } = order;
  const log = await findLog(database, order);
  if (typeof log === 'string') return { ok: false, why: log };
  return await writeHubBackup({
    layer: diskLayer,
    into: join(order.into, BACKUPS, `hub-${area}-${log.window_id}`),
    area,
    program,
    now,
    source: {
      lines: async (onLine) => {
        for await (const { line } of linesOf(database, log)) if (line !== null) await onLine(line);
      },
      office: async (marks) => await sealedOfficeOf(database, log, marks),
      keys: async () => await keysOf(database, log),
    },
  });
}
