/**
 * The one folder that holds everything this program keeps outside the browser: who it is, its port, its areas.
 * `COUNTER_DATA` names another one. Laid out by {@link dataPaths}.
 */
import { randomUUID } from 'node:crypto';
import { chmod, realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { Area } from '#shared/contract/channels.ts';
import { success, type Result } from '#shared/contract/failure.ts';
import { removeLeftovers } from './atomic-write.ts';
import { onDisk } from './disk-failure.ts';
import { removeUnfinishedExports } from './exports.ts';
import type { FileLayer } from './file-layer.ts';
import { lockFolder, type FolderLock, type LockContent } from './folder-lock.ts';
import { readJsonFile, readTwin, writeTwin } from './json-file.ts';
import { machineIdentity, witnessPlace } from './machine.ts';

/** Where the data lies: `COUNTER_DATA`, else the platform's place for a program's own data. */
export function dataFolderPath(
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string {
  const chosen = env['COUNTER_DATA'];
  if (chosen !== undefined && chosen !== '') return resolve(chosen);
  if (platform === 'win32') return join(env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'Counter');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Counter');
  const xdg = env['XDG_DATA_HOME'];
  return join(xdg !== undefined && xdg.startsWith('/') ? xdg : join(home, '.local', 'share'), 'counter');
}

export const dataPaths = (folder: string) => ({
  installation: join(folder, 'installation.json'),
  port: join(folder, 'port.json'),
  area: (area: Area) => join(folder, 'areas', area),
  areas: join(folder, 'areas'),
  exports: join(folder, 'exports'),
  samples: join(folder, 'samples'),
  reports: join(folder, 'reports'),
  logs: join(folder, 'logs'),
  session: join(folder, 'session'),
  browserProfile: join(folder, 'browser-profile'),
  electronProfile: join(folder, 'electron-profile'),
});
export type DataPaths = ReturnType<typeof dataPaths>;

const Installation = z.object({ installationId: z.uuid() });
const OfInstallation = z.object({ installation: z.uuid().optional() });

export interface DataFolder {
  readonly folder: string;
  readonly paths: DataPaths;
  readonly installationId: string;
  /** Digest of this machine's identity. */
  readonly machine: string;
  /** Where the user's own configuration keeps witnesses of the ledgers. */
  readonly witness: string;
  readonly lock: FolderLock;
}

/** An area remembers whose it is: the working copies of the browser stand under that name. */
async function installationOfAreas(layer: FileLayer, paths: DataPaths): Promise<string | null> {
  for (const area of Area.options)
    for (const copy of ['', '.copy']) {
      const read = await readJsonFile(layer, join(paths.area(area), `area.json${copy}`), OfInstallation);
      if (read.state === 'good' && read.value.installation !== undefined) return read.value.installation;
    }
  return null;
}

async function installationIdIn(layer: FileLayer, paths: DataPaths): Promise<string> {
  const beside = ({ installationId }: z.infer<typeof Installation>): object => ({ installationId });
  const { read } = await readTwin(layer, paths.installation, Installation, () => 0, undefined, beside);
  if (read.state === 'good') return read.value.installationId;
  const installationId = (await installationOfAreas(layer, paths)) ?? randomUUID();
  await writeTwin(layer, paths.installation, { installationId }, { installationId });
  return installationId;
}

async function tidy(layer: FileLayer, folder: string, paths: DataPaths): Promise<void> {
  await removeLeftovers(layer, folder);
  for (const name of await layer.list(paths.areas)) {
    if (name.includes('.removed-') || name.includes('.setup-')) await layer.remove(join(paths.areas, name));
    else await removeLeftovers(layer, join(paths.areas, name));
  }
  await removeUnfinishedExports(layer, paths.exports);
}

/**
 * Creates the folder (0700), locks it, and clears what an ended program left half done. Fails with `data-folder-locked`,
 * `data-folder-not-writable`, `disk-full` or `disk-error`.
 */
export async function openDataFolder(
  layer: FileLayer,
  folder: string,
  kind: LockContent['kind'],
  env: NodeJS.ProcessEnv = process.env,
): Promise<Result<DataFolder>> {
  return await onDisk(async () => {
    await layer.makeFolder(folder);
    await chmod(folder, 0o700);
    const paths = dataPaths(await realpath(folder));
    const lock = await lockFolder(folder, kind);
    if (!lock.ok) return lock;
    try {
      await tidy(layer, folder, paths);
      return success({
        folder,
        paths,
        installationId: await installationIdIn(layer, paths),
        machine: await machineIdentity(env),
        witness: witnessPlace(env),
        lock: lock.value,
      });
    } catch (error) {
      await lock.value.release();
      throw error;
    }
  });
}
