/** Where backups may lie: mounted volumes, and whether a place is truly a second one. */
import { constants } from 'node:fs';
import { access, readdir, readFile, realpath, stat, statfs } from 'node:fs/promises';
import { isAbsolute, join, relative } from 'node:path';
import type { BackupPlace, PlaceUnfit } from '#shared/contract/backup.ts';

/** Names the device that a path lies on; tests bring their own. Rejects with errno errors. */
export type DeviceOf = (path: string) => Promise<string>;

export const deviceOf: DeviceOf = async (path) => String((await stat(path)).dev);

/** A share whose server is gone answers never. */
const ANSWER_MS = 4000;

/** `null` when nothing comes in time, or an error. */
export async function inTime<T>(work: Promise<T>, ms = ANSWER_MS): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((settle) => {
    timer = setTimeout(() => settle(null), ms);
  });
  try {
    return await Promise.race([work.catch(() => null), late]);
  } finally {
    clearTimeout(timer);
  }
}

const isWithin = (path: string, folder: string): boolean => {
  const way = relative(folder, path);
  return way === '' || (!way.startsWith('..') && !isAbsolute(way));
};

/** Why a place will not do; `null` when it will. */
export async function unfitness(path: string, dataFolder: string, device: DeviceOf): Promise<PlaceUnfit | null> {
  if (!isAbsolute(path)) return 'relative';
  const found = await inTime(stat(path));
  if (found === null) return 'missing';
  if (!found.isDirectory()) return 'not-folder';
  const [real, data] = [await realpath(path), await realpath(dataFolder)];
  if (isWithin(real, data)) return 'inside-data';
  if ((await device(real)) === (await device(data))) return 'same-disk';
  const writable = await inTime(access(path, constants.W_OK).then(() => true));
  return writable === true ? null : 'not-writable';
}

/** File systems of the kernel's own, of containers and of packages. */
const NO_VOLUME =
  /^(?:proc|sysfs|tmpfs|devtmpfs|devpts|cgroup2?|mqueue|overlay|squashfs|securityfs|pstore|bpf|debugfs|tracefs|configfs|fusectl|hugetlbfs|autofs|binfmt_misc|ramfs|efivarfs|nsfs|fuse\.(?:gvfsd-fuse|portal|lxcfs|snapfuse))$/u;

async function mountPoints(platform: NodeJS.Platform): Promise<string[]> {
  if (platform === 'win32') return Array.from({ length: 23 }, (_, at) => `${String.fromCharCode(68 + at)}:\\`);
  if (platform === 'darwin') return (await readdir('/Volumes').catch(() => [])).map((name) => join('/Volumes', name));
  const table = await readFile('/proc/self/mounts', 'utf8').catch(() => '');
  return table.split('\n').flatMap((line) => {
    const [, point = '', kind = ''] = line.split(' ');
    // Spaces and the like stand as octal.
    const bytes = point.replace(/\\([0-7]{3})/gu, (_, octal: string) => String.fromCharCode(parseInt(octal, 8)));
    return point === '' || NO_VOLUME.test(kind) ? [] : [bytes];
  });
}

/** Mounted volumes that are there, each with what is free and why it will not do. */
export async function listPlaces(
  dataFolder: string,
  device: DeviceOf,
  platform: NodeJS.Platform = process.platform,
): Promise<BackupPlace[]> {
  const places: BackupPlace[] = [];
  for (const path of [...new Set(await mountPoints(platform))].toSorted()) {
    const found = await inTime(stat(path), 1000);
    if (found?.isDirectory() !== true) continue;
    const free = await inTime(statfs(path), 1000);
    const unfit = await unfitness(path, dataFolder, device).catch((): PlaceUnfit => 'missing');
    places.push({ path, freeBytes: free === null ? null : free.bavail * free.bsize, unfit });
  }
  return places;
}
