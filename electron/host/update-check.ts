/** Whether an update on a stick may take the place of the program that runs: first the signature, then everything else. */
import { basename, isAbsolute } from 'node:path';
import { failed, success, type Result } from '#shared/contract/failure.ts';
import type { UpdateUnfit } from '#shared/contract/update.ts';
import { formatsIn, unopenable } from './data-formats.ts';
import { diskFailure } from './disk-failure.ts';
import type { FileLayer } from './file-layer.ts';
import type { VersionFile } from './program-folder.ts';
import { readSignedList, type SignedList, type UpdateManifest } from './update-manifest.ts';

export interface CheckParts {
  readonly layer: FileLayer;
  /** What runs now. */
  readonly installed: VersionFile;
  readonly dataFolder: string;
  readonly folder: string;
}

/** Below 0: `a` is older. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((text) => text.split('.').map(Number));
  for (const at of [0, 1, 2]) {
    const difference = (left?.[at] ?? 0) - (right?.[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function unfitReason(installed: VersionFile, manifest: UpdateManifest): UpdateUnfit | null {
  if (manifest.product !== installed.product) return 'other-product';
  if (manifest.platform !== installed.platform || manifest.arch !== installed.arch) return 'other-machine';
  const order = compareVersions(manifest.version, installed.version);
  if (order <= 0) return order === 0 ? 'same' : 'older';
  const near = installed.contract >= manifest.replacesContract && manifest.contract >= installed.contract;
  return near ? null : 'other-contract';
}

/** `update-not-found`, `update-not-trusted`, `update-unfit`, or a disk's failure. Nothing is written. */
export async function checkUpdate({ layer, installed, dataFolder, folder }: CheckParts): Promise<Result<SignedList>> {
  const place = basename(folder);
  if (!isAbsolute(folder)) return failed('update-not-found', { place });
  const list = await readSignedList(layer, folder, installed.updateKey);
  if (!list.ok) return failed(list.failure.code, { ...list.failure.detail, place });
  const { manifest } = list.value;
  const told = { from: installed.version, to: manifest.version, machine: `${manifest.platform} ${manifest.arch}` };
  const reason = unfitReason(installed, manifest);
  if (reason !== null) return failed('update-unfit', { ...told, reason });
  try {
    const unable = unopenable(await formatsIn(layer, dataFolder), manifest.formats);
    return unable === null ? success(list.value) : failed('update-unfit', { ...told, reason: unable });
  } catch (error) {
    return diskFailure(error);
  }
}
