/** What tests of 合并导出 do at two windows: the first exports for the office, the second releases to it. */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CaseAction } from '#shared/casework/action.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { findLayout } from '#shared/layouts/index.ts';
import { openBatchCasesOfStore, prepareBatch, type PreparedBatch } from '#renderer/features/day-close/batch-data.ts';
import { exportBatch, type BatchWork } from '#renderer/features/day-close/batch-work.ts';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import type { ReceivedRelease } from '#renderer/store/dispatches/hall-desk.ts';
import { actedBy } from '#tests/builders/a-case-action.ts';
import { anAcceptedAction } from '#tests/builders/a-counter-store.ts';
import { valueOf } from './an-office-on.ts';
import type { TwoWindows } from './two-windows.ts';

export const hallDay = plainDate('2022-08-22');
const found = findLayout('window-intake');
if (found === undefined) throw new Error('no layout');
export const hallLayout = found;

/** Records an action of whoever is signed in. */
export const recordAt = async (store: CounterStore, caseId: string, action: CaseAction) =>
  await store.cases.record({ entryId: randomUUID(), caseId, action: actedBy(action, store.officer) });

/** A case of `persons` accepted at a window; `n` makes firm and persons. */
export async function acceptedAt(
  store: CounterStore,
  n: number,
  persons = 2,
  change: (action: CaseAction) => CaseAction = (action) => action,
): Promise<string> {
  const caseId = randomUUID();
  const action = anAcceptedAction(
    n,
    Array.from({ length: persons }, () => ({})),
  );
  valueOf(await recordAt(store, caseId, change(action)));
  return caseId;
}

export const lineOf = (store: CounterStore, caseId: string) =>
  store.cases.list().find((entry) => entry.caseId === caseId);

/** The second window has released something. */
export const released = async (windows: TwoWindows) =>
  valueOf(
    await windows.until(
      () => windows.there.hall.release(hallDay, new Set()),
      (outcome) => outcome.ok && outcome.value.uncompared === 0 && outcome.value.released > 0,
    ),
  );

export const receivedAt = async (store: CounterStore) => valueOf(await store.hall.received());

/** So many releases wait at the first window. */
export const arrived = async (windows: TwoWindows, count = 1): Promise<readonly ReceivedRelease[]> =>
  (
    await windows.until(
      () => receivedAt(windows.here),
      ({ waiting }) => waiting.length === count,
    )
  ).waiting;

export const workAt = (store: CounterStore): BatchWork => ({
  store,
  on: hallDay,
  now: () => '2022-08-22T17:00:00+08:00',
  newId: () => randomUUID(),
  onProgress: () => undefined,
  signal: new AbortController().signal,
});

export const preparedAt = async (store: CounterStore, waiting: readonly ReceivedRelease[]): Promise<PreparedBatch> =>
  prepareBatch(hallLayout, 'printed', valueOf(await openBatchCasesOfStore(store)), waiting);

/** One batch of all that waits at a window; `text`: its CSV. */
export async function exportedAt(store: CounterStore, waiting: readonly ReceivedRelease[]) {
  const done = await exportBatch(workAt(store), await preparedAt(store, waiting), ['csv-utf-8']);
  if (!done.ok) throw new Error(JSON.stringify(done.trouble));
  return { ...done, text: await readFile(join(done.folder, 'window-intake.csv'), 'utf8') };
}

/** The second window has the word on a case. */
export const answered = (windows: TwoWindows, caseId: string) =>
  windows.until(
    async () => lineOf(windows.there, caseId),
    (entry) => entry?.release === null,
  );
