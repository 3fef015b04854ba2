/**
 * A backup put back: whole where nothing lies, in one step; where the same ledger lies, only what that lacks is added, each entry
 * proved by its hash. Never over newer work, and nothing half.
 */
import { join } from 'node:path';
import type { AnyEntry } from '#shared/casework/journal.ts';
import type { Area } from '#shared/contract/channels.ts';
import { failed, success, type Result } from '#shared/contract/failure.ts';
import { SealedOffice, SEALED_OFFICE_FILE, type OfficeFilesPair } from '#shared/contract/sealed-office.ts';
import { digestOf } from '#shared/policy/canonical-json.ts';
import type { Areas, OpenArea } from './areas.ts';
import { placeName, wholeBackup } from './backup-finding.ts';
import { measured, type BackupManifest } from './backup-manifest.ts';
import { readKeyLines } from './content-keys.ts';
import { readLines } from './durable-lines.ts';
import type { FileLayer } from './file-layer.ts';
import { readBytes } from './journal-file.ts';
import { readJsonFile, twinOf, writeTwin } from './json-file.ts';
import { readMarked, type MarkedFile } from './marked-file.ts';
import { putKeys } from './office-writes.ts';

export interface RestoreParts {
  readonly layer: FileLayer;
  /** Reads the backup; writes nothing. */
  readonly reading: FileLayer;
  readonly areas: Areas;
  readonly area: Area;
  readonly folder: string;
  /** Vault and settings, opened by the recovery key where the backup has them sealed. */
  readonly opened?: OfficeFilesPair | undefined;
}

export interface Restored {
  readonly how: 'placed' | 'merged';
  readonly entries: number;
  readonly keys: number;
}

const PIECE = 1 << 20;
const LOT = 500;
const LOT_BYTES = 8 << 20;
/** Small files that stand twice in a data folder. */
const TWINS = new Set(['vault.json', 'settings.json', 'acknowledged.json']);

async function copyFile(parts: RestoreParts, name: string, target: string): Promise<void> {
  const from = await parts.reading.openGrowing(join(parts.folder, name));
  const to = await parts.layer.openGrowing(target);
  try {
    for (let at = 0; ;) {
      const piece = await from.read(at, PIECE);
      if (piece.length === 0) break;
      await to.write(at, piece);
      at += piece.length;
    }
    await to.sync();
  } finally {
    await from.close();
    await to.close();
  }
}

/** What was sealed goes into the folder as it was before: both files, twice. Refused unless they are what the backup names. */
async function placeOpened({ layer, reading, folder, opened }: RestoreParts, beside: string): Promise<Result<void>> {
  const refused = failed('backup-not-whole', { place: placeName(folder), file: SEALED_OFFICE_FILE });
  const sealed = await readJsonFile(reading, join(folder, SEALED_OFFICE_FILE), SealedOffice);
  if (sealed.state !== 'good' || opened === undefined) return refused;
  for (const name of ['vault', 'settings'] as const) {
    if (digestOf(opened[name]) !== sealed.value[name].digest) return refused;
    await writeTwin(layer, join(beside, `${name}.json`), opened[name]);
  }
  return success(undefined);
}

async function place(parts: RestoreParts, manifest: BackupManifest): Promise<Result<Restored>> {
  const { layer, areas, area, folder } = parts;
  const installed = await areas.install(area, async (beside) => {
    for (const { name, sha256 } of manifest.files) {
      if (name === SEALED_OFFICE_FILE) {
        const placed = await placeOpened(parts, beside);
        if (!placed.ok) return placed;
        continue;
      }
      for (const target of TWINS.has(name) ? [name, twinOf(name)] : [name]) {
        await copyFile(parts, name, join(beside, target));
        if ((await measured(layer, join(beside, target))).sha256 !== sha256)
          return failed('backup-not-whole', { place: placeName(folder), file: name });
      }
    }
    await layer.syncFolder(beside);
    return success(undefined);
  });
  return installed.ok ? success({ how: 'placed', entries: manifest.count, keys: 0 }) : installed;
}

/** Runs of entries of the backup that `wanted` picks, in their order. */
async function* entriesIn(
  { reading, folder }: RestoreParts,
  wanted: (sequence: number) => boolean,
): AsyncGenerator<readonly AnyEntry[]> {
  const file = await reading.openGrowing(join(folder, 'journal.jsonl'));
  try {
    let lot: AnyEntry[] = [];
    let bytes = 0;
    for await (const line of readLines(file)) {
      const read = readBytes(line.bytes);
      if (read.state !== 'entry' || !wanted(read.entry.header.sequence)) continue;
      lot.push(read.entry);
      bytes += line.byteLength;
      if (lot.length < LOT && bytes < LOT_BYTES) continue;
      yield lot;
      lot = [];
      bytes = 0;
    }
    if (lot.length > 0) yield lot;
  } finally {
    await file.close();
  }
}

/** Hash of the backup's entry at that number; `null` where it has none. */
async function hashAt(parts: RestoreParts, sequence: number): Promise<string | null> {
  for await (const [entry] of entriesIn(parts, (one) => one === sequence)) return entry?.hash ?? null;
  return null;
}

/** Whether backup and ledger are the same as far as both go. */
async function sameLedger(parts: RestoreParts, open: OpenArea, manifest: BackupManifest): Promise<boolean> {
  const state = await open.journal.state();
  if (!state.ok) return false;
  const { count, head } = state.value;
  if (count === 0) return true;
  if (manifest.count > count) return (await hashAt(parts, count)) === head;
  return open.journal.index().hashOf(manifest.count) === manifest.head;
}

async function mendLines(parts: RestoreParts, open: OpenArea): Promise<Result<number>> {
  let mended = 0;
  const before = await open.journal.state();
  if (!before.ok) return before;
  const damaged = before.value.troubles.find((trouble) => trouble.kind === 'lines-damaged');
  if (damaged?.kind === 'lines-damaged') {
    const lines = new Set(damaged.lines);
    const lots: (readonly AnyEntry[])[] = [];
    for await (const lot of entriesIn(parts, (sequence) => lines.has(sequence))) lots.push(lot);
    // From the end of a gap on: a line is proved by the one behind it.
    for (const lot of lots.length === 0 ? [[]] : lots.toReversed()) {
      const answer = await open.journal.mend(lot);
      if (!answer.ok) return answer;
      mended += answer.value;
    }
  }
  const { count } = before.value;
  for await (const lot of entriesIn(parts, (sequence) => sequence > count)) {
    const answer = await open.journal.mend(lot);
    if (!answer.ok) return answer;
    mended += answer.value;
    if (answer.value === 0) break;
  }
  return success(mended);
}

async function mendKeys({ reading, folder }: RestoreParts, open: OpenArea): Promise<Result<number>> {
  const file = await reading.openGrowing(join(folder, 'content-keys.jsonl'));
  try {
    const { keys } = await readKeyLines(file);
    const there = [...keys].flatMap(([id, wrapped]) => (wrapped === null ? [] : [[id, wrapped] as const]));
    return await putKeys(open, Object.fromEntries(there), false);
  } finally {
    await file.close();
  }
}

/** Vault and settings of the backup take the place of an older one where the ledger, as it now stands, names just these. */
async function mendMarked<T>(
  { layer, reading, folder }: RestoreParts,
  file: MarkedFile<T>,
  name: 'vault' | 'settings',
  open: OpenArea,
): Promise<void> {
  const mark = open.journal.marks()[name];
  if ((await readMarked(file, mark)).ok || mark === undefined) return;
  const read = await readJsonFile(reading, join(folder, `${name}.json`), file.schema);
  if (read.state === 'good' && digestOf(read.value) === mark.digest) await writeTwin(layer, file.path, read.value);
}

async function merge(parts: RestoreParts, open: OpenArea, manifest: BackupManifest): Promise<Result<Restored>> {
  return await open.inTurn(async (): Promise<Result<Restored>> => {
    const forked = failed('backup-forked', { place: placeName(parts.folder), count: manifest.count });
    if (!(await sameLedger(parts, open, manifest))) return forked;
    const lines = await mendLines(parts, open);
    if (!lines.ok) return lines;
    const keys = await mendKeys(parts, open);
    if (!keys.ok) return keys;
    await mendMarked(parts, open.vault, 'vault', open);
    await mendMarked(parts, open.settings, 'settings', open);
    return success({ how: 'merged', entries: lines.value, keys: keys.value });
  });
}

/**
 * Restores the backup in `folder`. Failures: `backup-not-found`, `backup-not-whole`, `backup-newer`, `backup-forked`, and those of
 * the disk; after each of them the data folder is as it was, or has only gained entries that were proved.
 */
export async function restoreBackup(parts: RestoreParts): Promise<Result<Restored>> {
  const whole = await wholeBackup(parts.reading, parts.folder);
  if (!whole.ok) return whole;
  const manifest = whole.value;
  if (manifest.area !== parts.area) return failed('backup-not-found', { place: placeName(parts.folder) });
  const open = await parts.areas.open(parts.area);
  if (!open.ok) return open;
  return open.value === null ? await place(parts, manifest) : await merge(parts, open.value, manifest);
}
