/**
 * Content keys that were missing in the journal's folder when its entries were taken into the copy, and are there again since: mended
 * from the hub or from a copy of the folder. Without them a case would look destroyed in this copy for good.
 */
import type { JournalState } from '#shared/contract/channels.ts';
import { success, type Result } from '#shared/contract/failure.ts';
import type { StoreParts } from './store-parts.ts';
import { readLedger, writeLedger } from './ledger-meta.ts';

const NAME = 'keysAwaited';

/** Subjects of entries in the copy whose keys the host has and the copy has not. The host gives none of a destroyed case. */
async function keysBack({ host, area, db }: StoreParts): Promise<Result<readonly [string, string][]>> {
  const answer = await host.call('contentKeys.read', { area });
  if (!answer.ok) return answer;
  const known = new Set(await db.contentKeys.toCollection().primaryKeys());
  const unknown = Object.entries(answer.value.keys).filter(([subjectId]) => !known.has(subjectId));
  const entries = await Promise.all(
    unknown.map(([subjectId]) => db.actions.where('subjectId').equals(subjectId).count()),
  );
  return success(unknown.filter((_, at) => (entries[at] ?? 0) > 0));
}

/**
 * Takes keys that are back into the copy and marks their cases stale. The host is asked only where keys were missing at an earlier
 * opening and have not come, and once by a copy that does not know. `begun`: the copy has just been read whole, keys included.
 */
export async function takeAwaitedKeys(parts: StoreParts, state: JournalState, begun: boolean): Promise<Result<void>> {
  const { db } = parts;
  const missing = state.troubles.some(({ kind }) => kind === 'keys-missing');
  const value = (await db.meta.get(NAME))?.value;
  const awaited = begun ? false : value;
  if (awaited === false) {
    if (value !== missing) await db.meta.put({ name: NAME, value: missing });
    return success(undefined);
  }
  const back = await keysBack(parts);
  if (!back.ok) return back;
  const subjects = back.value.map(([subjectId]) => subjectId);
  await db.transaction('rw', db.contentKeys, db.meta, async () => {
    await db.contentKeys.bulkPut(back.value.map(([caseId, wrapped]) => ({ caseId, wrapped })));
    const ledger = await readLedger(db);
    const { stale } = ledger;
    if (subjects.length > 0)
      await writeLedger(db, { ...ledger, stale: stale === 'all' ? 'all' : [...new Set([...stale, ...subjects])] });
    // Whose loss an administrator has taken note of may still come back later.
    await db.meta.put({ name: NAME, value: missing || (awaited === true && subjects.length === 0) });
  });
  return success(undefined);
}
