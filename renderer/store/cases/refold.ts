/** From stored actions to lines and sealed pages: after a rebuild, after a catch-up, when the fold changed. */
import { foldCase, type CaseSummary, type StoredAction } from '#shared/casework/case-state.ts';
import { fromUtf8, type Bytes } from '#shared/crypto/bytes.ts';
import { handedOver } from '../crypto/crypto-client.ts';
import { initialsOf } from '../pinyin-initials.ts';
import type { SummaryPageRow } from '../database.ts';
import { pageOf } from './case-index.ts';
import { readManyActions } from './entries.ts';
import { readLedger, writeLedger } from './ledger-meta.ts';
import { fromLineRecord, toLineRecord, type IndexedCase, type LineRecord } from './line-record.ts';
import type { StoreParts } from './store-parts.ts';

/** Cases that are read, opened and folded together: enough for a page of the list, little enough to tell how it goes. */
const CASES_AT_ONCE = 200;

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

/** Reads the pages from `from` on into the index. False when one does not open: the lines must be folded anew. */
export async function loadPages(parts: StoreParts, from = 0): Promise<boolean> {
  parts.index.clear();
  let whole = true;
  let opening: Promise<(Bytes | null)[]> = Promise.resolve([]);
  for (let rows = await readLot(parts, from - 1); rows.length > 0 && whole;) {
    const last = rows.at(-1)?.page ?? 0;
    const before = opening;
    opening = openLot(parts, rows);
    const next = readLot(parts, last);
    whole = putLot(parts, await before);
    rows = await next;
  }
  return putLot(parts, await opening) && whole;
}

/** Folds these cases into the index. Answers with the ledger numbers of entries that neither copy can give. */
async function foldInto(parts: StoreParts, caseIds: readonly string[]): Promise<readonly number[]> {
  const unreadable: number[] = [];
  for (const [caseId, actions] of await readManyActions(parts, caseIds)) {
    const summary = actions.ok ? foldCase(caseId, actions.value) : null;
    if (summary === null) parts.index.remove(caseId);
    else parts.index.put(await indexed(parts, summary));
    const lost = actions.ok ? undefined : actions.failure.detail?.['sequence'];
    if (typeof lost === 'number') unreadable.push(lost);
  }
  return unreadable;
}

type Progress = (done: number, total: number) => void;

/** Folds these cases anew and stores their pages; says in the ledger that nothing is stale any more. */
async function refoldSome(
  parts: StoreParts,
  stale: readonly string[],
  onProgress?: Progress,
): Promise<readonly number[]> {
  const { db, index } = parts;
  const pages = new Set<number>();
  const unreadable: number[] = [];
  for (let at = 0; at < stale.length; at += CASES_AT_ONCE) {
    const caseIds = stale.slice(at, at + CASES_AT_ONCE);
    const touch = (): void => {
      for (const caseId of caseIds) {
        const summary = index.get(caseId);
        if (summary !== null) pages.add(pageOf(summary));
      }
    };
    touch();
    unreadable.push(...(await foldInto(parts, caseIds)));
    touch();
    onProgress?.(Math.min(stale.length, at + CASES_AT_ONCE), stale.length);
  }
  const rows = await sealPages(parts, pages);
  const ledger = await readLedger(db);
  await db.transaction('rw', db.summaries, db.meta, async () => {
    await db.summaries.bulkPut(rows);
    await writeLedger(db, { ...ledger, stale: [], folded: null });
  });
  return unreadable;
}

/** Every case with the page of its first entry, newest first: nothing but the index of subjects is read for it. */
async function newestFirst({ db }: StoreParts): Promise<readonly { readonly caseId: string; readonly page: number }[]> {
  const bySubject = db.actions.orderBy('subjectId');
  const [subjects, sequences, cases] = await Promise.all([
    bySubject.keys(),
    bySubject.primaryKeys(),
    db.contentKeys.toCollection().primaryKeys(),
  ]);
  const first = new Map<string, number>();
  for (const [at, subject] of subjects.entries()) {
    const sequence = sequences[at] ?? 0;
    if (typeof subject !== 'string') continue;
    const known = first.get(subject);
    if (known === undefined || sequence < known) first.set(subject, sequence);
  }
  return cases
    .flatMap((caseId) => {
      const firstSequence = first.get(caseId);
      return firstSequence === undefined ? [] : [{ caseId, page: pageOf({ firstSequence }), firstSequence }];
    })
    .sort((one, other) => other.firstSequence - one.firstSequence);
}

/**
 * Folds all cases, the newest first, and stores whole pages as it goes: whoever is interrupted goes on from there, unless
 * something was recorded since.
 */
async function refoldAll(parts: StoreParts, onProgress?: Progress): Promise<readonly number[]> {
  const { db, index } = parts;
  const ledger = await readLedger(db);
  const all = await newestFirst(parts);
  const { folded = null } = ledger;
  const goesOn = folded !== null && folded.count === ledger.count && (await loadPages(parts, folded.from));
  if (!goesOn) index.clear();
  const from = goesOn ? folded.from : Number.POSITIVE_INFINITY;
  const unreadable: number[] = [];
  let at = all.findIndex(({ page }) => page < from);
  if (at < 0) at = all.length;
  if (!goesOn) await db.summaries.clear();
  while (at < all.length) {
    let end = Math.min(all.length, at + CASES_AT_ONCE);
    while (end < all.length && all[end]?.page === all[end - 1]?.page) end += 1;
    const run = all.slice(at, end);
    unreadable.push(
      ...(await foldInto(
        parts,
        run.map(({ caseId }) => caseId),
      )),
    );
    const rows = await sealPages(parts, new Set(run.map(({ page }) => page)));
    const done = { from: run.at(-1)?.page ?? 0, count: ledger.count };
    await db.transaction('rw', db.summaries, db.meta, async () => {
      await db.summaries.bulkPut(rows);
      await writeLedger(db, { ...ledger, stale: 'all', folded: unreadable.length > 0 ? null : done });
    });
    at = end;
    onProgress?.(at, all.length);
  }
  await writeLedger(db, { ...ledger, stale: [], folded: null });
  return unreadable;
}

/** Folds these cases anew and stores their pages. Answers with the ledger numbers of entries that could not be read. */
export async function refold(
  parts: StoreParts,
  stale: readonly string[] | 'all',
  onProgress?: Progress,
): Promise<readonly number[]> {
  if (stale.length === 0) return [];
  return stale === 'all' ? refoldAll(parts, onProgress) : refoldSome(parts, stale, onProgress);
}

/** An action list with one more, as stored. */
export function withAction(actions: readonly StoredAction[], added: StoredAction): readonly StoredAction[] {
  return actions.some(({ sequence }) => sequence === added.sequence) ? actions : [...actions, added];
}
