/** Backups that lie in a place: on the stick itself, in its folder of backups, or one of them. */
import { basename, join } from 'node:path';
import type { ChannelResponse } from '#shared/contract/channels.ts';
import type { FoundBackup } from '#shared/contract/backup.ts';
import { SealedOffice, SEALED_OFFICE_FILE } from '#shared/contract/sealed-office.ts';
import { AnyVault } from '#shared/contract/vault.ts';
import { failed, success, type Result } from '#shared/contract/failure.ts';
import { UNFINISHED } from './backup-copy.ts';
import { alteredFile, MANIFEST_NAME, readManifest, type BackupManifest } from './backup-manifest.ts';
import { inTime } from './backup-places.ts';
import type { FileLayer } from './file-layer.ts';
import { checkFolder } from './folder-check.ts';
import { readJsonFile } from './json-file.ts';
import { AnySettings } from './settings-file.ts';

/** The folder of this program's backups in a place. */
export const BACKUPS = 'counter-backup';

/** As somebody is told of a place: its last name, which is no way through their folders. */
export const placeName = (path: string): string => basename(path) || path;

/** What is a file, or cannot be looked into, is none. */
const looksLikeOne = async (layer: FileLayer, folder: string): Promise<boolean> => {
  for (const name of [MANIFEST_NAME, 'journal.jsonl'])
    if (await layer.exists(join(folder, name)).catch(() => false)) return true;
  return false;
};

const inside = async (layer: FileLayer, folder: string): Promise<string[]> =>
  (await layer.list(folder).catch(() => [])).map((name) => join(folder, name));

/** Folders that are a backup or the beginning of one. */
async function candidates(layer: FileLayer, place: string): Promise<string[]> {
  if (await looksLikeOne(layer, place)) return [place];
  const roots = [join(place, BACKUPS), place];
  const found: string[] = [];
  for (const root of roots)
    for (const one of await inside(layer, root)) {
      if (basename(one) === BACKUPS) continue;
      if (await looksLikeOne(layer, one)) found.push(one);
      else for (const deeper of await inside(layer, one)) if (await looksLikeOne(layer, deeper)) found.push(deeper);
    }
  return [...new Set(found)];
}

async function lengthsFit(layer: FileLayer, folder: string, { files }: BackupManifest): Promise<boolean> {
  for (const { name, bytes } of files) {
    const file = await layer.openGrowing(join(folder, name)).catch(() => null);
    if (file === null) return false;
    const length = await file.length().catch(() => -1);
    await file.close();
    if (length !== bytes) return false;
  }
  return true;
}

async function described(layer: FileLayer, folder: string): Promise<FoundBackup> {
  const half = { folder, area: null, sealed: false, officeName: '', prefix: '', count: 0, at: '', madeAt: '' };
  const read = await readManifest(layer, folder);
  if (read.state === 'newer') return { ...half, state: 'newer' };
  if (read.state !== 'good') return { ...half, state: 'half' };
  const { area, prefix, count, at, madeAt } = read.value;
  const settings = await readJsonFile(layer, join(folder, 'settings.json'), AnySettings);
  const officeName = settings.state === 'good' ? settings.value.settings.officeName : '';
  const whole = !basename(folder).startsWith(UNFINISHED) && (await lengthsFit(layer, folder, read.value));
  const sealed = read.value.files.some(({ name }) => name === SEALED_OFFICE_FILE);
  return { folder, state: whole ? 'whole' : 'half', area, sealed, officeName, prefix, count, at, madeAt };
}

/** What lies there, newest first; `backup-place-gone` where the place does not answer, `backup-not-found` where nothing is ours. */
export async function findBackups(layer: FileLayer, place: string): Promise<Result<FoundBackup[]>> {
  const there = await inTime(layer.exists(place));
  if (there !== true) return failed('backup-place-gone', { place: placeName(place) });
  const folders = await inTime(candidates(layer, place), 20_000);
  if (folders === null) return failed('backup-place-gone', { place: placeName(place) });
  if (folders.length === 0) return failed('backup-not-found', { place: placeName(place) });
  const found: FoundBackup[] = [];
  for (const folder of folders) found.push(await described(layer, folder));
  return success(found.toSorted((a, b) => (a.madeAt < b.madeAt ? 1 : a.madeAt > b.madeAt ? -1 : b.count - a.count)));
}

/** The manifest of a backup whose every byte is there and whose chain is whole. Rejects with errno errors. */
export async function wholeBackup(layer: FileLayer, folder: string): Promise<Result<BackupManifest>> {
  const place = placeName(folder);
  const read = await readManifest(layer, folder);
  if (read.state === 'newer') return failed('backup-newer', { place, format: read.format });
  if (read.state === 'missing' && !(await looksLikeOne(layer, folder))) return failed('backup-not-found', { place });
  if (read.state !== 'good') return failed('backup-not-whole', { place, file: MANIFEST_NAME });
  const manifest = read.value;
  const altered = await alteredFile(layer, folder, manifest);
  if (altered !== null) return failed('backup-not-whole', { place, file: altered });
  const check = await checkFolder({ layer, folder, opener: null });
  if (check.newer > 0) return failed('backup-newer', { place, format: check.newer });
  const same = check.entries === manifest.count && check.head === manifest.head;
  if (!same || check.problems.length > 0) return failed('backup-not-whole', { place, file: 'journal.jsonl' });
  return success(manifest);
}

/** Whose backup this is: what a sign-in needs of it before anything is put in place. */
export async function readBackupDoor(
  layer: FileLayer,
  folder: string,
): Promise<Result<ChannelResponse<'backup.read'>>> {
  const { area, officeName, state, sealed } = await described(layer, folder);
  const place = placeName(folder);
  if (state === 'newer') return failed('backup-newer', { place });
  if (sealed && state === 'whole' && area !== null) {
    const office = await readJsonFile(layer, join(folder, SEALED_OFFICE_FILE), SealedOffice);
    return office.state === 'good'
      ? success({ area, sealed: office.value })
      : failed('backup-not-whole', { place, file: SEALED_OFFICE_FILE });
  }
  const vault = await readJsonFile(layer, join(folder, 'vault.json'), AnyVault);
  if (state === 'half' || area === null || vault.state !== 'good')
    return failed('backup-not-whole', { place, file: vault.state === 'good' ? MANIFEST_NAME : 'vault.json' });
  return success({ area, vault: vault.value, officeName });
}
