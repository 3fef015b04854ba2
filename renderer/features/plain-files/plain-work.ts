/** The plain files that the journal tells of beside what lies on the disk, and their removal. */
import { success, type Failure, type Result } from '#shared/contract/failure.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { plainFiles, type PlainFile, type PlainRemoved } from '#shared/batches/plain-files.ts';
import type { CounterStore } from '../../store/counter-store.ts';

/** `lying`: on the disk now. `gone`: somebody removed it without this program. `removed`: by this program. */
export type PlainState = 'lying' | 'gone' | 'removed';

export interface PlainEntry {
  /** `null`: a folder that the journal does not know. */
  readonly file: PlainFile | null;
  readonly folderName: string;
  readonly state: PlainState;
  /** Absolute path while it lies there. */
  readonly folder: string | null;
}

/** Everything that was written, and whatever else lies in the export folder; what lies there first. */
export async function readPlainFiles(store: CounterStore): Promise<Result<readonly PlainEntry[]>> {
  const [exports, verification, listed] = await Promise.all([
    store.cases.events('export'),
    store.cases.events('verification'),
    store.host.call('export.list', { area: store.area }),
  ]);
  if (!exports.ok) return exports;
  if (!verification.ok) return verification;
  if (!listed.ok) return listed;
  const lying = new Map(listed.value.folders.map(({ folderName, folder }) => [folderName, folder]));
  const files = plainFiles(exports.value, verification.value);
  const known = new Set(files.map(({ folderName }) => folderName));
  const entries = files.flatMap((file): PlainEntry[] => {
    const { folderName, removedOn, written } = file;
    const folder = lying.get(folderName) ?? null;
    if (folder === null && removedOn === null && !written) return [];
    const absent = removedOn === null ? 'gone' : 'removed';
    return [{ file, folderName, state: folder === null ? absent : 'lying', folder }];
  });
  const unknown = [...lying].flatMap(([folderName, folder]): PlainEntry[] =>
    known.has(folderName) ? [] : [{ file: null, folderName, state: 'lying', folder }],
  );
  return success([...unknown, ...entries]);
}

/** Removes a folder; when it is seen to be gone, the journal takes that. Also records a removal by somebody else's hand. */
export async function removePlainFolder(
  store: CounterStore,
  on: PlainDate,
  folderName: string,
): Promise<Failure | null> {
  const { host, area } = store;
  const removed = await host.call('export.remove', { area, folderName });
  if (!removed.ok) return removed.failure;
  const left = await host.call('export.list', { area });
  if (!left.ok) return left.failure;
  if (left.value.folders.some((one) => one.folderName === folderName)) return { code: 'disk-error' };
  const content: PlainRemoved = { step: 'plainRemoved', folder: folderName };
  const recorded = await store.cases.recordEvent({
    entryId: crypto.randomUUID(),
    kind: 'export',
    subjectId: `folder:${folderName}`,
    on,
    content,
    takeBatchNumber: false,
  });
  return recorded.ok ? null : recorded.failure;
}
