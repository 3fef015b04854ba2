/** Files and manifest of 已享受人员信息表: those of the day's batch, wholly told by the entry that made the list. */
import type { PaidList } from '../aftercare/reporting/reporting.ts';
import { batchFolderName } from './batch-name.ts';
import { sealManifest, type Manifest } from './manifest.ts';

/** `hash`: of the journal entry that made the list. */
export function manifestOfList({ listId, number, made }: PaidList, hash: string): Manifest {
  const { event, sequence, on } = made;
  const { training, layout, codes, office, cases, persons, amountFen, files } = event;
  return sealManifest({
    format: 'counter-batch-1',
    id: listId,
    number,
    training,
    layout: { ...layout, codes },
    createdOn: on,
    office,
    cases,
    persons,
    amountFen,
    files,
    chainHead: { sequence, hash },
  });
}

/** `paid-list-2022-202208-2022-W03-000005`: the month stands in the name, since a list is known by it. */
export function listFolderName({ assigned, made }: PaidList): string {
  const { layout, period, training } = made.event;
  return batchFolderName(`${layout.id}-${period}`, assigned, training);
}
