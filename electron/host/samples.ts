/** The made-up rosters of the training county, in a folder that the clerk is shown. */
import { join } from 'node:path';
import { success, type Result } from '#shared/contract/failure.ts';
import { writeAtomically } from './atomic-write.ts';
import { onDisk } from './disk-failure.ts';
import type { FileLayer } from './file-layer.ts';

export interface SampleFile {
  readonly fileName: string;
  readonly contentBase64: string;
}

/** Writes the files (again) and returns their folder. Other files there stay. */
export async function writeSamples(
  layer: FileLayer,
  folder: string,
  files: readonly SampleFile[],
): Promise<Result<string>> {
  return await onDisk(async () => {
    await layer.makeFolder(folder);
    for (const file of files)
      await writeAtomically(layer, join(folder, file.fileName), Buffer.from(file.contentBase64, 'base64'));
    return success(folder);
  });
}
