/** Everything that waits, exported as at a day's end, its plain folder removed at once: for made-up days that lie in the past. */
import { failed, success, type Result } from '#shared/contract/failure.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { findLayout, WINDOW_INTAKE_LAYOUT } from '#shared/layouts/index.ts';
import { mayExport } from '#shared/layouts/preflight.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { localInstant } from '../../store/local-instant.ts';
import { removePlainFolder } from '../plain-files/index.ts';
import { openBatchCasesOfStore, prepareBatch } from './batch-data.ts';
import { exportBatch } from './batch-work.ts';

/** Nothing happens when nobody waits. */
export async function exportWaiting(store: CounterStore, on: PlainDate, signal: AbortSignal): Promise<Result<null>> {
  const opened = await openBatchCasesOfStore(store);
  if (!opened.ok) return opened;
  const layout = findLayout(WINDOW_INTAKE_LAYOUT);
  if (layout === undefined) throw new Error('no layout for the window is built in');
  const prepared = prepareBatch(layout, 'printed', opened.value);
  if (!mayExport(prepared.check)) return success(null);
  const work = {
    store,
    on,
    now: () => localInstant(),
    newId: () => crypto.randomUUID(),
    onProgress: () => undefined,
    signal,
  };
  const outcome = await exportBatch(work, prepared, ['xlsx', 'csv-utf-8']);
  if (!outcome.ok)
    return outcome.trouble.kind === 'failure' ? failed(outcome.trouble.failure.code) : failed('cancelled');
  const folderName = outcome.folder.split(/[\\/]/u).at(-1) ?? '';
  const failure = await removePlainFolder(store, on, folderName);
  return failure === null ? success(null) : failed(failure.code, failure.detail);
}
