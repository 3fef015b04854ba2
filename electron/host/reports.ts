/** Failure reports without personal data, one text file each. */
import { join } from 'node:path';
import { success, type Result } from '#shared/contract/failure.ts';
import { writeAtomically } from './atomic-write.ts';
import { onDisk } from './disk-failure.ts';
import type { FileLayer } from './file-layer.ts';

export interface WrittenReport {
  readonly folder: string;
  readonly fileName: string;
}

/** `now`: the instant that names the file. A second report in the same second gets a number. */
export async function writeReport(
  layer: FileLayer,
  folder: string,
  text: string,
  now: Date,
): Promise<Result<WrittenReport>> {
  return await onDisk(async () => {
    await layer.makeFolder(folder);
    const stem = `report-${now.toISOString().replaceAll(/[-:]/gu, '').replace('T', '-').slice(0, 15)}`;
    let fileName = `${stem}.txt`;
    for (let number = 2; await layer.exists(join(folder, fileName)); number += 1) fileName = `${stem}-${number}.txt`;
    await writeAtomically(layer, join(folder, fileName), new TextEncoder().encode(text));
    return success({ folder, fileName });
  });
}
