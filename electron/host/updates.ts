/** Updates in the window: an update is checked, copied and tried now; the launcher puts it in place at the next start. */
import { createHash, randomUUID } from 'node:crypto';
import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { failed, success, type Result } from '#shared/contract/failure.ts';
import type { UpdateOffer, UpdateState } from '#shared/contract/update.ts';
import { serialQueue } from '#shared/domain/serial-queue.ts';
import { writeJson } from './atomic-write.ts';
import { formatsIn, unopenable } from './data-formats.ts';
import { onDisk } from './disk-failure.ts';
import type { FileLayer } from './file-layer.ts';
import {
  INCOMING,
  installOf,
  installPaths,
  readLastChange,
  readPointer,
  readPrepared,
  readVersion,
  tidyPrograms,
  type Prepared,
  type VersionFile,
} from './program-folder.ts';
import { proveProgram, type Prove } from './program-proof.ts';
import { checkUpdate, compareVersions } from './update-check.ts';
import { copyUpdate, writingFailure } from './update-copy.ts';
import { MANIFEST, type SignedList } from './update-manifest.ts';

export interface UpdatesParts {
  readonly layer: FileLayer;
  /** Folder of the program that runs; `null` where the host knows none that it may change. */
  readonly program: string | null;
  readonly dataFolder: string;
  readonly appVersion: string;
  readonly onPrepared: (version: string) => void;
  readonly prove?: Prove;
  /** Bytes that are free where the program lies; the system's word where absent. */
  readonly freeBytes?: (folder: string) => Promise<number>;
}

export interface Updates {
  state(): Promise<Result<UpdateState>>;
  check(folder: string): Promise<Result<UpdateOffer>>;
  prepare(folder: string): Promise<Result<UpdateState>>;
  back(): Promise<Result<UpdateState>>;
  discard(): Promise<Result<UpdateState>>;
}

interface Place {
  readonly install: string;
  readonly installed: VersionFile;
}

/** Space for a few small files beside the program. */
const MARGIN_BYTES = 8 << 20;

const freeOn = async (folder: string): Promise<number> => {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
};

const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The name of the folder of a program: no two builds share one. */
export const programName = (version: string, bytes: Uint8Array): string => `${version}-${digestOf(bytes).slice(0, 8)}`;

const ON_A_STICK = /^counter-update-(\d+\.\d+\.\d+)-(\w+)-(\w+)$/u;

/** The folder that was chosen, or the newest update for this kind of machine that lies in it: whoever chose the stick itself. */
async function updateIn(layer: FileLayer, folder: string, { platform, arch }: VersionFile): Promise<string> {
  if (await layer.exists(join(folder, MANIFEST)).catch(() => false)) return folder;
  const names = await layer.list(folder).catch(() => []);
  const found = names.flatMap((name) => {
    const [, version = '', itsPlatform, itsArch] = ON_A_STICK.exec(name) ?? [];
    return itsPlatform === platform && itsArch === arch ? [{ name, version }] : [];
  });
  const newest = found.toSorted((a, b) => compareVersions(b.version, a.version))[0];
  return newest === undefined ? folder : join(folder, newest.name);
}

export function createUpdates(parts: UpdatesParts): Updates {
  const { layer, program, dataFolder, prove = proveProgram, freeBytes = freeOn } = parts;
  const inTurn = serialQueue();

  const place = async (): Promise<Place | null> => {
    if (program === null) return null;
    const install = await installOf(layer, program);
    const installed = await readVersion(layer, program);
    return install === null || installed === null ? null : { install, installed };
  };
  const within = async <T>(work: (place: Place) => Promise<Result<T>>): Promise<Result<T>> =>
    await inTurn(() =>
      onDisk(async () => {
        const found = await place();
        return found === null ? failed('update-unsupported') : await work(found);
      }),
    );

  const stateOf = async ({ install, installed }: Place): Promise<Result<UpdateState>> => {
    const pointer = await readPointer(layer, install);
    const prepared = await readPrepared(layer, install);
    const kept = pointer?.previous ?? null;
    const before = kept === null ? null : await readVersion(layer, installPaths(install).program(kept));
    return success({
      version: installed.version,
      supported: true,
      prepared: prepared === null ? null : { version: prepared.version, kind: prepared.kind },
      previous: before?.version ?? null,
      last: await readLastChange(layer, install),
    });
  };

  /** The copy takes its place beside the others and is named as the next one; neither is seen before it is whole. */
  const settle = async ({ install }: Place, incoming: string, list: SignedList): Promise<Result<null>> => {
    const { programs, prepared, program: at } = installPaths(install);
    const name = programName(list.manifest.version, list.bytes);
    try {
      await layer.remove(prepared);
      await layer.remove(at(name));
      await layer.rename(incoming, at(name));
      await layer.syncFolder(programs);
      const next: Prepared = { name, version: list.manifest.version, kind: 'update' };
      await writeJson(layer, prepared, next);
      return success(null);
    } catch (error) {
      return writingFailure(error);
    }
  };

  const prepare = async (found: Place, chosen: string): Promise<Result<UpdateState>> => {
    const folder = await updateIn(layer, chosen, found.installed);
    const list = await checkUpdate({ layer, installed: found.installed, dataFolder, folder });
    if (!list.ok) return list;
    const { manifest } = list.value;
    await tidyPrograms(layer, found.install);
    const needed = manifest.files.reduce((sum, { bytes }) => sum + bytes, MARGIN_BYTES);
    const { programs } = installPaths(found.install);
    if ((await freeBytes(programs)) < needed)
      return failed('update-no-space', { megabytes: Math.ceil(needed / (1 << 20)) });
    const incoming = join(programs, `${INCOMING}${randomUUID().slice(0, 8)}`);
    const copied = await copyUpdate(layer, folder, incoming, list.value);
    if (!copied.ok) return copied;
    const version = await readVersion(layer, incoming);
    const runs = version !== null && version.version === manifest.version && (await prove(incoming, manifest));
    const settled = runs ? await settle(found, incoming, list.value) : failed('update-not-runnable');
    if (!settled.ok) {
      await layer.remove(incoming).catch(() => undefined);
      return settled;
    }
    parts.onPrepared(manifest.version);
    return await stateOf(found);
  };

  const back = async (found: Place): Promise<Result<UpdateState>> => {
    const name = (await readPointer(layer, found.install))?.previous ?? null;
    const version = name === null ? null : await readVersion(layer, installPaths(found.install).program(name));
    if (name === null || version === null) return failed('update-nothing-kept');
    const unable = unopenable(await formatsIn(layer, dataFolder), version.formats);
    if (unable !== null) return failed('update-unfit', { reason: unable, to: version.version });
    const next: Prepared = { name, version: version.version, kind: 'back' };
    try {
      await writeJson(layer, installPaths(found.install).prepared, next);
    } catch (error) {
      return writingFailure(error);
    }
    return await stateOf(found);
  };

  return {
    state: async () => {
      const state = await within(stateOf);
      if (state.ok || state.failure.code !== 'update-unsupported') return state;
      return success({ version: parts.appVersion, supported: false, prepared: null, previous: null, last: null });
    },
    check: async (chosen) =>
      await within(async ({ installed }) => {
        const folder = await updateIn(layer, chosen, installed);
        const list = await checkUpdate({ layer, installed, dataFolder, folder });
        if (!list.ok) return list;
        const { version: to, notes, files } = list.value.manifest;
        const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
        return success({ folder, from: installed.version, to, notes, files: files.length, bytes });
      }),
    prepare: async (folder) => await within(async (found) => await prepare(found, folder)),
    back: async () => await within(back),
    discard: async () =>
      await within(async (found) => {
        await layer.remove(installPaths(found.install).prepared);
        await tidyPrograms(layer, found.install);
        return await stateOf(found);
      }),
  };
}
