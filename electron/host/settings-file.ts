/** The office's settings of one area. */
import { failed, success, type Result } from '#shared/contract/failure.ts';
import { OfficeSettings } from '#shared/domain/office.ts';
import { onDisk } from './disk-failure.ts';
import type { FileLayer } from './file-layer.ts';
import { readJsonFile, writeJson } from './json-file.ts';

export async function readSettings(layer: FileLayer, path: string): Promise<Result<OfficeSettings | null>> {
  return await onDisk(async () => {
    const read = await readJsonFile(layer, path, OfficeSettings);
    if (read.state === 'damaged') return failed('settings-damaged', { file: 'settings' });
    return success(read.state === 'good' ? read.value : null);
  });
}

export async function writeSettings(layer: FileLayer, path: string, settings: OfficeSettings): Promise<Result<void>> {
  return await onDisk(async () => {
    await writeJson(layer, path, settings);
    return success(undefined);
  });
}
