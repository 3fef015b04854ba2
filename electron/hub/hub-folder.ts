/** The hub's folder: its key, and where there is no `DATABASE_URL` its PostgreSQL. `HUB_DATA` names another one. */
import { mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

export function hubFolderPath(env: NodeJS.ProcessEnv, root: boolean, home: string = homedir()): string {
  const chosen = env['HUB_DATA'];
  if (chosen !== undefined && chosen !== '') return resolve(chosen);
  // A home of root is closed to the user that PostgreSQL runs as.
  if (root) return '/var/lib/counter-hub';
  const xdg = env['XDG_DATA_HOME'];
  return join(xdg !== undefined && xdg.startsWith('/') ? xdg : join(home, '.local', 'share'), 'counter-hub');
}

/** Rejects with errno errors. */
export async function makeHubFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
}
