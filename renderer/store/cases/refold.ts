/** From stored actions to lines and sealed pages: after a rebuild, after a catch-up, when the fold changed. */
import { foldCase, type CaseSummary, type StoredAction } from '#shared/casework/case-state.ts';
import { fromUtf8, type Bytes } from '#shared/crypto/bytes.ts';
import { handedOver } from '../crypto/crypto-client.ts';
import { initialsOf } from '../pinyin-initials.ts';
import type { SummaryPageRow } from '../database.ts';
import { pageOf } from './case-index.ts';
import { readActions } from './entries.ts';
import { readLedger, writeLedger } from './ledger-meta.ts';
import { fromLineRecord, toLineRecord, type IndexedCase, type LineRecord } from './line-record.ts';
import type { StoreParts } from './store-parts.ts';

const BATCH = 200;

/** A line with its initials; those of unchanged names are kept. */
export async function indexed(parts: StoreParts, summary: CaseSummary): Promise<IndexedCase> {
  const known = parts.index.initialsFor(summary);
  const names = [summary.employerName, ...summary.persons.map(({ name }) => name)];
  return { summary, initials: known ?? (await initialsOf(names)) };
}

/** The pages that hold these cases, sealed, as the index has them now. */
export async function sealPages(parts: StoreParts, pages: ReadonlySet<number>): Promise<SummaryPageRow[]> {
  const list = [...pages];
  const sealed = await parts.crypto.sealTexts(
    'summaries',
    list.map((page) => ({ key: String(page), text: JSON.stringify(parts.index.page(page).map(toLineRecord)) })),
  );
  return list.flatMap((page, at) => (sealed[at] === undefined ? [] : [{ page, sealed: sealed[at] }]));
}

/** Pages that are read, opened and parsed together: while one lot is opened in the worker the next is read. */
const PAGES_AT_ONCE = 100;

function readLot({ db }: StoreParts, after: number): Promise<SummaryPageRow[]> {
  return db.summaries.where('page').above(after).limit(PAGES_AT_ONCE).toArray();
}

function openLot({ crypto }: StoreParts, rows: readonly SummaryPageRow[]): Promise<(Bytes | null)[]> {
  const records = rows.map(({ page, sealed }) => ({ key: String(page), sealed }));
  return crypto.openBytes(
    'summaries',
    handedOver(
      records,
      records.map(({ sealed }) => sealed.buffer),
    ),
  );
}

function putLot({ index }: StoreParts, opened: readonly (Bytes | null)[]): boolean {
  for (const bytes of opened) {
    if (bytes === null) return false;
    for (const record of JSON.parse(fromUtf8(bytes)) as LineRecord[]) index.put(fromLineRecord(record));
  }
  return true;
}

/** Reads every page into the index. False when one does not open: the lines must be folded anew. */
export async function loadPages(parts: StoreParts): Promise<boolean> {
  parts.index.clear();
  let whole = true;
  let opening: Promise<(Bytes | null)[]> = Promise.resolve([]);
  for (let rows = await readLot(parts, -1); rows.length > 0 && whole;) {
    const last = rows.at(-1)?.page ?? 0;
    const before = opening;
    opening = openLot(parts, rows);
    const next = readLot(parts, last);
    whole = putLot(parts, await before);
    rows = await next;
  }
  return putLot(parts, await opening) && whole;
}

/** Folds one case into the index. Answers with the ledger number of an entry that neither copy can give, else `null`. */
async function foldInto(parts: StoreParts, caseId: string): Promise<number | null> {
  const actions = await readActions(parts, caseId);
  const summary = actions.ok ? foldCase(caseId, actions.value) : null;
  if (summary === null) parts.index.remove(caseId);
  else parts.index.put(await indexed(parts, summary));
  const lost = actions.ok ? undefined : actions.failure.detail?.['sequence'];
  return typeof lost === 'number' ? lost : null;
}

/**
 * Folds these cases anew and stores their pages; says in the ledger that nothing is stale any more.
 * Answers with the ledger numbers of entries that could not be read.
 */
export async function refold(
  parts: StoreParts,
  stale: readonly string[] | 'all',
  onProgress?: (done: number, total: number) => void,
): Promise<readonly number[]> {
  const { db, index } = parts;
  if (stale.length === 0) return [];
  if (stale === 'all') index.clear();
  const caseIds = stale === 'all' ? await db.contentKeys.toCollection().primaryKeys() : stale;
  const pages = new Set<number>();
  const unreadable: number[] = [];
  const touch = (caseId: string): void => {
    const summary = index.get(caseId);
    if (summary !== null) pages.add(pageOf(summary));
  };
  for (const [at, caseId] of caseIds.entries()) {
    touch(caseId);
    const lost = await foldInto(parts, caseId);
    if (lost !== null) unreadable.push(lost);
    touch(caseId);
    if (at % BATCH === 0) onProgress?.(at, caseIds.length);
  }
  const rows = await sealPages(parts, pages);
  const ledger = await readLedger(db);
  await db.transaction('rw', db.summaries, db.meta, async () => {
    if (stale === 'all') await db.summaries.clear();
    await db.summaries.bulkPut(rows);
    await writeLedger(db, { ...ledger, stale: [] });
  });
  return unreadable;
}

/** An action list with one more, as stored. */
export function withAction(actions: readonly StoredAction[], added: StoredAction): readonly StoredAction[] {
  return actions.some(({ sequence }) => sequence === added.sequence) ? actions : [...actions, added];
}
