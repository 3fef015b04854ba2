/**
 * The installed folder of the browser host: programs beside each other and one small file that says which of them runs. An
 * update is a new folder and one rename of that file, so that there is a whole program whenever this stops.
 *
 *     current            first line the program that runs, second the one before it
 *     prepared.json      what takes its place at the next start
 *     last-change.json   how the last change ended
 *     programs/<name>/   version.json, dist/, node/, and of an update its signed manifest
 */
import { chmod } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { DataFormats, ProgramVersion, UpdateOutcome } from '#shared/contract/update.ts';
import { writeAtomically } from './atomic-write.ts';
import type { FileLayer } from './file-layer.ts';
import { readJsonFile } from './json-file.ts';

const PROGRAMS = 'programs';
/** A copy of an update that is not finished. */
export const INCOMING = '.incoming-';

const ProgramName = z.string().regex(/^[\w][\w.-]{0,99}$/u);

/** What a program says of itself before it runs. */
export const VersionFile = z.object({
  format: z.literal(1),
  product: z.string().max(60),
  version: ProgramVersion,
  platform: z.enum(['linux', 'win32', 'darwin']),
  arch: z.string().max(20),
  contract: z.number().int().positive(),
  /** The oldest contract of a program whose place it takes. */
  replacesContract: z.number().int().positive(),
  formats: DataFormats,
  /** Ed25519 public key (PEM) of whoever may update this program; `null`: nobody. */
  updateKey: z.string().max(2000).nullable(),
});
export type VersionFile = z.infer<typeof VersionFile>;

export const Prepared = z.object({ name: ProgramName, version: ProgramVersion, kind: z.enum(['update', 'back']) });
export type Prepared = z.infer<typeof Prepared>;

export interface Pointer {
  readonly current: string;
  readonly previous: string | null;
}

export const installPaths = (install: string) => ({
  pointer: join(install, 'current'),
  prepared: join(install, 'prepared.json'),
  lastChange: join(install, 'last-change.json'),
  programs: join(install, PROGRAMS),
  program: (name: string) => join(install, PROGRAMS, name),
});

/** The runtime of a program; the other entries stand below it. */
export const runtimeOf = (program: string, platform: string): string =>
  join(program, 'node', platform === 'win32' ? 'node.exe' : 'node');

/** `null`: no such file, or not what the launcher wrote. */
export async function readPointer(layer: FileLayer, install: string): Promise<Pointer | null> {
  const bytes = await layer.readWhole(installPaths(install).pointer).catch(() => null);
  if (bytes === null) return null;
  const [current = '', previous = ''] = new TextDecoder().decode(bytes).split(/\r?\n/u);
  if (!ProgramName.safeParse(current).success) return null;
  return { current, previous: ProgramName.safeParse(previous).success ? previous : null };
}

/** One rename. Rejects with errno errors; the old file then stands. */
export async function writePointer(layer: FileLayer, install: string, { current, previous }: Pointer): Promise<void> {
  const { pointer } = installPaths(install);
  await writeAtomically(layer, pointer, new TextEncoder().encode(`${current}\n${previous ?? ''}\n`));
  await chmod(pointer, 0o644).catch(() => undefined);
}

/** What a program's own file says; `null` when it cannot be read. */
export async function readVersion(layer: FileLayer, program: string): Promise<VersionFile | null> {
  const read = await readJsonFile(layer, join(program, 'version.json'), VersionFile);
  return read.state === 'good' ? read.value : null;
}

export async function readPrepared(layer: FileLayer, install: string): Promise<Prepared | null> {
  const read = await readJsonFile(layer, installPaths(install).prepared, Prepared);
  return read.state === 'good' ? read.value : null;
}

export async function readLastChange(layer: FileLayer, install: string): Promise<UpdateOutcome | null> {
  const read = await readJsonFile(layer, installPaths(install).lastChange, UpdateOutcome);
  return read.state === 'good' ? read.value : null;
}

/** Where a running program is installed: it lies in `programs/` and the pointer names it. `null` elsewhere. */
export async function installOf(layer: FileLayer, program: string): Promise<string | null> {
  if (basename(dirname(program)) !== PROGRAMS) return null;
  const install = dirname(dirname(program));
  const pointer = await readPointer(layer, install);
  return pointer?.current === basename(program) ? install : null;
}

/** Removes unfinished copies and programs that nothing names any more. What cannot be removed now is tried next time. */
export async function tidyPrograms(layer: FileLayer, install: string): Promise<void> {
  const pointer = await readPointer(layer, install);
  if (pointer === null) return;
  const prepared = await readPrepared(layer, install);
  const kept = new Set([pointer.current, pointer.previous, prepared?.name]);
  const { programs } = installPaths(install);
  for (const name of await layer.list(programs))
    if (!kept.has(name)) await layer.remove(join(programs, name)).catch(() => undefined);
}
