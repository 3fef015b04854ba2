/** Wrapped keys and officers of one area, kept twice: without them nothing opens. A writer says which revision it read, so that two windows cannot undo each other. */
import { Vault } from '#shared/contract/channels.ts';
import { failed, success, type Result } from '#shared/contract/failure.ts';
import { onDisk } from './disk-failure.ts';
import type { FileLayer } from './file-layer.ts';
import { readTwin, writeTwin } from './json-file.ts';

export async function readVault(layer: FileLayer, path: string, onRestored: () => void): Promise<Result<Vault | null>> {
  return await onDisk(async () => {
    const read = await readTwin(layer, path, Vault, onRestored);
    if (read.state === 'damaged') return failed('vault-damaged', { file: 'vault' });
    return success(read.state === 'good' ? read.value : null);
  });
}

/** Refuses with `vault-changed-meanwhile` when the stored revision (0 before the first) is not `expectedRevision`. */
export async function writeVault(
  layer: FileLayer,
  path: string,
  expectedRevision: number,
  vault: Vault,
): Promise<Result<void>> {
  const present = await readVault(layer, path, () => undefined);
  if (!present.ok) return present;
  const revision = present.value?.revision ?? 0;
  if (revision !== expectedRevision)
    return failed('vault-changed-meanwhile', { expected: expectedRevision, found: revision });
  if (vault.revision <= revision) return failed('bad-request', { channel: 'vault.write', path: 'vault.revision' });
  return await onDisk(async () => {
    await writeTwin(layer, path, vault);
    return success(undefined);
  });
}
