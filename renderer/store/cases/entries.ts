/** Journal entries in the working copy: rows in, opened content out. */
import type { CaseAction } from '#shared/casework/action.ts';
import type { StoredAction } from '#shared/casework/case-state.ts';
import { isOld, type AnyEntry, type OldHeader } from '#shared/casework/journal.ts';
import { EntryAuthor } from '#shared/domain/officer.ts';
import { failed, success, type Result } from '#shared/contract/failure.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { fromBase64, toBase64 } from '#shared/crypto/bytes.ts';
import { entryToOpen } from '#shared/crypto/entry-opening.ts';
import type { ActionRow } from '../database.ts';
import type { EntryContent, StoreParts } from './store-parts.ts';
import { unveiled } from './veil.ts';

/** A journal entry as a row; an entry whose content is no base64 keeps no bytes and opens as damaged. */
export function toRow(entry: AnyEntry): ActionRow {
  const { header, previous, hash } = entry;
  const { sequence, entryId, kind, subjectId, on, officerId, numbers } = header;
  const bytes = fromBase64(entry.sealed) ?? new Uint8Array(0);
  const common = { sequence, entryId, kind, subjectId, on, officerId, numbers, sealed: bytes, previous, hash };
  if (isOld(entry)) return common;
  const { at, window, generation, key, tally, stands, marks, blobs } = entry.header;
  return { ...common, rest: { at, window, generation, key, tally, stands, marks, blobs, signed: entry.signed } };
}

/** The entry that a row was made of, to the byte. */
export const fromRow = (row: ActionRow): AnyEntry => entryOf(row, toBase64(row.sealed));

function entryOf(row: ActionRow, sealed: string): AnyEntry {
  const { sequence, entryId, kind, subjectId, officerId, previous, hash, rest } = row;
  const common = { sequence, entryId, kind, subjectId, on: row.on as PlainDate, officerId, numbers: [...row.numbers] };
  if (rest === undefined) return { header: { ...common, kind: kind as OldHeader['kind'] }, sealed, previous, hash };
  const { signed, ...more } = rest;
  return { format: 2, header: { ...common, ...more }, sealed, signed, previous, hash };
}

/** Wrapped content keys by case. A subject without one is no case (or a purged one): its entries use the key of events. */
async function contentKeysOf(parts: StoreParts, rows: readonly ActionRow[]): Promise<Map<string, string>> {
  const subjects = [...new Set(rows.map(({ subjectId }) => subjectId))];
  const keys = await parts.db.contentKeys.bulkGet(subjects);
  return new Map(keys.flatMap((row) => (row === undefined ? [] : [[row.caseId, row.wrapped] as const])));
}

/** Opens rows, in their order; `null` where the key is gone or the bytes were changed. */
export async function openRows(parts: StoreParts, rows: readonly ActionRow[]): Promise<(EntryContent | null)[]> {
  const keys = await contentKeysOf(parts, rows);
  const texts = await parts.crypto.openEntries(
    // The bytes go as they are: what they were sealed over does not hold them.
    rows.map((row) => entryToOpen(entryOf(row, ''), row.sealed, keys.get(row.subjectId) ?? null)),
  );
  return unveiled(
    parts,
    texts.map((text, at) => ({
      entryId: rows[at]?.entryId ?? '',
      content: text === null ? null : (JSON.parse(text) as EntryContent),
    })),
  );
}

/** Whether an entry cannot be opened since the key of its subject was destroyed. An entry of format 1 does not say which key it has. */
export async function isDestroyed({ db }: StoreParts, { kind, subjectId, rest }: ActionRow): Promise<boolean> {
  const keyed = rest === undefined ? kind === 'print' : rest.key === 'content';
  return keyed && (await db.contentKeys.get(subjectId)) === undefined;
}

/** The author as sealed; one who is not the officer in the entry's header is nobody. */
export function authorIn(
  { by }: { readonly by?: unknown },
  { officerId }: { readonly officerId: string },
): EntryAuthor | null {
  const author = EntryAuthor.safeParse(by);
  return author.success && author.data.id === officerId ? author.data : null;
}

/** Fetches one entry from the journal again, to mend the copy; `null` when the journal has another one or none. */
async function fetchAgain({ host, area }: StoreParts, row: ActionRow): Promise<ActionRow | null> {
  const answer = await host.call('journal.read', { area, after: row.sequence - 1, limit: 1 });
  const entry = answer.ok ? answer.value.entries[0] : undefined;
  return entry !== undefined && entry.hash === row.hash ? toRow(entry) : null;
}

/** The content of a damaged row as the journal has it, which is put in its place; `null` where that is damaged too. */
export async function mend(parts: StoreParts, row: ActionRow): Promise<EntryContent | null> {
  const whole = await fetchAgain(parts, row);
  const [content = null] = whole === null ? [] : await openRows(parts, [whole]);
  if (whole !== null && content !== null) await parts.db.actions.put(whole);
  return content;
}

/** The entries of one case, oldest first. */
export function rowsOf({ db }: StoreParts, caseId: string): Promise<ActionRow[]> {
  return db.actions.where('subjectId').equals(caseId).sortBy('sequence');
}

/** All actions of one case, oldest first. A damaged row is mended from the journal. */
export async function readActions(parts: StoreParts, caseId: string): Promise<Result<readonly StoredAction[]>> {
  return actionsIn(parts, caseId, await rowsOf(parts, caseId));
}

/** The actions in the given rows, which are all of one case. */
export async function actionsIn(
  parts: StoreParts,
  caseId: string,
  rows: readonly ActionRow[],
): Promise<Result<readonly StoredAction[]>> {
  if (rows.length === 0) return failed('case-not-found');
  if ((await parts.db.contentKeys.get(caseId)) === undefined) return failed('case-purged');
  return actionsOf(parts, rows, await openRows(parts, rows));
}

/** The actions of several cases at once: one look into the copy, one call to the worker. */
export async function readManyActions(
  parts: StoreParts,
  caseIds: readonly string[],
): Promise<ReadonlyMap<string, Result<readonly StoredAction[]>>> {
  const { db } = parts;
  // One request a case: a cursor over many keys takes a turn for each entry.
  const [rows, keys] = await db.transaction('r', db.actions, db.contentKeys, () =>
    Promise.all([
      Promise.all(caseIds.map((caseId) => db.actions.where('subjectId').equals(caseId).sortBy('sequence'))),
      db.contentKeys.bulkGet([...caseIds]),
    ]),
  );
  const contents = await openRows(parts, rows.flat());
  const answers = new Map<string, Result<readonly StoredAction[]>>();
  let begin = 0;
  for (const [at, caseId] of caseIds.entries()) {
    const own = rows[at] ?? [];
    const opened = contents.slice(begin, begin + own.length);
    begin += own.length;
    if (own.length === 0) answers.set(caseId, failed('case-not-found'));
    else if (keys[at] === undefined) answers.set(caseId, failed('case-purged'));
    else answers.set(caseId, await actionsOf(parts, own, opened));
  }
  return answers;
}

/** From opened rows of one case; a damaged one is mended from the journal. */
async function actionsOf(
  parts: StoreParts,
  rows: readonly ActionRow[],
  contents: readonly (EntryContent | null)[],
): Promise<Result<readonly StoredAction[]>> {
  const actions: StoredAction[] = [];
  for (const [at, row] of rows.entries()) {
    const content = contents[at] ?? (await mend(parts, row));
    if (content === null) return failed('store-damaged', { sequence: row.sequence });
    if (!('action' in content)) continue;
    const { sequence, hash, numbers } = row;
    actions.push({ sequence, hash, numbers, action: content.action as CaseAction });
  }
  return success(actions);
}
