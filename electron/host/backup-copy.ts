/**
 * One backup: of one moment, between two entries; written beside under another name, synced, read back and its chain checked,
 * then renamed. Everything is copied byte for byte and lies there as sealed as in the folder.
 */
import { createHash, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Area, JournalState } from '#shared/contract/channels.ts';
import { failed, success, type Result } from '#shared/contract/failure.ts';
import type { OpenArea } from './areas.ts';
import { renamePatiently } from './atomic-write.ts';
import { alteredFile, BACKUP_FORMAT, MANIFEST_NAME, type BackupFile, type BackupManifest } from './backup-manifest.ts';
import { diskFailure, errnoOf } from './disk-failure.ts';
import type { FileLayer, GrowingFile } from './file-layer.ts';
import { checkFolder } from './folder-check.ts';
import { writeSmall } from './json-file.ts';
import type { LedgerMemory } from './ledger-memory.ts';
import { readMarked } from './marked-file.ts';

/** A folder that is not finished, or on its way out. */
export const UNFINISHED = '.unfinished-';
const PIECE = 1 << 20;

export interface CopyParts {
  readonly layer: FileLayer;
  readonly area: Area;
  readonly open: OpenArea;
  /** Folder of this ledger's backups. */
  readonly into: (window: string) => string;
  /** Last name of the place, as somebody is told of it. */
  readonly place: string;
  /** Local instant. */
  readonly now: string;
  readonly appVersion: string;
}

interface Moment {
  readonly length: number;
  readonly state: JournalState;
  readonly journal: GrowingFile;
  readonly small: ReadonlyMap<string, Uint8Array>;
}

/** Everything small is read, and the journal's file held, while nothing is written; the rest is copied after. */
async function takeMoment({ layer, open }: CopyParts): Promise<Result<Moment>> {
  return await open.inTurn(async () => {
    // Damage of one of the two copies is mended first.
    const vault = await readMarked(open.vault, open.journal.marks().vault);
    if (!vault.ok) return vault;
    const settings = await readMarked(open.settings, open.journal.marks().settings);
    if (!settings.ok) return settings;
    return await open.journal.atRest(async (rest): Promise<Result<Moment>> => {
      if (rest.newer > 0) return failed('newer-format', { format: rest.newer });
      const state = rest.state();
      const [trouble] = state.troubles;
      if (trouble !== undefined) return failed('backup-stopped', { trouble: trouble.kind });
      if (rest.count === 0) return failed('backup-stopped', { trouble: 'empty' });
      const small = new Map<string, Uint8Array>();
      for (const name of ['content-keys.jsonl', 'vault.json', 'settings.json'])
        small.set(name, (await layer.readWhole(join(open.folder, name))) ?? new Uint8Array(0));
      const { length } = rest;
      return success({ length, state, journal: await layer.openGrowing(join(open.folder, 'journal.jsonl')), small });
    });
  });
}

const digestOfBytes = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function copyJournal(layer: FileLayer, from: GrowingFile, length: number, to: string): Promise<BackupFile> {
  const file = await layer.openGrowing(to);
  try {
    const hash = createHash('sha256');
    for (let at = 0; at < length;) {
      const piece = await from.read(at, Math.min(PIECE, length - at));
      if (piece.length === 0) break;
      await file.write(at, piece);
      hash.update(piece);
      at += piece.length;
    }
    await file.sync();
    return { name: 'journal.jsonl', bytes: length, sha256: hash.digest('hex') };
  } finally {
    await file.close();
  }
}

/** The mark as the ledger stands at that moment: what was confirmed counts as confirmed after a restore too. */
function markAt({ state }: Moment, folder: string): LedgerMemory {
  const { count, head, tally, acknowledged, lastAt, writer } = state;
  return { window: writer?.window ?? '', sequence: count, head, tally, acknowledged, at: lastAt, vault: null, folder };
}

async function writeAll(parts: CopyParts, moment: Moment, folder: string): Promise<BackupManifest> {
  const { layer, area, open, now, appVersion } = parts;
  const { state, length } = moment;
  const files = [await copyJournal(layer, moment.journal, length, join(folder, 'journal.jsonl'))];
  for (const [name, bytes] of moment.small) {
    await layer.writeWhole(join(folder, name), bytes);
    files.push({ name, bytes: bytes.length, sha256: digestOfBytes(bytes) });
  }
  const markName = 'acknowledged.json';
  await writeSmall(layer, join(folder, markName), markAt(moment, open.folder), { sequence: state.count });
  const mark = (await layer.readWhole(join(folder, markName))) ?? new Uint8Array(0);
  files.push({ name: markName, bytes: mark.length, sha256: digestOfBytes(mark) });
  const manifest: BackupManifest = {
    format: BACKUP_FORMAT,
    area,
    window: state.writer?.window ?? '',
    generation: state.writer?.generation ?? 0,
    prefix: state.writer?.prefix ?? '',
    count: state.count,
    head: state.head,
    tally: state.tally,
    acknowledged: state.acknowledged,
    at: state.lastAt,
    madeAt: now,
    appVersion,
    folder: open.folder,
    files,
  };
  await writeSmall(layer, join(folder, MANIFEST_NAME), manifest);
  await layer.syncFolder(folder);
  return manifest;
}

/** What is wrong with what was just written; `null` when it reads back whole. */
export async function misread(layer: FileLayer, folder: string, manifest: BackupManifest): Promise<string | null> {
  const altered = await alteredFile(layer, folder, manifest);
  if (altered !== null) return altered;
  const check = await checkFolder({ layer, folder, opener: null });
  const same = check.entries === manifest.count && check.head === manifest.head;
  return check.problems.length === 0 && same ? null : 'journal.jsonl';
}

/** The name sorts by what it knows, then by its time; nothing of a person stands in it. */
export async function freeName(layer: FileLayer, into: string, { count, madeAt }: BackupManifest): Promise<string> {
  const name = `n${String(count).padStart(7, '0')}-${madeAt.slice(0, 19).replaceAll(/[-:]/gu, '').replace('T', '-')}`;
  for (let again = 1; ; again += 1) {
    const free = again === 1 ? name : `${name}-${again}`;
    if (!(await layer.exists(join(into, free)))) return free;
  }
}

const GONE = new Set(['ENOENT', 'ENOTDIR', 'EIO', 'ENODEV', 'ENXIO', 'ESTALE', 'EHOSTDOWN', 'ENOTCONN', 'ETIMEDOUT']);

/** A failing place, as the clerk is told; the data folder is not touched by any of it. */
export function placeFailure(error: unknown, place: string): Result<never> {
  const errno = errnoOf(error);
  if (errno === null) throw error;
  const told = diskFailure(error);
  if (!told.ok && told.failure.code === 'disk-full') return failed('backup-place-full', { place });
  if (GONE.has(errno)) return failed('backup-place-gone', { place, errno });
  return failed('backup-place-unfit', { place, reason: 'not-writable', errno });
}

export interface MadeBackup {
  readonly folder: string;
  readonly manifest: BackupManifest;
}

/** Makes one. After any failure nothing new lies there, or only what the next one clears away. */
export async function makeBackup(parts: CopyParts): Promise<Result<MadeBackup>> {
  const { layer, place } = parts;
  const moment = await takeMoment(parts).catch((error: unknown): Result<never> => diskFailure(error));
  if (!moment.ok) return moment;
  const into = parts.into(moment.value.state.writer?.window ?? '');
  const beside = join(into, `${UNFINISHED}${randomUUID().slice(0, 8)}`);
  try {
    await layer.makeFolder(beside);
    const manifest = await writeAll(parts, moment.value, beside);
    const wrong = await misread(layer, beside, manifest);
    if (wrong !== null) {
      await layer.remove(beside);
      return failed('backup-not-whole', { place, file: wrong });
    }
    const folder = join(into, await freeName(layer, into, manifest));
    await renamePatiently(layer, beside, folder);
    await layer.syncFolder(into);
    return success({ folder, manifest });
  } catch (error) {
    await layer.remove(beside).catch(() => undefined);
    return placeFailure(error, place);
  } finally {
    await moment.value.journal.close().catch(() => undefined);
  }
}
