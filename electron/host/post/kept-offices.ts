/** `kept-offices.json` of an area: vault and settings as the window sealed them, until the hub has them; the last one stays. */
import { join } from 'node:path';
import { z } from 'zod';
import type { FileMark } from '#shared/casework/journal.ts';
import { SealedOffice } from '#shared/contract/sealed-office.ts';
import type { OpenArea } from '../areas.ts';
import type { FileLayer } from '../file-layer.ts';
import { readTwin, writeTwin } from '../json-file.ts';

const KeptOffices = z.object({
  version: z.literal(1),
  revision: z.number().int().nonnegative(),
  /** In the order in which they were sealed. */
  offices: z.array(SealedOffice),
});

const KEPT_NAME = 'kept-offices.json';
/** More changes of officers and settings than there are while no hub answers. */
const MOST = 50;

/** What the ledger records of the two files now; `null` while it records none. */
export function officeMarks({ journal }: Pick<OpenArea, 'journal'>): { vault: FileMark; settings: FileMark } | null {
  const { vault, settings } = journal.marks();
  return vault === undefined || settings === undefined ? null : { vault, settings };
}

export const isOfMarks = (office: SealedOffice, marks: { vault: FileMark; settings: FileMark } | null): boolean =>
  marks !== null && office.vault.digest === marks.vault.digest && office.settings.digest === marks.settings.digest;

export interface KeptOffices {
  all(): readonly SealedOffice[];
  /** Rejects with errno errors. */
  add(office: SealedOffice): Promise<void>;
  /** The hub has them up to this one. Rejects with errno errors. */
  sent(office: SealedOffice): Promise<void>;
}

/** Opens the file; a damaged one is begun anew: the next sign-in seals again. Rejects with errno errors. */
export async function openKeptOffices(layer: FileLayer, folder: string): Promise<KeptOffices> {
  const path = join(folder, KEPT_NAME);
  const { read } = await readTwin(layer, path, KeptOffices, ({ revision }) => revision);
  let held = read.state === 'good' ? read.value : { version: 1 as const, revision: 0, offices: [] };
  const write = async (offices: readonly SealedOffice[]): Promise<void> => {
    const next = { ...held, revision: held.revision + 1, offices: [...offices] };
    await writeTwin(layer, path, next);
    held = next;
  };
  return {
    all: () => held.offices,
    add: async (office) => {
      const others = held.offices.filter((one) => !isOfMarks(one, office));
      await write([...others, office].slice(-MOST));
    },
    sent: async (office) => {
      const at = held.offices.findIndex((one) => isOfMarks(one, office));
      if (at > 0) await write(held.offices.slice(at));
    },
  };
}
