/** Opens a folder that this host wrote in the system's file manager; no other path gets there. */
import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { delimiter, isAbsolute, join, relative } from 'node:path';
import { failed, success, type Result } from '#shared/contract/failure.ts';

/** Shows a folder; `false` when the system refused. Electron brings its own. */
export type OpenFolder = (folder: string) => Promise<boolean>;

const inside = (root: string, path: string): boolean => {
  const way = relative(root, path);
  return way === '' || (!way.startsWith('..') && !isAbsolute(way));
};

/** Refuses a path outside `roots` (links followed) or one that is no folder. */
export async function revealFolder(folder: string, roots: readonly string[], open: OpenFolder): Promise<Result<void>> {
  const refused = failed('bad-request', { channel: 'folder.reveal', path: 'folder' });
  const real = await realpath(folder).catch(() => null);
  if (real === null || !(await stat(real)).isDirectory()) return refused;
  const realRoots = await Promise.all(roots.map(async (root) => await realpath(root).catch(() => null)));
  if (!realRoots.some((root) => root !== null && inside(root, real))) return refused;
  return (await open(real))
    ? success(undefined)
    : failed('bad-request', { channel: 'folder.reveal', path: 'file-manager' });
}

const OPENERS: Partial<Record<NodeJS.Platform, string>> = { linux: 'xdg-open', darwin: 'open', win32: 'explorer.exe' };

function onSearchPath(program: string, env: NodeJS.ProcessEnv): boolean {
  return (env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return folder !== '';
    } catch {
      return false;
    }
  });
}

/** The system's own opener; `null` without a display or without one installed. */
export function systemOpener(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): OpenFolder | null {
  const program = OPENERS[platform];
  if (program === undefined || !onSearchPath(program, env)) return null;
  if (platform === 'linux' && env['DISPLAY'] === undefined && env['WAYLAND_DISPLAY'] === undefined) return null;
  return async (folder) =>
    await new Promise((resolve) => {
      const child = spawn(program, [folder], { stdio: 'ignore', detached: true });
      child.once('error', () => {
        resolve(false);
      });
      child.once('spawn', () => {
        child.unref();
        resolve(true);
      });
    });
}
