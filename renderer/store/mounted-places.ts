/** Disks, sticks and shares that are there: for backups, updates and the post. */
import type { BackupPlace } from '#shared/contract/backup.ts';
import { success, type Result } from '#shared/contract/failure.ts';
import type { Host } from '#shared/contract/host.ts';

export async function mountedPlaces(host: Host): Promise<Result<readonly BackupPlace[]>> {
  const answer = await host.call('backup.places', {});
  return answer.ok ? success(answer.value.places) : answer;
}
