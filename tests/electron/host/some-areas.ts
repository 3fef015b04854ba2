/** Areas over a folder, as a host has them, with what belongs to a machine in fixed values. */
import { join } from 'node:path';
import type { Area } from '#shared/contract/channels.ts';
import { channels } from '#shared/contract/channels.ts';
import { createAreas, type Areas } from '#electron/host/areas.ts';
import { dataPaths } from '#electron/host/data-folder.ts';
import { diskLayer, type FileLayer } from '#electron/host/file-layer.ts';
import { aFounding } from '#tests/builders/host-requests.ts';

const MACHINE = 'machine-1';
const INSTALLATION = '00000000-0000-4000-8000-000000000001';

export const someAreas = (folder: string, layer: FileLayer = diskLayer): Areas =>
  createAreas({
    layer,
    paths: dataPaths(folder),
    onNotice: () => undefined,
    now: () => new Date(0),
    machine: MACHINE,
    installation: INSTALLATION,
    witness: join(folder, 'witness'),
    holdsFolder: async () => await Promise.resolve(true),
  });

/** Sets an area up. Throws when that is refused. */
export async function foundIn(areas: Areas, area: Area, ready = true): Promise<void> {
  const founding = channels['area.create'].request.parse({
    area,
    ...aFounding({ machine: MACHINE, installation: INSTALLATION }),
    ready,
  });
  const made = await areas.found(area, founding, false);
  if (!made.ok) throw new Error(made.failure.code);
}
