/**
 * Brings the working copy up to the journal, the authority. Count and head are compared first, everything only on a
 * difference. A copy that knows more than the journal is never overwritten: then somebody put an older journal back.
 */
import type { AnyEntry } from '#shared/casework/journal.ts';
import type { JournalState } from '#shared/contract/channels.ts';
import { failed, success, type Result } from '#shared/contract/failure.ts';
import { byAdministrator } from '#shared/domain/officer.ts';
import type { ActionRow, ContentKeyRow } from '../database.ts';
import { takeAwaitedKeys } from './awaited-keys.ts';
import { authorIn, openRows, toRow } from './entries.ts';
import { isUntouched, readLedger, writeLedger, type LedgerMeta } from './ledger-meta.ts';
import { forgetOpened } from './opened-veils.ts';
import { loadPages, refold } from './refold.ts';
import type { EntryContent, StoreParts } from './store-parts.ts';

const READ_AT_ONCE = 2000;

export type SyncProgress = (step: 'reading' | 'folding', done: number, total: number) => void;

export interface SyncResult {
  readonly ledger: LedgerMeta;
  /** Ledger numbers that neither copy can give. */
  readonly missing: readonly number[];
  /** Those of them of which no administrator has taken note: nothing is written meanwhile. */
  readonly unanswered: readonly number[];
  /** There was nothing in the copy: a first opening, or the copy was lost. */
  readonly begun: boolean;
}

/** What a `purge` entry says; nothing where it is no administrator's. */
function purgedIn(content: EntryContent | null, row: ActionRow | undefined): readonly string[] {
  if (content === null || !('event' in content) || row === undefined) return [];
  if (!byAdministrator({ by: authorIn(content, row) })) return [];
  const { caseIds, entries } = (content.event ?? {}) as { caseIds?: unknown; entries?: unknown };
  return [caseIds, entries]
    .flatMap((ids): unknown[] => (Array.isArray(ids) ? ids : []))
    .filter((id): id is string => typeof id === 'string');
}

/** The host's content keys, asked for once in a catch-up however long it is. */
type FetchKeys = () => Promise<Result<Readonly<Record<string, string>>>>;

function fetchOnce({ host, area }: StoreParts): FetchKeys {
  let asked: ReturnType<FetchKeys> | null = null;
  const ask = async (): ReturnType<FetchKeys> => {
    const answer = await host.call('contentKeys.read', { area });
    return answer.ok ? success(answer.value.keys) : answer;
  };
  return () => (asked ??= ask());
}

/** Content keys of cases that the copy does not know yet. */
async function newKeys(
  parts: StoreParts,
  rows: readonly ActionRow[],
  fetchKeys: FetchKeys,
): Promise<Result<readonly ContentKeyRow[]>> {
  const subjects = [...new Set(rows.map(({ subjectId }) => subjectId))];
  const known = await parts.db.contentKeys.bulkGet(subjects);
  const unknown = subjects.filter((_, at) => known[at] === undefined);
  if (unknown.length === 0) return success([]);
  const answer = await fetchKeys();
  if (!answer.ok) return answer;
  const keys = answer.value;
  return success(
    unknown.flatMap((caseId) => {
      const wrapped = keys[caseId];
      return wrapped === undefined ? [] : [{ caseId, wrapped }];
    }),
  );
}

/** Cases that the ledger says were purged. */
export async function purgedCases(parts: StoreParts): Promise<ReadonlySet<string>> {
  const rows = await parts.db.actions.where('kind').equals('purge').toArray();
  return new Set((await openRows(parts, rows)).flatMap((content, at) => purgedIn(content, rows[at])));
}

/** Every purge that was journalled is carried out here to its end (the host does its own part). Answers with its cases. */
export async function finishPurges(parts: StoreParts): Promise<Result<readonly string[]>> {
  const { db } = parts;
  const named = [...(await purgedCases(parts))];
  const keys = await db.contentKeys.bulkGet(named);
  const due = named.filter((_, at) => keys[at] !== undefined);
  for (const caseId of due) await parts.crypto.forgetContentKey(caseId);
  await db.contentKeys.bulkDelete(due);
  if (due.length > 0) forgetOpened(parts);
  return success(due);
}

function merged(stale: LedgerMeta['stale'], rows: readonly ActionRow[]): LedgerMeta['stale'] {
  return stale === 'all' ? 'all' : [...new Set([...stale, ...rows.map(({ subjectId }) => subjectId)])];
}

/** Takes one run of entries into the copy; `unsettledAfter`: entries above it were never confirmed. */
async function takeIn(
  parts: StoreParts,
  ledger: LedgerMeta,
  entries: readonly AnyEntry[],
  unsettledAfter: number,
  fetchKeys: FetchKeys,
): Promise<Result<LedgerMeta>> {
  const broken = await parts.crypto.brokenAt(ledger, entries);
  if (broken !== null)
    return failed(ledger.count === 0 ? 'journal-damaged' : 'journal-behind-store', { sequence: broken });
  const rows = entries.map(toRow);
  const keys = await newKeys(parts, rows, fetchKeys);
  if (!keys.ok) return keys;
  const last = entries.at(-1);
  const unsettled = rows.map(({ sequence }) => sequence).filter((sequence) => sequence > unsettledAfter);
  const next: LedgerMeta = {
    ...ledger,
    count: last?.header.sequence ?? ledger.count,
    head: last?.hash ?? ledger.head,
    unsettled: [...ledger.unsettled, ...unsettled],
    stale: ledger.count === 0 ? 'all' : merged(ledger.stale, rows),
  };
  const { db } = parts;
  await db.transaction('rw', db.actions, db.contentKeys, db.meta, async () => {
    await db.actions.bulkPut(rows);
    await db.contentKeys.bulkPut([...keys.value]);
    await writeLedger(db, next);
  });
  return success(next);
}

/** Reads the journal from where the copy ends up to `upTo`. Lines are left stale. */
export async function catchUp(
  parts: StoreParts,
  from: LedgerMeta,
  upTo: number,
  unsettledAfter: number,
  onProgress?: SyncProgress,
): Promise<Result<LedgerMeta>> {
  let ledger = from;
  const fetchKeys = fetchOnce(parts);
  const read = (after: number) =>
    parts.host.call('journal.read', { area: parts.area, after, limit: Math.min(READ_AT_ONCE, upTo - after) });
  let reading = ledger.count < upTo ? read(ledger.count) : null;
  while (reading !== null) {
    const answer = await reading;
    // While this run is checked and written, the host reads the next.
    const last = answer.ok ? (answer.value.entries.at(-1)?.header.sequence ?? upTo) : upTo;
    reading = last < upTo ? read(last) : null;
    if (!answer.ok) return answer;
    const taken = await takeIn(parts, ledger, answer.value.entries, unsettledAfter, fetchKeys);
    if (!taken.ok) return taken;
    if (taken.value.count === ledger.count) return failed('journal-damaged', { sequence: ledger.count + 1 });
    // A rebuild begins with an empty copy: all its lines are stale until the last run is in.
    ledger = from.count === 0 ? { ...taken.value, stale: 'all' } : taken.value;
    onProgress?.('reading', ledger.count, upTo);
  }
  return success(ledger);
}

/** Rows that got lost within the copy are fetched again. Answers with those that the journal cannot give either. */
async function mendGaps(parts: StoreParts, ledger: LedgerMeta): Promise<readonly number[]> {
  if ((await parts.db.actions.count()) >= ledger.count) return [];
  const present = new Set(await parts.db.actions.toCollection().primaryKeys());
  const missing: number[] = [];
  const subjects: string[] = [];
  for (let sequence = 1; sequence <= ledger.count; sequence += 1) {
    if (present.has(sequence)) continue;
    const answer = await parts.host.call('journal.read', { area: parts.area, after: sequence - 1, limit: 1 });
    const entry = answer.ok ? answer.value.entries[0] : undefined;
    if (entry?.header.sequence === sequence) {
      await parts.db.actions.put(toRow(entry));
      subjects.push(entry.header.subjectId);
    } else missing.push(sequence);
  }
  const stale = ledger.stale === 'all' ? 'all' : [...new Set([...ledger.stale, ...subjects])];
  await writeLedger(parts.db, { ...ledger, stale });
  return missing;
}

async function fold(parts: StoreParts, onProgress?: SyncProgress): Promise<readonly number[]> {
  const { stale } = await readLedger(parts.db);
  const loaded = stale === 'all' ? false : await loadPages(parts);
  const due = loaded ? stale : 'all';
  return due.length === 0 ? [] : refold(parts, due, (done, total) => onProgress?.('folding', done, total));
}

/** Everything between unlocking and the list: compare, catch up, mend, read the lines. */
export async function startUp(
  parts: StoreParts,
  state: JournalState,
  onProgress?: SyncProgress,
): Promise<Result<SyncResult>> {
  const begun = await isUntouched(parts.db);
  const before = await readLedger(parts.db);
  // An older journal was put back, or one of another window: nothing is thrown away on either side.
  if (state.count < before.count || (state.count === before.count && state.head !== before.head)) {
    return failed('journal-behind-store', { journal: state.count, store: before.count });
  }
  // Where nobody knows what was confirmed, asking about everything would only invite to void what was long given out.
  const acknowledged = state.acknowledgedKnown ? state.acknowledged : state.count;
  const caught = await catchUp(parts, before, state.count, acknowledged, onProgress);
  if (!caught.ok) return caught;
  if (caught.value.head !== state.head) return failed('journal-damaged', { sequence: state.count });
  const gaps = await mendGaps(parts, caught.value);
  const awaited = await takeAwaitedKeys(parts, state, begun);
  if (!awaited.ok) return awaited;
  const purged = await finishPurges(parts);
  if (!purged.ok) return purged;
  const unreadable = [...(await fold(parts, onProgress)), ...(await refold(parts, purged.value))];
  const after = await readLedger(parts.db);
  const late = Array.from({ length: Math.max(0, before.count - acknowledged) }, (_, at) => acknowledged + 1 + at);
  const ledger = { ...after, unsettled: [...new Set([...after.unsettled, ...late])].sort((a, b) => a - b) };
  if (begun || late.length > 0) await writeLedger(parts.db, ledger);
  const accepted = new Set(state.acceptedLines);
  const missing = [...new Set([...gaps, ...unreadable])].sort((a, b) => a - b);
  return success({ ledger, missing, unanswered: missing.filter((line) => !accepted.has(line)), begun });
}
