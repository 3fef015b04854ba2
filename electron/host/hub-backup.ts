/**
 * What a hub has of a window, written as a backup that 从备份恢复 takes: lines to the byte, wrapped keys, and vault and settings sealed.
 * The hub's own `backup` command and a machine that fetches over the network write the same.
 */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { FileMark } from '#shared/casework/journal.ts';
import { readLine } from '#shared/casework/journal-line.ts';
import type { Area } from '#shared/contract/area.ts';
import { SEALED_OFFICE_FILE, type SealedOffice } from '#shared/contract/sealed-office.ts';
import { renamePatiently } from './atomic-write.ts';
import { freeName, misread, UNFINISHED } from './backup-copy.ts';
import { BACKUP_FORMAT, MANIFEST_NAME, measured, type BackupManifest } from './backup-manifest.ts';
import { keyLineOf } from './content-keys.ts';
import type { FileLayer } from './file-layer.ts';
import { fastHash } from './journal-file.ts';
import { indexedOf, journalIndex, type JournalIndex } from './journal-index.ts';
import { writeSmall } from './json-file.ts';
import type { LedgerMemory } from './ledger-memory.ts';
import { localInstant } from './local-instant.ts';

export type HubBackupRefusal =
  /** The window has sent nothing yet. */
  | 'empty'
  /** Vault and settings of where the lines end are not there: nobody signed in since they changed, or the first sending is not done. */
  | 'no-office'
  /** The office has no recovery key: nothing could open it. */
  | 'no-recovery-key'
  /** What was written did not read back whole: a line or a key is missing. */
  | 'not-whole';

/** Where the parts come from; each may reject with errors of its way. */
export interface HubLogSource {
  readonly lines: (onLine: (line: string) => Promise<void>) => Promise<void>;
  /** The sealed office of these marks; `null` where there is none. */
  readonly office: (marks: { readonly vault: FileMark; readonly settings: FileMark }) => Promise<SealedOffice | null>;
  /** Subject and wrapped key. */
  readonly keys: () => Promise<readonly (readonly [string, string])[]>;
}

export interface HubBackupWish {
  readonly layer: FileLayer;
  /** The folder in which the backup gets a folder of its own. */
  readonly into: string;
  readonly area: Area;
  /** Of the program that writes it. */
  readonly program: string;
  readonly now: Date;
  readonly source: HubLogSource;
}

export interface HubBackup {
  readonly folder: string;
  readonly count: number;
  readonly keys: number;
}

export type HubBackupOutcome =
  { readonly ok: true; readonly value: HubBackup } | { readonly ok: false; readonly why: HubBackupRefusal };

const refuse = (why: HubBackupRefusal): HubBackupOutcome => ({ ok: false, why });

/** Writes it, reads it back, and gives it its name only then. Rejects with errno errors of the folder and with what the source rejects with. */
export async function writeHubBackup(wish: HubBackupWish): Promise<HubBackupOutcome> {
  const { layer, into } = wish;
  const beside = join(into, `${UNFINISHED}${randomUUID().slice(0, 8)}`);
  await layer.makeFolder(beside);
  try {
    return await written(wish, beside);
  } finally {
    // After it was renamed nothing lies there.
    await layer.remove(beside);
  }
}

async function written({ layer, into, area, program, now, source }: HubBackupWish, beside: string) {
  const at = (name: string): string => join(beside, name);
  const ledger = await writeLines(layer, at('journal.jsonl'), source);
  if (ledger.count === 0) return refuse('empty');
  const { vault, settings, binding } = ledger.index.marks;
  const sealed = vault === undefined || settings === undefined ? null : await source.office({ vault, settings });
  if (sealed === null) return refuse('no-office');
  if (sealed.recovery === null) return refuse('no-recovery-key');
  const keys = (await source.keys()).filter(([subject]) => !ledger.index.destroyed.has(subject));
  const text = keys.map(([subject, wrapped]) => `${keyLineOf(subject, wrapped)}\n`).join('');
  await layer.writeWhole(at('content-keys.jsonl'), new TextEncoder().encode(text));
  await writeSmall(layer, at(SEALED_OFFICE_FILE), sealed);
  const memory = memoryOf(ledger);
  await writeSmall(layer, at('acknowledged.json'), memory, { sequence: memory.sequence });
  const files: BackupManifest['files'] = [];
  for (const name of ['journal.jsonl', 'content-keys.jsonl', SEALED_OFFICE_FILE, 'acknowledged.json'])
    files.push({ name, ...(await measured(layer, at(name))) });
  const { sequence: count, window, head, tally, acknowledged, at: lastAt } = memory;
  const { generation } = ledger.index.last;
  const prefix = binding?.prefix ?? '';
  const manifest: BackupManifest = {
    format: BACKUP_FORMAT,
    area,
    window,
    generation,
    prefix,
    count,
    head,
    tally,
    acknowledged,
    at: lastAt,
    madeAt: localInstant(now),
    appVersion: program,
    folder: '',
    files,
  };
  await writeSmall(layer, at(MANIFEST_NAME), manifest);
  await layer.syncFolder(beside);
  if ((await misread(layer, beside, manifest)) !== null) return refuse('not-whole');
  const folder = join(into, await freeName(layer, into, manifest));
  await renamePatiently(layer, beside, folder);
  await layer.syncFolder(into);
  return { ok: true as const, value: { folder, count, keys: keys.length } };
}

interface WrittenLedger {
  readonly index: JournalIndex;
  readonly count: number;
  readonly head: string;
}

const PIECE = 1 << 20;

async function writeLines(layer: FileLayer, path: string, source: HubLogSource): Promise<WrittenLedger> {
  const index = journalIndex();
  let [count, head] = [0, ''];
  const file = await layer.openGrowing(path);
  let offset = 0;
  let waiting: Uint8Array[] = [];
  let bytes = 0;
  const flush = async (): Promise<void> => {
    await file.write(offset, Buffer.concat(waiting));
    offset += bytes;
    [waiting, bytes] = [[], 0];
  };
  try {
    await source.lines(async (line) => {
      const reading = readLine(line, fastHash);
      if (reading.state === 'entry') {
        index.add(indexedOf(reading.entry, 0, 0));
        index.learn(reading.entry);
        [count, head] = [reading.entry.header.sequence, reading.entry.hash];
      }
      const piece = new TextEncoder().encode(`${line}\n`);
      waiting.push(piece);
      bytes += piece.length;
      if (bytes >= PIECE) await flush();
    });
    await flush();
    await file.sync();
  } finally {
    await file.close();
  }
  return { index, count, head };
}

const memoryOf = ({ index, count, head }: WrittenLedger): LedgerMemory => ({
  window: index.last.window,
  sequence: count,
  head,
  tally: [...index.tally()],
  acknowledged: count,
  at: index.last.at,
  vault: index.marks.vault ?? null,
  folder: '',
});
