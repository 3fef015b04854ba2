/** The office's settings of one area, kept twice. */
import { failed, success, type Result } from '#shared/contract/failure.ts';
import { OfficeSettings } from '#shared/domain/office.ts';
import { onDisk } from './disk-failure.ts';
import type { FileLayer } from './file-layer.ts';
import { readTwin, writeTwin } from './json-file.ts';

export async function readSettings(
  layer: FileLayer,
  path: string,
  onRestored: () => void,
): Promise<Result<OfficeSettings | null>> {
  return await onDisk(async () => {
    const read = await readTwin(layer, path, OfficeSettings, onRestored);
    if (read.state === 'damaged') return failed('settings-damaged', { file: 'settings' });
    return success(read.state === 'good' ? read.value : null);
  });
}

export async function writeSettings(layer: FileLayer, path: string, settings: OfficeSettings): Promise<Result<void>> {
  return await onDisk(async () => {
    await writeTwin(layer, path, settings);
    return success(undefined);
  });
}
