/** A copy of journal, keys, vault and settings from before the program changes. */
import { join } from 'node:path';
import { Area } from '#shared/contract/area.ts';
import { renamePatiently } from './atomic-write.ts';
import { measured } from './backup-manifest.ts';
import { copyFile } from './copy-file.ts';
import { dataPaths } from './data-folder.ts';
import type { FileLayer } from './file-layer.ts';
import { readOnlyLayer } from './read-only-layer.ts';

const KEPT_COPIES = 3;
const UNFINISHED = '.unfinished-';

async function copyArea(layer: FileLayer, from: string, to: string): Promise<void> {
  for (const name of await layer.list(from)) {
    const entry = await layer.entry(join(from, name));
    if (entry?.kind !== 'file' || name.startsWith('.')) continue;
    await layer.makeFolder(to);
    await copyFile(layer, join(from, name), join(to, name));
    const before = await measured(readOnlyLayer, join(from, name));
    const copy = await measured(readOnlyLayer, join(to, name));
    if (before.sha256 !== copy.sha256) throw Object.assign(new Error('EIO: the copy reads otherwise'), { code: 'EIO' });
  }
  if (await layer.exists(to)) await layer.syncFolder(to);
}

/**
 * The files of every area, byte for byte, read back; the newest three copies stay. Answers with the folder, empty where there
 * is nothing to copy. The caller holds the data folder's lock. Rejects with errno errors or {@link SourceFailure}.
 */
export async function copyBefore(layer: FileLayer, folder: string, name: string): Promise<string> {
  const place = join(folder, 'before-update');
  const unfinished = join(place, `${UNFINISHED}${name}`);
  for (const old of await layer.list(place)) if (old.startsWith(UNFINISHED)) await layer.remove(join(place, old));
  for (const area of Area.options) await copyArea(layer, dataPaths(folder).area(area), join(unfinished, area));
  if (!(await layer.exists(unfinished))) return '';
  const made = join(place, name);
  await layer.remove(made);
  await renamePatiently(layer, unfinished, made);
  await layer.syncFolder(place);
  for (const old of [...(await layer.list(place))].toSorted().slice(0, -KEPT_COPIES))
    await layer.remove(join(place, old)).catch(() => undefined);
  return made;
}
